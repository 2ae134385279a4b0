"""The A4 printer that makes free copies (免费复印), spoken to by IPP (RFC 8010, 8011): a CUPS queue on this machine.

A job that cannot come out now is cancelled, never left waiting: it would come out for the next visitor.
"""

import asyncio
import contextlib
import logging
import threading
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from pyipp import IPP, IPPConnectionError, IPPError
from pyipp.enums import IppJobState, IppOperation, IppPrinterState

from drivers.device import DeviceError, DeviceGone, Supervised
from drivers.pages_pdf import pdf_of
from kiosk.events import Copied, CopyFailed, Device, DeviceState, Post
from kiosk.picture import Scan
from kiosk.trouble import Trouble

log = logging.getLogger(__name__)

LOOK_SECONDS = 10.0  # between questions to an idle printer
FOLLOW_SECONDS = 0.5  # between questions about a job under way
JOB_SECONDS, PAGE_SECONDS = 45.0, 12.0
"""A cold laser printer warms up for half a minute; a slow one prints five pages a minute."""
ANSWER_SECONDS = 8
REASONS = {
    "media-empty": Trouble.PAPER_OUT,
    "media-needed": Trouble.PAPER_OUT,
    "media-jam": Trouble.PAPER_JAM,
    "cover-open": Trouble.COVER_OPEN,
    "door-open": Trouble.COVER_OPEN,
    "toner-empty": Trouble.TONER_OUT,
    "marker-supply-empty": Trouble.TONER_OUT,
    "offline": Trouble.NOT_CONNECTED,
    "connecting-to-device": Trouble.NOT_CONNECTED,
}
"""`printer-state-reasons` of RFC 8011, 5.4.12, without their ending (-report, -warning, -error)."""
LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class _Job:
    request: int
    pages: tuple[Scan, ...] = field(repr=False)


class CopierDevice(Supervised):
    """The `Copier` port. Raises ValueError for an address that would send papers in clear."""

    device = Device.COPIER

    def __init__(self, post: Post, uri: str, follow_seconds: float = FOLLOW_SECONDS) -> None:
        super().__init__(post)
        parts = urlsplit(uri)
        if parts.scheme != "ipps" and not (parts.scheme == "ipp" and parts.hostname in LOOPBACK):
            raise ValueError(f"expected ipp:// on this machine, or ipps://: {parts.scheme}://{parts.hostname or ''}")
        self._uri = uri
        self._follow_seconds = follow_seconds
        self._jobs: deque[_Job] = deque()
        self._lock = threading.Lock()
        self._trouble: Trouble | None = None  # as the printer last said

    # ---- the port, called by the core

    def copy(self, request: int, pages: tuple[Scan, ...]) -> None:
        with self._lock:
            self._jobs.append(_Job(request, pages))
        self.wake()

    # ---- the supervisor's side

    def connect(self) -> None:
        self._trouble = self._look()

    def disconnect(self) -> None:
        """IPP keeps no connection."""

    def abandon(self, trouble: Trouble) -> None:
        while (job := self._next_job()) is not None:
            self._post(CopyFailed(job.request, trouble))

    def tell(self, state: DeviceState, trouble: Trouble | None = None) -> None:
        if state is DeviceState.READY and self._trouble is not None:
            state, trouble = DeviceState.FAULTY, self._trouble
        super().tell(state, trouble)

    def turn(self) -> float:
        self._trouble = self._look()
        self.tell(DeviceState.READY)
        if self._trouble is not None:
            self.abandon(self._trouble)
        job = self._next_job()
        if job is None:
            return LOOK_SECONDS
        self.tell(DeviceState.BUSY)
        self._post(self._copy(job))
        return 0.0

    def _next_job(self) -> _Job | None:
        with self._lock:
            return self._jobs.popleft() if self._jobs else None

    def _copy(self, job: _Job) -> Copied | CopyFailed:
        """Print and follow one job to its end; a job that does not come out is cancelled."""
        number = None
        try:
            number = self._send(job)
            trouble = self._follow(number, JOB_SECONDS + PAGE_SECONDS * len(job.pages))
        except DeviceError as error:
            trouble = error.trouble
        if trouble is None:
            log.info("copied: %d pages", len(job.pages))
            return Copied(job.request)
        if number is not None:
            self._cancel(number)
        return CopyFailed(job.request, trouble)

    def _send(self, job: _Job) -> int:
        """The printer's number for this job."""
        told = self._ask(
            IppOperation.PRINT_JOB,
            {"job-name": "copy", "document-format": "application/pdf"},
            data=pdf_of(job.pages),
        )
        return int(_only(told, "jobs")["job-id"])

    def _follow(self, number: int, seconds: float) -> Trouble | None:
        """None once everything came out."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends and not self.ending:
            state = _only(self._ask(IppOperation.GET_JOB_ATTRIBUTES, {"job-id": number}), "jobs").get("job-state")
            if state == IppJobState.COMPLETED:
                return None
            if state in (IppJobState.ABORTED, IppJobState.CANCELED):
                return self._look() or Trouble.DEVICE_FAULT
            if (trouble := self._look()) is not None:
                return trouble
            self.wait(self._follow_seconds)
        return Trouble.NO_ANSWER

    def _cancel(self, number: int) -> None:
        with contextlib.suppress(DeviceError):  # what cannot be reached is told by the next look
            self._ask(IppOperation.CANCEL_JOB, {"job-id": number})

    def _look(self) -> Trouble | None:
        """What the printer says of itself. Raises DeviceError."""
        wanted = ["printer-state", "printer-state-reasons"]
        told = self._ask(IppOperation.GET_PRINTER_ATTRIBUTES, {"requested-attributes": wanted})
        return trouble_of(_only(told, "printers"))

    def _ask(self, operation: IppOperation, attributes: Mapping[str, Any], **more: Any) -> dict[str, Any]:
        """One IPP exchange. Raises DeviceGone where nothing answers, DeviceError where the answer is a refusal."""

        async def exchange() -> dict[str, Any]:
            async with IPP(self._uri, request_timeout=ANSWER_SECONDS, verify_ssl=True) as printer:
                told: dict[str, Any] = await printer.execute(
                    operation, {"operation-attributes-tag": dict(attributes), **more}
                )
                return told

        try:
            return asyncio.run(exchange())
        except IPPConnectionError as error:
            raise DeviceGone(Trouble.NOT_CONNECTED) from error
        except IPPError as error:
            raise DeviceError(Trouble.GARBLED, type(error).__name__) from error


def trouble_of(printer: Mapping[str, Any]) -> Trouble | None:
    """What keeps this printer from printing, from its attributes; None where nothing does.

    A reason counts where it is an error or where the printer has stopped: paper that runs low (`media-low`), or a
    warning beside a running job, keeps nobody from copying.
    """
    told = printer.get("printer-state-reasons") or []
    reasons = [told] if isinstance(told, str) else list(told)
    stopped = printer.get("printer-state") == IppPrinterState.STOPPED
    for reason in reasons:
        name, _, ending = reason.rpartition("-")
        known = REASONS.get(name if ending in {"error", "warning", "report"} else reason)
        if known is not None and (stopped or ending not in {"warning", "report"}):
            return known
    return Trouble.DEVICE_FAULT if stopped else None


def _only(told: Mapping[str, Any], group: str) -> Mapping[str, Any]:
    """The one printer or job that was asked about. Raises DeviceError where the answer has none."""
    found = told.get(group) or []
    if not found:
        raise DeviceError(Trouble.GARBLED, f"an answer without {group}")
    only: Mapping[str, Any] = found[0]
    return only
