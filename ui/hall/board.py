"""What boards and rating pads ask: numbers and windows, never a person."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from kiosk.hall.access import Grant, Right
from kiosk.hall.happening import Happening, What
from kiosk.hall.line import is_served
from kiosk.hall.ports import HallRecords
from kiosk.hall.rating import rate
from kiosk.hall.refusal import Reason, Refused
from kiosk.hall.windows import check_window
from ui.hall.answers import json_answer
from ui.hall.context import context_of
from ui.hall.guard import needs
from ui.hall.present import AT_WINDOWS, Present, present, wants_fresh
from ui.hall.routing import routes_of
from ui.hall.shapes import BoardShown, Call, ThemeOnBoard, WindowOnBoard
from ui.hall.shared import Shared, stamped
from ui.hall.wishes import After, RatingWish, Themes, WindowNumber

router = routes_of("board", "/v1")
MaySee = Annotated[Grant, Depends(needs(Right.BOARD))]
MayRate = Annotated[Grant, Depends(needs(Right.RATE))]
CALLS = 12


@dataclass(frozen=True)
class PadShown:
    """`asked`: a visitor is being asked now. The pad shows no number and no name."""

    window: int
    asked: bool
    hall_zh: str
    hall_en: str


@router.get("/board", response_model=BoardShown, summary="The newest calls, windows and lengths of the lines")
async def board(request: Request, _grant: MaySee, themes: Themes = "", after: After = 0) -> Response:
    context = context_of(request)
    shared: Shared = request.app.state.shared
    chosen = [code for code in themes.split(",") if code]

    def find(records: HallRecords) -> list[Happening]:
        hall, day = context.hall, context.hall.day(context.now())
        called = records.calls(chosen, hall.hours.midnight(day), CALLS)
        return [call for call in called if hall.day(call.at) == day]

    here = await present(request, after)
    calls = await shared.look(("calls", themes), find, here.happening, wants_fresh(request))
    content = calls.json(here.happening, lambda found: _shown(here.found, found))
    local = context.now().astimezone(context.hall.config.hall.zone)
    return stamped(content, now=local, happening=here.happening, mark=here.mark)


def _shown(here: Present, calls: list[Happening]) -> dict[str, object]:
    """All of `BoardShown` that is the same for everybody who asks."""
    config, waiting = here.hall.config, here.waiting
    held = {one.id: one.number for one in here.tickets if one.state in AT_WINDOWS}
    windows = tuple(here.windows.values())
    return {
        "hall_zh": config.hall.name_zh,
        "hall_en": config.hall.name_en,
        "themes": [
            ThemeOnBoard(
                e.code, e.name_zh, e.name_en, e.area_zh, e.area_en, not is_served(here.hall, e.code, windows, here.now)
            )
            for e in config.themes
        ],
        "calls": [Call(c.number, c.window, c.line, c.at, c.what is What.RECALLED, c.seq) for c in calls],
        "waiting": {entry.code: waiting.get(entry.code, 0) for entry in config.themes},
        "windows": [WindowOnBoard(w.number, w.state, w.themes, held.get(w.ticket, "")) for w in windows],
    }


@router.get("/windows/{number}/rating", response_model=PadShown, summary="Whether the pad is asking a visitor")
async def pad(number: WindowNumber, request: Request, grant: MayRate, after: After = 0) -> Response:
    _check_window(grant, number)
    look = await present(request, after)
    check_window(look.found.hall, number)
    names = look.found.hall.config.hall
    return json_answer(PadShown(number, bool(look.found.windows[number].rating), names.name_zh, names.name_en))


@router.post("/windows/{number}/rating", status_code=204, summary="The visitor's level, or null for rather not")
async def give_rating(number: WindowNumber, wish: RatingWish, request: Request, grant: MayRate) -> Response:
    context = context_of(request)
    _check_window(grant, number)
    now = context.now()
    await context.write(lambda records: rate(records, context.hall, number, wish.level, now))
    return Response(status_code=204)


def _check_window(grant: Grant, number: int) -> None:
    if grant.window not in (0, number):
        raise Refused(Reason.NOT_ALLOWED, f"this device belongs to window {grant.window}")
