"""Keep snapshots, writers and refused edits of drafts.

Whose the client ids of older edits are is not filled in: nothing was released with the tables of 0001.
"""

import sqlalchemy as sa
from alembic import op

import app.db

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft_snapshot",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name=op.f("fk_draft_snapshot_draft_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("draft_id", name=op.f("pk_draft_snapshot")),
    )
    op.create_table(
        "draft_writer",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("client", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_writer_draft_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_draft_writer_participant_id")),
        sa.PrimaryKeyConstraint("draft_id", "client", name=op.f("pk_draft_writer")),
    )
    op.create_table(
        "refused_edit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_refused_edit_draft_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_refused_edit_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refused_edit")),
    )
    with op.batch_alter_table("refused_edit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_refused_edit_draft_id"), ["draft_id"], unique=False)
    # The first text of every draft is the server's: nobody else shall write as client 1.
    op.execute("INSERT INTO draft_writer (draft_id, client) SELECT id, 1 FROM draft")


def downgrade() -> None:
    with op.batch_alter_table("refused_edit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_refused_edit_draft_id"))

    op.drop_table("refused_edit")
    op.drop_table("draft_writer")
    op.drop_table("draft_snapshot")
