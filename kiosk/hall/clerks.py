"""Clerks and their sessions: taken on, changed, signed in and out. Hashing a PIN is the caller's business."""

from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.hall.access import Grant, Role
from kiosk.hall.clerk import Clerk
from kiosk.hall.hall import Hall
from kiosk.hall.happening import Happening, What
from kiosk.hall.identity import digest
from kiosk.hall.ports import HallRecords
from kiosk.hall.refusal import Reason, Refused
from kiosk.hall.windows import vacate_windows_of


def take_on(records: HallRecords, new: Clerk, now: datetime) -> Clerk:
    """A new clerk. Raises Refused (login_taken)."""
    if records.clerk_by_login(new.login) is not None:
        raise Refused(Reason.LOGIN_TAKEN)
    kept = records.add_clerk(new)
    records.tell(Happening(What.CLERKS, now, detail=f"{kept.id} taken on"))
    return kept


def change_clerk(records: HallRecords, hall: Hall, id_: int, now: datetime, **fields: object) -> Clerk:
    """New name, PIN, rank, or out of service, which leaves the window; sessions that are open end.

    Raises Refused (unknown_clerk).
    """
    clerk = records.clerk(id_)
    if clerk is None:
        raise Refused(Reason.UNKNOWN_CLERK)
    changed = replace(clerk, **fields)  # type: ignore[arg-type]  # the caller's fields are Clerk's
    records.save_clerk(changed)
    records.end_sessions(id_, now)
    if not changed.active:
        vacate_windows_of(records, hall, id_, now)
    records.tell(Happening(What.CLERKS, now, detail=f"{id_} changed"))
    return changed


def session_of(hall: Hall, clerk: Clerk, window: int, now: datetime) -> Grant:
    """What a session of this clerk allows; `window` binds it (0: any)."""
    role = Role.CHIEF if clerk.chief else Role.CLERK
    return Grant(0, role, clerk.name, now, window, clerk.id, now + timedelta(hours=hall.config.security.clerk_hours))


def sign_in(records: HallRecords, session: Grant, token: str) -> Grant:
    """Begin a session for a clerk whose PIN was right. Earlier sessions end."""
    records.end_sessions(session.clerk, session.created_at)
    kept = records.add_grant(session, digest(token))
    records.tell(Happening(What.TOKENS, session.created_at, detail=f"clerk {session.clerk} signed in"))
    return kept


def sign_out(records: HallRecords, hall: Hall, clerk: int, now: datetime) -> None:
    """The clerk goes, and leaves the window."""
    records.end_sessions(clerk, now)
    vacate_windows_of(records, hall, clerk, now)
    records.tell(Happening(What.TOKENS, now, detail=f"clerk {clerk} signed out"))
