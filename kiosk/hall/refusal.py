"""Why the hall says no, as stable codes with a plain sentence. The faces choose the status and the language."""

from enum import StrEnum


class Reason(StrEnum):
    """One reason for a refusal. The value stands in answers and is part of the published contract."""

    UNKNOWN_THEME = "unknown_theme"
    UNKNOWN_TICKET = "unknown_ticket"
    UNKNOWN_WINDOW = "unknown_window"
    UNKNOWN_APPOINTMENT = "unknown_appointment"
    UNKNOWN_CLERK = "unknown_clerk"
    UNKNOWN_TOKEN = "unknown_token"  # noqa: S105 - a reason, not a secret
    UNKNOWN_DAY = "unknown_day"

    OUTSIDE_HOURS = "outside_hours"
    CLOSED_BY_STAFF = "closed_by_staff"
    PAST_CLOSING = "past_closing"  # the wait would pass closing time
    NUMBERS_OUT = "numbers_out"  # the cap of this half hour is reached
    DAY_SETTLED = "day_settled"
    STILL_OPEN = "still_open"
    SETTLED_FOR_GOOD = "settled_for_good"  # it cannot be undone any more
    CLOCK_IN_DOUBT = "clock_in_doubt"  # this waits until the hall's clock is certain

    KIND_NOT_OFFERED = "kind_not_offered"  # this hall gives no numbers of this kind
    NO_NOTICES = "no_notices"  # this hall sends no text messages
    HOLDER_NEEDED = "holder_needed"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    SLOT_FULL = "slot_full"
    SLOT_PAST = "slot_past"
    ALREADY_BOOKED = "already_booked"
    KEY_REUSED = "key_reused"  # the same key with another question

    WRONG_STATE = "wrong_state"  # the ticket is not where this act can begin
    NOBODY_WAITING = "nobody_waiting"
    WINDOW_CLOSED = "window_closed"
    WINDOW_BUSY = "window_busy"  # it still has a ticket
    WINDOW_TAKEN = "window_taken"  # another clerk sits there
    CALLS_LEFT = "calls_left"  # a no-show needs three calls
    THEME_NOT_HERE = "theme_not_here"
    HAS_ANOTHER = "has_another"  # the person has taken a new number meanwhile

    LOGIN_TAKEN = "login_taken"
    WRONG_PIN = "wrong_pin"
    PIN_LOCKED = "pin_locked"
    NOT_ALLOWED = "not_allowed"
    RANGE_EXHAUSTED = "range_exhausted"
    NOT_IN_RANGE = "not_in_range"


class Refused(Exception):  # noqa: N818 - an answer, not an error
    """The hall's rules say no. Nothing was changed."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(detail or reason.value)
        self.reason = reason
        self.detail = detail
