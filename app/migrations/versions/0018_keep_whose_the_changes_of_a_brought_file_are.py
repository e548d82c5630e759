"""Keep whose the suggestions of a file that became a draft are, and which of its changes could be none."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        batch_op.add_column(sa.Column("author", sa.String(), nullable=True))
    for column in ("suggestions", "leftovers"):
        with op.batch_alter_table("draft_import", schema=None) as batch_op:
            batch_op.add_column(sa.Column(column, sa.JSON(), nullable=False, server_default="[]"))
        with op.batch_alter_table("draft_import", schema=None) as batch_op:
            batch_op.alter_column(column, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("draft_import", schema=None) as batch_op:
        batch_op.drop_column("leftovers")
        batch_op.drop_column("suggestions")
    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        batch_op.drop_column("author")
