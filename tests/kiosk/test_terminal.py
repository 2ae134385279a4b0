"""Whole visits through the core, with ports that only write down what they were asked."""

from dataclasses import replace
from datetime import date
from typing import cast

import pytest

from kiosk.card import IdCard
from kiosk.catalogue import Catalogue
from kiosk.events import (
    CardFailed,
    CardRead,
    CatalogueArrived,
    CodeScanned,
    Device,
    DeviceChanged,
    DeviceState,
    ErrandDelivered,
    ErrandNotTaken,
    ErrandRefused,
    ErrandTaken,
    NoticeKept,
    PageFailed,
    PageTaken,
    Printed,
    PrintFailed,
    ProgressFailed,
    ProgressKnown,
    QueueFailed,
    Stage,
    ThemesKnown,
    TicketIssued,
)
from kiosk.ink import Dot
from kiosk.queue import NumberWish, Priority, Theme
from kiosk.steps import NoticeStep, PhoneStep, PriorityStep, ThemesStep
from kiosk.trouble import Trouble
from kiosk.visit import Purpose, Screen
from tests.kiosk.fakes import CARD, CLOSED, INK, OPEN, Rig, item, rig, scan, ticket

YOUNG = replace(CARD, birth=date(1990, 3, 7))
OTHER = Theme("C", "公积金", "Housing fund", "house", open=True, waiting=0, wait_minutes=(0, 1), kinds=("card",))


def to_themes(r: Rig) -> None:
    r.terminal.begin()
    r.terminal.choose_purpose(Purpose.TICKET)
    r.terminal.handle(ThemesKnown(r.ports.last("ask_themes")[0], (OPEN, CLOSED, OTHER)))


def to_card(r: Rig) -> None:
    to_themes(r)
    r.terminal.step.choose("A")  # type: ignore[attr-defined]


def with_number(**more: bool) -> Rig:
    """Where the paper is on its way."""
    r = rig()
    to_ticket(r)
    r.terminal.handle(TicketIssued(r.ports.last("take_ticket")[0], replace(ticket("A001"), **more)))
    return r


def to_ticket(r: Rig, card: IdCard = YOUNG) -> None:
    to_card(r)
    r.terminal.handle(CardRead(r.ports.last("look")[0], card))


def to_items(r: Rig) -> None:
    r.terminal.begin()
    r.terminal.choose_purpose(Purpose.ERRAND)
    r.terminal.handle(CardRead(r.ports.last("look")[0], CARD))


def to_form(r: Rig) -> None:
    to_items(r)
    r.terminal.choose_item("130000000001")
    r.terminal.accept_needs()


def fill_form(r: Rig, home: str = "own") -> None:
    r.terminal.set_answer("phone", "13800138000")
    r.terminal.next()
    r.terminal.set_answer("home", home)
    r.terminal.next()


def capture(r: Rig, name: str) -> None:
    r.terminal.take_page()
    r.terminal.handle(PageTaken(r.ports.last("take_page")[0], scan(name)))
    r.terminal.keep_page()


def to_review(r: Rig) -> None:
    to_form(r)
    fill_form(r)
    capture(r, "licence")
    r.terminal.next()
    r.terminal.postpone()
    r.terminal.promise(True)
    r.terminal.next()


def to_taken(r: Rig) -> None:
    to_review(r)
    r.terminal.confirm()
    assert r.terminal.sign(INK, b"png")
    r.terminal.handle(ErrandTaken(r.ports.last("take_parcel")[0], "L-1"))


class TestTicket:
    def test_card_theme_ticket_paper_farewell(self) -> None:
        r = rig()
        to_ticket(r)
        request, key, wish = r.ports.last("take_ticket")
        assert (key, wish) == ("key-1", NumberWish("A", YOUNG))
        r.terminal.handle(TicketIssued(request, ticket("A007")))
        request, paper = r.ports.last("print")
        assert paper.lines[0].text == "A007 测** zh"
        r.terminal.handle(Printed(request))
        r.terminal.next()
        assert r.screen == "farewell"
        assert r.terminal.visit.card is None

    def test_a_closed_theme_is_told_before_the_card_is_asked_for_with_what_can_be_done_instead(self) -> None:
        r = rig()
        to_themes(r)
        r.terminal.set_language("en")
        r.terminal.step.choose("B")  # type: ignore[attr-defined]
        assert r.screen == "instead"
        r.terminal.next()
        assert (r.screen, r.ports.count("look"), r.ports.count("take_ticket")) == ("instead", 0, 0)
        r.terminal.choose_instead(Purpose.ERRAND)
        assert (r.screen, r.terminal.language, r.terminal.visit.theme) == ("card", "en", None)

    def test_a_closed_theme_still_prints_the_number_that_somebody_has(self) -> None:
        r = rig()
        to_themes(r)
        r.terminal.step.choose("B")  # type: ignore[attr-defined]
        r.terminal.find_number()
        assert r.screen == "card"
        assert "anonymous" not in r.terminal.step.kinds  # type: ignore[attr-defined]
        r.terminal.handle(CardRead(r.ports.last("look")[0], CARD))  # old enough, and yet not asked for a reason
        request, _, wish = r.ports.last("take_ticket")
        assert (wish.theme, wish.holder) == ("B", CARD)
        r.terminal.handle(QueueFailed(request, Trouble.THEME_CLOSED))
        assert r.terminal.step.trouble is Trouble.THEME_CLOSED

    def test_a_number_of_another_counter_is_not_taken_for_found(self) -> None:
        r = rig()
        to_themes(r)
        r.terminal.step.choose("B")  # type: ignore[attr-defined]
        r.terminal.find_number()
        r.terminal.back()
        assert (r.screen, r.terminal.visit.has_number) == ("themes", False)

    def test_back_from_a_closed_theme_leads_to_the_others(self) -> None:
        r = rig()
        to_themes(r)
        r.terminal.step.choose("B")  # type: ignore[attr-defined]
        r.terminal.back()
        assert (r.screen, r.terminal.visit.theme) == ("themes", None)

    def test_a_number_by_phone_is_checked_before_it_goes_on(self) -> None:
        r = rig()
        to_card(r)
        r.terminal.step.use_phone()  # type: ignore[attr-defined]
        assert r.screen == "phone"
        step = cast(PhoneStep, r.terminal.step)
        for digit in "128001380001x":
            step.write(digit)
        assert (step.digits, step.wrong) == ("12800138000", True)
        step.accept()
        assert r.screen == "phone"
        for _ in range(10):
            step.take_back()
        for digit in "3800138000":
            step.write(digit)
        step.accept()
        assert r.ports.last("take_ticket")[2] == NumberWish("A", phone="13800138000")

    def test_a_telephone_number_can_be_left_for_a_message(self) -> None:
        r = with_number(notice_offered=True)
        r.terminal.handle(Printed(r.ports.last("print")[0]))
        r.terminal.step.want_notice()  # type: ignore[attr-defined]
        assert r.screen == "notice"
        step = cast(NoticeStep, r.terminal.step)
        for digit in "13800138000":
            step.write(digit)
        step.accept()
        step.accept()
        request, given, phone = r.ports.last("leave_phone")
        assert (r.ports.count("leave_phone"), given.number, phone) == (1, "A001", "13800138000")
        r.terminal.handle(NoticeKept(request, notice=True))
        assert (step.sent_to, step.digits) == ("138****8000", "")
        r.terminal.next()
        assert (r.screen, r.ports.count("print")) == ("farewell", 1)

    def test_a_number_that_the_hall_did_not_get_is_kept_for_another_try(self) -> None:
        r = with_number(notice_offered=True)
        r.terminal.handle(Printed(r.ports.last("print")[0]))
        r.terminal.step.want_notice()  # type: ignore[attr-defined]
        step = cast(NoticeStep, r.terminal.step)
        for digit in "13800138000":
            step.write(digit)
        step.accept()
        r.terminal.handle(QueueFailed(r.ports.last("leave_phone")[0], Trouble.UNREACHABLE))
        assert (step.trouble, step.settled) == (Trouble.UNREACHABLE, False)
        r.terminal.again()
        assert (step.trouble, r.ports.count("leave_phone")) == (None, 2)
        r.terminal.handle(NoticeKept(r.ports.last("leave_phone")[0], notice=False))
        assert (step.near, step.sent_to) == (True, "")
        r.terminal.next()
        assert step.digits == ""

    @pytest.mark.parametrize(("offered", "printed"), [(False, True), (True, False)])
    def test_no_number_is_asked_for_before_the_paper_is_out_or_where_no_message_comes(
        self, offered: bool, printed: bool
    ) -> None:
        r = with_number(notice_offered=offered)
        if printed:
            r.terminal.handle(Printed(r.ports.last("print")[0]))
        r.terminal.step.want_notice()  # type: ignore[attr-defined]
        assert r.screen == "ticket"
        r.terminal.next()
        assert r.screen == "farewell"

    def test_back_from_the_phone_asks_for_the_card_again(self) -> None:
        r = rig()
        to_card(r)
        r.terminal.step.use_phone()  # type: ignore[attr-defined]
        r.terminal.back()
        assert (r.screen, r.terminal.visit.by_phone) == ("card", False)
        r.terminal.handle(CardRead(r.ports.last("look")[0], YOUNG))
        assert r.screen == "ticket"

    def test_a_hall_that_wants_cards_gets_cards(self) -> None:
        r = rig()
        to_themes(r)
        r.terminal.step.choose("C")  # type: ignore[attr-defined]
        r.terminal.step.use_phone()  # type: ignore[attr-defined]
        r.terminal.step.stay_anonymous()  # type: ignore[attr-defined]
        assert r.screen == "card"

    @pytest.mark.parametrize("priority", [Priority.AGE_60, None])
    def test_the_card_of_an_old_person_offers_priority_and_forces_nothing(self, priority: Priority | None) -> None:
        r = rig()
        to_ticket(r, CARD)
        assert r.screen == "priority"
        step = cast(PriorityStep, r.terminal.step)
        assert step.of_age
        step.choose(priority)
        wish = r.ports.last("take_ticket")[2]
        assert wish == NumberWish("A", CARD, priority=priority, priority_declined=priority is None)

    def test_back_from_the_priority_forgets_the_card(self) -> None:
        r = rig()
        to_ticket(r, CARD)
        r.terminal.back()
        assert (r.screen, r.terminal.visit.card) == ("themes", None)

    def test_several_themes_make_one_ticket_that_waits_for_the_first(self) -> None:
        r = rig()
        to_themes(r)
        step = cast(ThemesStep, r.terminal.step)
        step.choose_several(True)
        r.terminal.next()
        assert r.screen == "themes"
        for code in "CBAC":
            step.choose(code)
        step.choose("C")
        r.terminal.next()
        r.terminal.handle(CardRead(r.ports.last("look")[0], YOUNG))
        request, _, wish = r.ports.last("take_ticket")
        assert wish == NumberWish("A", YOUNG, errands=("综合窗口", "公积金"))
        r.terminal.handle(TicketIssued(request, ticket()))
        assert r.ports.last("print")[1].lines[0].text == "A001 测** Czh"

    def test_asking_again_uses_the_same_key(self) -> None:
        r = rig()
        to_ticket(r)
        first = r.ports.last("take_ticket")
        r.terminal.handle(QueueFailed(first[0], Trouble.UNREACHABLE))
        assert r.terminal.step.trouble is Trouble.UNREACHABLE
        r.terminal.again()
        second = r.ports.last("take_ticket")
        assert second[1] == first[1]
        assert second[0] != first[0]

    def test_paper_trouble_keeps_the_number_on_the_screen_and_never_prints_by_itself(self) -> None:
        r = rig()
        to_ticket(r)
        r.terminal.handle(TicketIssued(r.ports.last("take_ticket")[0], ticket()))
        r.terminal.handle(PrintFailed(r.ports.last("print")[0], Trouble.PAPER_OUT, perhaps_printed=True))
        assert r.terminal.visit.ticket is not None
        assert r.ports.count("print") == 1
        r.terminal.step.print_again()  # type: ignore[attr-defined]
        assert r.ports.count("print") == 2

    def test_a_ticket_may_be_taken_without_a_card_but_an_errand_not(self) -> None:
        r = rig()
        to_card(r)
        r.terminal.step.stay_anonymous()  # type: ignore[attr-defined]
        assert r.ports.last("take_ticket")[2] == NumberWish("A")
        r.terminal.home()
        r.terminal.choose_purpose(Purpose.ERRAND)
        r.terminal.step.stay_anonymous()  # type: ignore[attr-defined]
        assert r.screen == "card"


class TestCard:
    def test_an_old_answer_never_enters_the_next_visit(self) -> None:
        r = rig()
        r.terminal.begin()
        r.terminal.choose_purpose(Purpose.ERRAND)
        stale = r.ports.last("look")[0]
        r.terminal.home()
        r.terminal.choose_purpose(Purpose.ERRAND)
        r.terminal.handle(CardRead(stale, CARD))
        assert r.terminal.visit.card is None
        assert r.screen == "card"

    def test_trouble_is_told_and_the_reader_goes_on(self) -> None:
        r = rig()
        to_card(r)
        request = r.ports.last("look")[0]
        r.terminal.handle(CardFailed(request, Trouble.CARD_MOVED))
        assert r.terminal.step.trouble is Trouble.CARD_MOVED
        r.terminal.handle(CardRead(request, YOUNG))
        assert r.screen == "ticket"

    def test_an_expired_card_takes_a_number_but_starts_no_errand(self) -> None:
        old = replace(CARD, valid_to=date(2026, 11, 22))
        r = rig()
        r.terminal.begin()
        r.terminal.choose_purpose(Purpose.ERRAND)
        r.terminal.handle(CardRead(r.ports.last("look")[0], old))
        assert r.screen == "card"
        assert r.terminal.step.trouble is Trouble.CARD_EXPIRED
        r.terminal.home()
        to_ticket(r, replace(YOUNG, valid_to=old.valid_to))
        assert r.screen == "ticket"

    def test_a_pulled_reader_is_told_and_forgotten_when_it_is_back(self) -> None:
        r = rig()
        to_card(r)
        r.terminal.handle(DeviceChanged(Device.CARD_READER, DeviceState.ABSENT, Trouble.NOT_CONNECTED))
        assert r.terminal.step.trouble is Trouble.NOT_CONNECTED
        r.terminal.handle(DeviceChanged(Device.CARD_READER, DeviceState.READY))
        assert r.terminal.step.trouble is None

    def test_leaving_the_page_rests_the_reader(self) -> None:
        r = rig()
        to_card(r)
        r.terminal.cancel()
        assert ("rest",) in r.ports.calls


class TestErrand:
    def test_the_whole_way_to_the_receipt(self) -> None:
        r = rig()
        to_taken(r)
        parcel = r.ports.last("take_parcel")[1]
        assert parcel.applicant_number == CARD.number
        assert parcel.answers == {"name": "测试甲", "phone": "13800138000", "home": "own"}
        assert parcel.sources == {"name": "card", "phone": "visitor", "home": "visitor"}
        assert parcel.strokes == INK
        assert [(m.id, m.source, len(m.pages)) for m in parcel.materials] == [
            ("form", "form", 0),
            ("licence", "scan", 1),
            ("later", "later", 0),
            ("vow", "promise", 0),
        ]
        assert r.screen == "submit"
        r.terminal.handle(ErrandDelivered("L-1", "ACC-9"))
        assert r.screen == "receipt"
        assert r.ports.last("print")[1].lines[0].text == "ACC-9 zh"

    def test_a_silent_platform_does_not_hold_the_visitor(self) -> None:
        r = rig()
        to_taken(r)
        r.clock.pass_time(13)
        assert r.screen == "receipt"
        assert r.ports.last("print")[1].lines[0].text == "L-1 zh"
        r.terminal.handle(ErrandDelivered("L-1", "ACC-9"))
        assert r.terminal.visit.acceptance_number == "ACC-9"
        assert r.ports.count("print") == 1

    def test_a_refusal_is_told(self) -> None:
        r = rig()
        to_taken(r)
        r.terminal.handle(ErrandRefused("L-1", "unknown item"))
        assert r.screen == "receipt"
        assert r.terminal.visit.refusal == "unknown item"

    def test_a_full_disk_takes_nothing_and_can_be_tried_again(self) -> None:
        r = rig()
        to_review(r)
        r.terminal.confirm()
        r.terminal.sign(INK, b"png")
        first = r.ports.last("take_parcel")
        r.terminal.handle(ErrandNotTaken(first[0], Trouble.STORE_FULL))
        assert r.screen == "submit"
        assert not r.terminal.visit.local_number
        r.terminal.again()
        assert r.ports.last("take_parcel")[1].key == first[1].key

    def test_nothing_is_said_to_be_taken_before_it_is(self) -> None:
        r = rig()
        to_review(r)
        r.terminal.confirm()
        r.terminal.sign(INK, b"png")
        r.terminal.next()
        assert r.screen == "submit"

    def test_the_form_is_filled_from_the_card_and_locked_where_it_says_so(self) -> None:
        r = rig()
        to_form(r)
        assert r.terminal.visit.answers == {"name": "测试甲"}
        r.terminal.set_answer("name", "别人")
        assert r.terminal.visit.answers["name"] == "测试甲"

    def test_next_stays_on_a_section_with_a_wrong_answer(self) -> None:
        r = rig()
        to_form(r)
        r.terminal.set_answer("phone", "123")
        r.terminal.next()
        assert r.terminal.place.part == "who"

    def test_a_changed_answer_asks_for_its_paper_and_a_new_signature(self) -> None:
        r = rig()
        to_review(r)
        r.terminal.confirm()
        r.terminal.back()
        assert r.screen == "review"
        r.terminal.change(Screen.FORM, "how")
        r.terminal.set_answer("home", "rent")
        r.terminal.next()
        assert (r.screen, r.terminal.place.part) == ("capture", "lease")
        assert not r.terminal.visit.reviewed
        capture(r, "lease")
        r.terminal.next()
        assert r.screen == "review"

    def test_a_signature_is_bound_to_what_was_shown(self) -> None:
        r = rig()
        to_taken(r)
        parcel = r.ports.last("take_parcel")[1]
        assert parcel.signed_hash == r.terminal.visit.signature.signed_hash  # type: ignore[union-attr]

    def test_a_dot_is_no_signature(self) -> None:
        r = rig()
        to_review(r)
        r.terminal.confirm()
        assert not r.terminal.sign(((Dot(0.5, 0.5, 0),),), b"png")
        assert r.screen == "sign"

    def test_another_item_starts_afresh(self) -> None:
        r = rig(item(), item(code="130000000002"))
        to_form(r)
        r.terminal.set_answer("phone", "13800138000")
        r.terminal.back()
        r.terminal.back()
        r.terminal.choose_item("130000000002")
        assert "phone" not in r.terminal.visit.answers

    def test_an_age_limit_is_kept(self) -> None:
        r = rig(item(min_age=80))
        to_items(r)
        r.terminal.choose_item("130000000001")
        assert r.screen == "items"

    def test_an_unknown_item_changes_nothing(self) -> None:
        r = rig()
        to_items(r)
        r.terminal.choose_item("999999999999")
        assert r.screen == "items"

    def test_a_new_catalogue_waits_for_the_next_visit(self) -> None:
        r = rig()
        to_items(r)
        r.terminal.handle(CatalogueArrived(Catalogue("newer", r.terminal.catalogue.items)))
        assert r.terminal.visit.catalogue.version == "test"
        r.terminal.home()
        assert r.terminal.visit.catalogue.version == "newer"


class TestCapture:
    def on_capture(self) -> Rig:
        r = rig()
        to_form(r)
        fill_form(r)
        return r

    def test_a_bad_page_is_not_kept_a_poor_one_may_be(self) -> None:
        r = self.on_capture()
        r.terminal.take_page()
        request = r.ports.last("take_page")[0]
        r.terminal.handle(PageTaken(request, scan("x", "bad", Trouble.BLURRED)))
        r.terminal.keep_page()
        assert not r.terminal.visit.pages
        r.terminal.retake_page()
        r.terminal.take_page()
        r.terminal.handle(PageTaken(r.ports.last("take_page")[0], scan("x", "poor", Trouble.TOO_DARK)))
        assert r.terminal.step.trouble is Trouble.TOO_DARK
        r.terminal.keep_page()
        assert len(r.terminal.visit.pages["licence"]) == 1

    def test_no_page_in_sight_is_told(self) -> None:
        r = self.on_capture()
        r.terminal.take_page()
        r.terminal.handle(PageFailed(r.ports.last("take_page")[0], Trouble.NO_PAGE))
        assert r.terminal.step.trouble is Trouble.NO_PAGE
        r.terminal.take_page()
        assert r.ports.count("take_page") == 2

    def test_two_presses_take_one_page(self) -> None:
        r = self.on_capture()
        r.terminal.take_page()
        r.terminal.take_page()
        assert r.ports.count("take_page") == 1

    def test_the_camera_closes_when_the_material_is_full_and_opens_when_a_page_goes(self) -> None:
        r = self.on_capture()
        capture(r, "one")
        opened = r.ports.count("open")
        capture(r, "two")
        assert r.ports.count("open") == opened
        r.terminal.drop_page(0)
        assert r.ports.count("open") == opened + 1
        assert len(r.terminal.visit.pages["licence"]) == 1

    def test_a_required_paper_cannot_be_postponed(self) -> None:
        r = self.on_capture()
        r.terminal.postpone()
        assert r.terminal.place.part == "licence"


class TestProgress:
    def test_a_scanned_receipt_at_the_door_asks_at_once(self) -> None:
        r = rig()
        r.terminal.handle(CodeScanned("13090026112300100012"))
        assert r.screen == "progress"
        request, number = r.ports.last("ask_progress")
        assert number == "13090026112300100012"
        r.terminal.handle(ProgressKnown(request, number, "测试事项", Stage.REVIEW))
        assert r.terminal.step.progress.stage is Stage.REVIEW  # type: ignore[attr-defined]

    @pytest.mark.parametrize("code", ["", "http://example.invalid/x", "9" * 65, "a b"])
    def test_another_code_is_not_asked_about(self, code: str) -> None:
        r = rig()
        r.terminal.handle(CodeScanned(code))
        assert r.ports.count("ask_progress") == 0
        assert r.terminal.step.trouble is Trouble.UNKNOWN_NUMBER

    def test_an_unknown_number_is_told(self) -> None:
        r = rig()
        r.terminal.begin()
        r.terminal.choose_purpose(Purpose.PROGRESS)
        r.terminal.step.ask("123")  # type: ignore[attr-defined]
        r.terminal.handle(ProgressFailed(r.ports.last("ask_progress")[0], Trouble.UNKNOWN_NUMBER))
        assert r.terminal.step.trouble is Trouble.UNKNOWN_NUMBER


class TestEnd:
    def test_idle_time_warns_then_wipes(self) -> None:
        r = rig(idle_seconds=60, warning_seconds=20)
        to_form(r)
        old = r.terminal.visit
        r.clock.pass_time(61)
        assert r.terminal.idle.warning_left is not None
        r.clock.pass_time(21)
        assert r.screen == "attract"
        assert (old.card, old.answers, old.pages) == (None, {}, {})

    def test_a_touch_ends_the_warning(self) -> None:
        r = rig(idle_seconds=60, warning_seconds=20)
        to_form(r)
        r.clock.pass_time(70)
        r.terminal.touch()
        assert r.terminal.idle.warning_left is None
        r.clock.pass_time(59)
        assert r.screen == "form"

    def test_time_does_not_run_out_while_paper_comes_out(self) -> None:
        r = rig(idle_seconds=5, warning_seconds=5)
        to_ticket(r)
        r.terminal.handle(TicketIssued(r.ports.last("take_ticket")[0], ticket()))
        r.clock.pass_time(60)
        assert r.screen == "ticket"
        r.terminal.handle(Printed(r.ports.last("print")[0]))
        r.clock.pass_time(15)
        assert r.screen == "attract"

    def test_cancel_wipes_at_once_and_keeps_the_language_for_the_goodbye(self) -> None:
        r = rig(farewell_seconds=10)
        to_form(r)
        r.terminal.set_language("en")
        old = r.terminal.visit
        r.terminal.cancel()
        assert (r.screen, r.terminal.language) == ("farewell", "en")
        assert old.card is None
        r.clock.pass_time(11)
        assert (r.screen, r.terminal.language) == ("attract", "zh")

    def test_a_touch_at_farewell_starts_a_visit_that_the_old_goodbye_does_not_end(self) -> None:
        r = rig(farewell_seconds=10)
        to_form(r)
        r.terminal.cancel()
        r.terminal.begin()
        r.clock.pass_time(11)
        assert r.screen == "home"

    def test_back_from_the_first_page_behind_the_card_leads_home(self) -> None:
        r = rig()
        to_items(r)
        r.terminal.back()
        assert r.screen == "home"
        assert r.terminal.visit.card is None

    def test_there_is_no_way_back_from_a_number_that_was_issued(self) -> None:
        r = rig()
        to_ticket(r)
        r.terminal.handle(TicketIssued(r.ports.last("take_ticket")[0], ticket()))
        r.terminal.back()
        assert r.screen == "ticket"

    def test_repr_of_a_visit_shows_nobody(self) -> None:
        r = rig()
        to_review(r)
        shown = repr(r.terminal.visit)
        assert CARD.name not in shown
        assert CARD.number not in shown
        assert "13800138000" not in shown
