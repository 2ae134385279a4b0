"""Addresses as browsers take them."""

import pytest

from kiosk.address import address_of


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8710"),
        ("hall.example", "http://hall.example:8710"),
        ("::1", "http://[::1]:8710"),
        ("fd00:1::5", "http://[fd00:1::5]:8710"),
    ],
)
def test_an_ipv6_address_stands_in_brackets(host: str, address: str) -> None:
    assert address_of("http", host, 8710) == address
