"""What is kept of the hall: since when, about how much, how long, and when it was copied last."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from kiosk.hall.access import Grant, Right
from kiosk.hall.hall import Hall
from kiosk.hall.keeping import Kept
from ui.hall.answers import FAULTS, json_answer
from ui.hall.context import context_of
from ui.hall.guard import needs

router = APIRouter(prefix="/v1", tags=["manager"], responses=FAULTS)
MayManage = Annotated[Grant, Depends(needs(Right.MANAGE))]


@dataclass(frozen=True)
class RecordsKept:
    """`since`: the oldest day; None where there are none. `about`: how many; None where counting would take longer the
    more there are. `days`: so long they are kept."""

    name: Literal["numbers", "log", "appointments", "settlements"]
    since: date | None
    about: int | None
    days: int


@dataclass(frozen=True)
class KeptShown:
    """`size`: bytes of the whole database. `copied_at`: the last whole copy (`kiosk hall backup`); `copy_is_due`: there
    is none of the last week. `pruned_at`: when anything old was let go last."""

    records: list[RecordsKept]
    size: int
    copied_at: datetime | None
    copy_is_due: bool
    pruned_at: datetime | None


@router.get("/kept", response_model=KeptShown, summary="What is kept, since when, and when it was copied last")
async def kept(request: Request, _grant: MayManage) -> Response:
    context = context_of(request)
    found = await context.read(lambda records: records.kept())
    due = found.copy_is_due(context.now())
    shown = _records(found, context.hall)
    return json_answer(KeptShown(shown, found.size, found.copied_at, due, found.pruned_at))


def _records(found: Kept, hall: Hall) -> list[RecordsKept]:
    keeping = hall.config.keeping
    log_since = hall.day(found.first_happening) if found.first_happening else None
    return [
        RecordsKept("numbers", found.first_ticket, found.tickets, keeping.number_days),
        RecordsKept("log", log_since, found.happenings, keeping.log_days),
        RecordsKept("appointments", found.first_appointment, None, keeping.appointment_days),
        RecordsKept("settlements", found.first_settlement, None, keeping.settlement_days),
    ]
