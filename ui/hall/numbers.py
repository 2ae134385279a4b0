"""What terminals ask: which themes there are, and numbers."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request
from pydantic import BaseModel
from starlette.responses import Response

from kiosk.hall.access import Grant, Right
from kiosk.hall.hall import Hall
from kiosk.hall.identity import IdentitySeal, new_code
from kiosk.hall.notices import ask_notice, is_far
from kiosk.hall.ports import HallRecords
from kiosk.hall.reception import NumberGiven, NumberWanted, give_number
from kiosk.hall.refusal import Reason, Refused
from kiosk.hall.ticket import Claim, Kind
from kiosk.hall.view import themes_shown, ticket_shown
from kiosk.numbers import is_mobile
from kiosk.queue import Theme, Ticket
from ui.hall.answers import json_answer
from ui.hall.context import Context, context_of
from ui.hall.guard import needs
from ui.hall.limits import limited
from ui.hall.routing import routes_of
from ui.hall.wishes import Holder, Key, NoticeWish, NumberWish, PathNumber
from ui.hall.words import REASONS, windows_label, windows_label_en

router = routes_of("terminal", "/v1")
MayIssue = Annotated[Grant, Depends(needs(Right.ISSUE))]


@router.get(
    "/themes",
    response_model=list[Theme],
    dependencies=[Depends(limited("public"))],
    summary="Every theme: waiting, expected minutes, open or why not",
)
async def themes(request: Request) -> Response:
    context = context_of(request)
    now = context.now()
    shown = await context.read(lambda records: themes_shown(records, context.hall, REASONS, now))
    return json_answer([offered(context.hall, theme, now) for theme in shown])


def offered(hall: Hall, theme: Theme, now: datetime) -> Theme:
    """With what the hall's rules allow there, and when windows serve next where they do not now."""
    opens = hall.hours.opens_at(now)
    return replace(
        theme,
        opens_at=opens.astimezone(hall.config.hall.zone) if opens and opens > now else None,
        kinds=hall.config.tickets.kinds,
        books=hall.theme(theme.code).appointments_per_half_hour > 0,
    )


@router.post(
    "/tickets",
    response_model=Ticket,
    status_code=201,
    responses={200: {"model": Ticket, "description": "The person holds a number of this theme: print it again"}},
    summary="Give a number; the same key or the same person gets the same one",
)
async def take_number(wish: NumberWish, key: Key, grant: MayIssue, request: Request) -> Response:
    context = context_of(request)
    now = context.now()
    wanted = number_wanted(context, wish, key, grant.name, now)
    texts = context.messages is not None and wish.phone is not None and is_mobile(wish.phone)
    sealed = context.messages.seal(wish.phone) if texts else b""

    def give(records: HallRecords) -> tuple[NumberGiven, bool, bool]:
        given = give_number(records, context.hall, wanted, now)
        if not context.messages:
            return given, False, False
        if given.reprint:
            notice = given.ticket.id in records.notices()
        else:
            notice = bool(sealed) and ask_notice(records, context.hall, given.ticket, sealed, now)
        return given, notice, not notice and is_far(records, context.hall, given.ticket, now)

    given, notice, offered = await context.write(give)
    ticket = replace(shown(context, given), notice=notice, notice_offered=offered)
    return json_answer(ticket, 200 if given.reprint else 201)


class NoticeAnswer(BaseModel):
    """`notice`: a message will come. False: the turn is near already, or over."""

    notice: bool


@router.post(
    "/tickets/{number}/notice", response_model=NoticeAnswer, summary="Leave a telephone number: the turn-is-near notice"
)
async def leave_phone(number: PathNumber, wish: NoticeWish, grant: MayIssue, request: Request) -> NoticeAnswer:
    context = context_of(request)
    if context.messages is None:
        raise Refused(Reason.NO_NOTICES)
    sealed, now = context.messages.seal(wish.phone), context.now()

    def leave(records: HallRecords) -> bool:
        ticket = records.ticket_by_number(wish.day, number)
        if ticket is None:
            raise Refused(Reason.UNKNOWN_TICKET)
        return ask_notice(records, context.hall, ticket, sealed, now)

    return NoticeAnswer(notice=await context.write(leave))


def number_wanted(context: Context, wish: NumberWish, key: str, origin: str, now: datetime) -> NumberWanted:
    """The wish with its person hashed and masked: from here on nobody knows who it is."""
    hall = context.hall
    kind, holder, name = who_is(context.seal, wish.holder, wish.phone)
    if kind.value not in hall.config.tickets.kinds and not wish.appointment:
        raise Refused(Reason.KIND_NOT_OFFERED if wish.holder or wish.phone else Reason.HOLDER_NEEDED)
    claim = Claim(wish.priority) if wish.priority else _claim_by_age(hall, wish.holder, now)
    return NumberWanted(
        key, wish.theme, kind, new_code(), holder, name, claim, tuple(wish.errands), origin, wish.appointment or ""
    )


def who_is(seal: IdentitySeal, card: Holder | None, phone: str | None) -> tuple[Kind, str, str]:
    """How the person is known, the keyed hash, and the masked name; both empty for nobody in particular."""
    if card:
        return Kind.CARD, seal.of_card(card.number), masked(card.name)
    if phone:
        return Kind.PHONE, seal.of_phone(phone), ""
    return Kind.ANONYMOUS, "", ""


def masked(name: str) -> str:
    """张*: all that clerks are shown (see `kiosk.card.IdCard.masked_name`)."""
    return name[:1] + "*" * (len(name) - 1)


def _claim_by_age(hall: Hall, holder: Holder | None, now: datetime) -> Claim:
    if holder is None or holder.birth is None:
        return Claim.NONE
    today, birth = hall.day(now), holder.birth
    age = today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
    return Claim.AGE_60 if age >= hall.config.tickets.priority_age else Claim.NONE


def shown(context: Context, given: NumberGiven) -> Ticket:
    entry = context.hall.entry(given.ticket.topic)
    label = windows_label(entry.windows, entry.area_zh)
    ticket = ticket_shown(given, context.hall, label, context.follow_url(given.ticket.code))
    return replace(ticket, windows_en=windows_label_en(entry.windows, entry.area_en))
