"""Island mode: ranges for terminals while the hall can be reached, and what they gave while it could not."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

from fastapi import Depends, Request
from pydantic import Field, StringConstraints
from starlette.responses import Response

from kiosk.hall.access import Grant, Right
from kiosk.hall.island import HandedIn, IslandNumber, check_clock, hand_in, reserve
from kiosk.hall.ports import HallRecords
from kiosk.hall.recovery import recover
from kiosk.hall.reserve import NumberRange
from kiosk.hall.ticket import Claim
from kiosk.hall.view import themes_shown
from kiosk.queue import Theme
from ui.hall.answers import json_answer
from ui.hall.context import Context, context_of
from ui.hall.guard import needs
from ui.hall.routing import routes_of
from ui.hall.wishes import Moment, ThemeCode, Wish
from ui.hall.words import REASONS, windows_label, windows_label_en

router = routes_of("terminal", "/v1/island")
MayIssue = Annotated[Grant, Depends(needs(Right.ISSUE))]


class HeldWish(Wish):
    day: date
    theme: ThemeCode
    first: Annotated[int, Field(ge=1, le=9999)]
    last: Annotated[int, Field(ge=1, le=9999)]


class RangesWish(Wish):
    """`used_up`: themes whose range has no number left.

    `held`: the ranges that the terminal has got before; a hall that was restored from a copy learns of them again.
    """

    used_up: Annotated[list[ThemeCode], Field(max_length=26)] = Field([])
    held: Annotated[list[HeldWish], Field(max_length=200)] = Field([])


class IslandWish(Wish):
    number: Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{3,4}$")]
    theme: ThemeCode
    day: date
    issued_at: Moment
    key: Annotated[str, StringConstraints(pattern=r"^[!-~]{8,72}$")]
    code: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{12}$")]
    priority: Literal["age_60", "disabled", "pregnant", "soldier"] | None = None


class HandInWish(Wish):
    numbers: Annotated[list[IslandWish], Field(min_length=1, max_length=200)]


@dataclass(frozen=True)
class ThemeOnIsland:
    """What the terminal needs to print a number of this theme by itself."""

    theme: Theme
    windows: str
    windows_en: str
    first: int
    last: int


@dataclass(frozen=True)
class Island:
    """Good for `day`, from `opens_at` until `closes_at`. `follow` is the address before the code, `mark` the newest
    happening (see `Health`)."""

    day: date
    opens_at: datetime | None
    closes_at: datetime | None
    hall_name: str
    time_zone: str
    follow: str
    themes: list[ThemeOnIsland]
    mark: str


@router.post("/ranges", response_model=Island, summary="Numbers to give while the hall cannot be reached")
async def ranges(wish: RangesWish, request: Request, grant: MayIssue) -> Response:
    context, now = context_of(request), context_of(request).now()
    used_up = frozenset(wish.used_up)
    begins = context.hall.hours.midnight(context.hall.day(now))
    held = [NumberRange(one.day, one.theme, one.first, one.last, grant.id, begins) for one in wish.held]

    def keep(records: HallRecords) -> tuple[list[NumberRange], str]:
        recover(records, context.hall, held, now)
        kept = reserve(records, context.hall, grant.id, used_up, now)
        newest = records.newest_happening()
        return kept, newest.mark if newest else "0"

    kept, mark = await context.write(keep)
    shown = await context.read(lambda records: themes_shown(records, context.hall, REASONS, now))
    by_code = {theme.code: theme for theme in shown}
    themes = [ThemeOnIsland(by_code[one.theme], *_labels(context, one.theme), one.first, one.last) for one in kept]
    names = context.hall.config.hall
    hours, day = context.hall.hours, context.hall.day(now)
    opens, closes = hours.numbers_from(now), hours.closes_at(now)
    return json_answer(Island(day, opens, closes, names.name_zh, names.time_zone, context.follow_url(""), themes, mark))


@router.post("/tickets", response_model=list[HandedIn], summary="Hand in what was given meanwhile, in order")
async def tickets(wish: HandInWish, request: Request, grant: MayIssue) -> Response:
    context, now = context_of(request), context_of(request).now()
    numbers = [
        IslandNumber(one.number, one.theme, one.day, one.issued_at, one.key, one.code, Claim(one.priority or ""))
        for one in wish.numbers
    ]
    if not context.clock.certain:
        check_clock(context.hall, numbers, now)
    return json_answer(await context.write(lambda records: hand_in(records, context.hall, grant.id, numbers, now)))


def _labels(context: Context, theme: str) -> tuple[str, str]:
    entry = context.hall.theme(theme)
    return windows_label(entry.windows, entry.area_zh), windows_label_en(entry.windows, entry.area_en)
