"""What boards and rating pads ask: numbers and windows, never a person."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from kiosk.hall.access import Grant, Right
from kiosk.hall.happening import What
from kiosk.hall.ports import HallRecords
from kiosk.hall.rating import rate
from kiosk.hall.refusal import Reason, Refused
from kiosk.hall.ticket import State
from kiosk.hall.windows import window_at
from ui.hall.answers import FAULTS, json_answer
from ui.hall.context import context_of
from ui.hall.guard import needs
from ui.hall.shapes import BoardShown, Call, ThemeOnBoard, WindowOnBoard
from ui.hall.wishes import RatingWish, Themes, WindowNumber

router = APIRouter(prefix="/v1", tags=["board"], responses=FAULTS)
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
async def board(request: Request, _grant: MaySee, themes: Themes = "") -> Response:
    context = context_of(request)
    hall, now = context.hall, context.now()
    chosen = [code for code in themes.split(",") if code]

    def look(records: HallRecords) -> BoardShown:
        day = hall.day(now)
        held = {one.id: one.number for one in records.tickets(day, (State.CALLED, State.SERVING))}
        windows = [window_at(records, hall, number) for number in hall.config.windows]
        calls = [call for call in records.calls(chosen, hall.hours.midnight(day), CALLS) if hall.day(call.at) == day]
        waiting = records.waiting_counts(day)
        return BoardShown(
            hall.config.hall.name_zh,
            hall.config.hall.name_en,
            now.astimezone(hall.config.hall.zone),
            [ThemeOnBoard(e.code, e.name_zh, e.name_en, e.area_zh, e.area_en) for e in hall.config.themes],
            [Call(c.number, c.window, c.line, c.at, c.what is What.RECALLED, c.seq) for c in calls],
            {entry.code: waiting.get(entry.code, 0) for entry in hall.config.themes},
            [WindowOnBoard(w.number, w.state, w.themes, held.get(w.ticket, "")) for w in windows],
            records.last_happening(),
        )

    return json_answer(await context.read(look))


@router.get("/windows/{number}/rating", response_model=PadShown, summary="Whether the pad is asking a visitor")
async def pad(number: WindowNumber, request: Request, grant: MayRate) -> Response:
    context = context_of(request)
    _check_window(grant, number)
    window = await context.read(lambda records: window_at(records, context.hall, number))
    names = context.hall.config.hall
    return json_answer(PadShown(number, bool(window.rating), names.name_zh, names.name_en))


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
