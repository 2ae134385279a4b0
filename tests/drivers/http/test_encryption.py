"""TLS: the platform's own certificate authority is trusted where it is configured, and nobody else's."""

import datetime
import ipaddress
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from drivers.http.failure import ExchangeError
from drivers.http.wire import Wire
from kiosk.trouble import Trouble
from tests.harness.patience import PATIENCE


def certificate(folder: Path, address: str) -> tuple[Path, Path]:
    """A certificate that vouches for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a platform")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, private = folder / f"{address}.pem", folder / f"{address}.key"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    form, none = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, none))
    return pem, private


class Hello(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """An https server on loopback: its address and its certificate."""
    pem, key = certificate(tmp_path, "127.0.0.1")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, key)
    server = HTTPServer(("127.0.0.1", 0), Hello)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"https://127.0.0.1:{server.server_port}", pem
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_configured_authority_is_trusted(platform: tuple[str, Path]) -> None:
    wire = Wire(platform[0], PATIENCE, PATIENCE, str(platform[1]))
    assert wire.exchange("GET", "/", {}).body == b"hello"
    wire.close()


def test_a_missing_authority_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"hall-ca\.pem"):
        Wire("https://platform.example", PATIENCE, PATIENCE, str(tmp_path / "hall-ca.pem"))


@pytest.mark.parametrize("trusted", ["", "192.0.2.1"])
def test_nobody_else_is(platform: tuple[str, Path], tmp_path: Path, trusted: str) -> None:
    other = str(certificate(tmp_path, trusted)[0]) if trusted else ""
    wire = Wire(platform[0], PATIENCE, PATIENCE, other)
    with pytest.raises(ExchangeError) as caught:
        wire.exchange("GET", "/", {})
    assert (caught.value.trouble, caught.value.reason) == (Trouble.UNREACHABLE, "SSLError")
    wire.close()
