"""Keep suggestions and what was decided on them, and say of each draft who changes its text."""

import sqlalchemy as sa
from alembic import op

import app.db

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "suggestion",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_suggestion_draft_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_suggestion_participant_id")),
        sa.PrimaryKeyConstraint("draft_id", "id", name=op.f("pk_suggestion")),
        sa.UniqueConstraint("draft_id", "number", name=op.f("uq_suggestion_draft_id_number")),
    )
    op.create_table(
        "suggestion_decision",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("suggestion_id", sa.String(), nullable=False),
        sa.Column("log_number", sa.Integer(), nullable=False),
        sa.Column("request_key", sa.String(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("inserted", sa.String(), nullable=False),
        sa.Column("deleted", sa.String(), nullable=False),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id", "suggestion_id"],
            ["suggestion.draft_id", "suggestion.id"],
            name=op.f("fk_suggestion_decision_draft_id_suggestion_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_suggestion_decision_participant_id")
        ),
        sa.PrimaryKeyConstraint("draft_id", "suggestion_id", "log_number", name=op.f("pk_suggestion_decision")),
    )
    with op.batch_alter_table("suggestion_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suggestion_decision_request_key"), ["request_key"], unique=False)
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.add_column(sa.Column("editing", sa.String(), nullable=False, server_default="direct"))
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.alter_column("editing", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.drop_column("editing")
    with op.batch_alter_table("suggestion_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suggestion_decision_request_key"))
    op.drop_table("suggestion_decision")
    op.drop_table("suggestion")
