"""Monitorings: a first and a final run under a name."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

RUN = sa.String(32)
MOMENT = sa.String(40)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "monitorings",
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("first_run", RUN, nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.Column("final_run", RUN),
        sa.PrimaryKeyConstraint("name", name="pk_monitorings"),
        sa.ForeignKeyConstraint(["first_run"], ["runs.id"], name="fk_monitorings_runs"),
        sa.ForeignKeyConstraint(["final_run"], ["runs.id"], name="fk_monitorings_final_run"),
    )


def downgrade() -> None:
    """Drop it again."""
    op.drop_table("monitorings")
