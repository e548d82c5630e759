"""Keep votes on wordings."""

import sqlalchemy as sa
from alembic import op

import app.db

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "poll_adoption",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["participant.id"], name=op.f("fk_poll_adoption_by")),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_poll_adoption_poll_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("poll_id", name=op.f("pk_poll_adoption")),
    )
    with op.batch_alter_table("poll_option", schema=None) as batch_op:
        batch_op.add_column(sa.Column("suggestion_id", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("print", sa.String(), nullable=True))
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.add_column(sa.Column("chosen_id", sa.Integer(), nullable=True))
    with op.batch_alter_table("draft_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kept", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("draft_version", schema=None) as batch_op:
        batch_op.alter_column("kept", server_default=None)

    with op.batch_alter_table("suggestion_decision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("poll_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("suggestion_decision", schema=None) as batch_op:
        batch_op.drop_column("poll_id")

    with op.batch_alter_table("poll_option", schema=None) as batch_op:
        batch_op.drop_column("print")
        batch_op.drop_column("suggestion_id")
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.drop_column("chosen_id")
    with op.batch_alter_table("draft_version", schema=None) as batch_op:
        batch_op.drop_column("kept")

    op.drop_table("poll_adoption")
