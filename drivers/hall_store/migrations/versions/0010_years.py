"""Years, not days: every question goes by an index. Whose hall it is, and PINs that were tried."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0004"
branch_labels = None
depends_on = None

Some = tuple[str, str, Sequence[str], str]
ALL: tuple[tuple[str, str, Sequence[str]], ...] = (
    ("happening_at", "happening", ("hall", "at")),
    ("token_end", "token", ("hall", "expires_at")),
    ("appointment_day", "appointment", ("hall", "day", "theme", "begins")),
)
SOME: tuple[Some, ...] = (
    ("happening_call", "happening", ("hall", "line", "seq"), "what IN ('called', 'recalled')"),
    ("happening_window", "happening", ("hall", "at"), "what = 'window'"),
    ("ticket_claim", "ticket", ("hall", "holder", "theme"), "state IN ('carried_over', 'left_open') AND holder <> ''"),
    ("ticket_known", "ticket", ("hall", "day"), "holder <> ''"),
    ("ticket_forecast", "ticket", ("hall", "id"), "spread > 0 AND first_called_at IS NOT NULL"),
    ("token_open", "token", ("hall", "clerk"), "revoked_at IS NULL"),
    ("appointment_booked", "appointment", ("hall", "holder"), "state = 'booked'"),
    ("appointment_known", "appointment", ("hall", "day"), "holder <> ''"),
)
REPLACED: Some = ("ticket_carried", "ticket", ("hall", "holder", "theme"), "state = 'carried_over'")


def upgrade() -> None:
    for column, length in (("generation", 16), ("key_print", 16)):
        op.add_column("hall", sa.Column(column, sa.String(length), nullable=False, server_default=""))
    op.execute("UPDATE hall SET generation = 'first'")
    op.create_table(
        "attempt",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("who", sa.String(length=40), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("attempt_who", "attempt", ["hall", "who", "at"])
    op.create_index("attempt_at", "attempt", ["hall", "at"])
    for name, table, columns in ALL:
        op.create_index(name, table, list(columns))
    for some in SOME:
        _index_some(*some)
    op.drop_index("ticket_carried", table_name="ticket")
    op.drop_index("appointment_slot", table_name="appointment")


def downgrade() -> None:
    op.create_index("appointment_slot", "appointment", ["hall", "theme", "begins"])
    _index_some(*REPLACED)
    for name, table in [(some[0], some[1]) for some in SOME] + [(one[0], one[1]) for one in ALL]:
        op.drop_index(name, table_name=table)
    op.drop_table("attempt")
    op.drop_column("hall", "key_print")
    op.drop_column("hall", "generation")


def _index_some(name: str, table: str, columns: Sequence[str], rows: str) -> None:
    op.create_index(name, table, list(columns), sqlite_where=sa.text(rows), postgresql_where=sa.text(rows))
