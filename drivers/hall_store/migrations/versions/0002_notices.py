"""Turn-is-near notices: where they go, sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("ticket", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "ticket"),
    )


def downgrade() -> None:
    op.drop_table("notice")
