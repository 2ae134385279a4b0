"""Appointments on the terminal: book, find, check in, move, cancel, and what the hall may answer."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk import flow
from kiosk.events import (
    AppointmentKept,
    AppointmentsKnown,
    CardRead,
    CodeScanned,
    Printed,
    QueueFailed,
    SlotsKnown,
    ThemesKnown,
    TicketIssued,
)
from kiosk.queue import Appointment, BookingWish, NumberWish, Slot
from kiosk.steps import AppointmentsStep, BookedStep, MineStep, SlotsStep, ThemesStep
from kiosk.trouble import Trouble
from kiosk.visit import Act, Booking, Purpose, Screen
from tests.kiosk.fakes import CARD, CLOSED, NOW, OPEN, Rig, rig, ticket

MORNING = NOW.replace(hour=9, minute=0) + timedelta(days=1)
SLOTS = (Slot(MORNING, 0), Slot(MORNING + timedelta(minutes=30), 2), Slot(MORNING + timedelta(days=2), 1))
FOUND = Appointment("ABCD2345", "A", "综合窗口", "General", MORNING + timedelta(minutes=30))
BOOKABLE = replace(OPEN, books=True, kinds=("card", "phone", "anonymous"))


def to_appointments(r: Rig) -> AppointmentsStep:
    r.terminal.begin()
    r.terminal.choose_purpose(Purpose.APPOINTMENT)
    assert isinstance(r.terminal.step, AppointmentsStep)
    return r.terminal.step


def to_slots(r: Rig) -> SlotsStep:
    to_appointments(r).choose(Booking.NEW)
    assert isinstance(r.terminal.step, ThemesStep)
    r.terminal.handle(ThemesKnown(r.ports.last("ask_themes")[0], (BOOKABLE, CLOSED)))
    r.terminal.step.choose("A")
    r.terminal.handle(SlotsKnown(r.ports.last("ask_slots")[0], SLOTS))
    assert isinstance(r.terminal.step, SlotsStep)
    return r.terminal.step


def to_booked(r: Rig) -> BookedStep:
    to_slots(r).choose(SLOTS[1])
    r.terminal.handle(CardRead(r.ports.last("look")[0], CARD))
    assert isinstance(r.terminal.step, BookedStep)
    return r.terminal.step


def to_mine(r: Rig) -> MineStep:
    to_appointments(r).find("ABCD2345")
    r.terminal.handle(AppointmentsKnown(r.ports.last("find_appointment")[0], (FOUND,)))
    assert isinstance(r.terminal.step, MineStep)
    return r.terminal.step


def calls(r: Rig, name: str) -> int:
    return sum(call[0] == name for call in r.ports.calls)


class TestBooking:
    def test_only_what_can_be_booked_is_offered_open_now_or_not(self) -> None:
        r = rig()
        to_appointments(r).choose(Booking.NEW)
        shut = replace(CLOSED, books=True)
        r.terminal.handle(ThemesKnown(r.ports.last("ask_themes")[0], (OPEN, BOOKABLE, shut)))
        assert isinstance(r.terminal.step, ThemesStep)
        assert r.terminal.step.offered == (BOOKABLE, shut)
        r.terminal.step.choose(shut.code)
        assert r.terminal.place.screen is Screen.SLOTS

    def test_days_with_a_place_are_offered_the_first_one_at_once(self) -> None:
        step = to_slots(rig())
        tomorrow, later = date(2026, 11, 24), date(2026, 11, 26)
        assert (step.days, step.day) == ((tomorrow, later), tomorrow)
        assert step.slots_of_day == SLOTS[:2]
        step.choose_day(later)
        assert step.slots_of_day == SLOTS[2:]

    def test_a_full_half_hour_cannot_be_chosen(self) -> None:
        r = rig()
        step = to_slots(r)
        step.choose(SLOTS[0])
        assert r.terminal.place.screen is Screen.SLOTS

    def test_an_appointment_is_for_somebody(self) -> None:
        r = rig()
        to_slots(r).choose(SLOTS[1])
        assert r.terminal.place.screen is Screen.CARD
        assert r.terminal.step.kinds == ("card", "phone")  # type: ignore[attr-defined]

    def test_the_hall_books_and_the_slip_is_printed(self) -> None:
        r = rig()
        to_booked(r)
        assert r.ports.last("book")[1:] == (r.terminal.visit.key, BookingWish("A", SLOTS[1].begins, CARD, ""))
        r.terminal.next()
        assert r.terminal.place.screen is Screen.BOOKED
        r.terminal.handle(AppointmentKept(r.ports.last("book")[0], FOUND))
        request, paper = r.ports.last("print")
        assert "ABCD2345" in str(paper.lines)
        r.terminal.handle(Printed(request))
        r.terminal.next()
        assert r.terminal.place.screen is Screen.FAREWELL

    def test_somebody_was_faster_another_time_is_chosen(self) -> None:
        r = rig()
        to_booked(r)
        r.terminal.handle(QueueFailed(r.ports.last("book")[0], Trouble.SLOT_FULL))
        assert r.terminal.step.trouble is Trouble.SLOT_FULL
        r.terminal.back()
        assert r.terminal.place.screen is Screen.SLOTS
        assert calls(r, "ask_slots") == 2

    def test_asking_again_is_the_same_wish(self) -> None:
        r = rig()
        to_booked(r)
        first = r.ports.last("book")
        r.terminal.handle(QueueFailed(first[0], Trouble.UNREACHABLE))
        r.terminal.again()
        again = r.ports.last("book")
        assert again[0] != first[0]
        assert again[1:] == first[1:]

    def test_an_answer_to_an_older_question_is_dropped(self) -> None:
        r = rig()
        to_booked(r)
        old = r.ports.last("book")[0]
        r.terminal.again()
        r.terminal.handle(AppointmentKept(old, FOUND))
        assert not r.terminal.visit.kept

    def test_there_is_no_way_back_once_it_is_booked(self) -> None:
        r = rig()
        to_booked(r)
        r.terminal.handle(AppointmentKept(r.ports.last("book")[0], FOUND))
        assert flow.preceding(r.terminal.visit) is None


class TestFinding:
    @pytest.mark.parametrize("written", ["ABCD2345", " abcd2345 "])
    def test_the_code_of_the_slip_finds_it(self, written: str) -> None:
        r = rig()
        to_appointments(r).find(written)
        assert r.ports.last("find_appointment")[1] == "ABCD2345"

    def test_what_is_no_code_is_not_asked_for(self) -> None:
        r = rig()
        step = to_appointments(r)
        step.find("1234")
        assert (step.trouble, calls(r, "find_appointment")) == (Trouble.UNKNOWN_APPOINTMENT, 0)

    def test_an_unknown_code_is_said_and_another_may_follow(self) -> None:
        r = rig()
        step = to_appointments(r)
        step.find("ABCD2345")
        r.terminal.handle(QueueFailed(r.ports.last("find_appointment")[0], Trouble.UNKNOWN_APPOINTMENT))
        assert (step.trouble, step.asking) == (Trouble.UNKNOWN_APPOINTMENT, False)
        step.find("EFGH6789")
        assert step.trouble is None

    def test_a_slip_at_the_door_needs_no_choice(self) -> None:
        r = rig()
        r.terminal.handle(CodeScanned("ABCD2345"))
        assert r.terminal.visit.purpose is Purpose.APPOINTMENT
        r.terminal.handle(AppointmentsKnown(r.ports.last("find_appointment")[0], (FOUND,)))
        assert r.terminal.place.screen is Screen.MINE

    def test_a_card_finds_all_that_its_holder_has(self) -> None:
        r = rig()
        to_appointments(r).choose(Booking.CARD)
        r.terminal.handle(CardRead(r.ports.last("look")[0], CARD))
        request, holder = r.ports.last("ask_appointments")
        assert holder == CARD
        two = (FOUND, replace(FOUND, code="EFGH6789"))
        r.terminal.handle(AppointmentsKnown(request, two))
        assert r.terminal.visit.found == two


class TestActing:
    def test_checking_in_gives_a_number(self) -> None:
        r = rig()
        to_mine(r).choose("ABCD2345", Act.CHECK_IN)
        request, _, wish = r.ports.last("take_ticket")
        assert wish == NumberWish("A", appointment="ABCD2345")
        r.terminal.handle(TicketIssued(request, ticket()))
        assert r.terminal.visit.ticket is not None
        assert flow.preceding(r.terminal.visit) is None

    def test_who_is_too_late_to_check_in_may_move_it(self) -> None:
        r = rig()
        to_mine(r).choose("ABCD2345", Act.CHECK_IN)
        r.terminal.handle(QueueFailed(r.ports.last("take_ticket")[0], Trouble.TOO_LATE))
        r.terminal.back()
        assert r.terminal.place.screen is Screen.MINE

    def test_moving_it_prints_a_new_slip(self) -> None:
        r = rig()
        to_mine(r).choose("ABCD2345", Act.MOVE)
        assert r.ports.last("ask_slots")[1] == "A"
        r.terminal.handle(SlotsKnown(r.ports.last("ask_slots")[0], SLOTS))
        r.terminal.step.choose(SLOTS[2])  # type: ignore[attr-defined]
        request, code, begins = r.ports.last("move_appointment")
        assert (code, begins) == ("ABCD2345", SLOTS[2].begins)
        r.terminal.handle(AppointmentKept(request, replace(FOUND, begins=begins)))
        assert calls(r, "print") == 1

    def test_a_cancelled_one_needs_no_paper(self) -> None:
        r = rig()
        to_mine(r).choose("ABCD2345", Act.CALL_OFF)
        request, code = r.ports.last("call_off")
        assert code == "ABCD2345"
        r.terminal.handle(AppointmentKept(request, FOUND))
        assert (r.terminal.visit.kept, calls(r, "print")) == (True, 0)
        r.terminal.next()
        assert r.terminal.place.screen is Screen.FAREWELL

    def test_an_appointment_of_somebody_else_cannot_be_named(self) -> None:
        r = rig()
        to_mine(r).choose("EFGH6789", Act.CALL_OFF)
        assert r.terminal.place.screen is Screen.MINE

    def test_the_next_visitor_finds_nothing_of_it(self) -> None:
        r = rig()
        to_mine(r)
        visit = r.terminal.visit
        r.terminal.cancel()
        assert (visit.found, visit.appointment) == ((), None)
        assert r.terminal.visit.found == ()
