"""An A4 printer that speaks IPP over HTTP on loopback, for tests and demonstrations. Keeps the sheets it printed."""

import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pyipp.enums import IppJobState, IppOperation, IppPrinterState, IppStatus, IppTag
from pyipp.parser import parse
from pyipp.serializer import construct_attribute

VERSION = (2, 0)
END = struct.pack(">b", IppTag.END.value)


@dataclass
class Job:
    """`looks`: how often it is asked about until it is done."""

    number: int
    pdf: bytes = field(repr=False)
    looks: int = 2
    state: IppJobState = IppJobState.PROCESSING


class FakeCopier:
    """`reasons` are its `printer-state-reasons`; while there are some, jobs wait."""

    def __init__(self) -> None:
        self.reasons: tuple[str, ...] = ()
        self.aborts = False  # ends every job with an error
        self.jobs: list[Job] = []
        self._server: ThreadingHTTPServer | None = None
        self._port = 0

    @property
    def uri(self) -> str:
        return f"ipp://127.0.0.1:{self._port}/printers/a4"

    def start(self) -> None:
        """Listen; on the same port where it listened before."""
        handler = type("Handler", (_Handler,), {"copier": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), handler)
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.05,), name="copier", daemon=True).start()

    def stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    plug, unplug = start, stop

    @property
    def printed(self) -> list[bytes]:
        """The PDF of every job that came out."""
        return [job.pdf for job in self.jobs if job.state is IppJobState.COMPLETED]

    # ---- the printer's side

    def answer(self, body: bytes) -> bytes:
        """The answer to one IPP request."""
        told = parse(body, contains_data=True)
        asked = told["operation-attributes"]
        operation = IppOperation(told["status-code"])
        handlers: dict[IppOperation, Callable[[], bytes]] = {
            IppOperation.GET_PRINTER_ATTRIBUTES: self._printer,
            IppOperation.PRINT_JOB: lambda: self._print(told["data"]),
            IppOperation.GET_JOB_ATTRIBUTES: lambda: self._tell(self._job(asked), look=True),
            IppOperation.CANCEL_JOB: lambda: self._cancel(self._job(asked)),
        }
        handle = handlers.get(operation)
        status = IppStatus.OK if handle else IppStatus.ERROR_OPERATION_NOT_SUPPORTED
        head = struct.pack(">bbhi", *VERSION, status.value, told["request-id"])
        return head + _group(IppTag.OPERATION, _words()) + (handle() if handle else b"") + END

    def _printer(self) -> bytes:
        state = IppPrinterState.STOPPED if self.reasons else IppPrinterState.IDLE
        return _group(
            IppTag.PRINTER,
            construct_attribute("printer-state", state.value, IppTag.ENUM),
            construct_attribute("printer-state-reasons", self.reasons or ("none",), IppTag.KEYWORD),
        )

    def _print(self, pdf: bytes) -> bytes:
        self.jobs.append(Job(len(self.jobs) + 1, pdf))
        return self._tell(self.jobs[-1])

    def _job(self, asked: dict[str, Any]) -> Job:
        return self.jobs[int(asked["job-id"]) - 1]

    def _tell(self, job: Job, look: bool = False) -> bytes:
        if look and job.state is IppJobState.PROCESSING and not self.reasons:
            job.looks -= 1
            if job.looks <= 0:
                job.state = IppJobState.ABORTED if self.aborts else IppJobState.COMPLETED
        return _group(
            IppTag.JOB,
            construct_attribute("job-id", job.number, IppTag.INTEGER),
            construct_attribute("job-state", job.state.value, IppTag.ENUM),
        )

    def _cancel(self, job: Job) -> bytes:
        job.state = IppJobState.CANCELED
        return b""


class _Handler(BaseHTTPRequestHandler):
    copier: FakeCopier
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        answer = self.copier.answer(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.send_header("Content-Type", "application/ipp")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        with suppress(OSError):  # the terminal did not wait
            self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's own name
        """Nothing: a printer has no log of ours."""


def _group(tag: IppTag, *attributes: bytes) -> bytes:
    return struct.pack(">b", tag.value) + b"".join(attributes)


def _words() -> bytes:
    charset = construct_attribute("attributes-charset", "utf-8", IppTag.CHARSET)
    return charset + construct_attribute("attributes-natural-language", "en", IppTag.LANGUAGE)
