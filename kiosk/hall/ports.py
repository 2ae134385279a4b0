"""What the hall's rules need of a store. The rules run inside one transaction at a time per hall, so that nothing they
read can change under them; the store turns that into batches, locks and files."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from kiosk.hall.access import Grant
from kiosk.hall.appointment import Appointment
from kiosk.hall.clerk import Clerk
from kiosk.hall.discipline import Standing
from kiosk.hall.happening import Happening
from kiosk.hall.reserve import NumberRange
from kiosk.hall.settled import Settlement, Undo
from kiosk.hall.ticket import HallTicket, State
from kiosk.hall.trouble import StoreTrouble
from kiosk.hall.window import Window

if TYPE_CHECKING:
    from kiosk.hall.keeping import Kept

Result = TypeVar("Result")


class TicketRecords(Protocol):
    """Tickets of one hall."""

    def ticket(self, id_: int) -> HallTicket | None: ...

    def ticket_by_key(self, day: date, key: str) -> HallTicket | None:
        """A key is good for one day."""

    def ticket_by_code(self, code: str) -> HallTicket | None: ...

    def ticket_by_number(self, day: date, number: str) -> HallTicket | None: ...

    def live_ticket(self, day: date, theme: str, holder: str) -> HallTicket | None:
        """The holder's ticket of this theme that has not ended."""

    def next_seq(self, day: date, theme: str, behind: date | None = None) -> int:
        """Take the next of 1, 2, 3 ... for this theme and day. Given back if the transaction fails.

        `behind`: the first of this day comes after the last of that one."""

    def add_ticket(self, new: HallTicket, key: str) -> HallTicket:
        """Keep a new ticket; the result has its `id`."""

    def add_past_ticket(self, new: HallTicket, key: str) -> HallTicket:
        """Keep a ticket of a day that is over, with its end; the result has its `id`."""

    def change(self, old: HallTicket, **values: Any) -> HallTicket:
        """Write these values; the result is the ticket as it now stands."""

    def redate(self, right: HallTicket) -> bool:
        """Write a ticket whose moments, and perhaps whose day, had been wrong. False, and nothing is changed, where its
        number is taken on the right day, or its holder has another of that theme there."""

    def heads(self, day: date, lines: Sequence[str]) -> list[HallTicket]:
        """The longest waiting ticket of each line and standing: all that the discipline has to compare."""

    def waiting_counts(self, day: date) -> Mapping[str, int]:
        """People waiting, by line; lines with nobody are left out."""

    def ahead_of(self, one: HallTicket) -> int:
        """People who wait in the same line with an earlier place."""

    def count_before(self, one: HallTicket, limits: Mapping[Standing, datetime]) -> int:
        """People who wait in the same line and began before their standing's limit; at the same moment, by arrival."""

    def tickets(self, day: date, states: Sequence[State] = ()) -> list[HallTicket]:
        """The day's tickets in order of issue; `states` empty: all."""

    def days_before(self, day: date, limit: int) -> list[date]:
        """The last days before this one on which numbers were given, newest first."""

    def forecast_tickets(self, limit: int) -> list[HallTicket]:
        """The newest that were called and whose wait had been forecast, of all days."""

    def issued_since(self, day: date, theme: str, begin: datetime) -> int: ...


class AccessRecords(Protocol):
    """Devices' tokens and clerks' sessions; of each secret only its digest is known."""

    def grant(self, digest: str) -> Grant | None:
        """What this secret allows, revoked and outdated ones included."""

    def grants(self) -> list[Grant]:
        """Every device's token that has not been revoked, oldest first."""

    def valid_grants(self, now: datetime) -> frozenset[int]:
        """The ids of all tokens and sessions that are worth something now."""

    def add_grant(self, new: Grant, digest: str) -> Grant: ...

    def revoke_grant(self, id_: int, now: datetime) -> bool:
        """False where there is no such token, or it is revoked already."""


class ClerkRecords(Protocol):
    def clerk(self, id_: int) -> Clerk | None: ...

    def clerk_by_login(self, login: str) -> Clerk | None: ...

    def clerks(self) -> list[Clerk]: ...

    def add_clerk(self, new: Clerk) -> Clerk: ...

    def save_clerk(self, new: Clerk) -> None: ...

    def end_sessions(self, clerk_id: int, now: datetime) -> None:
        """Make every session of this clerk worthless."""

    def shift_sessions(self, since: datetime | None, by: timedelta) -> None:
        """Sessions that began by a wrong clock (since None: all that are worth something) end as much later."""

    def clerks_since(self, moment: datetime) -> frozenset[int]:
        """Clerks with a session that was worth something at this moment or later."""


class DiaryRecords(Protocol):
    """Appointments and settled days."""

    def appointment_by_key(self, key: str) -> Appointment | None: ...

    def appointment_by_code(self, code: str) -> Appointment | None: ...

    def appointments_of(self, holder: str, since: date) -> list[Appointment]:
        """Those that still stand, earliest first."""

    def booked_counts(self, theme: str, day: date) -> Mapping[datetime, int]:
        """Places taken, by the beginning of the half hour."""

    def add_appointment(self, new: Appointment, key: str) -> Appointment: ...

    def save_appointment(self, new: Appointment) -> None: ...

    def miss_appointments(self, day: date) -> int:
        """Mark those to which nobody came; how many."""

    def unmiss_appointments(self, day: date) -> None:
        """They may still be kept: the day goes on."""

    def still_booked(self, day: date) -> Mapping[str, int]:
        """Appointments of this day to which nobody has come yet, by theme."""

    def booked_from(self, day: date) -> Mapping[str, int]:
        """Appointments of this day and later that still stand, by theme."""

    def move_bookings(self, theme: str, to: str) -> None:
        """All that still stand are for another theme now."""

    def settlement(self, day: date) -> Settlement | None: ...

    def keep_settlement(self, new: Settlement) -> None:
        """In place of an earlier one of that day."""

    def drop_settlement(self, day: date, now: datetime) -> None:
        """The day is open again, and so is what it can be undone with."""

    def reopened_days(self) -> Mapping[date, datetime]:
        """Days that were opened again and not settled since, and when."""

    def keep_undo(self, new: Undo) -> None: ...

    def undo(self, day: date) -> Undo | None: ...

    def undos(self) -> list[Undo]:
        """Of every day that can still be opened again."""

    def drop_undo(self, day: date) -> None: ...

    def unsettled_days(self) -> list[date]:
        """Days on which numbers were given and that nobody has settled, earliest first."""

    def last_settled(self) -> date | None: ...

    def forget_people(self, day: date) -> None:
        """Erase names, notes and holders of a settled day and of those before."""

    def carried_over(self, theme: str, holder: str) -> bool:
        """Whether this person was not served in this theme on the last day."""


class RangeRecords(Protocol):
    def ranges(self, day: date, theme: str) -> list[NumberRange]:
        """Ranges kept for terminals, lowest numbers first."""

    def add_range(self, new: NumberRange) -> None: ...


class NoticeRecords(Protocol):
    """Who wants to be told when the turn is near (`kiosk.hall.notices`)."""

    def notices(self) -> Mapping[int, bytes]:
        """Every wish, by its ticket: where it goes, sealed."""

    def keep_notice(self, ticket: int, sealed: bytes) -> None:
        """In place of an earlier one."""

    def drop_notice(self, ticket: int) -> None: ...


class AttemptRecords(Protocol):
    """PINs that were tried (`kiosk.hall.attempts`)."""

    def attempts(self, who: str, since: datetime, until: datetime) -> int:
        """How many after `since`, until `until`."""

    def add_attempt(self, who: str, at: datetime) -> None: ...

    def drop_attempts(self, until: datetime, now: datetime) -> None:
        """Of everybody: those of `until` and before, and those that are said to be later than now."""

    def forgive_attempts(self, who: str) -> None: ...


class KeepingRecords(Protocol):
    """What is kept for how long (`kiosk.hall.keeping`). What is dropped is the oldest, `limit` rows at most; the answer
    is how many."""

    def settled_days(self, limit: int) -> list[date]:
        """The newest first."""

    def kept(self) -> "Kept": ...

    def note_pruned(self, now: datetime) -> None:
        """Something old was let go."""

    def drop_happenings(self, before: datetime, limit: int) -> int: ...

    def drop_tickets(self, before: date, limit: int) -> int:
        """Those that have ended."""

    def drop_appointments(self, before: date, limit: int) -> int: ...

    def drop_ranges(self, before: date, limit: int) -> int: ...

    def drop_settlements(self, before: date, limit: int) -> int: ...

    def drop_grants(self, before: datetime, limit: int) -> int:
        """Sessions that had ended and tokens that had been taken back before this."""


class PastRecords(Protocol):
    """What the forecast looks at: this day and those before it."""

    def tickets(self, day: date, states: Sequence[State] = ()) -> list[HallTicket]: ...

    def days_before(self, day: date, limit: int) -> list[date]: ...

    def forecast_tickets(self, limit: int) -> list[HallTicket]: ...

    def windows(self) -> tuple[Window, ...]: ...

    def booked_counts(self, theme: str, day: date) -> Mapping[datetime, int]: ...

    def window_changes(self, begin: datetime, end: datetime) -> list[Happening]:
        """When windows opened, paused and closed, from `begin` until before `end`, in order."""


class HallRecords(
    TicketRecords,
    AccessRecords,
    ClerkRecords,
    DiaryRecords,
    RangeRecords,
    NoticeRecords,
    AttemptRecords,
    KeepingRecords,
    Protocol,
):
    """All that a transaction of one hall can see and change."""

    def windows(self) -> tuple[Window, ...]: ...

    def save_window(self, new: Window) -> None: ...

    def closed_themes(self) -> Mapping[str, str]:
        """Themes the staff has closed, with the reason they gave."""

    def close_theme(self, theme: str, reason: str) -> None: ...

    def open_theme(self, theme: str) -> None: ...

    def tell(self, told: Happening) -> None:
        """Write it into the log; everybody who listens hears of it after the commit."""

    def happenings(self, after: int, limit: int) -> list[Happening]: ...

    def calls(self, lines: Sequence[str], since: datetime, limit: int) -> list[Happening]:
        """The newest calls and repeated calls of these lines (none: all) from `since` on, newest first."""

    def window_changes(self, begin: datetime, end: datetime) -> list[Happening]: ...

    def last_happening(self) -> int: ...

    def newest_happening(self) -> Happening | None:
        """Also one that this transaction has told. None where nothing has happened yet."""

    def touch(self) -> None:
        """Write something that changes nothing, to see whether it can be written."""


class Store(Protocol):
    """Runs work in transactions. A Refused from the work comes out of the future; nothing was changed then.

    Work may be run a second time after a rollback, so it must do nothing but use its records. StoreFailedError comes
    out where the database is in trouble; work that is asked again then, with its own key, is done once.
    """

    def trouble(self) -> StoreTrouble | None:
        """What kept the database from its work, until something has been written again."""

    def prove(self) -> Future[None]:
        """Write something that changes nothing. StoreFailedError where that is not possible."""

    def write(self, work: Callable[[HallRecords], Result]) -> Future[Result]: ...

    def read(self, work: Callable[[HallRecords], Result]) -> Future[Result]: ...

    def listen(self, post: Callable[[list[Happening]], None], anew: Callable[[], None] = lambda: None) -> None:
        """Call `post` from the store's own thread with everything that happens from now on, in any process; and `anew`
        where the log turns out to be another one: the database was restored from a copy."""

    def known(self) -> int:
        """The newest happening that this process knows of; what it wrote itself it knows before it is answered."""

    def close(self) -> None: ...
