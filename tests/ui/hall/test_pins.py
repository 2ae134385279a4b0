"""Wrong PINs count for the hall, not for a process; and no clock locks a clerk out for long."""

from datetime import timedelta

import pytest

from tests.hallkit.house import WAIT, Clock, open_house
from tests.hallkit.people import PIN, sign_in, take_on


def test_wrong_pins_over_three_processes_are_one_count(database: str) -> None:
    clock = Clock()
    with (
        open_house(database, clock=clock) as one,
        open_house(database, clock=clock) as two,
        open_house(database, clock=clock) as three,
    ):
        take_on(one)
        answers = [sign_in(house, "101", f"{n:06}").status_code for n in range(5) for house in (one, two, three)][:14]
        assert answers == [401] * 5 + [429] * 9
        assert sign_in(two, "101").json()["reason"] == "pin_locked"
        clock.ahead(seconds=61)
        assert sign_in(three, "101").status_code == 200


@pytest.mark.parametrize("jump", [timedelta(days=-1), timedelta(days=400), timedelta(days=-4000)])
def test_a_clock_that_jumps_locks_nobody_out(database: str, jump: timedelta) -> None:
    clock = Clock()
    with open_house(database, clock=clock) as house:
        take_on(house)
        assert [sign_in(house, "101", "000000").status_code for _ in range(6)][-1] == 429
        clock.at += jump
        assert sign_in(house, "101").status_code == 200


def test_who_is_let_in_begins_anew_and_nothing_is_kept(database: str) -> None:
    clock = Clock()
    with open_house(database, clock=clock) as house:
        take_on(house)
        for _ in range(3):
            assert [sign_in(house, "101", pin).status_code for pin in ("000000", "111111", PIN)] == [401, 401, 200]
        for n in range(30):
            assert sign_in(house, f"{200 + n}", "000000").status_code == 401
        clock.ahead(minutes=2)
        assert sign_in(house, "999", "000000").status_code == 401
        begin, end = clock.at - timedelta(days=1), clock.at
        tried = [f"{200 + n}" for n in range(30)]
        left = house.store.read(lambda records: sum(records.attempts(who, begin, end) for who in tried)).result(WAIT)
        assert left == 0
