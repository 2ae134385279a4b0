"""The address of a server as people and browsers take it."""


def address_of(scheme: str, host: str, port: int) -> str:
    """An IPv6 address stands in brackets (RFC 3986, 3.2.2): "http://[::1]:8710"."""
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"
