"""Leases of the schools of a run, so that several processes share it and a killed one is followed; the paces of the platforms asked.

Runs that were not finished when this step is made get their leases, so that they can be continued.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

RUN = sa.String(32)
SCHOOL = sa.String(64)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "leases",
        sa.Column("run", RUN, nullable=False),
        sa.Column("school", SCHOOL, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.Column("owner", sa.String(120), nullable=False),
        sa.Column("lease_until", sa.Float, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("kept", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("run", "school", name="pk_leases"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], ondelete="CASCADE", name="fk_leases_runs"),
    )
    op.create_index("ix_leases_run_done_place", "leases", ["run", "done", "place"])
    op.create_table(
        "platforms",
        sa.Column("key", sa.String(255), nullable=False),
        sa.Column("asked_at", sa.Float, nullable=False),
        sa.Column("delay_s", sa.Float, nullable=False),
        sa.Column("took_s", sa.Float, nullable=False),
        sa.Column("strikes", sa.Integer, nullable=False),
        sa.Column("rest_until", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_platforms"),
    )
    _lease_unfinished_runs()


def _lease_unfinished_runs() -> None:
    row = "'' AS owner, 0.0 AS lease_until, 0 AS attempt, 0 AS kept"
    audited = "EXISTS (SELECT 1 FROM audits a WHERE a.run = s.run AND a.school = s.school)"
    unfinished = "SELECT id FROM runs WHERE finished_at IS NULL"
    into = "INSERT INTO leases (run, school, place, done, owner, lease_until, attempt, kept)"
    op.execute(f"{into} SELECT s.run, s.school, s.position, {audited}, {row} FROM schools s WHERE s.run IN ({unfinished})")
    op.execute(f"{into} SELECT r.id, '', -1, false, {row} FROM runs r WHERE r.id IN ({unfinished})")


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("platforms")
    op.drop_table("leases")
