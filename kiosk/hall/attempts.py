"""How often a PIN may be tried: one count for all processes of the hall. A count that a clock has carried into the
future, or left in the past, locks nobody out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.hall.ports import HallRecords
from kiosk.hall.refusal import Reason, Refused


@dataclass(frozen=True)
class Rate:
    """`most` tries in any span of this length."""

    most: int
    span: timedelta


def try_pin(records: HallRecords, who: str, rate: Rate, now: datetime) -> None:
    """Before a PIN is looked at: it counts as wrong until `pin_fitted`. Raises Refused (pin_locked)."""
    if records.attempts(who, now - rate.span, now) >= rate.most:
        raise Refused(Reason.PIN_LOCKED)
    records.add_attempt(who, now)
    records.drop_attempts(now - rate.span, now)


def pin_fitted(records: HallRecords, who: str) -> None:
    """The person is here: what went wrong before counts no more."""
    records.forgive_attempts(who)
