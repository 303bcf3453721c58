"""The ledger's first tables: runs, schools, walks, visits, audits, findings.

A step is history: it is never edited after a release and so names its columns itself, not through `tables`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

RUN = sa.String(32)
SCHOOL = sa.String(64)
MOMENT = sa.String(40)


def _of_school(table: str, parent: str = "schools") -> sa.ForeignKeyConstraint:
    columns = ["run", "school"]
    name = f"fk_{table}_{parent}"
    return sa.ForeignKeyConstraint(columns, [f"{parent}.{column}" for column in columns], ondelete="CASCADE", name=name)


def upgrade() -> None:
    """Make the tables."""
    _runs_and_schools()
    _walks_and_visits()
    _audits_and_findings()


def _runs_and_schools() -> None:
    op.create_table(
        "runs",
        sa.Column("id", RUN, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("settings", sa.Text, nullable=False),
        sa.Column("pack_id", sa.String(64), nullable=False),
        sa.Column("pack_version", sa.String(64), nullable=False),
        sa.Column("pack_digest", sa.String(80), nullable=False),
        sa.Column("method", sa.String(32), nullable=False),
        sa.Column("source_run", RUN),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
        sa.ForeignKeyConstraint(["source_run"], ["runs.id"], name="fk_runs_runs"),
    )
    op.create_table(
        "schools",
        sa.Column("run", RUN, nullable=False),
        sa.Column("school", SCHOOL, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("row", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("run", "school", name="pk_schools"),
        sa.UniqueConstraint("run", "position", name="uq_schools_run_position"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], ondelete="CASCADE", name="fk_schools_runs"),
    )


def _walks_and_visits() -> None:
    op.create_table(
        "walks",
        sa.Column("run", RUN, nullable=False),
        sa.Column("school", SCHOOL, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("seen", sa.Text),
        sa.PrimaryKeyConstraint("run", "school", name="pk_walks"),
        _of_school("walks"),
    )
    op.create_table(
        "visits",
        sa.Column("run", RUN, nullable=False),
        sa.Column("school", SCHOOL, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("requested_url", sa.Text, nullable=False),
        sa.Column("link", sa.Text, nullable=False),
        sa.Column("depth", sa.Integer, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("status", sa.Integer),
        sa.Column("trouble", sa.String(32)),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("digest", sa.String(80)),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("charset", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("offset", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("run", "school", "seq", name="pk_visits"),
        _of_school("visits"),
    )


def _audits_and_findings() -> None:
    op.create_table(
        "audits",
        sa.Column("run", RUN, nullable=False),
        sa.Column("school", SCHOOL, nullable=False),
        sa.Column("audited_at", MOMENT, nullable=False),
        sa.Column("value", sa.Float),
        sa.Column("low", sa.Float),
        sa.Column("high", sa.Float),
        sa.Column("level", sa.String(16)),
        sa.Column("enough", sa.Boolean, nullable=False),
        sa.Column("present", sa.Integer, nullable=False),
        sa.Column("partial", sa.Integer, nullable=False),
        sa.Column("absent", sa.Integer, nullable=False),
        sa.Column("unknown", sa.Integer, nullable=False),
        sa.Column("not_applicable", sa.Integer, nullable=False),
        sa.Column("needs_review", sa.Integer, nullable=False),
        sa.Column("audit", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("run", "school", name="pk_audits"),
        _of_school("audits"),
    )
    op.create_table(
        "findings",
        sa.Column("run", RUN, nullable=False),
        sa.Column("school", SCHOOL, nullable=False),
        sa.Column("criterion", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("score", sa.Float),
        sa.Column("weight", sa.Integer, nullable=False),
        sa.Column("needs_review", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("run", "school", "criterion", name="pk_findings"),
        _of_school("findings", "audits"),
    )
    op.create_index("ix_findings_run_criterion", "findings", ["run", "criterion"])


def downgrade() -> None:
    """Take the tables away, children first."""
    for table in ("findings", "audits", "visits", "walks", "schools", "runs"):
        op.drop_table(table)
