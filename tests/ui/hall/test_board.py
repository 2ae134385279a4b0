"""What boards see, and how soon: numbers and windows, nobody's name, nothing missed over a lost connection."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from queue import Queue
from typing import Any
from urllib.parse import urlsplit

import pytest

from kiosk.hall.access import Role
from tests.hallkit.house import WAIT, House
from tests.hallkit.people import clerk_at

CARD = {"number": "11010119900307999X", "name": "张测试"}


class Board:
    """An open page, and what it was told. `opens` begins the line from which on it hears what happens."""

    def __init__(self, line: socket.socket, opens: bytes) -> None:
        self._line = line
        self._opens = opens
        self._told: Queue[dict[str, Any]] = Queue()
        self._open = threading.Event()
        self.lines: list[bytes] = []
        self._thread = threading.Thread(target=self._read)
        self._thread.start()
        assert self._open.wait(WAIT)

    def _read(self) -> None:
        with suppress(OSError), self._line.makefile("rb") as lines:
            for line in lines:
                self.lines.append(line.strip())
                if line.startswith(self._opens):
                    self._open.set()
                if line.startswith(b"data: ") and line != b"data: {}\n":
                    self._told.put(json.loads(line[6:]))

    def next(self) -> dict[str, Any]:
        return self._told.get(timeout=WAIT)

    def until(self, what: str) -> dict[str, Any]:
        while (told := self.next())["what"] != what:
            pass
        return told

    def ended(self) -> None:
        """The hall has ended it: nothing more will come."""
        self._thread.join(WAIT)
        assert not self._thread.is_alive()

    def close(self) -> None:
        with suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)
        self._thread.join(WAIT)
        self._line.close()
        assert not self._thread.is_alive()


@contextmanager
def board(house: House, token: str, query: str = "", last: int | None = None) -> Iterator[Board]:
    address = urlsplit(house.url)
    head = [f"GET /v1/events{query} HTTP/1.1", "Host: hall", f"Authorization: Bearer {token}"]
    head += [f"Last-Event-ID: {last}"] if last is not None else []
    line = socket.create_connection((str(address.hostname), int(address.port or 0)))
    line.sendall("\r\n".join([*head, "", ""]).encode())
    page = Board(line, b"event: anew" if last is None else b"retry: ")
    try:
        yield page
    finally:
        page.close()


def test_a_call_reaches_the_board_without_a_name(house: House) -> None:
    token = house.token(Role.BOARD)
    with board(house, token) as page:
        clerk = clerk_at(house)
        house.take("key-00000001", holder=CARD)
        clerk.does("next")
        called = page.until("called")
    assert (called["number"], called["window"], called["line"]) == ("A001", 1, "A")
    shown = house.ask("GET", "/v1/board", token)
    assert [(call["number"], call["window"], call["again"]) for call in shown.json()["calls"]] == [("A001", 1, False)]
    assert shown.json()["windows"][0]["ticket"] == "A001"
    assert "张" not in shown.text


def test_a_board_of_some_themes_hears_of_them_alone(house: House) -> None:
    with board(house, house.token(Role.BOARD), "?themes=B") as page:
        house.take("key-00000001", "A")
        house.take("key-00000002", "B")
        assert page.until("issued")["number"] == "B001"


def test_nothing_is_missed_over_a_lost_connection_and_nothing_comes_twice(house: House) -> None:
    token = house.token(Role.BOARD)
    with board(house, token) as page:
        house.take("key-00000001")
        seen = page.until("issued")["seq"]
    for turn in range(2, 5):
        house.take(f"key-{turn:08}")
    with board(house, token, last=seen) as page:
        house.take("key-00000009")
        told = [page.next() for _ in range(4)]
    assert [one["number"] for one in told] == ["A002", "A003", "A004", "A005"]
    assert [one["seq"] for one in told] == [seen + step for step in (1, 2, 3, 4)]


def test_tokens_and_clerks_are_told_to_managers_alone(house: House) -> None:
    manager = house.token(Role.MANAGER)
    with board(house, house.token(Role.BOARD)) as page, board(house, manager) as office:
        house.token(Role.TERMINAL)
        house.take("key-00000001")
        assert office.until("tokens")
        assert page.next()["what"] == "issued"


def test_a_token_taken_back_ends_its_page_at_once(house: House) -> None:
    house.token(Role.BOARD)
    lost, kept = house.token(Role.BOARD), house.token(Role.BOARD)
    with board(house, lost) as page, board(house, kept) as other:
        ids = [one["id"] for one in house.ask("GET", "/v1/tokens", Role.MANAGER).json()]
        assert house.ask("DELETE", f"/v1/tokens/{ids[1]}", Role.MANAGER).status_code == 204
        page.ended()
        house.take("key-00000001")
        assert other.next()["what"] == "issued"


def test_a_clerk_who_signs_out_or_is_put_to_rest_hears_nothing_more(house: House) -> None:
    first, second = clerk_at(house), clerk_at(house, 2)
    clerks = {one["login"]: one["id"] for one in house.ask("GET", "/v1/clerks", Role.MANAGER).json()}
    with board(house, first.session) as page, board(house, second.session) as other:
        first.ask("DELETE", "/v1/sign-in")
        page.ended()
        house.ask("PATCH", f"/v1/clerks/{clerks['102']}", Role.MANAGER, json={"active": False})
        other.ended()


def test_a_session_that_is_over_ends_its_page(house: House) -> None:
    clerk = clerk_at(house)
    with board(house, clerk.session) as page:
        house.clock.ahead(hours=house.hall.config.security.clerk_hours)
        house.take("key-00000001", "A")
        page.ended()


@pytest.fixture
def nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hall's own look at the log comes long after the test: what is heard meanwhile was told at once."""
    monkeypatch.setattr("drivers.hall_store.follower.LOOK_SECONDS", 20 * WAIT)


@pytest.mark.usefixtures("nobody_looks")
def test_fifty_boards_are_told_of_a_call_at_once(house: House) -> None:
    clerk = clerk_at(house)
    with many_boards(house, [house.token(Role.BOARD) for _ in range(50)]) as pages:
        for turn in range(10):
            number = house.take(f"key-{turn:08}").json()["number"]
            clerk.does("next")
            assert {page.until("called")["number"] for page in pages} == {number}
            clerk.does("start")
            clerk.does("finish", outcome="done")


def test_of_one_tokens_pages_the_newest_stay(house: House) -> None:
    most = house.hall.config.security.streams_per_token
    token, other = house.token(Role.BOARD), house.token(Role.BOARD)
    with many_boards(house, [other, *[token] * (most + 5)]) as (alone, *pages):
        for page in pages[:5]:
            page.ended()
            assert b"event: replaced" in page.lines
        house.take("key-00000001")
        assert {page.until("issued")["number"] for page in [alone, *pages[5:]]} == {"A001"}


@contextmanager
def many_boards(house: House, tokens: list[str]) -> Iterator[list[Board]]:
    with ExitStack() as pages:
        yield [pages.enter_context(board(house, token)) for token in tokens]


@pytest.mark.parametrize(("role", "status"), [(None, 401), (Role.TERMINAL, 403)])
def test_who_may_not_listen(house: House, role: Role | None, status: int) -> None:
    assert house.ask("GET", "/v1/events", role).status_code == status
    assert house.ask("GET", "/v1/board", role).status_code == status


def test_the_pad_says_nothing_of_the_visitor_and_takes_no_for_an_answer(house: House) -> None:
    clerk, pad = clerk_at(house), house.token(Role.WINDOW, 1)
    house.take("key-00000001", holder=CARD)
    clerk.does("next")
    clerk.does("start")
    done = clerk.does("finish", outcome="done")
    clerk.does("ask-rating", ticket=done["id"])
    shown = house.ask("GET", "/v1/windows/1/rating", pad)
    assert "A001" not in shown.text
    assert house.ask("POST", "/v1/windows/1/rating", pad, json={"level": None}).status_code == 204
    assert house.ask("POST", "/v1/windows/1/rating", pad, json={"level": "fair"}).status_code == 409
    assert house.ask("POST", "/v1/windows/1/rating", pad, json={"level": "5"}).status_code == 422
    assert house.ask("GET", "/v1/windows/2/rating", pad).status_code == 403
    ratings = house.ask("GET", "/v1/overview", Role.MANAGER).json()
    assert (sum(ratings["ratings"].values()), ratings["asked"]) == (0, 1)
