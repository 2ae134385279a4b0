"""One answer for all who ask the same while nothing has happened: two hundred pages ask at the same moment, and the
hall looks once."""

import asyncio
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar, cast

import msgspec
from starlette.responses import Response

from kiosk.hall.ports import HallRecords
from ui.hall.context import Context

KEPT_SECONDS = 3.0
"""Time alone changes what is said: who has waited for how long, and who is next by the rule."""
MOST_KEPT = 500
Found = TypeVar("Found")


@dataclass(frozen=True)
class Look(Generic[Found]):
    """What a look at the hall found. `happening` was the newest before it began: what it found is at least so new."""

    happening: int
    mark: str
    found: Found
    said: dict[Hashable, bytes] = field(default_factory=dict)

    def json(self, key: Hashable, make: Callable[[Found], object]) -> bytes:
        """As JSON, made once for each key."""
        if (known := self.said.get(key)) is None:
            known = self.said[key] = msgspec.json.encode(make(self.found))
        return known


@dataclass
class _Kept:
    known: int
    since: float
    task: "asyncio.Task[Look[object]]"


class Shared:
    """Looks that are shared. On the loop alone."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._kept: dict[Hashable, _Kept] = {}

    async def look(
        self, key: Hashable, find: Callable[[HallRecords], Found], after: int = 0, fresh: bool = False
    ) -> Look[Found]:
        """What `find` found, since the last happening; at least as new as happening `after`, if there is that one.

        `fresh`: somebody has changed something perhaps in another process, and wants to see it.
        """
        kept = self._kept.get(key)
        if kept is None or fresh or not self._is_good(kept, after):
            kept = self._begin(key, find)
        return cast("Look[Found]", await asyncio.shield(kept.task))

    def _is_good(self, kept: _Kept, after: int) -> bool:
        loop = asyncio.get_running_loop()
        if kept.known != self._context.store.known() or loop.time() - kept.since > KEPT_SECONDS:
            return False
        if not kept.task.done():
            return kept.known >= after
        return kept.task.exception() is None and kept.task.result().happening >= after

    def _begin(self, key: Hashable, find: Callable[[HallRecords], object]) -> _Kept:
        loop = asyncio.get_running_loop()
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        task = loop.create_task(self._find(find))
        kept = self._kept[key] = _Kept(self._context.store.known(), loop.time(), task)
        return kept

    async def _find(self, find: Callable[[HallRecords], object]) -> Look[object]:
        def look(records: HallRecords) -> Look[object]:
            newest = records.newest_happening()  # first: what is read after it is at least so new
            return Look(newest.seq if newest else 0, newest.mark if newest else "0", find(records))

        return await self._context.read(look)


def stamped(body: bytes, **fields: object) -> Response:
    """A JSON object with these fields before its own: what is different for everybody who asks."""
    first = msgspec.json.encode(fields)
    return Response(first[:-1] + b"," + body[1:], media_type="application/json")
