"""What every request of the hall's API works with: one object, made once by the composition root."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from starlette.requests import HTTPConnection

from kiosk.hall.hall import Hall
from kiosk.hall.identity import IdentitySeal
from kiosk.hall.ports import HallRecords, Store

Result = TypeVar("Result")


@dataclass
class Context:
    """`address` is where visitors' phones reach this hall; it is set when the port is known."""

    hall: Hall
    store: Store
    seal: IdentitySeal = field(repr=False)
    clock: Callable[[], datetime]
    address: str = ""

    def now(self) -> datetime:
        return self.clock()

    async def write(self, work: Callable[[HallRecords], Result]) -> Result:
        """Run `work` in the hall's next transaction; it has been committed when this returns."""
        return await asyncio.wrap_future(self.store.write(work))

    async def read(self, work: Callable[[HallRecords], Result]) -> Result:
        return await asyncio.wrap_future(self.store.read(work))

    def follow_url(self, code: str) -> str:
        return f"{self.hall.config.hall.public_url or self.address}/t/{code}"


def context_of(connection: HTTPConnection) -> Context:
    context: Context = connection.app.state.context
    return context
