"""A settlement can be undone for some hours."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "undo",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("ends", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "day"),
    )
    op.create_table(
        "reopened_day",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "day"),
    )


def downgrade() -> None:
    """People of days that could be undone yet are forgotten by the next settlement."""
    op.drop_table("reopened_day")
    op.drop_table("undo")
