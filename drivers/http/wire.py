"""One HTTP exchange with a server, with time-outs and limits. Knows requests, not the contract."""

import io
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection

from drivers.http.failure import ExchangeError
from kiosk.trouble import Trouble

ANSWER_LIMIT = 4 * 1024 * 1024  # bytes; a catalogue of 200 items has about 1 MB
PIECE = 64 * 1024
SEND_BUFFER = 128 * 1024  # bytes; at 100 ms there and back still 1 MB/s


class _NarrowAdapter(HTTPAdapter):
    """Connections that accept only as much as the line takes away.

    Otherwise the kernel swallows a whole page at once, and the time it needs on the line would count as the
    server's time to answer.
    """

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        narrow = [*HTTPConnection.default_socket_options, (socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)]
        super().init_poolmanager(*args, socket_options=narrow, **options)


@dataclass(frozen=True)
class Answer:
    """Status, headers (names in lower case) and body of one answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


class Wire:
    """Keeps connections to one server. For one thread at a time.

    Raises ValueError for an address that would send personal data in clear (plain http is for loopback alone), and
    for a `ca_file` that is not there.
    """

    def __init__(self, url: str, connect_seconds: float, answer_seconds: float, ca_file: str = "") -> None:
        _check_address(url)
        if ca_file and not Path(ca_file).is_file():
            raise ValueError(f"expected a certificate authority's PEM file: {ca_file}")
        self._url = url.rstrip("/")
        self._connect_seconds = connect_seconds
        self._answer_seconds = answer_seconds
        self._session = requests.Session()
        self._session.verify = ca_file or True
        self._session.trust_env = False  # no proxy, no .netrc: nothing may stand in between unseen
        self._session.mount(self._url, _NarrowAdapter(pool_maxsize=1))

    def close(self) -> None:
        self._session.close()

    def exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None) -> Answer:
        """Send one request and read the whole answer. Raises ExchangeError (UNREACHABLE, NOT_UNDERSTOOD)."""
        try:
            return self._exchange(method, path, headers, body)
        except (requests.exceptions.InvalidHeader, requests.exceptions.ContentDecodingError) as error:
            raise ExchangeError(Trouble.NOT_UNDERSTOOD, reason=type(error).__name__) from error
        except requests.RequestException as error:
            raise ExchangeError(_line_trouble(error), reason=type(error).__name__) from error

    def _exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        with self._session.request(
            method,
            self._url + path,
            headers=dict(headers),
            # As a stream, a body goes out in pieces, each with its own time-out: a slow line is not a dead one.
            data=io.BytesIO(body) if body else None,
            timeout=(self._connect_seconds, self._answer_seconds),
            allow_redirects=False,  # a redirect would carry personal data elsewhere
            stream=True,
        ) as response:
            content = self._read(response)
            lowered = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status_code, lowered, content)

    def _read(self, response: requests.Response) -> bytes:
        """The body; an answer that drips or has no end is cut off."""
        deadline = time.monotonic() + self._answer_seconds
        pieces: list[bytes] = []
        for piece in response.iter_content(PIECE):
            pieces.append(piece)
            if sum(map(len, pieces)) > ANSWER_LIMIT:
                raise ExchangeError(Trouble.NOT_UNDERSTOOD, reason="the answer is too long")
            if time.monotonic() > deadline:
                raise ExchangeError(Trouble.UNREACHABLE, reason="the answer takes too long")
        return b"".join(pieces)


def _line_trouble(error: requests.RequestException) -> Trouble:
    """Bytes that are no HTTP are not understood; everything else is a line that does not work."""
    text = str(error)
    return Trouble.NOT_UNDERSTOOD if "BadStatusLine" in text else Trouble.UNREACHABLE


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme != "http" or not _is_loopback(parts.hostname or ""):
        raise ValueError(f"expected https://..., or http:// on loopback: {parts.scheme}://{parts.hostname or ''}")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
