"""What is known of a finding beside what its rule asked, and what confidence comes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from site_audit.detect import detect
from site_audit.detect.traits import traits_of_dating, traits_of_number, traits_of_requirements
from site_audit.model import Dating, EvidenceGroup
from site_audit.rulepack import Trust
from tests.detect.made import SCHOOL, TODAY, menu, page, site
from tests.detect.small_pack import small_pack

VISIT = "Ученики 8 класса посетили хлебозавод 12 октября 2026 года."


def visits(html: str, trust: Trust | None = None) -> EvidenceGroup:
    """The one group of visits on a site with this page."""
    pack = small_pack() if trust is None else replace(small_pack(), trust=trust)
    seen = site(menu(("news", "Новость")), {"news": page(f"<title>Школа</title><main>{html}</main>", "news")})
    return next(group for group in detect(SCHOOL, seen, pack, as_of=TODAY).groups if group.criterion == "visits")


def test_place_and_words_are_told() -> None:
    """A paragraph of a page outside the section, which names nobody else."""
    traits = visits(f"<h1>Поездка</h1><p>{VISIT}</p>").traits
    assert {"in_text", "outside_section", "one_quote", "off_subject"} <= set(traits)
    assert not {"in_file", "guessed_word", "others_named", "year_unknown"} & set(traits)


def test_a_misspelt_word_is_told() -> None:
    """«посетилли» is found by a guess."""
    assert "guessed_word" in visits(f"<p>{VISIT.replace('хлебозавод', 'хлебозаавод')}</p>").traits


def test_an_offer_and_somebody_else_beside_are_told() -> None:
    """What stands in the same passage may change what is meant."""
    traits = visits(f"<p>Наш класс. {VISIT} Министерство напоминает: можно записаться.</p>").traits
    assert {"offered_near", "others_named", "own_named"} <= set(traits)


def test_points_make_the_confidence_and_the_flag() -> None:
    """Lost points lower the confidence of the evidence; under the threshold a person looks, and is told why."""
    assert visits(f"<p>{VISIT}</p>").weak is False
    doubted = visits(f"<p>{VISIT}</p>", Trust(review_below=0.8, traits={"one_quote": -14}))
    assert doubted.weak
    assert doubted.doubts == ("one_quote",)
    assert doubted.evidence[0].confidence < 0.8


def test_dating() -> None:
    """Inferred, unknown, of a year that is over; what stands needs no year."""
    stated = Dating(day=date(2025, 10, 1), year=2025)
    assert list(traits_of_dating(stated, "event", today=TODAY)) == ["year_past"]
    assert list(traits_of_dating(Dating(year=2026, stated=False), "plan", today=TODAY)) == ["year_inferred"]
    assert list(traits_of_dating(Dating(), "event", today=TODAY)) == ["year_unknown"]
    assert list(traits_of_dating(Dating(), "standing", today=TODAY)) == []


def test_requirements_and_numbers() -> None:
    """How much is missing, and how many signs there are."""
    assert list(traits_of_requirements(3, 0)) == []
    assert list(traits_of_requirements(1, 2)) == ["some_unmet", "half_unmet"]
    assert list(traits_of_number(1, 1)) == ["one_quote"]
    assert list(traits_of_number(3, 1)) == ["one_signal"]
    assert list(traits_of_number(3, 2)) == []
