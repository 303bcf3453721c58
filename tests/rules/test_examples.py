"""Rules carry their own tests: every example of every rule is run as a real site would be."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from site_audit.examples import seen_of
from site_audit.model import Sighting
from tests.rules.shipped import Named, examples, result_of


def words_of(sighting: Sighting) -> str:
    """What may be quoted of an address: its blocks and links or, where it could not be read, the words of the link to it."""
    document = sighting.document.whole() if sighting.document is not None else None
    texts = (
        [sighting.link.text] if document is None else [*(block.text for block in document.blocks), *(link.text for link in document.links)]
    )
    return " ".join(" ".join(texts).split())


@pytest.mark.parametrize("named", examples(), ids=str)
def test_the_rule_says_what_its_example_expects(named: Named) -> None:
    """A rule finds its positive examples and turns down its near misses."""
    result = result_of(named)
    told = [f"«{evidence.quote}»" for evidence in result.finding.evidence]
    assert result.finding.outcome.value == result.example.expect, f"{result.finding.reason} {told}"


@pytest.mark.parametrize("named", examples(), ids=str)
def test_what_is_quoted_stands_in_the_example(named: Named) -> None:
    """Evidence and near misses are quoted literally from the document they cite."""
    result = result_of(named)
    at = datetime.combine(result.example.as_of, time(12), UTC)
    texts = {sighting.link.url: words_of(sighting) for sighting in seen_of(result.example, at).sightings}
    shown = [(evidence.url, evidence.quote) for evidence in result.finding.evidence]
    shown += [(candidate.url, candidate.quote) for candidate in result.finding.candidates]
    assert not [(url, quote) for url, quote in shown if not quote.strip() or " ".join(quote.split()) not in texts[url]]


@pytest.mark.parametrize("named", [named for named in examples() if named.number == 0], ids=str)
def test_what_is_found_is_shown(named: Named) -> None:
    """A criterion met by signals shows its evidence; one not met explains itself with a proof of search."""
    finding = result_of(named).finding
    if result_of(named).found:
        assert finding.score is not None
        assert finding.score > 0
    else:
        assert finding.reason.code
        assert finding.searched is not None
