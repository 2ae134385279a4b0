"""Open boards on the hall's events: how long a new number takes to reach every one of them."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import quantiles
from urllib.parse import urlsplit

from tests.bench.hall_load import request

TURNS = 10


@dataclass(frozen=True)
class Boards:
    """So many open boards with this token at one hall process, and the one that is asked for numbers."""

    url: str
    token: str
    count: int
    asked: str


def delays_p95(boards: Boards, number: Callable[[], bytes], then: Callable[[], None], turns: int = TURNS) -> float:
    """Milliseconds from asking for a number to the last bytes of its event on a board, 95th percentile over all
    boards and turns. `number` makes the request; `then` is called while the boards are open."""
    return asyncio.run(_measure(boards, number, then, turns))


async def _measure(boards: Boards, number: Callable[[], bytes], then: Callable[[], None], turns: int) -> float:
    at, asked = urlsplit(boards.url), urlsplit(boards.asked)
    heard: asyncio.Queue[float] = asyncio.Queue()
    open_ = asyncio.Barrier(boards.count + 1)
    pages = [
        asyncio.create_task(_page(str(at.hostname), int(at.port or 0), boards.token, heard, open_))
        for _ in range(boards.count)
    ]
    await open_.wait()
    then()
    delays = []
    for _ in range(turns):
        # of its own each time: one that waited for fifty slow boards, the server may have closed meanwhile
        reader, writer = await asyncio.open_connection(asked.hostname, asked.port)
        begin = time.perf_counter()
        writer.write(number())
        delays += [await heard.get() - begin for _ in range(boards.count)]
        head = await reader.readuntil(b"\r\n\r\n")
        start = head.lower().index(b"content-length: ") + 16
        await reader.readexactly(int(head[start : head.index(b"\r", start)]))
        writer.close()
        await writer.wait_closed()
    for page in pages:
        page.cancel()
    await asyncio.gather(*pages, return_exceptions=True)
    return quantiles(delays, n=20)[-1] * 1000


async def _page(host: str, port: int, token: str, heard: asyncio.Queue[float], open_: asyncio.Barrier) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    try:
        writer.write(request("GET", "/v1/events", token))
        await reader.readuntil(b"event: anew\n")  # what happens before, a page is not told of by itself
        await open_.wait()
        while line := await reader.readline():
            if line.startswith(b"data: {") and b'"issued"' in line:
                heard.put_nowait(time.perf_counter())
    finally:
        writer.close()
