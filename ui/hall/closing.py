"""Settling a day and reading its report."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Path, Request
from starlette.responses import Response

from kiosk.hall.access import Grant, Right
from kiosk.hall.ports import HallRecords
from kiosk.hall.refusal import Reason, Refused
from kiosk.hall.reopening import reopen
from kiosk.hall.settled import Settlement
from kiosk.hall.settlement import StillOpen, settle, still_open
from kiosk.hall.settlement_csv import tickets_csv
from kiosk.hall.ticket import HallTicket
from ui.hall.answers import json_answer
from ui.hall.context import context_of
from ui.hall.guard import needs
from ui.hall.routing import routes_of

router = routes_of("manager", "/v1/settlements")
MayManage = Annotated[Grant, Depends(needs(Right.MANAGE))]
Day = Annotated[date, Path(description="A calendar day of the hall")]


@router.post("/{day}", response_model=Settlement, summary="Settle a day: every number gets an end")
async def settle_day(day: Day, request: Request, _grant: MayManage) -> Response:
    """By a doubtful clock nothing is settled: `POST /v1/clock/confirm` says that it is right."""
    context = context_of(request)
    now = context.now()
    if not context.clock.certain:
        raise Refused(Reason.CLOCK_IN_DOUBT)
    return json_answer(await context.write(lambda records: settle(records, context.hall, day, now)))


@router.get("/{day}/open", response_model=StillOpen, summary="What settling a day now would end")
async def what_is_open(day: Day, request: Request, _grant: MayManage) -> Response:
    context = context_of(request)
    now = context.now()
    return json_answer(await context.read(lambda records: still_open(records, context.hall, day, now)))


@router.post("/{day}/reopen", status_code=204, summary="Undo a settlement: the day goes on, who waited waits again")
async def reopen_day(day: Day, request: Request, _grant: MayManage) -> Response:
    context = context_of(request)
    now = context.now()
    await context.write(lambda records: reopen(records, context.hall, day, now))
    return Response(status_code=204)


@router.get("/{day}", response_model=Settlement, summary="The figures of a settled day")
async def figures(day: Day, request: Request, _grant: MayManage) -> Response:
    return json_answer((await _settled(request, day))[0])


@router.get("/{day}/tickets.csv", summary="Every number of a settled day", response_class=Response)
async def csv(day: Day, request: Request, _grant: MayManage) -> Response:
    _, tickets = await _settled(request, day)
    text = tickets_csv(tickets, context_of(request).hall.config.hall.zone)
    return Response(text, headers=_file(day, "csv"), media_type="text/csv; charset=utf-8")


@router.get("/{day}/report.pdf", summary="The report of a settled day for the file", response_class=Response)
async def pdf(day: Day, request: Request, _grant: MayManage) -> Response:
    context = context_of(request)
    settlement, tickets = await _settled(request, day)
    content = await context.report(settlement, tickets)
    return Response(content, headers=_file(day, "pdf"), media_type="application/pdf")


async def _settled(request: Request, day: date) -> tuple[Settlement, list[HallTicket]]:
    def look(records: HallRecords) -> tuple[Settlement, list[HallTicket]]:
        settlement = records.settlement(day)
        if settlement is None:
            raise Refused(Reason.UNKNOWN_DAY, f"{day} is not settled")
        return settlement, records.tickets(day)

    return await context_of(request).read(look)


def _file(day: date, kind: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="settlement-{day}.{kind}"'}
