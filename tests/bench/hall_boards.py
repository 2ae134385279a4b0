"""Open boards on the hall's events: how long a new number takes to reach every one of them."""

import asyncio
import time
from collections.abc import Callable
from statistics import quantiles
from urllib.parse import urlsplit

from tests.bench.hall_load import request

TURNS = 40


def delays_p95(url: str, board: str, boards: int, number: Callable[[], bytes], then: Callable[[], None]) -> float:
    """Milliseconds from asking for a number to the last bytes of its event on a board, 95th percentile over all
    boards and turns. `number` makes the request; `then` is called while the boards are open."""
    return asyncio.run(_measure(url, board, boards, number, then))


async def _measure(url: str, board: str, boards: int, number: Callable[[], bytes], then: Callable[[], None]) -> float:
    address = urlsplit(url)
    heard: asyncio.Queue[float] = asyncio.Queue()
    open_ = asyncio.Barrier(boards + 1)
    pages = [
        asyncio.create_task(_page(str(address.hostname), int(address.port or 0), board, heard, open_))
        for _ in range(boards)
    ]
    await open_.wait()
    then()
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    delays = []
    for _ in range(TURNS):
        begin = time.perf_counter()
        writer.write(number())
        delays += [await heard.get() - begin for _ in range(boards)]
        head = await reader.readuntil(b"\r\n\r\n")
        at = head.lower().index(b"content-length: ") + 16
        await reader.readexactly(int(head[at : head.index(b"\r", at)]))
    for page in pages:
        page.cancel()
    await asyncio.gather(*pages, return_exceptions=True)
    writer.close()
    await writer.wait_closed()
    return quantiles(delays, n=20)[-1] * 1000


async def _page(host: str, port: int, token: str, heard: asyncio.Queue[float], open_: asyncio.Barrier) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    try:
        writer.write(request("GET", "/v1/events", token))
        await reader.readuntil(b"retry: 1000\n")
        await open_.wait()
        while line := await reader.readline():
            if line.startswith(b"data: {") and b'"issued"' in line:
                heard.put_nowait(time.perf_counter())
    finally:
        writer.close()
