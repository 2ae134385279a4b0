"""Puts the hall's web application together. What it works with comes from the composition root."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.telemetry import TelemetryConfig
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from ui.hall import (
    board,
    bookings,
    closing,
    counter,
    follow,
    health,
    island,
    keeping,
    numbers,
    office,
    pages,
    signin,
    stream,
)
from ui.hall.answers import fault, install_faults, page_fault, wants_page, words_of
from ui.hall.bodies import BodyLimit
from ui.hall.context import Context
from ui.hall.guard import Doorman
from ui.hall.headers import SecureHeaders
from ui.hall.limits import Limits
from ui.hall.shared import Shared
from ui.hall.stream import Hub

log = logging.getLogger(__name__)
SETTLE_SECONDS = 60.0
ABSENT_SECONDS = 60.0
PRUNE_SECONDS, PRUNE_PAUSE_SECONDS = 3600.0, 0.5
"""The pause is between two steps: a first tidying of years takes a night, and others write in between."""
LOOK_AHEAD_SECONDS = 5.0
NOTICE_SECONDS = 5.0
CLOCK_SECONDS = 5.0
ASSETS = Path(__file__).with_name("assets")
SOUNDS = Path(__file__).resolve().parents[2] / "assets" / "sounds"
PARTS = (numbers, counter, stream, board, follow, island, bookings, signin, office, closing, keeping, health, pages)
"""Addresses are tried in this order: what is asked all day comes first."""
SILENT: TelemetryConfig = {"auto_configure": False, "tracing": False, "metrics": False, "logs": False}
"""FastAPI's own: with a variable of the environment it would send what it serves to a collector."""
ABOUT = (
    "The queue of one hall. Terminals take numbers, clerks call and serve, boards show. Every call but the follow page,"
    " the themes and the health check needs a token; a refusal always has the same form (`Fault`)."
)


def create_app(context: Context, store_faults: tuple[type[Exception], ...] = ()) -> FastAPI:
    """`store_faults`: what a database that is well raises for work it cannot do; answered 503."""
    app = FastAPI(
        title="Yitang hall",
        description=ABOUT,
        version=version("yitang"),
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
        # as they are: a router that is included is built anew by each application, with its first request
        routes=[route for part in PARTS for route in part.router.routes],
        telemetry=SILENT,
    )
    app.state.context = context
    app.state.doorman = Doorman(context)
    app.state.limits = Limits(context.hall.config.security)
    app.state.shared = Shared(context)
    app.state.phones = follow.phones_of(context)
    app.state.hub = Hub(context, app.state.doorman, app.state.phones)
    install_faults(app)
    for kind in store_faults:
        app.add_exception_handler(kind, _work_failed)
    app.add_middleware(BodyLimit)
    app.add_middleware(SecureHeaders, tls=bool(context.hall.config.server.tls_certificate))
    app.mount("/assets", StaticFiles(directory=ASSETS), name="assets")
    app.mount("/sounds", StaticFiles(directory=SOUNDS), name="sounds")
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.hub.start()
    ending = asyncio.Event()
    context: Context = app.state.context
    await context.watch_clock()  # before anybody is served: what time it is hangs on what was recorded
    tasks = [
        asyncio.create_task(_again_and_again(context.watch_clock, CLOCK_SECONDS, ending)),
        asyncio.create_task(_again_and_again(context.settle_due, SETTLE_SECONDS, ending)),
        asyncio.create_task(_again_and_again(context.vacate_absent, ABSENT_SECONDS, ending)),
        asyncio.create_task(_prune_on(context, ending)),
        asyncio.create_task(_again_and_again(context.look_ahead, LOOK_AHEAD_SECONDS, ending)),
        asyncio.create_task(_again_and_again(context.send_notices, NOTICE_SECONDS, ending)),
    ]
    yield
    ending.set()
    await asyncio.gather(*tasks)


async def _again_and_again(task: Callable[[], Awaitable[None]], seconds: float, ending: asyncio.Event) -> None:
    """Until the hall ends."""
    while not ending.is_set():
        await task()
        with suppress(TimeoutError):
            await asyncio.wait_for(ending.wait(), seconds)


async def _prune_on(context: Context, ending: asyncio.Event) -> None:
    gone = 0
    while not ending.is_set():
        step = await context.prune()
        gone += step
        if gone and not step:
            log.info("%d rows were kept long enough and are gone", gone)
            gone = 0
        with suppress(TimeoutError):
            await asyncio.wait_for(ending.wait(), PRUNE_PAUSE_SECONDS if step else PRUNE_SECONDS)


async def _work_failed(request: Request, error: Exception) -> Response:
    """The database is well and yet could not do it."""
    log.error("the database refused: %s", type(error).__name__)
    if wants_page(request):
        return page_fault(request, 503, *words_of(503))
    return fault(503, "store_refused", "系统繁忙,请稍后再试", "The hall's database could not do this; please try again")
