"""The ledger's tables, as SQLAlchemy Core knows them.

`runs ─< schools ─< walks · visits · audits ─< findings`, `runs ─< leases`, `monitorings`, which name two runs, and `platforms`, which
belong to none.

Whole values are kept as JSON text (see `codec`); the columns beside them exist to be asked in SQL. Moments are ISO 8601 text *with*
their zone, because neither SQLite nor a plain timestamp column keeps it. Real-number columns are for sorting and counting only: the
exact decimals are in the JSON.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _of_school() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["run", "school"], ["schools.run", "schools.school"], ondelete="CASCADE")


runs = Table(
    "runs",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("started_at", String(40), nullable=False),
    Column("finished_at", String(40)),
    Column("as_of", Date, nullable=False),
    Column("settings", Text, nullable=False),
    Column("pack_id", String(64), nullable=False),
    Column("pack_version", String(64), nullable=False),
    Column("pack_digest", String(80), nullable=False),
    Column("method", String(32), nullable=False),
    Column("source_run", String(32), ForeignKey("runs.id")),
)

schools = Table(
    "schools",
    metadata,
    Column("run", String(32), ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    Column("school", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("row", Text, nullable=False),
    UniqueConstraint("run", "position"),
)

walks = Table(
    "walks",
    metadata,
    Column("run", String(32), primary_key=True),
    Column("school", String(64), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("seen", Text),
    _of_school(),
)

visits = Table(
    "visits",
    metadata,
    Column("run", String(32), primary_key=True),
    Column("school", String(64), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("url", Text, nullable=False),
    Column("requested_url", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("depth", Integer, nullable=False),
    Column("at", String(40), nullable=False),
    Column("status", Integer),
    Column("trouble", String(32)),
    Column("detail", Text, nullable=False),
    Column("digest", String(80)),
    Column("media_type", Text, nullable=False),
    Column("charset", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("offset", BigInteger, nullable=False),
    _of_school(),
)

audits = Table(
    "audits",
    metadata,
    Column("run", String(32), primary_key=True),
    Column("school", String(64), primary_key=True),
    Column("audited_at", String(40), nullable=False),
    Column("value", Float),
    Column("low", Float),
    Column("high", Float),
    Column("level", String(16)),
    Column("enough", Boolean, nullable=False),
    Column("present", Integer, nullable=False),
    Column("partial", Integer, nullable=False),
    Column("absent", Integer, nullable=False),
    Column("unknown", Integer, nullable=False),
    Column("not_applicable", Integer, nullable=False),
    Column("needs_review", Integer, nullable=False),
    Column("audit", Text, nullable=False),
    _of_school(),
)

findings = Table(
    "findings",
    metadata,
    Column("run", String(32), primary_key=True),
    Column("school", String(64), primary_key=True),
    Column("criterion", String(64), primary_key=True),
    Column("outcome", String(16), nullable=False),
    Column("score", Float),
    Column("weight", Integer, nullable=False),
    Column("needs_review", Boolean, nullable=False),
    ForeignKeyConstraint(["run", "school"], ["audits.run", "audits.school"], ondelete="CASCADE"),
    Index("ix_findings_run_criterion", "run", "criterion"),
)

leases = Table(
    "leases",
    metadata,
    Column("run", String(32), ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    Column("school", String(64), primary_key=True),  # "": the reports of the run
    Column("place", Integer, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("owner", String(120), nullable=False),
    Column("lease_until", Float, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("kept", Integer, nullable=False),
    Index("ix_leases_run_done_place", "run", "done", "place"),
)

platforms = Table(
    "platforms",
    metadata,
    Column("key", String(255), primary_key=True),
    Column("asked_at", Float, nullable=False),
    Column("delay_s", Float, nullable=False),
    Column("took_s", Float, nullable=False),
    Column("strikes", Integer, nullable=False),
    Column("rest_until", Float, nullable=False),
)

monitorings = Table(
    "monitorings",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("opened_at", String(40), nullable=False),
    Column("first_run", String(32), ForeignKey("runs.id"), nullable=False),
    Column("closed_at", String(40)),
    Column("final_run", String(32), ForeignKey("runs.id", name="fk_monitorings_final_run")),
)
