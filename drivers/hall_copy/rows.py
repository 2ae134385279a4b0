"""One hall's rows, table by table, from one database into another: SQLite's or PostgreSQL's, as plain values.

The tables are those of the copy, as SQLite describes them: so a copy of an earlier edition's tables is read by its own
form, not by today's.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, Table, insert, select

BATCH = 5_000
"""Rows in memory at a time."""


def tables_in(engine: Engine) -> list[Table]:
    """A copy's tables."""
    found = MetaData()
    found.reflect(engine, only=lambda name, _: name != "alembic_version")
    return list(found.sorted_tables)


def rows_of(connection: Connection, table: Table, hall: str) -> Iterator[Sequence[tuple[Any, ...]]]:
    """Batch by batch, in the order of the table's key."""
    chosen = select(table).where(table.c.hall == hall).order_by(*table.primary_key.columns)
    answer = connection.execute(chosen.execution_options(yield_per=BATCH))
    for batch in answer.partitions(BATCH):
        yield [tuple(row) for row in batch]


def put_rows(connection: Connection, table: Table, batches: Iterator[Sequence[tuple[Any, ...]]]) -> int:
    """How many they were."""
    if connection.dialect.name == "postgresql":
        return _stream(connection, table, batches)
    count, statement = 0, str(insert(table).compile(dialect=connection.dialect))
    for batch in batches:
        connection.exec_driver_sql(statement, list(batch))
        count += len(batch)
    return count


def _stream(connection: Connection, table: Table, batches: Iterator[Sequence[tuple[Any, ...]]]) -> int:
    """PostgreSQL's COPY: many times as quick as statements."""
    quoted = connection.dialect.identifier_preparer
    columns = ", ".join(quoted.quote(column.name) for column in table.columns)
    raw: Any = connection.connection.driver_connection
    count = 0
    with raw.cursor() as cursor, cursor.copy(f"COPY {quoted.format_table(table)} ({columns}) FROM STDIN") as stream:
        for batch in batches:
            for row in batch:
                stream.write_row(row)
            count += len(batch)
    return count
