"""Keep threads of comments: their replies, and who called them done."""

import sqlalchemy as sa
from alembic import op

import app.db

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "comment_reply",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("comment_id", sa.String(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_comment_reply_comment_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_comment_reply_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_reply")),
    )
    with op.batch_alter_table("comment_reply", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_reply_comment_id"), ["comment_id"], unique=False)
    op.create_table(
        "comment_settlement",
        sa.Column("comment_id", sa.String(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_comment_settlement_comment_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_comment_settlement_participant_id")
        ),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_comment_settlement")),
    )


def downgrade() -> None:
    op.drop_table("comment_settlement")
    with op.batch_alter_table("comment_reply", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comment_reply_comment_id"))
    op.drop_table("comment_reply")
