"""A database may have other halls whose rows were counted by the same counters: where a copy's ids are theirs, all of
that table are counted on behind them, and what names them too."""

from collections.abc import Mapping

from sqlalchemy import Connection, func, select, update

from drivers.hall_store.tables import appointment, attempt, clerk, island_range, ticket, token, window

NAMED: Mapping[str, tuple[str, ...]] = {
    "clerk": ("token.clerk", "ticket.clerk", "window.clerk"),
    "token": ("island_range.terminal",),
    "appointment": ("ticket.appointment",),
    "attempt": (),
    "island_range": (),
}
"""The tables whose ids are counted over all halls, and the columns that name them; 0 names none."""
TABLES = {table.name: table for table in (clerk, token, appointment, attempt, island_range, ticket, window)}


def make_way(copy: Connection, there: Connection) -> None:
    """Change the ids of the copy's database, which was brought to today's form, where they are taken there."""
    for name, columns in NAMED.items():
        ids = TABLES[name].c.id
        least, most = copy.execute(select(func.min(ids), func.max(ids))).one()
        if least is None or not _taken(there, name, least, most):
            continue
        by = max(most, there.execute(select(func.max(ids))).scalar_one())
        copy.execute(update(TABLES[name]).values(id=ids + by))
        for column in columns:
            table, _, of = column.partition(".")
            naming = TABLES[table].c[of]
            copy.execute(update(TABLES[table]).where(naming != 0).values({of: naming + by}))


def _taken(there: Connection, name: str, least: int, most: int) -> bool:
    ids = TABLES[name].c.id
    return there.execute(select(ids).where(ids.between(least, most)).limit(1)).first() is not None
