"""What is kept for how long: oldest first, in small steps, and never because of a clock alone."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from drivers.hall_store.engines import open_writer
from drivers.hall_store.tables import metadata, settlement
from kiosk.hall.hall import hall_of
from kiosk.hall.keeping import STEP, SURE_DAYS, newest_sure_day, prune
from kiosk.hall.ports import HallRecords
from tests.drivers.test_hall_store import a_ticket
from tests.drivers.test_hall_trouble import opened
from tests.hallkit.house import MONDAY, WAIT, config_of, open_house
from tests.hallkit.years import EACH, fill_days

DAY, DAYS, NUMBERS = MONDAY.date(), 40, 12
SHORT = "keeping = { number_days = 30, appointment_days = 31 }\n"
HALL = hall_of(config_of(SHORT))


def counts(url: str) -> dict[str, int]:
    engine = open_writer(url)
    with engine.begin() as connection:
        found = {
            table: connection.execute(select(func.count()).select_from(metadata.tables[table])).scalar_one()
            for table in ("ticket", "happening", "appointment", "island_range", "token", "settlement")
        }
    engine.dispose()
    return found


@pytest.fixture
def filled(database: str) -> str:
    """Forty settled days; numbers of the last thirty before the fifth newest are kept."""
    fill_days(database, "test", DAY, DAYS, NUMBERS)
    return database


def test_old_numbers_go_step_by_step_and_the_log_stays(filled: str) -> None:
    gone, steps = 0, 0
    with opened(filled) as store:
        while step := store.write(lambda records: prune(records, HALL, MONDAY)).result(WAIT):
            assert step <= STEP
            gone, steps = gone + step, steps + 1
        kept = store.read(lambda records: records.kept()).result(WAIT)
        assert kept.first_ticket == DAY - timedelta(SURE_DAYS + 30)
        assert (kept.tickets, kept.happenings) == ((SURE_DAYS + 30) * NUMBERS, DAYS * NUMBERS * EACH)
        assert kept.pruned_at == MONDAY
    old = DAYS - SURE_DAYS - 30  # days
    found = counts(filled)
    assert found["ticket"] == (DAYS - old) * NUMBERS
    assert found["island_range"] == (DAYS - old) * 8
    assert found["appointment"] == DAYS - old + 1
    assert found["happening"] == DAYS * NUMBERS * EACH
    assert (found["settlement"], found["token"]) == (DAYS, DAYS * 40)
    assert steps >= 3
    assert gone == old * (NUMBERS + 8) + old - 1


@pytest.mark.parametrize("years", [-50, 1, 50])
def test_a_wrong_clock_lets_nothing_go_that_the_days_themselves_do_not(filled: str, years: int) -> None:
    before = counts(filled)
    with opened(filled) as store:
        wrong = MONDAY + timedelta(days=365 * years)
        sure = store.read(lambda records: newest_sure_day(records, HALL, wrong)).result(WAIT)
        assert sure is not None
        assert sure <= DAY - timedelta(days=SURE_DAYS)
        if years < 0:
            assert store.write(lambda records: prune(records, HALL, wrong)).result(WAIT) == 0
    assert counts(filled) == before


def test_a_day_of_a_wrong_clock_that_was_settled_makes_nothing_old(filled: str) -> None:
    """The clock was ten years ahead for a morning, and numbers were given and settled on that day."""
    later = date(DAY.year + 10, 3, 2)
    engine = open_writer(filled)
    with engine.begin() as connection:
        for day in (later, later + timedelta(days=1)):
            values = {"hall": "test", "day": day, "settled_at": MONDAY, "figures": "{}"}
            connection.execute(settlement.insert(), values)
    engine.dispose()
    with opened(filled) as store:
        wrong = MONDAY.replace(year=later.year)
        sure = store.read(lambda records: newest_sure_day(records, HALL, wrong)).result(WAIT)
    assert sure == DAY - timedelta(days=SURE_DAYS - 2)


def test_who_has_not_been_settled_is_never_let_go(filled: str) -> None:
    old = DAY - timedelta(days=DAYS + 20)
    with opened(filled) as store:

        def came(records: HallRecords) -> None:
            a_ticket(records, "waiting", on=old)

        store.write(came).result(WAIT)
        while store.write(lambda records: prune(records, HALL, MONDAY)).result(WAIT):
            pass
        assert [one.number for one in store.read(lambda records: records.tickets(old)).result(WAIT)] == ["A001"]


def test_the_log_and_sessions_go_after_their_own_time(database: str) -> None:
    fill_days(database, "test", DAY, 200, 2)
    hall = hall_of(config_of("keeping = { log_days = 183 }\n"))
    with opened(database) as store:
        while store.write(lambda records: prune(records, hall, MONDAY)).result(WAIT):
            pass
        first = store.read(lambda records: records.kept()).result(WAIT).first_happening
        assert first is not None
        assert hall.day(first) == DAY - timedelta(days=183 + SURE_DAYS)
    assert counts(database)["token"] == 40 * (183 + SURE_DAYS)
    assert counts(database)["ticket"] == 2 * 200


def test_a_running_hall_lets_go_by_itself(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.hall.app.PRUNE_PAUSE_SECONDS", 0.01)
    with open_house(filled, config_of(SHORT)) as house:
        wanted = DAY - timedelta(days=SURE_DAYS + 30)
        kept = (house.store.read(lambda records: records.kept()).result(WAIT).first_ticket for _ in range(1000))
        assert any(one == wanted for one in kept)
        assert house.take("key-00000001").json()["number"] == "A001"


@pytest.mark.parametrize("keeping", ["log_days = 182", "number_days = 0", "settlement_days = -1"])
def test_less_than_the_law_asks_for_is_refused(keeping: str) -> None:
    with pytest.raises(ValueError, match=keeping.split(maxsplit=1)[0]):
        config_of(f"keeping = {{ {keeping} }}\n")
