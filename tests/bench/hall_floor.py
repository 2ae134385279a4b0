"""The floor under the hall: a bare handler with one INSERT, and a bare stream that tells every open page of it.

As durable as the hall on either database; with PostgreSQL pages hear by NOTIFY, as those of another process must.
"""

import asyncio
import threading
from collections.abc import AsyncIterator

import psycopg
from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy import Column, Integer, MetaData, String, Table, make_url, text
from starlette.responses import StreamingResponse

from drivers.hall_store.engines import is_sqlite, open_writer

TOLD = b'data: {"what": "issued"}\n\n'


class Row(BaseModel):
    theme: str
    number: str


class Pages:
    """The open streams. `tell` may be called from any thread."""

    def __init__(self) -> None:
        self._open: set[asyncio.Queue[bytes]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def stream(self) -> AsyncIterator[bytes]:
        self._loop = asyncio.get_running_loop()
        lines: asyncio.Queue[bytes] = asyncio.Queue()
        self._open.add(lines)
        try:
            yield b"retry: 1000\n\n"
            yield b"id: 0\nevent: anew\ndata: {}\n\n"
            while line := await lines.get():
                yield line
        finally:
            self._open.discard(lines)

    def tell(self, line: bytes) -> None:
        """An empty line ends them."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(lambda: [lines.put_nowait(line) for lines in self._open])

    def follow(self, url: str) -> None:
        """Tell what other processes say, in a thread of its own until this process ends."""
        address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)

        def listen() -> None:
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute("LISTEN floor")
                for _ in connection.notifies():
                    self.tell(TOLD)

        threading.Thread(target=listen, daemon=True).start()


def floor_app(url: str) -> FastAPI:
    """`/insert` keeps a row; `/tell` keeps it and tells every open page of `/v1/events`."""
    engine = open_writer(url)
    table = Table("floor", MetaData(), Column("id", Integer, primary_key=True), Column("theme", String(8)),
                  Column("number", String(40)))  # fmt: skip
    table.metadata.create_all(engine)
    app, pages = FastAPI(), Pages()
    app.state.ending = lambda: pages.tell(b"")
    alone = is_sqlite(url)
    if not alone:
        pages.follow(url)

    def keep(row: Row, and_say: str = "") -> dict[str, int | None]:
        with engine.begin() as connection:
            result = connection.execute(table.insert(), {"theme": row.theme, "number": row.number})
            if and_say:
                connection.execute(text(and_say))
            return {"id": result.inserted_primary_key[0]}

    @app.post("/insert", status_code=201)
    def insert(row: Row) -> dict[str, int | None]:
        return keep(row)

    @app.post("/tell", status_code=201)
    def tell(row: Row) -> dict[str, int | None]:
        if not alone:
            return keep(row, "NOTIFY floor")
        kept = keep(row)
        pages.tell(TOLD)
        return kept

    @app.get("/v1/events")
    async def events() -> StreamingResponse:
        return StreamingResponse(pages.stream(), media_type="text/event-stream")

    return app
