"""What the platform's refusals mean."""

from dataclasses import dataclass, field

import msgspec

from drivers.http.failure import ExchangeError
from kiosk.contract import Fault
from kiosk.trouble import Trouble

BUSY_STATUSES = frozenset({408, 425, 429})  # a refusal for now, not for good
BUSY_CODES = frozenset({"sum_mismatch"})  # the content was damaged on its way
CODES = {"unknown_item": Trouble.UNKNOWN_ITEM, "unknown_number": Trouble.UNKNOWN_NUMBER}


@dataclass
class PagesMissingError(ExchangeError):
    """The platform lacks these pages (SHA-256 sums): upload them, then submit again."""

    missing: list[str] = field(default_factory=list)


def trouble_of(status: int, body: bytes) -> ExchangeError:
    """What an answer outside 2xx means.

    Only a refusal in the contract's own form counts as the platform's word: a 403 or 404 page from something in
    between (a proxy, a captive portal, a wrong address) says nothing about the errand.
    """
    if status >= 500:
        return ExchangeError(Trouble.SERVER_FAULT)
    fault = _fault(body)
    if not 400 <= status < 500 or fault is None:
        return ExchangeError(Trouble.NOT_UNDERSTOOD, reason=f"HTTP status {status}")
    if status == 401:
        return ExchangeError(Trouble.NOT_SIGNED_IN, reason=fault.message)
    if status == 409 and fault.missing:
        return PagesMissingError(Trouble.REFUSED, reason=fault.message, missing=fault.missing)
    final = status not in BUSY_STATUSES and fault.code not in BUSY_CODES
    return ExchangeError(CODES.get(fault.code, Trouble.REFUSED), final, fault.message)


def _fault(body: bytes) -> Fault | None:
    try:
        return msgspec.json.decode(body, type=Fault)
    except ValueError:  # msgspec's errors and undecodable text
        return None
