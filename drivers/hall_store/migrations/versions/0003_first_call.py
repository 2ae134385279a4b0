"""When a number was called for the first time: that ends the wait, whatever comes after."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of a number that was called again only its last call is known: its wait is not made up."""
    op.add_column("ticket", sa.Column("first_called_at", sa.BigInteger(), nullable=True))
    op.execute(
        "UPDATE ticket SET first_called_at = called_at"
        " WHERE missed = 0 AND line = theme AND standing NOT IN ('returned', 'transferred')"
    )


def downgrade() -> None:
    op.drop_column("ticket", "first_called_at")
