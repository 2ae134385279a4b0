"""Turn-is-near notices: sent once, in time, and nothing of the number is left anywhere."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from drivers.hall_notices import PlatformMessages
from drivers.hall_store import HallStore
from kiosk.hall.config import HallConfig
from kiosk.hall.notices import MessageError, Turn
from kiosk.trouble import Trouble
from tests.drivers.office import City, city
from tests.hallkit.house import WAIT, House, config_of, open_house
from tests.hallkit.laid import sqlite_url
from tests.hallkit.people import clerk_at

__all__ = ["city"]

PHONE = "13903170086"
KEY = b"k" * 32


def near() -> HallConfig:
    return config_of("[notices]\nahead = 2\n")


class Recorder:
    """Messages that go nowhere: `sent` is what would have been sent, in order."""

    def __init__(self) -> None:
        self.sent: list[Turn] = []
        self.fails = False

    def seal(self, phone: str) -> bytes:
        return b"sealed " + str(len(phone)).encode()

    def send(self, turn: Turn) -> None:
        if self.fails:
            raise MessageError(Trouble.UNREACHABLE.value)
        self.sent.append(turn)


@pytest.fixture
def house(database: str) -> Iterator[House]:
    with open_house(database, near()) as made:
        made.context.messages = Recorder()
        yield made


def recorder(house: House) -> Recorder:
    assert isinstance(house.context.messages, Recorder)
    return house.context.messages


def look(house: House) -> None:
    """What the hall does every few seconds."""
    asyncio.run(house.context.send_notices())


def kept(store: HallStore) -> list[int]:
    return list(store.read(lambda records: records.notices()).result(WAIT))


def fill(house: House, count: int, first: int = 0) -> None:
    for n in range(first, first + count):
        assert house.take(f"key-{n:08}").status_code == 201


def test_the_notice_goes_out_once_when_the_turn_is_near(house: House) -> None:
    fill(house, 4)
    wish = {"phone": PHONE}
    given = house.take("key-of-phone", **wish).json()
    assert (given["number"], given["notice"]) == ("A005", True)
    look(house)
    assert recorder(house).sent == []
    clerk = clerk_at(house, 1)
    for _ in range(2):
        clerk.does("next")
        clerk.does("start")
        clerk.does("finish", outcome="done")
    look(house)
    look(house)
    (turn,) = recorder(house).sent
    assert (turn.number, turn.ahead, turn.windows) == ("A005", 2, (1, 2, 3))
    assert kept(house.store) == []


def test_no_message_is_promised_to_a_number_that_gets_none(house: House) -> None:
    fill(house, 4)
    given = house.take("key-of-landline", phone="0317-2012345").json()
    assert (given["notice"], given["notice_offered"]) == (False, True)
    assert kept(house.store) == []


def test_who_is_nearly_there_already_gets_none(house: House) -> None:
    fill(house, 2)
    assert house.take("key-of-phone", phone=PHONE).json()["notice"] is False
    look(house)
    assert kept(house.store) == []
    assert recorder(house).sent == []


def test_who_gives_the_number_up_is_told_nothing_and_forgotten(house: House) -> None:
    fill(house, 4)
    code = house.take("key-of-phone", phone=PHONE).json()["follow_url"].rpartition("/")[2]
    assert len(kept(house.store)) == 1
    requests.post(f"{house.url}/t/{code}/cancel", timeout=WAIT)
    look(house)
    assert kept(house.store) == []
    assert recorder(house).sent == []


def test_asking_again_with_the_same_key_keeps_one_wish(house: House) -> None:
    fill(house, 4)
    for _ in range(2):
        house.take("key-of-phone", phone=PHONE)
    assert len(kept(house.store)) == 1


def leave(house: House, number: str, phone: str = PHONE, **more: str) -> requests.Response:
    """What a terminal does for a person who holds a number already."""
    body = {"day": house.hall.day(house.clock()).isoformat(), "phone": phone} | more
    return house.ask("POST", f"/v1/tickets/{number}/notice", json=body)


def test_a_number_can_be_left_for_a_ticket_by_card_while_its_turn_is_far(house: House) -> None:
    fill(house, 2)
    assert house.take("key-of-third").json()["notice_offered"] is False  # two ahead: the turn is near
    given = house.take("key-of-fourth").json()
    assert (given["number"], given["notice"], given["notice_offered"]) == ("A004", False, True)
    assert leave(house, "A004").json() == {"notice": True}
    clerk_at(house, 1).does("next")
    look(house)
    assert [turn.number for turn in recorder(house).sent] == ["A004"]
    assert kept(house.store) == []


def test_a_number_that_is_left_too_late_is_not_kept(house: House) -> None:
    fill(house, 3)
    assert leave(house, "A003").json() == {"notice": False}
    assert kept(house.store) == []


def test_a_reprint_says_whether_a_notice_will_come(house: House) -> None:
    fill(house, 3)
    by_card = {"holder": {"number": "11010119900307999X", "name": "张测试"}}
    assert house.take("key-of-fourth", **by_card).json()["notice_offered"] is True
    leave(house, "A004")
    again = house.take("key-of-another", **by_card).json()
    assert (again["reprint"], again["notice"], again["notice_offered"]) == (True, True, False)


@pytest.mark.parametrize(
    ("number", "more", "reason"),
    [
        ("A099", {}, "unknown_ticket"),
        ("A004", {"day": "2020-01-01"}, "unknown_ticket"),
        ("A004", {"phone": "call me"}, "not_understood"),
        ("A004", {"phone": "0317-2012345"}, "not_understood"),
        ("A004", {"phone": "+85291234567"}, "not_understood"),
        ("4", {}, "not_understood"),
    ],
)
def test_what_is_no_ticket_or_no_number_is_refused(
    number: str, more: dict[str, str], reason: str, house: House
) -> None:
    fill(house, 4)
    answer = leave(house, number, **more)
    assert (answer.status_code // 100, answer.json()["reason"]) == (4, reason)
    assert kept(house.store) == []


def test_a_hall_without_messages_offers_none(house: House) -> None:
    house.context.messages = None
    fill(house, 4)
    assert house.take("key-of-fifth").json()["notice_offered"] is False
    assert leave(house, "A004").json()["reason"] == "no_notices"


@pytest.mark.logs("WARNING", "the notice for A004 could not be sent: unreachable")
def test_a_notice_that_cannot_be_sent_is_said_and_dropped(house: House) -> None:
    recorder(house).fails = True
    fill(house, 3)
    house.take("key-of-phone", phone=PHONE)
    clerk_at(house, 1).does("next")
    look(house)
    assert kept(house.store) == []


def test_through_the_platform_and_never_in_clear(city: City, tmp_path: Path) -> None:
    messages = PlatformMessages(city.access(), KEY, first_pause=0.01)
    with open_house(sqlite_url(tmp_path), near()) as house:
        house.context.messages = messages
        fill(house, 3)
        house.take("key-of-phone", phone="139-0317 0086")
        on_disk = b"".join(path.read_bytes() for path in tmp_path.glob("hall.db*"))
        assert PHONE.encode() not in on_disk
        clerk_at(house, 1).does("next")
        city.fault("503", times=1)
        look(house)
    (sent,) = city.server.desk.messages.values()
    assert (sent.phone, sent.template, sent.words["number"]) == (PHONE, "turn_is_near", "A004")
    shown = requests.get(f"{city.server.url}/sandbox/notices", timeout=WAIT).json()
    assert shown[0]["words"] == {
        "hall": "测试大厅",
        "number": "A004",
        "theme": "综合受理",
        "ahead": "2",
        "windows": "1、2、3",
    }
    assert PHONE not in str(shown)
    messages.close()


def test_a_number_that_is_none_is_given_up_at_once(city: City) -> None:
    messages = PlatformMessages(city.access(), KEY, first_pause=0.01)
    with pytest.raises(MessageError, match="refused"):
        messages.send(Turn("A001", 2, "综合受理", (1,), "测试大厅", messages.seal("0317-12345")))
    assert city.server.desk.messages == {}
    messages.close()


def test_another_halls_key_opens_nothing(city: City) -> None:
    one, other = (PlatformMessages(city.access(), key * 32) for key in (b"a", b"b"))
    with pytest.raises(MessageError, match="another key"):
        other.send(Turn("A001", 2, "综合受理", (1,), "测试大厅", one.seal(PHONE)))
    one.close()
    other.close()
