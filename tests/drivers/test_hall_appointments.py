"""Appointments between the terminal's line and a real hall, over a cable that fails."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from drivers.hall_client import HallAccess, HallClient, HallLine, LinePlan
from drivers.sim.network import Line, Relay
from kiosk.events import AppointmentKept, AppointmentsKnown, DeviceState, QueueFailed, SlotsKnown, TicketIssued
from kiosk.hall.access import Role
from kiosk.queue import Appointment, BookingWish, NumberWish, Slot
from kiosk.trouble import Trouble
from tests.drivers.office import Inbox
from tests.drivers.test_hall_client import CARD, GONE, hall_is, house, inbox, relay
from tests.hallkit.house import House

__all__ = ["house", "inbox", "relay"]


@pytest.fixture
def line(house: House, relay: Relay, inbox: Inbox) -> Iterator[HallLine]:
    client = HallClient(HallAccess(relay.url, house.token(Role.TERMINAL)))
    made = HallLine(client, inbox.post, LinePlan(look_seconds=0.05, now=house.clock))
    made.start()
    yield made
    made.close()


def free(line: HallLine, inbox: Inbox) -> list[Slot]:
    line.ask_slots(1, "A")
    return [slot for slot in inbox.wait_for(SlotsKnown).slots if slot.left]


def booked(line: HallLine, inbox: Inbox, slot: Slot, key: str = "key-00000001") -> Appointment:
    before = len(inbox.of(AppointmentKept))
    line.book(2, key, BookingWish("A", slot.begins, CARD))
    return inbox.wait_for(AppointmentKept, before + 1).appointment


def test_the_half_hours_of_the_next_days(line: HallLine, inbox: Inbox, house: House) -> None:
    slots = free(line, inbox)
    assert {slot.left for slot in slots} == {2}
    assert slots == sorted(slots, key=lambda slot: slot.begins)
    assert len({slot.begins.date() for slot in slots}) == 6
    assert all(slot.begins > house.clock.at for slot in slots)


def test_booked_once_found_by_card_and_code_moved_and_cancelled(line: HallLine, inbox: Inbox) -> None:
    slots = free(line, inbox)
    kept = booked(line, inbox, slots[3])
    assert (kept.begins, kept.theme, kept.name_en) == (slots[3].begins, "A", "General intake")
    assert booked(line, inbox, slots[3]) == kept  # the same key
    line.move_appointment(3, kept.code, slots[5].begins)
    assert inbox.wait_for(AppointmentKept, 3).appointment.begins == slots[5].begins
    line.ask_appointments(4, CARD)
    line.find_appointment(5, kept.code)
    for turn in (1, 2):
        (found,) = inbox.wait_for(AppointmentsKnown, turn).appointments
        assert (found.code, found.begins) == (kept.code, slots[5].begins)
    line.call_off(6, kept.code)
    inbox.wait_for(AppointmentKept, 4)
    line.ask_appointments(7, CARD)
    assert inbox.wait_for(AppointmentsKnown, 3).appointments == ()


def test_checking_in_gives_a_number_at_its_time(line: HallLine, inbox: Inbox, house: House) -> None:
    kept = booked(line, inbox, free(line, inbox)[3])
    line.take_ticket(3, "key-00000002", NumberWish("A", appointment=kept.code))
    assert inbox.wait_for(QueueFailed).trouble is Trouble.TOO_EARLY
    house.clock.at = kept.begins - timedelta(minutes=5)
    line.take_ticket(4, "key-00000002", NumberWish("A", appointment=kept.code))
    assert inbox.wait_for(TicketIssued).ticket.number == "A001"


def test_what_the_hall_refuses_is_said_in_its_own_words(line: HallLine, inbox: Inbox) -> None:
    slots = free(line, inbox)
    booked(line, inbox, slots[0])
    line.book(3, "key-00000002", BookingWish("A", slots[1].begins, CARD))
    line.find_appointment(4, "ZZZZZZZZ")
    for phone in ("13900000001", "13900000002", "13900000003"):
        line.book(5, f"key-{phone}", BookingWish("A", slots[6].begins, phone=phone))
    failed = [inbox.wait_for(QueueFailed, turn).trouble for turn in (1, 2, 3)]
    assert failed == [Trouble.ALREADY_BOOKED, Trouble.UNKNOWN_APPOINTMENT, Trouble.SLOT_FULL]


@GONE
def test_without_the_hall_nothing_stands_in_for_it(line: HallLine, inbox: Inbox, relay: Relay) -> None:
    kept = booked(line, inbox, free(line, inbox)[0])
    relay.set_line(Line.REFUSED)
    line.call_off(3, kept.code)
    line.take_ticket(4, "key-00000002", NumberWish("A", appointment=kept.code))
    assert [inbox.wait_for(QueueFailed, turn).trouble for turn in (1, 2)] == [Trouble.UNREACHABLE] * 2
    hall_is(inbox, DeviceState.ABSENT)
