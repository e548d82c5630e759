"""Keep whom comments mention."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "comment_mention",
        sa.Column("comment_id", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_comment_mention_comment_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_comment_mention_participant_id")),
        sa.PrimaryKeyConstraint("comment_id", "said", "participant_id", name=op.f("pk_comment_mention")),
    )
    op.create_index(op.f("ix_comment_mention_participant_id"), "comment_mention", ["participant_id"])


def downgrade() -> None:
    op.drop_table("comment_mention")
