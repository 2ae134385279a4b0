"""Halls with something to copy, and what two databases have of a hall, row by row."""

from typing import Any

from sqlalchemy import select

from drivers.hall_store import migrate
from drivers.hall_store.engines import open_writer
from drivers.hall_store.founding import bind_key, found_hall
from drivers.hall_store.tables import metadata
from kiosk.hall.access import Grant, Role
from kiosk.hall.clerk import Clerk
from kiosk.hall.happening import Happening, What
from kiosk.hall.ports import HallRecords
from kiosk.hall.window import Window, WindowState
from tests.drivers.test_hall_store import DAY, a_ticket
from tests.drivers.test_hall_trouble import opened
from tests.hallkit.house import MONDAY, WAIT
from tests.hallkit.years import fill_days

KEY_PRINT = "0123456789abcdef"
OWN = {"generation", "copied_at", "last_happening", "restored_ticket"}
"""What a restored hall has of its own."""


def a_hall(url: str, days: int = 2, each: int = 30) -> str:
    """Some days, and a day with people, of hall "test"; its address."""
    migrate(url)
    found_hall(url, "test")
    bind_key(url, "test", KEY_PRINT)
    fill_days(url, "test", DAY, days, each)
    with opened(url) as store:
        store.write(_a_morning).result(WAIT)
    return url


def _a_morning(records: HallRecords) -> None:
    clerk = records.add_clerk(Clerk(0, "101", "王工", "hash", False))
    records.add_grant(Grant(0, Role.CLERK, "clerk", MONDAY, 1, clerk.id, MONDAY), f"digest {clerk.id}")
    ticket = a_ticket(records, "key-1", holder="a hash", name="张*", errands=("办证", "咨询"), note="轮椅")
    records.keep_notice(ticket.id, b"\x00\xffsealed")
    records.save_window(Window(1, WindowState.OPEN, ("A", "B"), clerk.id, "王工"))
    records.close_theme("B", "停电")
    records.tell(Happening(What.WINDOW, MONDAY, window=1, detail="open"))


def everything(url: str, hall: str = "test") -> dict[str, list[tuple[Any, ...]]]:
    """All rows of a hall, table by table. What a restored hall has of its own is left out, and the
    happening that says so."""
    engine = open_writer(url)
    with engine.begin() as connection:
        found = {
            table.name: [
                tuple(row)
                for row in connection.execute(
                    select(*(c for c in table.c if c.name not in OWN))
                    .where(table.c.hall == hall)
                    .order_by(*table.primary_key.columns)
                )
            ]
            for table in metadata.sorted_tables
        }
    engine.dispose()
    found["happening"] = [row for row in found["happening"] if What.RESTORED not in row]
    return found
