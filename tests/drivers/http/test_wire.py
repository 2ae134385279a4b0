"""One exchange with a server that speaks whatever a test says: bytes that are no HTTP, no end, or lead elsewhere."""

import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from drivers.http.failure import ExchangeError
from drivers.http.wire import ANSWER_LIMIT, Wire
from kiosk.trouble import Trouble
from tests.harness.patience import PATIENCE

Speak = Callable[..., Wire]


@pytest.fixture
def speak() -> Iterator[Speak]:
    """A wire to a server that answers its first request with these bytes and hangs up."""
    doors: list[socket.socket] = []
    threads: list[threading.Thread] = []
    wires: list[Wire] = []

    def make(*answer: bytes) -> Wire:
        door = socket.create_server(("127.0.0.1", 0))
        thread = threading.Thread(target=_answer, args=(door, answer))
        thread.start()
        doors.append(door)
        threads.append(thread)
        wires.append(Wire(f"http://127.0.0.1:{door.getsockname()[1]}", PATIENCE, PATIENCE))
        return wires[-1]

    yield make
    for wire in wires:
        wire.close()
    for door, thread in zip(doors, threads, strict=True):
        door.close()
        thread.join(PATIENCE)


def _answer(door: socket.socket, answer: tuple[bytes, ...]) -> None:
    line, _ = door.accept()
    with line:
        line.recv(65536)
        try:
            for piece in answer:
                line.sendall(piece)
        except OSError:
            pass  # the client has had enough


def failed(wire: Wire) -> Trouble:
    with pytest.raises(ExchangeError) as caught:
        wire.exchange("GET", "/v1/catalogue", {})
    assert not caught.value.final
    return caught.value.trouble


def test_an_answer_is_given_whole(speak: Speak) -> None:
    answer = speak(b"HTTP/1.1 418 no\r\nETag: x\r\nContent-Length: 4\r\n\r\n", b"te", b"st").exchange("GET", "/", {})
    assert (answer.status, answer.headers["etag"], answer.body) == (418, "x", b"test")


def test_a_redirect_is_not_followed(speak: Speak) -> None:
    wire = speak(b"HTTP/1.1 307 x\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")
    assert wire.exchange("POST", "/v1/submissions", {}, b"personal").status == 307


@pytest.mark.parametrize("noise", [b"\x00\xff\x10nonsense\r\n\r\n", b"SSH-2.0-OpenSSH_9.2\r\n"])
def test_bytes_that_are_no_http(speak: Speak, noise: bytes) -> None:
    assert failed(speak(noise)) is Trouble.NOT_UNDERSTOOD


@pytest.mark.parametrize(
    "answer",
    [
        (),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", b"half"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"zz\r\nnonsense"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000,),
    ],
)
def test_an_answer_that_breaks_off_or_makes_no_sense(speak: Speak, answer: tuple[bytes, ...]) -> None:
    assert failed(speak(*answer)) is Trouble.UNREACHABLE


def test_an_answer_without_an_end(speak: Speak) -> None:
    wire = speak(b"HTTP/1.1 200 OK\r\n\r\n", *[bytes(1024 * 1024)] * (ANSWER_LIMIT // 1024 // 1024 + 2))
    assert failed(wire) is Trouble.NOT_UNDERSTOOD


def test_an_answer_that_says_it_is_packed_and_is_not(speak: Speak) -> None:
    wire = speak(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n", b"test")
    assert failed(wire) is Trouble.NOT_UNDERSTOOD
