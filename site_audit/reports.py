"""The reports of a run from what the ledger remembers: what goes into an edition, and where it is put."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from site_audit.as_seen import copies
from site_audit.model import Audit, Comparison
from site_audit.office import Office
from site_audit.publish import publish
from site_audit.rulepack import RulePack
from site_audit.score import compare, district_registers, rank, with_same_text
from site_audit.score.changes import NIGHTS, History
from site_audit.store.ledger import Ledger
from site_audit.store.runs import Run, RunKind
from site_audit.view.documents import is_paper, printed_path
from site_audit.view.edition import Copy, Edition, no_copies, public
from site_audit.view.feed import FEED, feed_xml
from site_audit.view.html import render_runs_html, render_school_html
from site_audit.view.json import dumped, school_json
from site_audit.view.pages.rulebook import Rulebook
from site_audit.view.pages.runs import MonitoringFacts, RunFacts, RunsPage, runs_page
from site_audit.view.pages.school import school_page
from site_audit.view.publication import EVERY_NIGHT, File, files_of
from site_audit.wiring import Parts, own_templates

FED = 10  # runs in the feed of changes
OUTDATED = "*/documents/*.pdf"  # made of documents that are written anew


@dataclass(frozen=True, slots=True)
class RunResult:
    """What came of a run: its id, the audits in the order of the list, where the reports lie, and how many schools wait for their hour."""

    run: str
    audits: tuple[Audit, ...]
    folder: Path
    waiting: int = 0

    @property
    def not_assessed(self) -> tuple[Audit, ...]:
        """Schools whose site showed nothing that could be judged."""
        return tuple(audit for audit in self.audits if audit.indicator.value is None)


def write_reports(
    run: str, parts: Parts, *, formats: Sequence[str] = EVERY_NIGHT, for_public: bool = False, office: Office | None = None
) -> RunResult:
    """Write the reports of a run from the ledger: every school, the district, the list of runs and the feed of changes.

    A format that is not asked for stays as it was; an edition for the public is written anew whole, so that nothing internal is left in it.
    Who asks for PDF gets the documents to sign too, and with an `office` they are printed.
    """
    if "pdf" in formats and "docx" not in formats and not for_public:
        formats = (*formats, "docx")
    settings = parts.settings
    audits = with_same_text(tuple(parts.ledger.audits(run)))
    rulebook = rulebook_of(parts.pack)
    edition = Edition(
        run,
        public(audits) if for_public else audits,
        rulebook,
        rank({audit.school.id: audit.indicator.value for audit in audits}),
        settings.district,
        public=for_public,
        registers=district_registers(audits, parts.pack.gazetteer, parts.pack.parents),
        since=since_last_time(run, audits, parts.ledger),
        templates=own_templates(settings) if "docx" in formats else {},
        copies=no_copies if for_public else _copies(run, parts),
    )
    adding = not for_public and not set(EVERY_NIGHT) <= set(formats)
    files = _files(edition, formats, office if "pdf" in formats else None)
    publish(
        ((f"{run}/{path}", content) for path, content in files), settings.out, adding=adding, outdated=OUTDATED if "docx" in formats else ""
    )
    write_front_page(parts)
    return RunResult(run, audits, settings.out / run)


def _files(edition: Edition, formats: Sequence[str], office: Office | None) -> Iterator[File]:
    """The files of an edition; documents to sign are drawn once, for themselves and for the office program that prints them."""
    drawn: dict[str, bytes] = {}
    for path, content in files_of(edition, formats):
        if office is not None and is_paper(path):
            drawn[path] = content
        yield path, content
    if office is not None:
        yield from ((printed_path(path), content) for path, content in office.printed(drawn))


def write_front_page(parts: Parts) -> None:
    """The list of runs and monitorings, and the feed: what stands above the single runs."""
    shown = _shown(parts)
    newest = [_fed(run, parts) for run in shown[:FED]]
    feed = feed_xml(newest, rulebook_of(parts.pack), district=parts.settings.district)
    publish([(FEED, feed.encode()), ("index.html", render_runs_html(_runs(shown, parts)).encode())], parts.settings.out)


def write_school_report(audit: Audit, parts: Parts, folder: Path) -> Path:
    """Write the report of one school alone (for `check`) and return its page."""
    rulebook = rulebook_of(parts.pack)
    made = list(copies(audit, audit.run, parts))
    seen = {digest: name for digest, name, _ in made}
    page = school_page(audit, rulebook, district=parts.settings.district, home="", seen=seen)
    files = [
        *((f"{folder.name}/{name}", content) for _, name, content in made),
        (f"{folder.name}/index.html", render_school_html(page).encode()),
        (f"{folder.name}/report.json", dumped(school_json(audit, rulebook, district=parts.settings.district)).encode()),
    ]
    publish(files, folder.parent)
    return folder / "index.html"


def _copies(run: str, parts: Parts) -> Callable[[Audit], Iterable[Copy]]:
    known = parts.ledger.run(run)
    return lambda audit: copies(audit, known.walked if known else run, parts)


def rulebook_of(pack: RulePack) -> Rulebook:
    """The parts of the pack that reports speak of."""
    return Rulebook(pack.criteria, pack.directions, pack.norms, pack.words)


def since_last_time(run: str, audits: Iterable[Audit], ledger: Ledger) -> dict[str, Comparison]:
    """By school: what changed since the last finished run before this one, damped by the nights before."""
    own = ledger.run(run)
    before = _nights_before(own, ledger) if own else ()
    if not before:
        return {}
    nights = [one.id for one in reversed(before[:NIGHTS])]
    result = {}
    for audit in audits:
        earlier = ledger.audit(before[0].id, audit.school.id)
        if earlier is not None:
            history: History = ledger.outcomes(nights, audit.school.id)
            result[audit.school.id] = compare(earlier, audit, history=history)
    return result


def _nights_before(run: Run, ledger: Ledger) -> tuple[Run, ...]:
    """Finished walks older than the one that this run judges, newest first; of one kind, so that a demo is not set beside a night."""
    walked = ledger.run(run.walked) or run
    kinds = {walked.kind}
    return tuple(one for one in ledger.runs() if one.kind in kinds and one.finished_at and one.started_at < walked.started_at)


def _shown(parts: Parts) -> tuple[Run, ...]:
    """The runs whose reports lie there, newest first."""
    out = parts.settings.out
    return tuple(run for run in parts.ledger.runs() if run.kind is not RunKind.CHECK and (out / run.id / "index.html").is_file())


def _fed(run: Run, parts: Parts) -> tuple[str, tuple[Audit, ...], dict[str, Comparison]]:
    audits = tuple(parts.ledger.audits(run.id))
    return run.id, audits, since_last_time(run.id, audits, parts.ledger)


def _runs(shown: Sequence[Run], parts: Parts) -> RunsPage:
    facts = []
    for run in shown:
        values = [audit.indicator.value for audit in parts.ledger.audits(run.id)]
        known = [value for value in values if value is not None]
        mean = sum(known, Decimal(0)) / len(known) if known else None
        facts.append(RunFacts(run.id, run.started_at, len(values), len(known), mean, f"{run.pack.id} {run.pack.version}"))
    monitorings = [
        MonitoringFacts(one.name, one.first_run, one.final_run, one.opened_at, one.closed_at)
        for one in parts.ledger.monitorings.all()
        if (parts.settings.out / "monitoring" / one.first_run / "index.html").is_file()
    ]
    return runs_page(facts, monitorings=monitorings, district=parts.settings.district)
