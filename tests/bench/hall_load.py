"""Many clients over keep-alive connections, light enough not to be the bottleneck on a small machine."""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import quantiles
from urllib.parse import urlsplit

Request = tuple[str, bytes]  # a label, and the whole request as bytes


@dataclass
class Measured:
    """Seconds of each answer, by label, and of the whole run."""

    seconds: float = 0.0
    times: dict[str, list[float]] = field(default_factory=dict)

    @property
    def per_second(self) -> float:
        return sum(map(len, self.times.values())) / self.seconds

    def add(self, more: "Measured") -> None:
        self.seconds += more.seconds
        for label, times in more.times.items():
            self.times.setdefault(label, []).extend(times)

    def percentile(self, label: str, percent: int) -> float:
        """Milliseconds."""
        return quantiles(self.times[label], n=100)[percent - 1] * 1000


def request(method: str, path: str, token: str = "", body: bytes = b"", **headers: str) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: hall", f"Content-Length: {len(body)}"]
    lines += ["Content-Type: application/json"] if body else []
    lines += [f"Authorization: Bearer {token}"] if token else []
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def run(url: str, clients: int, script: Callable[[int], Iterator[Request]]) -> Measured:
    """Every client goes through its own script; an answer outside 2xx ends the run with an error."""
    return asyncio.run(_run(url, clients, script))


async def _run(url: str, clients: int, script: Callable[[int], Iterator[Request]]) -> Measured:
    measured = Measured()
    address = urlsplit(url)
    lines = [await asyncio.open_connection(address.hostname, address.port) for _ in range(clients)]
    begin = time.perf_counter()
    try:
        await asyncio.gather(*(_client(*line, script(n), measured) for n, line in enumerate(lines)))
    finally:
        for _, writer in lines:
            writer.close()
            await writer.wait_closed()
    measured.seconds = time.perf_counter() - begin
    return measured


async def _client(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, script: Iterator[Request], measured: Measured
) -> None:
    for label, content in script:
        begin = time.perf_counter()
        writer.write(content)
        head = await reader.readuntil(b"\r\n\r\n")
        at = head.lower().find(b"content-length: ")
        body = await reader.readexactly(int(head[at + 16 : head.index(b"\r", at)])) if at >= 0 else b""
        measured.times.setdefault(label, []).append(time.perf_counter() - begin)
        if not head.startswith(b"HTTP/1.1 2"):
            raise RuntimeError(f"{label}: {head[:40]!r} {body[:200]!r}")
