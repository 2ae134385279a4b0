"""Appointments by touch: book a half hour, find the slip's, move and cancel it."""

from dataclasses import replace

from kiosk.events import AppointmentKept, AppointmentsKnown, CardRead, Printed, SlotsKnown, ThemesKnown, TicketIssued
from kiosk.queue import NumberWish
from kiosk.visit import Screen
from tests.kiosk.fakes import CARD, ticket
from tests.ui.terminal.face import Face
from tests.ui.terminal.places import APPOINTMENT, SLOTS, THEMES, TOMORROW, home, mine, mine_cancelling, mine_kept, slots

BOOKABLE = tuple(replace(theme, books=True) for theme in THEMES)


def screen(face: Face) -> Screen:
    return face.terminal.place.screen


def test_booked_by_touch(face: Face) -> None:
    ports, terminal = face.rig.ports, face.terminal
    home(face)
    face.tap("purpose.appointment")
    face.tap("booking.new")
    terminal.handle(ThemesKnown(ports.last("ask_themes")[0], BOOKABLE))
    face.tap("theme.C")
    terminal.handle(SlotsKnown(ports.last("ask_slots")[0], SLOTS))
    face.tap(f"day.{SLOTS[20].begins.date().isoformat()}")
    face.tap(f"time.{SLOTS[20].begins:%H:%M}")
    terminal.handle(CardRead(ports.last("look")[0], CARD))
    assert ports.last("book")[2].begins == SLOTS[20].begins
    terminal.handle(AppointmentKept(ports.last("book")[0], APPOINTMENT))
    face.settle()
    assert face.find("appointmentCode").property("text") == "ABCD 2345"
    terminal.handle(Printed(ports.last("print")[0]))
    face.tap("next")
    assert screen(face) is Screen.FAREWELL


def test_a_full_half_hour_is_dead_to_the_touch(face: Face) -> None:
    slots(face)
    full = next(slot for slot in SLOTS if not slot.left)
    face.settle()
    assert not face.find(f"time.{full.begins:%H:%M}").isEnabled()
    assert "已满" in face.texts()


def test_the_code_is_typed(face: Face) -> None:
    home(face)
    face.tap("purpose.appointment")
    face.tap("code")
    face.type("abcd2345")
    face.tap("look")
    assert face.rig.ports.last("find_appointment")[1] == "ABCD2345"


def test_checked_in_by_touch(face: Face) -> None:
    mine(face)
    face.tap("checkIn")
    request, _, wish = face.rig.ports.last("take_ticket")
    assert wish == NumberWish("C", appointment="ABCD2345")
    face.terminal.handle(TicketIssued(request, ticket("C001")))
    face.settle()
    assert face.find("ticketNumber").property("text") == "C001"


def test_a_slip_shown_again_prints_the_number_again_and_nothing_else(face: Face) -> None:
    mine_kept(face)
    face.settle()
    assert not {"move", "callOff"} & face.names()
    assert "再打印一次我的号" in face.texts()
    face.tap("checkIn")
    assert face.rig.ports.last("take_ticket")[2] == NumberWish("C", appointment="ABCD2345")


def test_moved_by_touch(face: Face) -> None:
    mine(face)
    face.tap("move")
    face.terminal.handle(SlotsKnown(face.rig.ports.last("ask_slots")[0], SLOTS))
    face.tap(f"time.{SLOTS[1].begins:%H:%M}")
    assert face.rig.ports.last("move_appointment")[1:] == ("ABCD2345", SLOTS[1].begins)


def test_cancelled_only_after_a_second_word(face: Face) -> None:
    mine_cancelling(face)
    face.tap("keepIt")
    face.tap("callOff")
    assert face.rig.ports.count("call_off") == 0
    face.tap("reallyCallOff")
    face.terminal.handle(AppointmentKept(face.rig.ports.last("call_off")[0], APPOINTMENT))
    face.settle()
    assert "预约已取消" in face.texts()


def test_the_day_is_said_as_people_say_it(face: Face) -> None:
    mine(face)
    face.settle()
    assert f"明天 {TOMORROW:%H:%M}" in face.texts()
    face.terminal.set_language("en")
    face.settle()
    assert f"tomorrow {TOMORROW:%H:%M}" in face.texts()


def test_nothing_of_the_last_visitor_is_left(face: Face) -> None:
    mine(face)
    face.terminal.cancel()
    home(face)
    face.tap("purpose.appointment")
    face.app.views.appointments.begin("card")
    face.terminal.handle(CardRead(face.rig.ports.last("look")[0], CARD))
    face.terminal.handle(AppointmentsKnown(face.rig.ports.last("ask_appointments")[0], ()))
    face.settle()
    assert "checkIn" not in face.names()
