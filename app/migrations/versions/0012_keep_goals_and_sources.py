"""Keep the joint goals and the sources of workshops."""

import sqlalchemy as sa
from alembic import op

import app.db

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("genre", sa.String(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("request_key", sa.String(), nullable=False),
        sa.Column("added_at", app.db.Moment(timezone=True), nullable=False),
        sa.Column("changed_at", app.db.Moment(timezone=True), nullable=True),
        sa.Column("removed_at", app.db.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_reference_participant_id")),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_reference_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference")),
        sa.UniqueConstraint("participant_id", "request_key", name=op.f("uq_reference_participant_id_request_key")),
        sa.UniqueConstraint("workshop_id", "kind", "number", name=op.f("uq_reference_workshop_id_kind_number")),
    )


def downgrade() -> None:
    op.drop_table("reference")
