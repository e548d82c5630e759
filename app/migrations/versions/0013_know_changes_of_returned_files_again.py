"""Keep the changes of returned files, to know them again."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("draft_return", schema=None) as batch_op:
        batch_op.add_column(sa.Column("wishes", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("known", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("draft_return", schema=None) as batch_op:
        batch_op.alter_column("wishes", server_default=None)
        batch_op.alter_column("known", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("draft_return", schema=None) as batch_op:
        batch_op.drop_column("known")
        batch_op.drop_column("wishes")
