"""Keep what was sent to organisations, what came back, and say of a suggestion whose it is."""

import sqlalchemy as sa
from alembic import op

import app.db

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft_dispatch",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("tree", sa.JSON(), nullable=False),
        sa.Column("log_number", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name=op.f("fk_draft_dispatch_draft_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_draft_dispatch_participant_id")),
        sa.PrimaryKeyConstraint("draft_id", "number", name=op.f("pk_draft_dispatch")),
    )
    op.create_table(
        "draft_return",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("dispatch", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("suggestions", sa.JSON(), nullable=False),
        sa.Column("leftovers", sa.JSON(), nullable=False),
        sa.Column("remarks", sa.JSON(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id", "dispatch"],
            ["draft_dispatch.draft_id", "draft_dispatch.number"],
            name=op.f("fk_draft_return_draft_id_dispatch"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_draft_return_participant_id")),
        sa.PrimaryKeyConstraint("draft_id", "dispatch", "number", name=op.f("pk_draft_return")),
        sa.UniqueConstraint("draft_id", "dispatch", "sha256", name=op.f("uq_draft_return_draft_id_dispatch_sha256")),
    )
    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        batch_op.add_column(sa.Column("organisation", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        batch_op.drop_column("organisation")
    op.drop_table("draft_return")
    op.drop_table("draft_dispatch")
