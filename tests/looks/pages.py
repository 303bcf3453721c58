"""The pages that are looked at: every kind of report of the made-up district, in a folder as it would be published."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from site_audit.model import Audit, Outcome
from site_audit.score import compare, fulfilments
from site_audit.score.indicator import rank
from site_audit.view.edition import Edition
from site_audit.view.html import render_comparison_html, render_runs_html
from site_audit.view.pages.comparison import comparison_page
from site_audit.view.pages.runs import MonitoringFacts, RunFacts, runs_page
from site_audit.view.publication import files_of
from site_audit.view.words import Locale
from tests.view import sample

RUN, EARLIER = "20261123-0214", "20261023-0214"


def write_pages(folder: Path, locale: Locale = "ru") -> tuple[str, ...]:
    """Write them and return their paths below the folder."""
    audits = (sample.rich(), sample.hostile(), sample.unreachable())
    before = tuple(_poorer(one) for one in audits)
    since = {now.school.id: compare(then, now) for then, now in zip(before, audits, strict=True)}
    ranks = rank({one.school.id: one.indicator.value for one in audits})
    edition = Edition(RUN, audits, sample.RULEBOOK, ranks, sample.DISTRICT, locale, since=since)
    files = {f"{RUN}/{path}": content for path, content in files_of(edition, ("html",))}
    deeds = {now.school.id: fulfilments(then, now) for then, now in zip(before, audits, strict=True)}
    compared = comparison_page(tuple(since.values()), sample.RULEBOOK, deeds=deeds, district=sample.DISTRICT, title="Осень", locale=locale)
    files["monitoring/x/index.html"] = render_comparison_html(compared).encode()
    facts = [RunFacts(RUN, sample.AT, 3, 2, None, "career 2026.1")]
    monitorings = [MonitoringFacts("Осень 2026", EARLIER, RUN, sample.AT - timedelta(days=30), sample.AT)]
    runs = runs_page(facts, monitorings=monitorings, district=sample.DISTRICT, locale=locale)
    files["index.html"] = render_runs_html(runs).encode()
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return tuple(path for path in files if path.endswith(".html"))


def _poorer(audit: Audit) -> Audit:
    """The same school a month before, with every third finding still missing."""
    findings = list(audit.findings)
    for place in range(0, len(findings), 3):
        if findings[place].outcome in (Outcome.PRESENT, Outcome.PARTIAL):
            findings[place] = sample.finding(sample.RULEBOOK.criteria[place], Outcome.ABSENT, "0")
    return sample.audit(audit.school, tuple(findings), run=EARLIER, audited_at=sample.AT - timedelta(days=31))
