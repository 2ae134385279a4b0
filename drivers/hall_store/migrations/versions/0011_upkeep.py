"""When a hall's records were copied last, and when something old was let go."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None
COLUMNS = ("copied_at", "pruned_at")


def upgrade() -> None:
    for column in COLUMNS:
        op.add_column("hall", sa.Column(column, sa.BigInteger(), nullable=True))


def downgrade() -> None:
    for column in COLUMNS:
        op.drop_column("hall", column)
