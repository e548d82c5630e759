"""Keep of comments from returned files whose they are, and which comments a return brought."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("comment", "comment_reply"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("organisation", sa.String(), nullable=True))
            batch_op.add_column(sa.Column("author", sa.String(), nullable=True))
    with op.batch_alter_table("draft_return", schema=None) as batch_op:
        batch_op.add_column(sa.Column("comments", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("draft_return", schema=None) as batch_op:
        batch_op.alter_column("comments", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("draft_return", schema=None) as batch_op:
        batch_op.drop_column("comments")
    for table in ("comment_reply", "comment"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("author")
            batch_op.drop_column("organisation")
