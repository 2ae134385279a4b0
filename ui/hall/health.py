"""Whether the hall works, for monitors and for terminals that look for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Query, Request
from starlette.responses import Response

from kiosk.hall.happening import MARK, seq_of
from kiosk.hall.ports import HallRecords
from ui.hall.answers import json_answer
from ui.hall.context import context_of
from ui.hall.routing import routes_of

router = routes_of("health", "/v1")
Mark = Annotated[str, Query(pattern=f"^$|{MARK}", description="A happening that was seen before, by its mark")]


@dataclass(frozen=True)
class Health:
    """`happening` counts what has happened in this hall since it began, and `mark` is which happening that was.

    `known`: the one that was asked for stands in this hall's log. Where it does not, the database was restored from a
    copy, and what somebody has done since that copy is not in it. `clock_certain`: `now` is not in doubt.
    """

    hall: str
    now: datetime
    open: bool
    happening: int
    mark: str
    known: bool
    clock_certain: bool


@router.get("/health", response_model=Health, summary="The hall and its database answer")
async def health(request: Request, after: Mark = "") -> Response:
    """Where something could not be written, this tries to write: 503 with the reason until it can."""
    context = context_of(request)
    now = context.now()
    await context.prove()

    def look(records: HallRecords) -> Health:
        newest = records.newest_happening()
        seq, mark = (newest.seq, newest.mark) if newest else (0, "0")
        known = not after or mark_is_known(records, after)
        return Health(context.hall.id, now, context.hall.hours.is_open(now), seq, mark, known, context.clock.certain)

    return json_answer(await context.read(look))


def mark_is_known(records: HallRecords, mark: str) -> bool:
    """A happening that is too old to be kept still is."""
    seq = seq_of(mark)
    found = records.happenings(seq - 1, 1) if seq else []
    if found and found[0].seq == seq:
        return mark in {found[0].mark, str(seq)}
    return seq <= records.last_happening()
