"""The feed of changes: what feed readers need, and nothing that does not count."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from site_audit.model import Audit, Comparison, Outcome
from site_audit.score import compare
from site_audit.view.feed import feed_xml

from . import sample

ATOM = "{http://www.w3.org/2005/Atom}"
RUN = "20261124-0200"
FIRST = sample.RULEBOOK.criteria[0]


def _pair() -> tuple[str, Audit, Comparison]:
    school = sample.rich().school
    rest = tuple(sample.finding(one, Outcome.PRESENT, "1") for one in sample.RULEBOOK.criteria[1:])
    before = sample.audit(school, (sample.finding(FIRST, Outcome.ABSENT, "0"), *rest))
    after = sample.audit(school, (sample.finding(FIRST, Outcome.PRESENT, "1"), *rest))
    return school.id, after, compare(before, after)


def test_a_change_is_an_entry_that_leads_to_the_report() -> None:
    """An entry for the run and one for the school, each with id, title, moment and link, in well-formed XML."""
    school, after, changed = _pair()
    root = ElementTree.fromstring(feed_xml([(RUN, (after,), {school: changed})], sample.RULEBOOK, district=sample.DISTRICT))
    entries = root.findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}id") for one in entries] == [f"urn:site-audit:run:{RUN}", f"urn:site-audit:run:{RUN}:{school}"]
    assert all(one.findtext(f"{ATOM}updated") and one.findtext(f"{ATOM}title") for one in entries)
    link = entries[1].find(f"{ATOM}link")
    assert link is not None and link.get("href") == f"{RUN}/schools/{school}.html"
    assert FIRST.title.ru in (entries[1].findtext(f"{ATOM}content") or "")


def test_what_does_not_count_makes_no_entry() -> None:
    """A damped change leaves the run's entry alone, which says so."""
    school, after, changed = _pair()
    damped = replace(changed, changes=tuple(replace(one, steady=False) for one in changed.changes))
    root = ElementTree.fromstring(feed_xml([(RUN, (after,), {school: damped})], sample.RULEBOOK, district=sample.DISTRICT))
    (entry,) = root.findall(f"{ATOM}entry")
    assert "нет" in (entry.findtext(f"{ATOM}content") or "")


def test_a_hostile_name_stays_text() -> None:
    """Neither markup nor characters that XML forbids come through."""
    bad = sample.hostile()
    before = replace(bad, findings=tuple(replace(one, score=None, outcome=Outcome.UNKNOWN) for one in bad.findings))
    fed = [(RUN, (bad,), {bad.school.id: compare(before, bad)})]
    root = ElementTree.fromstring(feed_xml(fed, sample.RULEBOOK, district=sample.DISTRICT))
    assert len(root.findall(f"{ATOM}entry")) == 2
    assert not root.findall(".//{*}script")
