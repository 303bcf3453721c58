"""The Atom feed of changes: an entry a run, and an entry a school at which something changed that counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from site_audit.model import Audit, Change, Comparison
from site_audit.settings import District
from site_audit.view.html import showable
from site_audit.view.pages.change import signed, told
from site_audit.view.pages.rulebook import Rulebook
from site_audit.view.pages.spread import mean_value
from site_audit.view.words import Locale, Words, words_in

FEED = "feed.xml"
ENTRIES = 300
Fed = tuple[str, tuple[Audit, ...], Mapping[str, Comparison]]
"""A run, its audits, and by school what changed since the run before."""


def feed_xml(runs: Sequence[Fed], rulebook: Rulebook, *, district: District, locale: Locale = "ru") -> str:
    """The feed, newest run first. Addresses are relative to where the feed lies, so that the reports may be laid on any host."""
    words = words_in(locale, rulebook.words)
    entries = [entry for run, audits, since in runs if audits for entry in _entries(run, audits, since, rulebook, words)]
    newest = max((_last(audits) for _, audits, _ in runs if audits), default=datetime(2026, 1, 1, tzinfo=UTC))
    name = district.name.strip("_ ")
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{locale}">\n'
        f"<title>{_text(words.say('feed.title'))}</title>\n"
        "<id>urn:site-audit:changes</id>\n"
        f"<updated>{newest.isoformat(timespec='seconds')}</updated>\n"
        f"<author><name>{_text(name or 'site-audit')}</name></author>\n"
        '<link rel="alternate" href="index.html"/>\n' + "".join(entries[:ENTRIES]) + "</feed>\n"
    )


def _entries(run: str, audits: Sequence[Audit], since: Mapping[str, Comparison], rulebook: Rulebook, words: Words) -> list[str]:
    changed = told(since[audit.school.id] for audit in audits if audit.school.id in since)
    lines = [f"{one.school.name}: {signed(one.gain, words)}" for one, _ in changed]
    head = _entry(
        f"urn:site-audit:run:{run}",
        words.say("feed.run", run=run, mean=words.number(mean_value(audits))),
        _last(audits),
        f"{run}/index.html",
        lines or [words.say("feed.nothing")],
    )
    return [head, *(_school(run, one, changes, rulebook, words) for one, changes in changed)]


def _school(run: str, one: Comparison, changes: Sequence[Change], rulebook: Rulebook, words: Words) -> str:
    lines = []
    for change in changes:
        criterion = rulebook.criterion(change.criterion)
        title = words.wording(criterion.title) if criterion else change.criterion
        before, after = (words.say(f"outcome.{finding.outcome}") for finding in (change.before, change.after))
        lines.append(f"{title}: {before} → {after}")
    return _entry(
        f"urn:site-audit:run:{run}:{one.school.id}",
        words.say("feed.school", name=one.school.name, gain=signed(one.gain, words)),
        one.after.audited_at,
        f"{run}/schools/{one.school.id}.html",
        lines,
    )


def _entry(id_: str, title: str, at: datetime, href: str, lines: Sequence[str]) -> str:
    text = "".join(f"<p>{_text(line)}</p>" for line in lines)
    return (
        f"<entry><id>{_text(id_)}</id><title>{_text(title)}</title><updated>{at.isoformat(timespec='seconds')}</updated>"
        f'<link rel="alternate" type="text/html" href={quoteattr(href)}/><content type="html">{escape(text)}</content></entry>\n'
    )


def _last(audits: Sequence[Audit]) -> datetime:
    return max(audit.audited_at for audit in audits)


def _text(text: str) -> str:
    return escape(str(showable(text)))
