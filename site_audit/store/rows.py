"""Values as the ledger's rows, and back."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import RowMapping

from ..model import Audit, Capture, Finding, Link, Outcome, PackId, School, Trouble, Visit
from .codec import audit_json, link_from, link_json, school_json
from .runs import Run, RunKind
from .walk_file import Kept

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class VisitRow:
    """What the ledger knows of one visit without opening the archive. `trouble` is None where there is a capture."""

    seq: int
    link: Link
    depth: int
    at: datetime
    url: str
    requested_url: str
    status: int | None
    trouble: Trouble | None
    detail: str
    digest: str | None
    media_type: str
    charset: str
    file: str
    offset: int


def run_row(run: Run) -> Row:
    """A run's row."""
    return {
        "id": run.id,
        "kind": run.kind.value,
        "started_at": run.started_at.isoformat(),
        "finished_at": run.finished_at.isoformat() if run.finished_at else None,
        "as_of": run.as_of,
        "settings": json.dumps(dict(run.settings), ensure_ascii=False, sort_keys=True, default=str),
        "pack_id": run.pack.id,
        "pack_version": run.pack.version,
        "pack_digest": run.pack.digest,
        "method": run.method,
        "source_run": run.source_run or None,
    }


def run_of(row: RowMapping) -> Run:
    """The run of a row."""
    as_of: date = row["as_of"]
    return Run(
        id=row["id"],
        kind=RunKind(row["kind"]),
        started_at=datetime.fromisoformat(row["started_at"]),
        as_of=as_of,
        pack=PackId(row["pack_id"], row["pack_version"], row["pack_digest"]),
        method=row["method"],
        settings=json.loads(row["settings"]),
        source_run=row["source_run"] or "",
        finished_at=datetime.fromisoformat(row["finished_at"]) if row["finished_at"] else None,
    )


def school_row(run: str, position: int, school: School) -> Row:
    """A school's row in a run."""
    return {"run": run, "school": school.id, "position": position, "name": plain(school.name), "row": school_json(school)}


def visit_row(run: str, school: str, visit: Visit, kept: Kept) -> Row:
    """A visit's row: what can be asked in SQL, and where in the archive the rest lies."""
    got = visit.got
    captured = got if isinstance(got, Capture) else None
    failed = None if isinstance(got, Capture) else got
    return {
        "run": run,
        "school": school,
        "seq": kept.seq,
        "url": plain(got.url),
        "requested_url": plain(captured.requested_url if captured else visit.link.url),
        "link": link_json(visit.link),
        "depth": visit.depth,
        "at": visit.at.isoformat(),
        "status": captured.status if captured else None,
        "trouble": failed.trouble.value if failed else None,
        "detail": plain(failed.detail) if failed else "",
        "digest": captured.digest if captured else None,
        "media_type": plain(captured.media_type) if captured else "",
        "charset": plain(captured.charset) if captured else "",
        "file": kept.file,
        "offset": kept.offset,
    }


def visit_of(row: RowMapping) -> VisitRow:
    """The visit of a row."""
    known = {name: row[name] for name in VisitRow.__slots__ if name not in ("link", "at", "trouble")}
    trouble = Trouble(row["trouble"]) if row["trouble"] else None
    return VisitRow(link=link_from(row["link"]), at=datetime.fromisoformat(row["at"]), trouble=trouble, **known)


def audit_row(audit: Audit) -> Row:
    """An audit's row: the whole as JSON, the figures for sorting and counting beside it."""
    outcomes = Counter(finding.outcome for finding in audit.findings)
    indicator = audit.indicator
    return {
        "run": audit.run,
        "school": audit.school.id,
        "audited_at": audit.audited_at.isoformat(),
        "value": _float(indicator.value),
        "low": _float(indicator.low),
        "high": _float(indicator.high),
        "level": indicator.level,
        "enough": audit.reach.enough,
        **{outcome.value: outcomes[outcome] for outcome in Outcome},
        "needs_review": sum(finding.needs_review for finding in audit.findings),
        "audit": audit_json(audit),
    }


def finding_row(audit: Audit, finding: Finding) -> Row:
    """A finding's row."""
    return {
        "run": audit.run,
        "school": audit.school.id,
        "criterion": finding.criterion,
        "outcome": finding.outcome.value,
        "score": _float(finding.score),
        "weight": finding.weight,
        "needs_review": finding.needs_review,
    }


def plain(text: str) -> str:
    """Text any database takes: no NUL (PostgreSQL refuses it), no half surrogate pair (UTF-8 cannot say it)."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
