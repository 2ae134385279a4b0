"""Days that a hall has behind it, by the thousand numbers: written in bulk, by the database itself.

One statement serves both databases: what differs between them is not used.
"""

from datetime import date, datetime, time, timedelta

from sqlalchemy import text

from drivers.hall_store.engines import open_writer
from tests.hallkit.house import CHINA

SERIES = "WITH RECURSIVE one(i) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM one WHERE i + 1 < :count)"
MINUTE = 60_000_000
THEME = "CASE {} % 4 WHEN 0 THEN 'A' WHEN 1 THEN 'B' WHEN 2 THEN 'C' ELSE 'D' END"
PARTS = {
    "series": SERIES,
    "theme": THEME.format("i"),
    "visit": THEME.format("i / 6"),
    "minute": f"CAST({MINUTE} AS BIGINT)",
}
EACH = 6
"""Happenings of one number: taken, called, called again, begun, ended; and now and then a window's."""
TICKETS = """
INSERT INTO ticket (hall, id, day, theme, seq, number, line, kind, standing, claim, state, issued_at, start, arrived,
  code, holder, name, errands, island, origin, "window", calls, missed, called_at, first_called_at, served_at, ended_at,
  clerk, note, outcome, rating_asked, appointment, middle, spread, "key")
{series} SELECT :hall, :tickets + i + 1, :day, {theme}, 1 + i / 4,
  {theme} || CAST(1000 + i / 4 AS TEXT), {theme}, 'card', 'walk_in', '',
  CASE WHEN i % 50 = 49 THEN 'carried_over' WHEN i % 20 = 19 THEN 'no_show' ELSE 'finished' END,
  :opens + i * :step, :opens + i * :step, :opens + i * :step,
  CAST(:tickets + i AS TEXT) || '-code', '', '', '', :no, 'CZ-01', 1 + i % 20, 1, 0,
  :opens + i * :step + 10 * {minute}, :opens + i * :step + 10 * {minute}, :opens + i * :step + 11 * {minute},
  :opens + i * :step + 19 * {minute}, 1 + i % 20, '', 'done', :no, 0, 2.3, 0.4, CAST(:tickets + i AS TEXT) || '-key'
FROM one
"""
HAPPENINGS = """
INSERT INTO happening (hall, seq, what, at, number, line, "window", ticket, detail)
{series} SELECT :hall, :happenings + i + 1,
  CASE i % 6 WHEN 0 THEN 'issued' WHEN 1 THEN 'called' WHEN 2 THEN 'recalled' WHEN 3 THEN 'started'
    WHEN 4 THEN 'finished' ELSE CASE WHEN i % 90 = 5 THEN 'window' ELSE 'rated' END END,
  :opens + i * :step / 6, {visit} || CAST(1000 + i / 24 AS TEXT),
  {visit}, 1 + i % 20, :tickets + i / 6 + 1, 'open'
FROM one
"""
APPOINTMENTS = """
INSERT INTO appointment (hall, theme, day, begins, code, holder, name, state, "key", booked_at)
{series} SELECT :hall, {theme}, :day, :opens + i / 16 * 30 * {minute},
  CAST(:tickets + i AS TEXT) || '-c', '', '', 'checked_in', CAST(:tickets + i AS TEXT) || '-booking', :opens
FROM one
"""
SESSIONS = """
INSERT INTO token (hall, role, name, digest, "window", clerk, created_at, expires_at, revoked_at)
{series} SELECT :hall, 'clerk', 'clerk', :day || ' ' || CAST(i AS TEXT), 1 + i % 20, 1 + i % 20,
  :opens, :opens + 720 * {minute}, :opens + 60 * {minute}
FROM one
"""
RANGES = """
INSERT INTO island_range (hall, day, theme, first, last, terminal, reserved_at)
{series} SELECT :hall, :day, {theme}, 5000 + i / 4 * 300, 5299 + i / 4 * 300, i / 4, :opens
FROM one
"""
SETTLED = "INSERT INTO settlement (hall, day, settled_at, figures) VALUES (:hall, :day, :opens, :sheet)"
SHEET = (
    '{"hall":"","hall_name":"","day":"2026-01-01","settled_at":"2026-01-01T18:00:00+08:00","themes":[],"ratings":{},'
    '"asked":0,"missed_appointments":0}'
)
COUNTS = "UPDATE hall SET last_happening = :happenings, last_ticket = :tickets WHERE hall = :hall"


def fill_days(url: str, hall: str, until: date, days: int, numbers: int) -> None:
    """Let the hall of a migrated, empty database have been open on the `days` days before `until`, each with so many
    numbers, their happenings, appointments, sessions and the day's settlement."""
    engine = open_writer(url)
    counted = {"tickets": 0, "happenings": 0}
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO hall (hall) VALUES (:hall) ON CONFLICT DO NOTHING"), {"hall": hall})
    for n in range(days):
        day = until - timedelta(days=days - n)
        with engine.begin() as connection:
            for statement, count in (
                (TICKETS, numbers),
                (HAPPENINGS, EACH * numbers),
                (APPOINTMENTS, max(1, numbers // 10)),
                (SESSIONS, 40),
                (RANGES, 8),
                (SETTLED, 0),
            ):
                values = {**_values(hall, day, numbers), **counted, "count": count}
                chosen = text(statement.format(**PARTS))
                connection.execute(chosen, {name: values[name] for name in chosen.compile().params})
            counted["tickets"] += numbers
            counted["happenings"] += EACH * numbers
            connection.execute(text(COUNTS), {"hall": hall, **counted})
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    engine.dispose()


def _values(hall: str, day: date, numbers: int) -> dict[str, object]:
    opens = int(datetime.combine(day, time(8, 30), CHINA).timestamp()) * 1_000_000
    step = 480 * MINUTE // numbers
    return {
        "hall": hall, "day": day.isoformat(), "opens": opens, "step": step, "no": False, "sheet": SHEET,
    }  # fmt: skip
