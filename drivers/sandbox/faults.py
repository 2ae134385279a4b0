"""Faults on demand: makes the sandbox fail the way real platforms fail. Knows requests and answers, no store.

Worked as an ASGI layer around the whole application, so that no route knows of it.
"""

import asyncio
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Annotated, Literal

import msgspec
from pydantic import Field
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.contract import API, Fault

Endpoint = Literal["any", "sign-in", "catalogue", "pages", "submissions", "progress"]
Kind = Literal["400", "500", "garbage", "silence", "slow", "lost"]

GARBAGE = b'{"acceptance_number": "1309\xff\xfe<html>'


@dataclass(frozen=True)
class FaultOrder:
    """One fault to play.

    garbage: 200 with bytes that are not the contract. silence: no answer until the client gives up. slow: the
    answer comes after `seconds`. lost: the work is done, the answer never arrives.
    """

    kind: Kind
    endpoint: Endpoint = "any"
    times: Annotated[int, Field(ge=1)] | None = None  # for the next N requests; None: until cleared
    seconds: Annotated[float, Field(ge=0, le=600)] = 3.0  # "slow" only


class Faults:
    """The orders in force, oldest first. Safe from any thread."""

    def __init__(self) -> None:
        self._orders: list[FaultOrder] = []
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        self._lock = threading.Lock()

    def add(self, order: FaultOrder) -> None:
        with self._lock:
            self._orders.append(order)

    def clear(self) -> None:
        """No more faults; a request that is kept waiting is kept no longer."""
        with self._lock:
            self._orders.clear()
            waiting = list(self._waiting)
        for loop, event in waiting:
            loop.call_soon_threadsafe(event.set)

    def orders(self) -> list[FaultOrder]:
        with self._lock:
            return list(self._orders)

    def next_for(self, endpoint: str) -> FaultOrder | None:
        """The fault for this request, counted down; None: let it through."""
        with self._lock:
            for place, order in enumerate(self._orders):
                if order.endpoint in ("any", endpoint):
                    self._count_down(place, order)
                    return order
        return None

    async def wait_cleared(self, seconds: float | None = None) -> None:
        """Wait until `clear`, or for `seconds`."""
        waiter = (asyncio.get_running_loop(), asyncio.Event())
        with self._lock:
            self._waiting.add(waiter)
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(waiter[1].wait(), seconds)
        finally:
            with self._lock:
                self._waiting.discard(waiter)

    def _count_down(self, place: int, order: FaultOrder) -> None:
        if order.times is None:
            return
        if order.times == 1:
            del self._orders[place]
        else:
            self._orders[place] = replace(order, times=order.times - 1)


class FaultLayer:
    """The ASGI layer that plays the orders on requests to the contract's endpoints."""

    def __init__(self, app: ASGIApp, faults: Faults) -> None:
        self._app = app
        self._faults = faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        endpoint = _endpoint(scope) if scope["type"] == "http" else ""
        order = self._faults.next_for(endpoint) if endpoint else None
        if order is None:
            await self._app(scope, receive, send)
        elif order.kind == "slow":
            await self._faults.wait_cleared(order.seconds)
            await self._app(scope, receive, send)
        elif order.kind == "lost":
            await self._app(scope, receive, _swallow)
            await self._keep_silent(receive, send)
        elif order.kind == "silence":
            await self._keep_silent(receive, send)
        else:
            await _read_all(receive)
            await _play(order.kind, send)

    async def _keep_silent(self, receive: Receive, send: Send) -> None:
        """Say nothing until the client has gone; one that is still there when the faults are cleared gets a 500."""
        gone = asyncio.create_task(_until_gone(receive))
        cleared = asyncio.create_task(self._faults.wait_cleared())
        await asyncio.wait({gone, cleared}, return_when=asyncio.FIRST_COMPLETED)
        if not gone.done():
            await _play("500", send)
        for task in (gone, cleared):
            task.cancel()


def _endpoint(scope: Scope) -> str:
    """The contract's endpoint that is asked, as faults name it; empty for anything else."""
    path: str = scope["path"]
    if not path.startswith(f"{API}/"):
        return ""
    name = path.removeprefix(f"{API}/").split("/")[0]
    return "progress" if name == "submissions" and scope["method"] == "GET" else name


async def _read_all(receive: Receive) -> None:
    """Take the request's whole body, so that the client can read the answer instead of a broken pipe."""
    more = True
    while more:
        message = await receive()
        more = message["type"] == "http.request" and message.get("more_body", False)


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _swallow(_message: Message) -> None:
    """A `send` whose answer never arrives."""


async def _play(kind: str, send: Send) -> None:
    status = 200 if kind == "garbage" else int(kind)
    body = GARBAGE if kind == "garbage" else msgspec.json.encode(Fault("sandbox_fault", f"answered {kind} on demand"))
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
