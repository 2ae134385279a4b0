"""What can go wrong between the terminal and the platform: one exception, with what it means for a retry."""

from dataclasses import dataclass, field

import msgspec

from kiosk.contract import Fault
from kiosk.trouble import Trouble

BUSY_STATUSES = frozenset({408, 425, 429})  # a refusal for now, not for good
BUSY_CODES = frozenset({"sum_mismatch"})  # the content was damaged on its way
CODES = {"unknown_item": Trouble.UNKNOWN_ITEM, "unknown_number": Trouble.UNKNOWN_NUMBER}


@dataclass
class PlatformError(Exception):
    """One request that did not succeed.

    `final`: asking again will not help. `reason` is the platform's own message: for the visitor and staff, and
    never for a log, because a platform may name a person in it.
    """

    trouble: Trouble
    final: bool = False
    reason: str = field(default="", repr=False)

    def __str__(self) -> str:
        return self.trouble.value


@dataclass
class PagesMissingError(PlatformError):
    """The platform lacks these pages (SHA-256 sums): upload them, then submit again."""

    missing: list[str] = field(default_factory=list)


def trouble_of(status: int, body: bytes) -> PlatformError:
    """What an answer outside 2xx means.

    Only a refusal in the contract's own form counts as the platform's word: a 403 or 404 page from something in
    between (a proxy, a captive portal, a wrong address) says nothing about the errand.
    """
    if status >= 500:
        return PlatformError(Trouble.SERVER_FAULT)
    fault = _fault(body)
    if not 400 <= status < 500 or fault is None:
        return PlatformError(Trouble.NOT_UNDERSTOOD, reason=f"HTTP status {status}")
    if status == 401:
        return PlatformError(Trouble.NOT_SIGNED_IN, reason=fault.message)
    if status == 409 and fault.missing:
        return PagesMissingError(Trouble.REFUSED, reason=fault.message, missing=fault.missing)
    final = status not in BUSY_STATUSES and fault.code not in BUSY_CODES
    return PlatformError(CODES.get(fault.code, Trouble.REFUSED), final, fault.message)


def _fault(body: bytes) -> Fault | None:
    try:
        return msgspec.json.decode(body, type=Fault)
    except ValueError:  # msgspec's errors and undecodable text
        return None
