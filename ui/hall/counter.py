"""What a clerk's console asks: the window, the next number, and everything that happens to a ticket."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from kiosk.hall.access import Grant, Right
from kiosk.hall.desk import Desk, cancel, come_back
from kiosk.hall.ports import HallRecords
from kiosk.hall.rating import ask_rating
from kiosk.hall.refusal import Reason, Refused
from kiosk.hall.ticket import HallTicket, Outcome, window_line
from kiosk.hall.window import Window
from kiosk.hall.windows import Seat, check_window, close_window, open_window, pause_window
from ui.hall.answers import json_answer
from ui.hall.context import context_of
from ui.hall.guard import needs
from ui.hall.present import present
from ui.hall.routing import routes_of
from ui.hall.shapes import DeskShown, LineShown, TicketShown, WindowShown, ticket_for_clerk, window_for_clerk
from ui.hall.shared import stamped
from ui.hall.wishes import (
    After,
    AtWindow,
    FinishWish,
    NoteWish,
    OpenWish,
    PathId,
    Themes,
    TicketWish,
    TransferWish,
    WindowNumber,
)

router = routes_of("clerk", "/v1")
MayServe = Annotated[Grant, Depends(needs(Right.SERVE))]
Act = Callable[[Desk], HallTicket]
Turn = Callable[[HallRecords], Window]


def seat_of(grant: Grant, number: int) -> Seat:
    """Raises Refused (not_allowed) where the session is bound to another window."""
    if grant.window not in (0, number):
        raise Refused(Reason.NOT_ALLOWED, f"this device belongs to window {grant.window}")
    return Seat(number, grant.clerk, grant.name)


async def act(request: Request, grant: Grant, number: int, what: Act) -> Response:
    """Do it at this window; the answer is the ticket as it now stands."""
    context, seat = context_of(request), seat_of(grant, number)
    now = context.now()
    ticket = await context.write(lambda records: what(Desk(records, context.hall, seat, now)))
    return json_answer(ticket_for_clerk(context.hall, ticket, now))


async def turn(request: Request, what: Turn) -> Response:
    """Open, pause or close; the answer is the window as it now stands."""
    context = context_of(request)

    def do(records: HallRecords) -> tuple[Window, HallTicket | None]:
        window = what(records)
        return window, records.ticket(window.ticket) if window.ticket else None

    window, ticket = await context.write(do)
    return json_answer(window_for_clerk(context.hall, window, ticket, context.now()))


@router.get("/windows", response_model=list[WindowShown], summary="Every window with its clerk and ticket")
async def windows(request: Request, _grant: MayServe, after: After = 0) -> Response:
    look = await present(request, after)
    content = look.json("windows", lambda here: [here.window(number) for number in here.windows])
    return Response(content, media_type="application/json")


@router.get("/windows/{number}", response_model=WindowShown, summary="One window with its clerk and ticket")
async def one_window(number: WindowNumber, request: Request, _grant: MayServe, after: After = 0) -> Response:
    look = await present(request, after)
    check_window(look.found.hall, number)
    content = look.json(("window", number), lambda here: here.window(number))
    return Response(content, media_type="application/json")


@router.get("/windows/{number}/desk", response_model=DeskShown, summary="One window, and who waits for it")
async def desk(number: WindowNumber, request: Request, _grant: MayServe, after: After = 0) -> Response:
    """The console's only question: asked after what concerns it, and now and then."""
    look = await present(request, after)
    check_window(look.found.hall, number)
    return stamped(look.json(("desk", number), lambda here: here.desk(number)), happening=look.happening)


@router.post(
    "/windows/{number}/open",
    response_model=WindowShown,
    summary="Open the window, change its themes, or go on after a pause",
)
async def open_(number: WindowNumber, wish: OpenWish, request: Request, grant: MayServe) -> Response:
    context, seat = context_of(request), seat_of(grant, number)
    now = context.now()
    return await turn(request, lambda records: open_window(records, context.hall, seat, wish.themes, now))


@router.post("/windows/{number}/pause", response_model=WindowShown, summary="Call nobody for a while")
async def pause(number: WindowNumber, request: Request, grant: MayServe) -> Response:
    context, seat = context_of(request), seat_of(grant, number)
    now = context.now()
    return await turn(request, lambda records: pause_window(records, context.hall, seat, now))


@router.post(
    "/windows/{number}/close",
    response_model=WindowShown,
    summary="Leave the window; a number called and not yet served goes back to its place",
)
async def close(number: WindowNumber, request: Request, grant: MayServe) -> Response:
    context, seat = context_of(request), seat_of(grant, number)
    now = context.now()
    return await turn(request, lambda records: close_window(records, context.hall, seat, now))


@router.post("/windows/{number}/next", response_model=TicketShown, summary="Call who is next by the published rule")
async def call_next(number: WindowNumber, request: Request, grant: MayServe) -> Response:
    return await act(request, grant, number, Desk.call_next)


@router.post("/windows/{number}/call", response_model=TicketShown, summary="Call one waiting number out of turn")
async def call_this(number: WindowNumber, wish: TicketWish, request: Request, grant: MayServe) -> Response:
    return await act(request, grant, number, lambda desk: desk.call_this(wish.ticket))


@router.post("/windows/{number}/recall", response_model=TicketShown, summary="Call the same number once more")
async def recall(number: WindowNumber, request: Request, grant: MayServe) -> Response:
    return await act(request, grant, number, Desk.recall)


@router.post("/windows/{number}/no-show", response_model=TicketShown, summary="Nobody came after the last call")
async def no_show(number: WindowNumber, request: Request, grant: MayServe) -> Response:
    return await act(request, grant, number, Desk.miss)


@router.post("/windows/{number}/start", response_model=TicketShown, summary="The person is here: begin")
async def start(number: WindowNumber, request: Request, grant: MayServe) -> Response:
    return await act(request, grant, number, Desk.start)


@router.post("/windows/{number}/transfer", response_model=TicketShown, summary="Send on to a theme or a window")
async def transfer(number: WindowNumber, wish: TransferWish, request: Request, grant: MayServe) -> Response:
    hall = context_of(request).hall
    if (wish.theme is None) == (wish.window is None):
        raise Refused(Reason.UNKNOWN_WINDOW, "name a theme or a window, not both")
    if wish.theme is not None:
        line = hall.theme(wish.theme).code
    elif wish.window in hall.config.windows:
        line = window_line(wish.window or 0)
    else:
        raise Refused(Reason.UNKNOWN_WINDOW, f"no window {wish.window}")
    return await act(request, grant, number, lambda desk: desk.transfer(line, wish.note, wish.keep_place))


@router.post("/windows/{number}/park", response_model=TicketShown, summary="The person fetches something")
async def park(number: WindowNumber, wish: NoteWish, request: Request, grant: MayServe) -> Response:
    return await act(request, grant, number, lambda desk: desk.park(wish.note))


@router.post("/windows/{number}/resume", response_model=TicketShown, summary="Go on with a parked number here")
async def resume(number: WindowNumber, wish: TicketWish, request: Request, grant: MayServe) -> Response:
    return await act(request, grant, number, lambda desk: desk.resume(wish.ticket))


@router.post("/windows/{number}/finish", response_model=TicketShown, summary="The visit is over, with its outcome")
async def finish(number: WindowNumber, wish: FinishWish, request: Request, grant: MayServe) -> Response:
    return await act(request, grant, number, lambda desk: desk.finish(Outcome(wish.outcome), wish.note))


@router.post("/windows/{number}/ask-rating", response_model=TicketShown, summary="Wake the pad for a finished visit")
async def ask(number: WindowNumber, wish: TicketWish, request: Request, grant: MayServe) -> Response:
    return await act(
        request,
        grant,
        number,
        lambda desk: ask_rating(desk.records, desk.hall, desk.seat, wish.ticket, desk.now),
    )


@router.post("/tickets/{ticket}/return", response_model=TicketShown, summary="A missed person is here: back in line")
async def back_in_line(ticket: PathId, request: Request, _grant: MayServe) -> Response:
    context = context_of(request)
    now = context.now()
    back = await context.write(lambda records: come_back(records, context.hall, ticket, now))
    return json_answer(ticket_for_clerk(context.hall, back, now))


@router.post("/tickets/{ticket}/cancel", response_model=TicketShown, summary="The person gives the number up")
async def cancel_ticket(ticket: PathId, request: Request, _grant: MayServe) -> Response:
    context = context_of(request)
    now = context.now()
    gone = await context.write(lambda records: cancel(records, ticket, now))
    return json_answer(ticket_for_clerk(context.hall, gone, now))


@router.get("/line", response_model=LineShown, summary="Who waits, who is parked, who was missed")
async def line(
    request: Request, _grant: MayServe, themes: Themes = "", window: AtWindow = 0, after: After = 0
) -> Response:
    look = await present(request, after)
    chosen = [code for code in themes.split(",") if code]
    content = look.json(("line", themes, window), lambda here: here.line(chosen, window))
    return Response(content, media_type="application/json")
