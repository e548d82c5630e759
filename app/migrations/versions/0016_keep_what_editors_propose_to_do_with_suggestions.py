"""Keep what editors propose to do with suggestions."""

import sqlalchemy as sa
from alembic import op

import app.db

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "suggestion_treatment",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("suggestion_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("request_key", sa.String(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("treatment", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id", "suggestion_id"],
            ["suggestion.draft_id", "suggestion.id"],
            name=op.f("fk_suggestion_treatment_draft_id_suggestion_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_suggestion_treatment_participant_id")
        ),
        sa.PrimaryKeyConstraint("draft_id", "suggestion_id", "number", name=op.f("pk_suggestion_treatment")),
    )
    op.create_table(
        "treatment_answer",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("suggestion_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id", "suggestion_id", "number"],
            [f"suggestion_treatment.{key}" for key in ("draft_id", "suggestion_id", "number")],
            name=op.f("fk_treatment_answer_draft_id_suggestion_id_number"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_treatment_answer_participant_id")
        ),
        sa.PrimaryKeyConstraint("draft_id", "suggestion_id", "number", name=op.f("pk_treatment_answer")),
    )


def downgrade() -> None:
    op.drop_table("treatment_answer")
    op.drop_table("suggestion_treatment")
