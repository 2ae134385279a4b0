"""A crowd at a real hall: numbers taken, served and missed there, and nothing left behind."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import simpy
from click.testing import CliRunner

from drivers.sim.hall_crowd import Crowd, HallDoor, HallRefusedError, Played
from kiosk.hall.access import Role
from kiosk.hall.simulation.scenario import DOORS, SCENARIOS
from kiosk.hall.ticket import State
from kiosk.programs.hall_simulate import simulate
from tests.hallkit.house import WAIT, House, open_house
from tests.hallkit.laid import sqlite_url
from tests.hallkit.people import clerk_at

SHORT = replace(SCENARIOS[0], windows=2, load=0.15, no_show=0.2)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(sqlite_url(tmp_path)) as made:
        yield made


def play(house: House) -> Played:
    door = HallDoor(house.url, house.token(Role.MANAGER))
    try:
        return Crowd(door, SHORT, 4, simpy.Environment(DOORS), look_every=3600).play()
    finally:
        door.close()


def test_everybody_who_got_a_number_has_an_end_and_nothing_stays_behind(house: House) -> None:
    played = play(house)
    tickets = house.store.read(lambda records: records.tickets(house.hall.day(house.clock()))).result(WAIT)
    ends = [ticket.state for ticket in tickets]
    assert played.issued == len(tickets) > 10
    assert played.issued == played.served + played.no_shows
    assert ends.count(State.FINISHED) == played.served
    assert played.no_shows > 0
    clerks = house.ask("GET", "/v1/clerks", Role.MANAGER).json()
    assert clerks
    assert not any(clerk["active"] for clerk in clerks)
    assert not [token for token in house.ask("GET", "/v1/tokens", Role.MANAGER).json() if token["name"] == "crowd"]
    states = {window.state.value for window in house.store.read(lambda records: records.windows()).result(WAIT)}
    assert states == {"closed"}


def test_a_hall_whose_windows_are_all_taken_is_left_alone(house: House) -> None:
    for number in house.hall.config.windows:
        clerk_at(house, number)
    with pytest.raises(HallRefusedError, match="window_taken"):
        play(house)


def test_a_wrong_token_is_said_in_a_sentence(house: House) -> None:
    done = CliRunner().invoke(simulate, ["--url", house.url, "--token", "x" * 40, "--minutes", "0.1"])
    assert done.exit_code == 1
    assert "Error" in done.output
    assert "Traceback" not in done.output


def test_an_address_without_a_token_is_not_enough(house: House) -> None:
    assert "--url needs --token" in CliRunner().invoke(simulate, ["--url", house.url]).output
