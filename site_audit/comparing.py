"""Runs set side by side: any two, or the first and the final run of a monitoring."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from site_audit.errors import ConfigurationError
from site_audit.model import Comparison, Fulfilment
from site_audit.publish import publish
from site_audit.reports import rulebook_of, write_front_page
from site_audit.score import compare, fulfilments
from site_audit.score.changes import NIGHTS
from site_audit.store.monitorings import Monitoring
from site_audit.store.runs import Run, RunKind
from site_audit.view.comparison_json import comparison_json
from site_audit.view.html import render_comparison_html
from site_audit.view.json import dumped
from site_audit.view.pages.comparison import comparison_page
from site_audit.view.words import words_in
from site_audit.wiring import Parts

JudgeAgain = Callable[[Run], Run]
"""Judges a run again by the rules in force and gives the run in which it is remembered."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two runs school by school. `gone` and `come` are names of schools of one run only."""

    first: Run
    final: Run
    comparisons: tuple[Comparison, ...]
    deeds: dict[str, tuple[Fulfilment, ...]]
    gone: tuple[str, ...]
    come: tuple[str, ...]


def compare_runs(first: Run, final: Run, parts: Parts, *, judge_again: JudgeAgain | None = None) -> Compared:
    """Set two runs side by side. With `judge_again`, a first run of other rules is judged by those of the final one."""
    ledger = parts.ledger
    again = _again(first, final, parts, judge_again)
    nights = _nights(final, parts)
    comparisons, deeds, come = [], {}, []
    for after in ledger.audits(final.id):
        school = after.school.id
        before = ledger.audit(first.id, school)
        if before is None:
            come.append(after.school.name)
            continue
        rejudged = ledger.audit(again.id, school) if again else None
        comparisons.append(compare(before, after, again=rejudged, history=ledger.outcomes(nights, school)))
        deeds[school] = fulfilments(rejudged or before, after)
    known = {one.school.id for one in comparisons}
    gone = tuple(audit.school.name for audit in ledger.audits(first.id) if audit.school.id not in known)
    return Compared(first, final, tuple(comparisons), deeds, gone, tuple(come))


def write_comparison(compared: Compared, parts: Parts, *, monitoring: Monitoring | None = None) -> Path:
    """Write the page and the data of a comparison; returns the page."""
    rulebook, district = rulebook_of(parts.pack), parts.settings.district
    title = words_in("ru", rulebook.words).say("compare.monitoring", name=monitoring.name) if monitoring else ""
    page = comparison_page(
        compared.comparisons,
        rulebook,
        deeds=compared.deeds,
        district=district,
        title=title,
        still_open=monitoring is not None and monitoring.is_open,
        gone=compared.gone,
        come=compared.come,
    )
    folder = f"monitoring/{compared.first.id}" if monitoring else f"compare/{compared.first.id}_{compared.final.id}"
    data = comparison_json(compared.comparisons, compared.deeds, name=monitoring.name if monitoring else "", district=district)
    files = [(f"{folder}/comparison.json", dumped(data).encode()), (f"{folder}/index.html", render_comparison_html(page).encode())]
    written = publish(files, parts.settings.out, adding=True)
    write_front_page(parts)
    return written[-1]


def _again(first: Run, final: Run, parts: Parts, judge_again: JudgeAgain | None) -> Run | None:
    """The first run judged by the rules of the final one: one that lies there already, or a new one; None where it is not needed."""
    if judge_again is None or (first.pack.digest, first.method) == (final.pack.digest, final.method):
        return None
    ready = [
        one
        for one in parts.ledger.runs()
        if one.kind is RunKind.REJUDGE
        and one.finished_at
        and (one.walked, one.pack.digest, one.method, one.as_of) == (first.walked, final.pack.digest, final.method, first.as_of)
    ]
    if ready:
        return ready[0]
    if parts.pack.identity.digest != final.pack.digest:
        raise ConfigurationError(
            f"Запуск {final.id} судил по набору {final.pack.id} {final.pack.version}, а сейчас набор другой: прошлое не пересудить. "
            f"Сначала пересудите и этот запуск: site-audit rejudge {final.id}."
        )
    return judge_again(first)


def _nights(final: Run, parts: Parts) -> Sequence[str]:
    """The finished nights before the later run, oldest first."""
    before = [one.id for one in _finished(parts) if one.started_at < final.started_at]
    return before[:NIGHTS][::-1]


def _finished(parts: Parts) -> Iterator[Run]:
    return (one for one in parts.ledger.runs() if one.kind is RunKind.RUN and one.finished_at)
