"""The runner of rule examples: a made-up site is read, detected and judged as a real one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from site_audit.examples import ExampleResult, run_examples, seen_of
from site_audit.model import Trouble
from site_audit.rulepack import Example, RulePack, load_pack
from site_audit.rulepack.schema import ExamplePage
from tests.rulepack.written import SIGNAL, write_pack, written_rule

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


def example(name: str, expect: str, rest: str) -> str:
    """An example as a rule file writes it."""
    return f'\n[[example]]\nname = "{name}"\nexpect = "{expect}"\n{rest}\n'


GARDEN = (
    example("есть", "present", 'html = "<main><h1>Сад</h1><p>Сад цветёт с 14.10.2026.</p></main>"')
    + example("нет", "absent", 'html = "<main><h1>Лес</h1><p>Лес шумит.</p></main>"')
    + example("не открылось", "unknown", '[[example.pages]]\nurl = "/s.pdf"\nlink = "Сад школы"\nhtml = "404"')
    + example("неверное ожидание", "present", 'html = "<p>Лес</p>"')
)


def results(folder: Path, only: str | None = None) -> dict[str, ExampleResult]:
    """What comes of the examples of a small pack, by name."""
    garden = written_rule("garden", head='promises = ["сад*"]', tables=SIGNAL + GARDEN)
    wood = written_rule("wood", tables=SIGNAL + example("лес", "absent", 'html = "<p>Лес</p>"'))
    pack: RulePack = load_pack(write_pack(folder / "small", {"garden": garden, "wood": wood}))
    return {result.example.name: result for result in run_examples(pack, only)}


def test_examples_are_judged(tmp_path: Path) -> None:
    """Present, absent and unknown come out as a real site's would; a wrong expectation is told."""
    came = results(tmp_path)
    assert {name: result.finding.outcome.value for name, result in came.items()} == {
        "есть": "present",
        "нет": "absent",
        "не открылось": "unknown",
        "неверное ожидание": "absent",
        "лес": "absent",
    }
    assert [name for name, result in came.items() if not result.passed] == ["неверное ожидание"]
    assert [name for name, result in came.items() if result.found] == ["есть"]


def test_one_criterion_alone(tmp_path: Path) -> None:
    """Only the asked criterion's examples are run."""
    assert set(results(tmp_path, "wood")) == {"лес"}


def test_a_page_is_linked_from_home() -> None:
    """The page stands one click away and in the example's time."""
    seen = seen_of(Example(name="а", expect="present", html="<p>Сад</p>"), AT)
    home, page = seen.sightings
    assert home.document is not None
    assert page.link.url in [link.url for link in home.document.whole().links]
    assert (page.depth, page.fetched_at) == (1, AT)


def test_an_address_of_a_file_makes_a_file() -> None:
    """The ending of the address says what the text is read as."""
    pages = (
        ExamplePage(url="/a.pdf", html="<p>Сад</p>"),
        ExamplePage(url="/b.docx", html="<p>Лес</p>"),
        ExamplePage(url="/c", html="<p>а</p>"),
    )
    documents = [sighting.document for sighting in seen_of(Example(name="а", expect="present", pages=pages), AT).sightings]
    assert [document.is_page for document in documents if document] == [True, False, False, True]


def test_404_stands_for_a_dead_page() -> None:
    """A page that did not open is a failure with the words of its link."""
    page = ExamplePage(url="/s.pdf", link="План", html=" 404\n")
    sighting = seen_of(Example(name="а", expect="unknown", pages=(page,)), AT).sightings[1]
    assert sighting.document is None
    assert sighting.failure is not None
    assert (sighting.failure.trouble, sighting.failure.detail, sighting.failure.link_text) == (Trouble.HTTP_STATUS, "404", "План")
