"""One machine of the hall's own network, with bad manners or broken, does not shut the others out."""

import resource
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from kiosk.hall.access import Role
from tests.hallkit.house import WAIT, House, open_house
from tests.hallkit.laid import sqlite_url
from ui.hall.bodies import MOST_BYTES
from ui.hall.connections import Connections, Patience
from ui.hall.server import listen, most_connections

SHORT = Patience(head=0.3, body=0.6, answer=0.6, parting=0.5, look=0.05)
TOO_MANY = "more than 20 connections from one address"
HEAD = b"POST /v1/device HTTP/1.1\r\nHost: hall\r\nContent-Type: application/json\r\n"


UNFINISHED = {
    "nothing": b"",
    "an empty line": b"\r\n",
    "half a head": b"GET /v1/health HTTP/1.1\r\nHost: ha",
    "one byte of the body": HEAD + b"Content-Length: 400\r\n\r\n{",
    "one byte in pieces": HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
}


@pytest.fixture(scope="module")
def hasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A hall with little patience."""
    among = Connections(most=200, of_one=200, patience=SHORT)
    with open_house(sqlite_url(tmp_path_factory.mktemp("hasty")), among=among) as house:
        yield house


@pytest.fixture
def among() -> Connections:
    return Connections(most=60, of_one=20)


@pytest.fixture
def house(tmp_path: Path, among: Connections) -> Iterator[House]:
    """A hall with few places."""
    with open_house(sqlite_url(tmp_path), among=among) as house:
        yield house


def connect(house: House, says: bytes = b"") -> socket.socket:
    at = urlsplit(house.url)
    line = socket.create_connection((str(at.hostname), int(at.port or 0)), WAIT)
    line.sendall(says)
    return line


def answer(line: socket.socket) -> bytes:
    """All that comes until the hall ends the connection."""
    got = b""
    try:
        while piece := line.recv(65536):
            got += piece
    except ConnectionResetError:
        pass
    return got


@contextmanager
def crowd(house: House, count: int, says: bytes) -> Iterator[list[socket.socket]]:
    with ExitStack() as lines:
        yield [lines.enter_context(connect(house, says)) for _ in range(count)]


def is_well(house: House) -> bool:
    return house.ask("GET", "/v1/health", None).status_code == 200


def test_who_does_not_come_to_the_end_is_let_go(hasty: House) -> None:
    with ExitStack() as lines:
        opened = {name: lines.enter_context(connect(hasty, says)) for name, says in UNFINISHED.items()}
        got = {name: answer(line)[:12] for name, line in opened.items()}
    assert got == dict.fromkeys(UNFINISHED, b"HTTP/1.1 408")


def test_who_drips_is_let_go_too(hasty: House) -> None:
    with connect(hasty, b"GET / HTTP/1.1\r\n") as line:
        line.settimeout(0.02)
        while (got := drip(line, b"a: b\r\n")) is None:
            pass
    assert got == b"" or got.startswith(b"HTTP/1.1 408")


def drip(line: socket.socket, piece: bytes) -> bytes | None:
    """One more piece; what the hall says to it, empty where it has gone."""
    try:
        line.sendall(piece)
        return line.recv(65536)
    except TimeoutError:
        return None
    except OSError:
        return b""


@pytest.mark.logs("WARNING", TOO_MANY)
@pytest.mark.parametrize("says", [b"", HEAD + b"Content-Length: 400\r\n\r\n{"], ids=["silent", "half a body"])
def test_a_crowd_from_one_address_shuts_nobody_out(house: House, among: Connections, says: bytes) -> None:
    token = house.token(Role.BOARD)
    with crowd(house, 150, says) as lines:
        assert is_well(house)
        assert house.ask("GET", "/v1/board", token).status_code == 200
        assert len(among) <= 20
        for line in lines[:120]:
            answer(line)  # those that came first have made room


@pytest.mark.logs("WARNING", TOO_MANY)
def test_open_pages_stay_while_others_crowd_in(house: House) -> None:
    asks = f"GET /v1/events HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {house.token(Role.BOARD)}\r\n\r\n".encode()
    with connect(house, asks) as page:
        assert b"200 OK" in page.recv(4096)
        with crowd(house, 60, b"GET"):
            assert is_well(house)
        house.take("key-00000001")
        seen = b""
        while b"issued" not in seen:
            seen += page.recv(4096)


def test_a_proxy_speaks_for_many(tmp_path: Path) -> None:
    among = Connections(most=60, of_one=20, proxies=["127.0.0.0/8"])
    with open_house(sqlite_url(tmp_path), among=among) as house, crowd(house, 30, b"GET"):
        assert is_well(house)
        assert len(among) > 20


def test_the_last_places_go_to_whoever_asks(tmp_path: Path) -> None:
    among = Connections(most=30, of_one=200)
    with open_house(sqlite_url(tmp_path), among=among) as house, crowd(house, 100, b"GET"):
        assert is_well(house)
        assert len(among) <= 30


@pytest.mark.parametrize("whole", [False, True], ids=["says so", "sends it all"])
def test_a_long_body_is_refused_before_it_is_read(house: House, whole: bool) -> None:
    body = b" " * 50_000_000 if whole else b""
    with connect(house, HEAD + b"Content-Length: 50000000\r\n\r\n") as line:
        if whole:
            line.sendall(body)
        got = answer(line)
    assert got.startswith(b"HTTP/1.1 413")
    assert "内容太大".encode() in got
    assert b"connection: close" in got.lower()


def test_a_long_body_in_pieces_is_refused_as_soon_as_it_is_too_long(house: House) -> None:
    piece = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    with connect(house, HEAD + b"Transfer-Encoding: chunked\r\n\r\n") as line:
        for _ in range(MOST_BYTES // 0x10000 + 1):
            line.sendall(piece)
        assert answer(line).startswith(b"HTTP/1.1 413")


def test_whoever_sends_all_of_it_still_reads_the_refusal(house: House) -> None:
    sent = requests.post(f"{house.url}/v1/device", data=b" " * 20_000_000, timeout=WAIT)
    assert (sent.status_code, sent.json()["message_en"]) == (413, "This is too large to be taken in")


def test_a_head_without_end_is_refused(house: House) -> None:
    with connect(house, b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 20_000) as line:
        assert answer(line).startswith(b"HTTP/1.1 431")


def test_who_takes_nothing_of_the_answer_is_let_go(hasty: House) -> None:
    asks = b"GET /openapi.json HTTP/1.1\r\nHost: h\r\n\r\n"
    with connect(hasty) as line:
        line.settimeout(0.2)
        with suppress(OSError):
            while True:
                line.sendall(asks)
        line.settimeout(WAIT)
        with pytest.raises(ConnectionError):  # nothing is read before: its window stays shut
            while True:
                line.sendall(asks)


def test_ordinary_lines_are_kept_for_the_next_question(house: House) -> None:
    with requests.Session() as session:
        for _ in range(3):
            assert session.get(f"{house.url}/v1/health", timeout=WAIT).status_code == 200
        assert session.post(f"{house.url}/v1/device", json={"token": "x" * 30}, timeout=WAIT).status_code == 401


def test_the_limit_of_open_files_is_raised() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, hard))
    try:
        assert most_connections() > 400
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == hard
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_an_answers_second_part_does_not_wait_for_the_other_side() -> None:
    """Whatever event loop serves: a plain one sets this only for sockets that it has made."""
    with closing(listen("127.0.0.1", 0)) as on, socket.create_connection(on.getsockname()):
        accepted, _ = on.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
