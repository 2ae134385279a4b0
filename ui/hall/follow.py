"""The page behind the code on the paper: where a number stands, live. Nothing personal, no account; without a script it
still says all of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, get_args

import msgspec
from fastapi import HTTPException, Query, Request
from fastapi.templating import Jinja2Templates
from starlette.responses import HTMLResponse, RedirectResponse, Response

from kiosk.hall.desk import cancel
from kiosk.hall.hall import Hall
from kiosk.hall.line import Expectation, expectation
from kiosk.hall.ports import HallRecords
from kiosk.hall.refusal import Reason, Refused
from kiosk.hall.ticket import HallTicket, State
from ui.hall.answers import EventStream, json_answer
from ui.hall.context import Context, context_of
from ui.hall.limits import check_rate
from ui.hall.phones import Phone, Phones, Standing
from ui.hall.routing import routes_of
from ui.hall.wishes import FollowCode
from ui.hall.words import NOBODYS_TURN, STATES, Language, say, windows_label, windows_label_en

router = routes_of("visitor")
templates = Jinja2Templates(Path(__file__).with_name("templates"))
Speech = Annotated[Language, Query(description="The page's language")]
LANGUAGES: tuple[Language, ...] = get_args(Language)
OVER = frozenset({State.FINISHED, State.CANCELLED, State.CARRIED_OVER})
"""A missed number may come back, and one on hold goes on."""


@dataclass(frozen=True)
class Followed:
    """Where a number stands. `window` is where to go now, 0 while it waits. `wait_minutes` is null where no window is
    open for it."""

    number: str
    state: State
    ahead: int
    ahead_most: int
    wait_minutes: tuple[int, int] | None
    window: int
    windows: str
    windows_en: str
    theme_zh: str
    theme_en: str


@router.get("/v1/follow/{code}", response_model=Followed, summary="Where a number stands, by the code on its paper")
async def follow(code: FollowCode, request: Request) -> Response:
    return json_answer((await _find(request, code))[1])


@router.get("/t/{code}", response_class=HTMLResponse, summary="The same as a page for a phone")
async def follow_page(code: FollowCode, request: Request, lang: Speech = "zh") -> Response:
    try:
        ticket, followed = await _find(request, code)
    except Refused:
        return _unknown(request, lang)
    return templates.TemplateResponse(request, "follow.html", _facts(context_of(request).hall, ticket, followed, lang))


@router.get("/t/{code}/now", summary="What has changed on that page, for browsers that get no events")
async def now(code: FollowCode, request: Request, lang: Speech = "zh") -> Response:
    ticket, followed = await _find(request, code)
    return Response(_said(context_of(request).hall, ticket, followed, lang), media_type="application/json")


@router.get(
    "/t/{code}/events",
    summary="What changes on that page, as server-sent events (`now`, `beat`)",
    response_class=EventStream,
)
async def events(code: FollowCode, request: Request, lang: Speech = "zh") -> EventStream:
    phones: Phones = request.app.state.phones
    await _find(request, code)
    if phones.is_full():
        raise HTTPException(503, "Too many phones", {"Retry-After": "60"})  # they ask now and then instead
    return EventStream(phones.stream(Phone(code, lang)))


@router.get("/t/{code}/cancel", response_class=HTMLResponse, summary="Whether to give the number up")
async def whether_to_give_up(code: FollowCode, request: Request, lang: Speech = "zh") -> Response:
    try:
        ticket, followed = await _find(request, code)
    except Refused:
        return _unknown(request, lang)
    if ticket.state is not State.WAITING:
        return RedirectResponse(f"/t/{code}?lang={lang}", 303)
    return templates.TemplateResponse(request, "give_up.html", _facts(context_of(request).hall, ticket, followed, lang))


@router.post("/t/{code}/cancel", summary="Give the number up", response_class=RedirectResponse, status_code=303)
async def give_up(code: FollowCode, request: Request, lang: Speech = "zh") -> Response:
    """A number that was called meanwhile is not given up: the page says where to go."""
    context = context_of(request)
    ticket, _ = await _find(request, code)
    moment = context.now()

    def leave(records: HallRecords) -> None:
        found = records.ticket(ticket.id)
        if found is not None and found.state is State.WAITING:
            cancel(records, ticket.id, moment)

    await context.write(leave)
    return RedirectResponse(f"/t/{code}?lang={lang}", 303)


def phones_of(context: Context) -> Phones:
    """Every phone is told in its own language."""

    def look(records: HallRecords, code: str) -> Standing | None:
        found = _look(records, context, code)
        if found is None:
            return None
        said: dict[str, bytes] = {lang: _said(context.hall, *found, lang) for lang in LANGUAGES}
        return Standing(found[0].id, found[0].topic, said, found[0].state in OVER)

    return Phones(context, look)


def _said(hall: Hall, ticket: HallTicket, followed: Followed, lang: Language) -> bytes:
    """What the page's script is told: the part of the page that changes, and when to ring."""
    facts = _facts(hall, ticket, followed, lang)
    html = templates.get_template("follow_now.html").render(facts)
    ring = ticket.calls if ticket.state is State.CALLED else 0
    return msgspec.json.encode({"state": followed.state, "ring": ring, "window": followed.window, "html": html})


def _facts(hall: Hall, ticket: HallTicket, followed: Followed, lang: Language) -> dict[str, object]:
    def both(zh: str, en: str) -> str:
        return say((zh, en), lang)

    return {
        "t": both,
        "lang": lang,
        "other": "zh" if lang == "en" else "en",
        "code": ticket.code,
        "hall": hall.config.hall,
        "followed": followed,
        "state": say(_state(ticket), lang),
        "windows": both(followed.windows, followed.windows_en),
        "theme": both(followed.theme_zh, followed.theme_en),
        "ring": ticket.calls if ticket.state is State.CALLED else 0,
        "live": followed.state not in OVER,
    }


def _unknown(request: Request, lang: Language) -> Response:
    return templates.TemplateResponse(request, "unknown.html", {"lang": lang}, status_code=404)


def _state(ticket: HallTicket) -> tuple[str, str]:
    """Priority on the next day is for who can be known again."""
    lost = ticket.state is State.CARRIED_OVER and not ticket.holder
    return NOBODYS_TURN if lost else STATES[ticket.state]


async def _find(request: Request, code: str) -> tuple[HallTicket, Followed]:
    """Each page may be asked for so often, whoever asks: a hall's visitors share one address. Guessing may not."""
    context = context_of(request)
    check_rate(request, "follow", code)
    found = await context.read(lambda records: _look(records, context, code))
    if found is None:
        check_rate(request, "follow", f"unknown {request.client.host if request.client else ''}")
        raise Refused(Reason.UNKNOWN_TICKET)
    return found


def _look(records: HallRecords, context: Context, code: str) -> tuple[HallTicket, Followed] | None:
    ticket = records.ticket_by_code(code)
    if ticket is None:
        return None
    expected = expectation(records, context.hall, ticket, context.now())
    return ticket, _followed(context.hall, ticket, expected)


def _followed(hall: Hall, ticket: HallTicket, expected: Expectation) -> Followed:
    entry = hall.entry(ticket.topic)
    return Followed(
        number=ticket.number,
        state=ticket.state,
        ahead=expected.ahead[0],
        ahead_most=expected.ahead[1],
        wait_minutes=expected.minutes,
        window=ticket.window if ticket.state in (State.CALLED, State.SERVING) else 0,
        windows=windows_label(entry.windows, entry.area_zh),
        windows_en=windows_label_en(entry.windows, entry.area_en),
        theme_zh=entry.name_zh,
        theme_en=entry.name_en,
    )
