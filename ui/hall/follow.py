"""The page behind the code on the paper: where a number stands. Nothing personal, no account, no script needed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
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
from ui.hall.limits import limited
from ui.hall.wishes import FollowCode
from ui.hall.words import STATES, Language, say, windows_label

router = APIRouter(tags=["visitor"], responses=FAULTS, dependencies=[Depends(limited("follow"))])
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
    theme_zh: str
    theme_en: str


@router.get("/v1/follow/{code}", response_model=Followed, summary="Where a number stands, by the code on its paper")
async def follow(code: FollowCode, request: Request) -> Response:
    return json_answer((await _find(request, code))[1])


@router.get("/t/{code}", response_class=HTMLResponse, summary="The same as a page for a phone")
async def follow_page(code: FollowCode, request: Request, lang: Speech = "zh") -> Response:
    context = context_of(request)
    try:
        _, followed = await _find(request, code)
    except Refused:
        return templates.TemplateResponse(request, "unknown.html", {"lang": lang}, status_code=404)
    facts = {
        "lang": lang,
        "other": "zh" if lang == "en" else "en",
        "code": code,
        "hall": context.hall.config.hall,
        "followed": followed,
        "state": say(STATES[followed.state], lang),
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


async def _find(request: Request, code: str) -> tuple[HallTicket, Followed]:
    context = context_of(request)

    def look(records: HallRecords) -> tuple[HallTicket, Expectation]:
        ticket = records.ticket_by_code(code)
        if ticket is None:
            raise Refused(Reason.UNKNOWN_TICKET)
        return ticket, expectation(records, context.hall, ticket)

    ticket, expected = await context.read(look)
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
        theme_zh=entry.name_zh,
        theme_en=entry.name_en,
    )
