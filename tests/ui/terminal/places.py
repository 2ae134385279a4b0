"""The way to every screen and to its states of trouble, for tests that look at all of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from kiosk.events import (
    AppointmentKept,
    AppointmentsKnown,
    CardFailed,
    CardFound,
    CardRead,
    Copied,
    CopyFailed,
    Device,
    DeviceChanged,
    DeviceState,
    ErrandDelivered,
    ErrandNotTaken,
    ErrandRefused,
    ErrandTaken,
    NoticeKept,
    PageFailed,
    PageSeen,
    PageTaken,
    Printed,
    PrintFailed,
    ProgressFailed,
    ProgressKnown,
    QueueFailed,
    SlotsKnown,
    Stage,
    ThemesKnown,
    TicketIssued,
)
from kiosk.queue import Appointment, Slot, Theme
from kiosk.trouble import Trouble
from kiosk.visit import Purpose, Screen
from tests.kiosk import fakes
from tests.kiosk.fakes import CARD, INK, NOW
from tests.ui.terminal.face import Face, page_scan, sight

RESTAURANT = "130760009000"
CLAIM = "130536001000"
RENT = "132099003000"

TOMORROW = NOW.replace(hour=8, minute=30) + timedelta(days=1)
APPOINTMENT = Appointment("ABCD2345", "C", "不动产登记", "Real estate registration", TOMORROW)
SLOTS = tuple(
    Slot((TOMORROW + timedelta(days=day)).replace(hour=8 + half // 2, minute=half % 2 * 30), (half + day) % 4)
    for day in (0, 1, 2, 3, 6, 7)
    for half in (*range(1, 8), *range(11, 19))
)
CLOSED = Theme(
    code="D",
    name_zh="社会保险和医疗保险",
    name_en="Social and medical insurance",
    icon="insurance",
    open=False,
    waiting=0,
    wait_minutes=(0, 0),
    closed_reason="今天 17:30 已停止取号",
    closed_reason_en="Closed since 17:30 today",
    opens_at=TOMORROW,
)
THEMES = (
    Theme("A", "综合窗口", "General counter", "general", True, 3, (10, 20)),
    Theme("B", "企业开办", "Business registration", "business", True, 0, (0, 1)),
    Theme("C", "不动产登记", "Real estate registration", "property", True, 12, (35, 60)),
    CLOSED,
    Theme("E", "住房公积金", "Housing fund", "housing_fund", True, 5, (15, 25)),
    Theme("F", "户籍和居住证", "Household and residence", "residence", True, 8, (20, 40)),
    Theme("G", "领取证照", "Collect a result", "collect", True, 1, (3, 3)),
)


def home(face: Face) -> None:
    face.terminal.begin()


def home_broken(face: Face) -> None:
    face.terminal.begin()
    lose(face, *Device)


def lose(face: Face, *devices: Device) -> None:
    """Cables are pulled, servers are away."""
    for device in devices:
        face.terminal.handle(DeviceChanged(device, DeviceState.ABSENT, Trouble.NOT_CONNECTED))


def home_full(face: Face) -> None:
    face.terminal.begin()
    face.terminal.handle(DeviceChanged(Device.OUTBOX, DeviceState.FAULTY, Trouble.STORE_FULL))


def card(face: Face, purpose: Purpose = Purpose.TICKET) -> None:
    """Of an errand at once, of a number once the counter is chosen."""
    if purpose is Purpose.TICKET:
        themes(face)
        face.app.views.queue.choose("C")
    else:
        home(face)
        face.terminal.choose_purpose(purpose)


def card_reading(face: Face) -> None:
    card(face, Purpose.ERRAND)
    face.terminal.handle(CardFound(face.rig.ports.last("look")[0]))


def card_trouble(face: Face) -> None:
    card(face)
    face.terminal.handle(CardFailed(face.rig.ports.last("look")[0], Trouble.CARD_UNREADABLE))


def card_waited(face: Face) -> None:
    """Nobody is found: the card may lie there already."""
    card(face, Purpose.ERRAND)
    face.rig.clock.pass_time(7)


def card_expired(face: Face) -> None:
    card(face, Purpose.ERRAND)
    face.terminal.handle(CardRead(face.rig.ports.last("look")[0], replace(CARD, valid_to=date(2024, 1, 1))))


def card_dead(face: Face) -> None:
    """The reader was gone before the page was opened."""
    themes(face)
    lose(face, Device.CARD_READER)
    face.app.views.queue.choose("C")


def read_card(face: Face) -> None:
    face.terminal.handle(CardRead(face.rig.ports.last("look")[0], CARD))


def themes(face: Face) -> None:
    home(face)
    face.terminal.choose_purpose(Purpose.TICKET)
    face.terminal.handle(ThemesKnown(face.rig.ports.last("ask_themes")[0], THEMES))


def themes_trouble(face: Face) -> None:
    home(face)
    face.terminal.choose_purpose(Purpose.TICKET)
    face.terminal.handle(QueueFailed(face.rig.ports.last("ask_themes")[0], Trouble.UNREACHABLE))


def themes_unknown(face: Face) -> None:
    """The hall is out of reach; the terminal gives numbers by itself."""
    home(face)
    lose(face, Device.HALL)
    face.terminal.choose_purpose(Purpose.TICKET)
    own = tuple(replace(theme, waiting=None, wait_minutes=(0, 0)) for theme in THEMES)
    face.terminal.handle(ThemesKnown(face.rig.ports.last("ask_themes")[0], own))


def themes_several(face: Face) -> None:
    themes(face)
    face.app.views.queue.chooseSeveral(True)
    for code in ("C", "A", "E"):
        face.app.views.queue.choose(code)


def themes_closed(face: Face) -> None:
    home(face)
    face.terminal.choose_purpose(Purpose.TICKET)
    closed = tuple(replace(theme, open=False, opens_at=TOMORROW, closed_reason="现在不在办公时间") for theme in THEMES)
    face.terminal.handle(ThemesKnown(face.rig.ports.last("ask_themes")[0], closed))


def instead(face: Face) -> None:
    themes(face)
    face.app.views.queue.choose("D")


def phone(face: Face) -> None:
    card(face)
    face.app.views.card.usePhone()


def phone_wrong(face: Face) -> None:
    phone(face)
    for digit in "23800138000":
        face.app.views.identity.write(digit)


def phone_complete(face: Face) -> None:
    phone(face)
    for digit in "13800138000":
        face.app.views.identity.write(digit)


def card_priority(face: Face) -> None:
    card(face)
    face.app.views.card.askPriority(True)


def priority_asked(face: Face) -> None:
    card_priority(face)
    face.app.views.card.stayAnonymous()


def priority(face: Face) -> None:
    """The card says that its holder is old enough."""
    card(face)
    read_card(face)


def ticket_asked(face: Face) -> None:
    priority(face)
    face.app.views.identity.choose("age_60")


def ticket_shut(face: Face) -> None:
    ticket_asked(face)
    face.terminal.handle(QueueFailed(face.rig.ports.last("take_ticket")[0], Trouble.PAST_CLOSING))


def ticket_several(face: Face) -> None:
    themes_several(face)
    face.terminal.next()
    face.app.views.card.stayAnonymous()
    issued = replace(fakes.ticket("C012"), theme=THEMES[2], ahead=12, wait_minutes=(35, 60))
    face.terminal.handle(TicketIssued(face.rig.ports.last("take_ticket")[0], issued))


def ticket(face: Face) -> None:
    ticket_asked(face)
    issued = replace(
        replace(fakes.ticket("C012"), theme=THEMES[2], ahead=12, wait_minutes=(35, 60), notice=True),
        windows="5-8 号窗口",
        windows_en="Windows 5-8",
    )
    face.terminal.handle(TicketIssued(face.rig.ports.last("take_ticket")[0], issued))


def ticket_printed(face: Face) -> None:
    ticket(face)
    face.terminal.handle(Printed(face.rig.ports.last("print")[0]))


def ticket_not_printed(face: Face) -> None:
    ticket_asked(face)
    issued = replace(fakes.ticket("C012"), theme=THEMES[2], island=True, reprint=True)
    face.terminal.handle(TicketIssued(face.rig.ports.last("take_ticket")[0], issued))
    face.terminal.handle(PrintFailed(face.rig.ports.last("print")[0], Trouble.PAPER_OUT, perhaps_printed=False))


def appointments(face: Face) -> None:
    home(face)
    face.terminal.choose_purpose(Purpose.APPOINTMENT)


def appointments_unknown(face: Face) -> None:
    appointments(face)
    face.app.views.appointments.find("ABCD2345")
    face.terminal.handle(QueueFailed(face.rig.ports.last("find_appointment")[0], Trouble.UNKNOWN_APPOINTMENT))


def booking_themes(face: Face) -> None:
    appointments(face)
    face.app.views.appointments.begin("new")
    bookable = tuple(replace(theme, books=theme.code in "ACD") for theme in THEMES)
    face.terminal.handle(ThemesKnown(face.rig.ports.last("ask_themes")[0], bookable))


def slots_asked(face: Face) -> None:
    booking_themes(face)
    face.app.views.queue.choose("C")


def slots(face: Face) -> None:
    slots_asked(face)
    face.terminal.handle(SlotsKnown(face.rig.ports.last("ask_slots")[0], SLOTS))


def slots_none(face: Face) -> None:
    slots_asked(face)
    face.terminal.handle(SlotsKnown(face.rig.ports.last("ask_slots")[0], ()))


def slots_away(face: Face) -> None:
    slots_asked(face)
    face.terminal.handle(QueueFailed(face.rig.ports.last("ask_slots")[0], Trouble.UNREACHABLE))


def booking_card(face: Face) -> None:
    slots(face)
    face.app.views.appointments.chooseTime("09:00")


def booked_asked(face: Face) -> None:
    booking_card(face)
    read_card(face)


def booked(face: Face) -> None:
    booked_asked(face)
    face.terminal.handle(AppointmentKept(face.rig.ports.last("book")[0], APPOINTMENT))
    face.terminal.handle(Printed(face.rig.ports.last("print")[0]))


def booked_full(face: Face) -> None:
    booked_asked(face)
    face.terminal.handle(QueueFailed(face.rig.ports.last("book")[0], Trouble.SLOT_FULL))


def mine(face: Face) -> None:
    appointments(face)
    face.app.views.appointments.find("ABCD2345")
    face.terminal.handle(AppointmentsKnown(face.rig.ports.last("find_appointment")[0], (APPOINTMENT,)))


def mine_kept(face: Face) -> None:
    appointments(face)
    face.app.views.appointments.find("ABCD2345")
    kept = replace(APPOINTMENT, state="checked_in", begins=NOW)
    face.terminal.handle(AppointmentsKnown(face.rig.ports.last("find_appointment")[0], (kept,)))


def mine_several(face: Face) -> None:
    appointments(face)
    face.app.views.appointments.begin("card")
    read_card(face)
    two = (APPOINTMENT, replace(APPOINTMENT, code="EFGH6789", begins=TOMORROW + timedelta(days=3)))
    face.terminal.handle(AppointmentsKnown(face.rig.ports.last("ask_appointments")[0], two))


def mine_none(face: Face) -> None:
    appointments(face)
    face.app.views.appointments.begin("card")
    read_card(face)
    face.terminal.handle(AppointmentsKnown(face.rig.ports.last("ask_appointments")[0], ()))


def mine_cancelling(face: Face) -> None:
    mine(face)
    face.tap("callOff")


def called_off(face: Face) -> None:
    mine(face)
    face.app.views.appointments.act("ABCD2345", "call_off")
    face.terminal.handle(AppointmentKept(face.rig.ports.last("call_off")[0], APPOINTMENT))


def checked_in_early(face: Face) -> None:
    mine(face)
    face.app.views.appointments.act("ABCD2345", "check_in")
    face.terminal.handle(QueueFailed(face.rig.ports.last("take_ticket")[0], Trouble.TOO_EARLY))


def items(face: Face) -> None:
    card(face, Purpose.ERRAND)
    read_card(face)


def items_nothing(face: Face) -> None:
    items(face)
    face.app.views.items.search("no such thing")


def needs(face: Face, code: str = RESTAURANT) -> None:
    items(face)
    face.terminal.choose_item(code)


def items_unfinishable(face: Face) -> None:
    items(face)
    lose(face, Device.CAMERA)


def needs_unfinishable(face: Face) -> None:
    needs(face)
    lose(face, Device.CAMERA)


def needs_printed(face: Face) -> None:
    needs(face)
    face.terminal.print_needs()
    face.terminal.handle(Printed(face.rig.ports.last("print")[0]))


def form(face: Face) -> None:
    needs(face)
    face.terminal.accept_needs()


def form_problems(face: Face) -> None:
    form(face)
    face.terminal.set_answer("phone", "12")
    face.app.views.form.next()


def fill(face: Face, **answers: str) -> None:
    for name, value in answers.items():
        face.terminal.set_answer(name, value)
    face.terminal.next()


def form_choices(face: Face) -> None:
    form(face)
    fill(face, phone="13800138000")
    pass_on(face)


def form_date(face: Face) -> None:
    needs(face, CLAIM)
    face.terminal.accept_needs()
    while face.terminal.place.part != "costs":
        complete(face)


def complete(face: Face) -> None:
    """Give every field of this section something that can stand, and go on."""
    section = next(s for s in face.terminal.visit.sections if s.id == face.terminal.place.part)
    values = {
        "phone": "13800138000",
        "number": "12",
        "date": "2026-03-01",
        "bank_card": "6222020200112233446",
        "resident_number": "11010519491231002X",
        "credit_code": "92130902MA0LA0W318",
    }
    for field in section.fields:
        given = face.terminal.visit.answers.get(field.id, "")
        value = field.choices[0].value if field.choices else values.get(field.kind, "沧州市运河区解放西路12号")
        face.terminal.set_answer(field.id, given or value)
    face.terminal.next()
    assert face.terminal.place.part != section.id, f"section {section.id} cannot be completed"


def form_payment(face: Face) -> None:
    needs(face, CLAIM)
    face.terminal.accept_needs()
    while face.terminal.place.part != "payment":
        complete(face)


def form_doubted(face: Face) -> None:
    """A passbook's number, pointed out once."""
    form_payment(face)
    face.terminal.set_answer("bank_name", "中国工商银行股份有限公司沧州运河支行")
    face.terminal.set_answer("bank_card", "1900 0150 8123 45678")
    face.app.views.form.next()


def form_kept(face: Face) -> None:
    form_doubted(face)
    face.app.views.form.keep("bank_card")


def capture(face: Face) -> None:
    form(face)
    while face.terminal.place.screen is Screen.FORM:
        complete(face)


def capture_seen(face: Face) -> None:
    capture(face)
    face.terminal.handle(PageSeen(face.rig.ports.last("open")[0], sight()))


def capture_advice(face: Face) -> None:
    capture(face)
    seen = sight("bad", Trouble.CUT_OFF, steady=False)
    face.terminal.handle(PageSeen(face.rig.ports.last("open")[0], seen))


def take(face: Face, name: str = "page", verdict: str = "good", advice: Trouble | None = None) -> None:
    face.terminal.take_page()
    face.terminal.handle(PageTaken(face.rig.ports.last("take_page")[0], page_scan(name, verdict, advice)))


def capture_taken(face: Face) -> None:
    capture(face)
    take(face)


def capture_bad(face: Face) -> None:
    capture(face)
    take(face, "bad", "bad", Trouble.BLURRED)


def capture_empty(face: Face) -> None:
    """Nothing could be read on the page: it may lie face down."""
    capture_taken(face)
    face.terminal.step.failed(Trouble.NO_PRINT)


def capture_outdated(face: Face) -> None:
    """The longest advice."""
    capture_taken(face)
    face.terminal.step.failed(Trouble.PAPER_EXPIRED)


def capture_edges(face: Face) -> None:
    capture_taken(face)
    face.terminal.mark_edges(True)


def capture_unfound(face: Face) -> None:
    """A picture was taken, and no page was found in it."""
    capture_seen(face)
    face.terminal.take_page()
    face.terminal.handle(PageFailed(face.rig.ports.last("take_page")[0], Trouble.NO_PAGE))


def capture_shown_where(face: Face) -> None:
    capture_unfound(face)
    face.terminal.mark_edges(True)


def capture_crooked(face: Face) -> None:
    """The corners were drawn so that they go round no paper."""
    capture_edges(face)
    editor = face.find("corner.0").parentItem().parentItem()
    face.settle()
    first, second, third, fourth = face.app.views.capture.edges
    editor.setProperty("corners", [second, first, third, fourth])
    face.tap("edgesDone")


def capture_kept(face: Face) -> None:
    capture_taken(face)
    face.terminal.keep_page()


def capture_away(face: Face) -> None:
    capture(face)
    face.terminal.handle(DeviceChanged(Device.CAMERA, DeviceState.ABSENT, Trouble.NOT_CONNECTED))


def pass_on(face: Face) -> None:
    """Give what this page asks for, of the form or a paper, and go on."""
    if face.terminal.place.screen is Screen.FORM:
        complete(face)
        return
    take(face, face.terminal.place.part)
    face.terminal.keep_page()
    face.terminal.next()


def capture_deferrable(face: Face) -> None:
    capture(face)
    while (material := face.terminal.visit.material(face.terminal.place.part)) is None or material.share == "required":
        pass_on(face)


def capture_several(face: Face) -> None:
    """Two pages are kept of a material that may have more."""
    capture_deferrable(face)
    for name in ("first", "second"):
        for side in ("front", "back"):
            take(face, name + side)
            face.terminal.keep_page()
        face.terminal.handle(PageTaken(face.rig.ports.last("join")[0], page_scan(name)))


def copy_pages(face: Face) -> None:
    home(face)
    face.terminal.choose_purpose(Purpose.COPY)


def copy(face: Face) -> None:
    copy_pages(face)
    take(face)
    face.terminal.keep_page()
    face.terminal.next()


def copy_done(face: Face) -> None:
    copy(face)
    face.terminal.handle(Copied(face.rig.ports.last("copy")[0]))


def copy_failed(face: Face) -> None:
    copy(face)
    face.terminal.handle(CopyFailed(face.rig.ports.last("copy")[0], Trouble.PAPER_OUT))


def capture_listed(face: Face) -> None:
    """The kept pages are shown large, to be put in order."""
    capture_several(face)
    face.tap("listPages")


def capture_replacing(face: Face) -> None:
    capture_several(face)
    face.terminal.replace_page(0)


def capture_back(face: Face) -> None:
    """The front of a card is kept, its back is waited for."""
    capture_deferrable(face)
    take(face, "front")
    face.terminal.keep_page()


def promise(face: Face) -> None:
    capture_deferrable(face)
    face.terminal.postpone()


def promise_given(face: Face) -> None:
    promise(face)
    face.terminal.promise(True)


def review(face: Face) -> None:
    promise_given(face)
    face.terminal.next()


def sign(face: Face) -> None:
    review(face)
    face.terminal.confirm()


def submit(face: Face) -> None:
    sign(face)
    assert face.terminal.sign(INK, b"png")


def submit_taken(face: Face) -> None:
    submit(face)
    face.terminal.handle(ErrandTaken(face.rig.ports.last("take_parcel")[0], "CZ-01-20261123-0007"))


def submit_away(face: Face) -> None:
    lose(face, Device.PLATFORM)
    submit_taken(face)


def submit_trouble(face: Face) -> None:
    submit(face)
    face.terminal.handle(ErrandNotTaken(face.rig.ports.last("take_parcel")[0], Trouble.STORE_FULL))


def receipt(face: Face) -> None:
    submit_taken(face)
    face.terminal.handle(ErrandDelivered("CZ-01-20261123-0007", "130900-20261123-000042"))
    face.terminal.handle(Printed(face.rig.ports.last("print")[0]))


def receipt_away(face: Face) -> None:
    submit_taken(face)
    face.rig.clock.pass_time(13)
    face.terminal.handle(PrintFailed(face.rig.ports.last("print")[0], Trouble.CUTTER_JAM, perhaps_printed=True))


def receipt_refused(face: Face) -> None:
    submit_taken(face)
    face.terminal.handle(ErrandRefused("CZ-01-20261123-0007", "营业执照的统一社会信用代码与填写的不一致。"))


def progress(face: Face) -> None:
    home(face)
    face.terminal.choose_purpose(Purpose.PROGRESS)


def progress_known(face: Face) -> None:
    progress(face)
    face.app.views.progress.ask("130900-20261123-000042")
    request = face.rig.ports.last("ask_progress")[0]
    known = ProgressKnown(
        request, "130900-20261123-000042", "小餐饮登记", Stage.REVIEW, "请保持电话畅通，工作人员可能上门核查。"
    )
    face.terminal.handle(known)


def progress_unknown(face: Face) -> None:
    progress(face)
    face.app.views.progress.ask("130900")
    face.terminal.handle(ProgressFailed(face.rig.ports.last("ask_progress")[0], Trouble.UNKNOWN_NUMBER))


def ticket_offering(face: Face) -> None:
    """With a long line, and a hall that sends messages."""
    ticket_asked(face)
    issued = replace(fakes.ticket("C012"), theme=THEMES[2], ahead=12, wait_minutes=(35, 60), notice_offered=True)
    face.terminal.handle(TicketIssued(face.rig.ports.last("take_ticket")[0], issued))
    face.terminal.handle(Printed(face.rig.ports.last("print")[0]))


def notice(face: Face) -> None:
    ticket_offering(face)
    face.app.views.queue.wantNotice()


def notice_complete(face: Face) -> None:
    notice(face)
    for digit in "13800138000":
        face.app.views.identity.write(digit)


def notice_sent(face: Face) -> None:
    notice_complete(face)
    face.app.views.identity.accept()
    face.terminal.handle(NoticeKept(face.rig.ports.last("leave_phone")[0], True))


def notice_near(face: Face) -> None:
    notice_complete(face)
    face.app.views.identity.accept()
    face.terminal.handle(NoticeKept(face.rig.ports.last("leave_phone")[0], False))


def notice_away(face: Face) -> None:
    notice_complete(face)
    face.app.views.identity.accept()
    face.terminal.handle(QueueFailed(face.rig.ports.last("leave_phone")[0], Trouble.UNREACHABLE))


def farewell(face: Face) -> None:
    ticket_printed(face)
    face.terminal.next()


def warning(face: Face) -> None:
    form(face)
    face.rig.clock.pass_time(65)


def warning_receipt(face: Face) -> None:
    receipt(face)
    face.rig.clock.pass_time(65)


def helped(face: Face) -> None:
    capture_seen(face)
    face.tap("help")


def leaving(face: Face) -> None:
    form(face)
    face.tap("cancel")


def attract(face: Face) -> None:
    """Where it stands from the start."""


PLACES: dict[str, Callable[[Face], None]] = {
    way.__name__: way
    for way in (
        attract, home, home_broken, home_full, card, card_reading, card_trouble, card_priority, card_waited,
        card_expired, card_dead, phone, phone_wrong, phone_complete, priority_asked, priority, themes,
        themes_trouble, themes_several, themes_closed, themes_unknown, instead, appointments, appointments_unknown,
        booking_themes, slots_asked, slots, slots_none, slots_away, booking_card, booked_asked, booked, booked_full,
        mine, mine_kept, mine_several, mine_none, mine_cancelling, called_off, checked_in_early, ticket_asked,
        ticket_shut, ticket_several, ticket, ticket_printed, ticket_not_printed, ticket_offering, notice,
        notice_complete, notice_sent, notice_near, notice_away, items, items_nothing, items_unfinishable, needs,
        needs_unfinishable, needs_printed, form, form_problems, form_choices, form_date, form_payment, form_doubted,
        form_kept, capture, capture_seen, capture_advice, capture_taken, capture_edges, capture_unfound,
        capture_shown_where, capture_crooked, capture_bad, capture_kept, capture_away, capture_empty,
        capture_outdated, capture_deferrable, capture_several, capture_listed, capture_replacing, capture_back,
        promise, promise_given, review, sign, submit, submit_taken, submit_away, submit_trouble, receipt,
        receipt_away, receipt_refused, progress, progress_known, progress_unknown, copy_pages, copy,
        copy_done, copy_failed, farewell, warning, warning_receipt, helped, leaving,
    )
}  # fmt: skip
