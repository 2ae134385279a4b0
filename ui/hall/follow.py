"""The page behind the code on the paper: where a number stands. Nothing personal, no account, no script needed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.templating import Jinja2Templates
from starlette.responses import HTMLResponse, RedirectResponse, Response

from kiosk.hall.desk import cancel
from kiosk.hall.hall import Hall
from kiosk.hall.line import Expectation, expectation
from kiosk.hall.ports import HallRecords
from kiosk.hall.refusal import Reason, Refused
from kiosk.hall.ticket import HallTicket, State
from ui.hall.answers import FAULTS, json_answer
from ui.hall.context import context_of
from ui.hall.limits import check_rate
from ui.hall.wishes import FollowCode
from ui.hall.words import NOBODYS_TURN, STATES, Language, say, windows_label, windows_label_en

router = APIRouter(tags=["visitor"], responses=FAULTS)
templates = Jinja2Templates(Path(__file__).with_name("templates"))
Speech = Annotated[Language, Query(description="The page's language")]


@dataclass(frozen=True)
class Followed:
    """Where a number stands. `window` is where to go now, 0 while it waits."""

    number: str
    state: State
    ahead: int
    wait_minutes: tuple[int, int]
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
    context = context_of(request)
    try:
        ticket, followed = await _find(request, code)
    except Refused:
        return templates.TemplateResponse(request, "unknown.html", {"lang": lang}, status_code=404)
    facts = {
        "lang": lang,
        "other": "zh" if lang == "en" else "en",
        "code": code,
        "hall": context.hall.config.hall,
        "followed": followed,
        "state": say(_state(ticket), lang),
        "windows": followed.windows_en if lang == "en" else followed.windows,
        "theme": followed.theme_en if lang == "en" else followed.theme_zh,
        "live": followed.state in (State.WAITING, State.CALLED),
    }
    return templates.TemplateResponse(request, "follow.html", facts)


@router.post("/t/{code}/cancel", summary="Give the number up", response_class=RedirectResponse, status_code=303)
async def give_up(code: FollowCode, request: Request, lang: Speech = "zh") -> Response:
    context = context_of(request)
    ticket, _ = await _find(request, code)
    now = context.now()
    await context.write(lambda records: cancel(records, ticket.id, now))
    return RedirectResponse(f"/t/{code}?lang={lang}", 303)


def _state(ticket: HallTicket) -> tuple[str, str]:
    """Priority on the next day is for who can be known again."""
    lost = ticket.state is State.CARRIED_OVER and not ticket.holder
    return NOBODYS_TURN if lost else STATES[ticket.state]


async def _find(request: Request, code: str) -> tuple[HallTicket, Followed]:
    """Each page may be asked for so often, whoever asks: a hall's visitors share one address. Guessing may not."""
    context = context_of(request)
    now = context.now()
    check_rate(request, "follow", code)

    def look(records: HallRecords) -> tuple[HallTicket, Expectation]:
        ticket = records.ticket_by_code(code)
        if ticket is None:
            raise Refused(Reason.UNKNOWN_TICKET)
        return ticket, expectation(records, context.hall, ticket, now)

    try:
        ticket, expected = await context.read(look)
    except Refused:
        check_rate(request, "follow", f"unknown {request.client.host if request.client else ''}")
        raise
    return ticket, _followed(context.hall, ticket, expected)


def _followed(hall: Hall, ticket: HallTicket, expected: Expectation) -> Followed:
    entry = hall.theme(ticket.topic)
    return Followed(
        number=ticket.number,
        state=ticket.state,
        ahead=expected.ahead,
        wait_minutes=expected.minutes,
        window=ticket.window if ticket.state in (State.CALLED, State.SERVING) else 0,
        windows=windows_label(entry.windows, entry.area_zh),
        windows_en=windows_label_en(entry.windows, entry.area_en),
        theme_zh=entry.name_zh,
        theme_en=entry.name_en,
    )
