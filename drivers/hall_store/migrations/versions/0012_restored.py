"""Up to which ticket a hall's records came from a copy."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("hall", sa.Column("restored_ticket", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("hall", "restored_ticket")
