"""Encrypted connections are counted from their first byte on, and what comes with the handshake is not lost."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, cast

import pytest
import uvloop

from tests.hallkit.house import WAIT
from tests.ui.hall.test_program import self_signed
from ui.hall.connections import Connections, Patience
from ui.hall.tls import Entrance

ASKS = b"GET / HTTP/1.1\r\n\r\n"


class Echo(asyncio.Protocol):
    """Says back what it was told, and who that was."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self.transport.write(data)


@asynccontextmanager
async def opened(folder: Path, among: Connections) -> AsyncIterator[tuple[int, ssl.SSLContext]]:
    certificate, key = self_signed(folder)
    inside, outside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context(cafile=str(certificate))
    inside.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as on:
        entrance = Entrance(on, among, inside, Echo)
        entrance.open()
        yield on.getsockname()[1], outside
        await entrance.close()


async def said_back(port: int, context: ssl.SSLContext) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context)
    writer.write(ASKS)
    got = await reader.readexactly(len(ASKS))
    writer.close()
    await writer.wait_closed()
    return got


@pytest.fixture(params=["asyncio", "uvloop"])
def run(request: pytest.FixtureRequest) -> Callable[[Any], None]:
    """On both event loops: the hall runs on uvloop."""
    begin = uvloop.run if request.param == "uvloop" else asyncio.run
    return lambda work: begin(asyncio.wait_for(work, WAIT))


def test_a_crowd_that_never_greets_shuts_nobody_out(tmp_path: Path, run: Callable[[Any], None]) -> None:
    async def work() -> None:
        among = Connections(most=20, of_one=10, proxies=["127.0.0.1"])
        async with opened(tmp_path, among) as (port, context):
            crowd = [await asyncio.open_connection("127.0.0.1", port) for _ in range(60)]
            assert await said_back(port, context) == ASKS
            assert len(among) <= 20
            for _, writer in crowd:
                writer.close()

    run(work())


def test_a_handshake_that_does_not_come_to_its_end_is_let_go(tmp_path: Path, run: Callable[[Any], None]) -> None:
    async def work() -> None:
        among = Connections(most=20, of_one=10, patience=Patience(head=0.2, look=0.02))
        async with opened(tmp_path, among) as (port, context):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"\x16\x03\x01")
            with suppress(ConnectionResetError):
                assert await reader.read() == b""
            assert len(among) == 0
            assert await said_back(port, context) == ASKS
            writer.close()

    run(work())


def test_what_is_no_handshake_troubles_nobody(tmp_path: Path, run: Callable[[Any], None]) -> None:
    async def work() -> None:
        among = Connections(most=20, of_one=10)
        async with opened(tmp_path, among) as (port, context):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(ASKS)
            await reader.read()
            assert await said_back(port, context) == ASKS
            assert len(among) == 0
            writer.close()

    run(work())
