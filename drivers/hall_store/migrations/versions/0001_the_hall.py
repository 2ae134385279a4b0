"""The hall as it began: tickets, windows, clerks, tokens, appointments, island ranges, settlements."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "appointment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("theme", sa.String(length=1), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("begins", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("booked_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("hall", "code", name="appointment_code"),
        sa.UniqueConstraint("hall", "key", name="appointment_key"),
    )
    op.create_index("appointment_holder", "appointment", ["hall", "holder", "day"], unique=False)
    op.create_index("appointment_slot", "appointment", ["hall", "theme", "begins"], unique=False)
    op.create_table(
        "clerk",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("login", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("pin_hash", sa.String(length=200), nullable=False),
        sa.Column("chief", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("hall", "login", name="clerk_login"),
    )
    op.create_table(
        "closed_theme",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("theme", sa.String(length=1), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "theme"),
    )
    op.create_table(
        "hall",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("last_happening", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("last_ticket", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("hall"),
    )
    op.create_table(
        "happening",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.String(length=8), nullable=False),
        sa.Column("line", sa.String(length=8), nullable=False),
        sa.Column("window", sa.Integer(), nullable=False),
        sa.Column("ticket", sa.BigInteger(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "seq"),
    )
    op.create_table(
        "island_range",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("theme", sa.String(length=1), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("terminal", sa.BigInteger(), nullable=False),
        sa.Column("reserved_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("hall", "day", "theme", "first", name="island_range_first"),
    )
    op.create_table(
        "settlement",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "day"),
    )
    op.create_table(
        "ticket",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("theme", sa.String(length=1), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=8), nullable=False),
        sa.Column("line", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("standing", sa.String(length=20), nullable=False),
        sa.Column("claim", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("start", sa.BigInteger(), nullable=False),
        sa.Column("arrived", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("errands", sa.Text(), nullable=False),
        sa.Column("island", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(length=60), nullable=False),
        sa.Column("window", sa.Integer(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.Column("called_at", sa.BigInteger(), nullable=True),
        sa.Column("served_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("clerk", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("rating", sa.String(length=20), nullable=True),
        sa.Column("rating_asked", sa.Boolean(), nullable=False),
        sa.Column("appointment", sa.BigInteger(), nullable=False),
        sa.Column("middle", sa.Float(), nullable=False),
        sa.Column("spread", sa.Float(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("hall", "id"),
        sa.UniqueConstraint("code", name="ticket_code"),
        sa.UniqueConstraint("hall", "day", "key", name="ticket_key"),
        sa.UniqueConstraint("hall", "day", "number", name="ticket_number"),
    )
    op.create_index(
        "ticket_carried",
        "ticket",
        ["hall", "holder", "theme"],
        unique=False,
        sqlite_where=sa.text("state = 'carried_over'"),
        postgresql_where=sa.text("state = 'carried_over'"),
    )
    op.create_index(
        "ticket_line",
        "ticket",
        ["hall", "day", "line", "standing", "start", "arrived", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(
        "ticket_live",
        "ticket",
        ["hall", "holder", "day", "theme"],
        unique=True,
        sqlite_where=sa.text("holder <> '' AND state IN ('waiting', 'called', 'serving', 'parked')"),
        postgresql_where=sa.text("holder <> '' AND state IN ('waiting', 'called', 'serving', 'parked')"),
    )
    op.create_table(
        "token",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("window", sa.Integer(), nullable=False),
        sa.Column("clerk", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("digest"),
    )
    op.create_table(
        "window",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("themes", sa.Text(), nullable=False),
        sa.Column("clerk", sa.Integer(), nullable=False),
        sa.Column("clerk_name", sa.String(length=60), nullable=False),
        sa.Column("ticket", sa.BigInteger(), nullable=False),
        sa.Column("rating", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("hall", "number"),
    )


def downgrade() -> None:
    op.drop_table("window")
    op.drop_table("token")
    op.drop_index(
        "ticket_live",
        table_name="ticket",
        sqlite_where=sa.text("holder <> '' AND state IN ('waiting', 'called', 'serving', 'parked')"),
        postgresql_where=sa.text("holder <> '' AND state IN ('waiting', 'called', 'serving', 'parked')"),
    )
    op.drop_index(
        "ticket_line",
        table_name="ticket",
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.drop_index(
        "ticket_carried",
        table_name="ticket",
        sqlite_where=sa.text("state = 'carried_over'"),
        postgresql_where=sa.text("state = 'carried_over'"),
    )
    op.drop_table("ticket")
    op.drop_table("settlement")
    op.drop_table("island_range")
    op.drop_table("happening")
    op.drop_table("hall")
    op.drop_table("closed_theme")
    op.drop_table("clerk")
    op.drop_index("appointment_slot", table_name="appointment")
    op.drop_index("appointment_holder", table_name="appointment")
    op.drop_table("appointment")
