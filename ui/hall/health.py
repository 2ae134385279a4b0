"""Whether the hall works, for monitors and for terminals that look for it."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request
from starlette.responses import Response

from ui.hall.answers import FAULTS, json_answer
from ui.hall.context import context_of

router = APIRouter(prefix="/v1", tags=["health"], responses=FAULTS)


@dataclass(frozen=True)
class Health:
    """`happening` counts what has happened in this hall since it began."""

    hall: str
    now: datetime
    open: bool
    happening: int


@router.get("/health", response_model=Health, summary="The hall and its database answer")
async def health(request: Request) -> Response:
    context = context_of(request)
    now = context.now()
    last = await context.read(lambda records: records.last_happening())
    return json_answer(Health(context.hall.id, now, context.hall.hours.is_open(now), last))
