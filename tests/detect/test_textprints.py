"""Prints of texts: what is printed of a career page, and what two prints tell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from site_audit.detect.textprints import LEAST_CHARACTERS, MOST_PRINTS, sketch_of, text_prints
from site_audit.model import PRINT_DIGITS, PRINT_HASHES, TextPrint
from tests.detect.made import HOME, Answer, detected, file, menu, page, site

TEXT = " ".join(f"слово{number} стоит{number % 7} рядом{number % 11}" for number in range(60))
HUB = '<title>Раздел</title><main><h1>Профориентация</h1><p>{}</p><p><a href="/plan.pdf">План профориентации</a></p></main>'


def test_the_section_and_its_files_are_printed() -> None:
    """Pages of the section and career files; the rest of the site is nobody's copy."""
    pages: dict[str, Answer] = {
        "prof": HUB.format(TEXT),
        "plan.pdf": file(f"<p>{TEXT} план</p>"),
        "food": f"<main><p>{TEXT} обед</p></main>",
    }
    result = detected(site(menu(("prof", "Раздел"), ("food", "Питание")), pages))
    assert [one.url for one in result.prints] == [HOME + "plan.pdf", HOME + "prof"]


def test_a_short_text_has_no_print() -> None:
    """Headings and a line or two are alike everywhere."""
    assert sketch_of(TEXT[: LEAST_CHARACTERS - 1]) == ""
    assert sketch_of("а" * LEAST_CHARACTERS) == ""


def test_what_repeats_on_the_site_is_not_printed() -> None:
    """Menus and footers of two sites of one builder are no common text."""
    with_chrome = page(f"<main><h1>Раздел</h1><p>{TEXT}</p><p>Подвал для всех страниц</p></main>")
    chrome = frozenset((block.kind, block.text) for block in with_chrome.blocks if "Подвал" in block.text)
    (bare,) = text_prints([with_chrome], chrome)
    assert bare.sketch == sketch_of(TEXT)


@given(st.text(max_size=3_000))
def test_a_print_is_small_whatever_the_text(text: str) -> None:
    """At most so many hashes, each whole, in order, the same each time."""
    sketch = sketch_of(text * 3)
    hashes = TextPrint("", sketch).hashes
    assert len(hashes) <= PRINT_HASHES and all(len(one) == PRINT_DIGITS for one in hashes)
    assert list(hashes) == sorted(set(hashes))
    assert sketch == sketch_of(text * 3)


def test_prints_of_a_school_are_few() -> None:
    """A section of hundreds of pages does not swell the audit."""
    documents = [page(f"<main><p>{TEXT} {number}</p></main>", f"p{number:03}") for number in range(MOST_PRINTS + 20)]
    assert len(text_prints(documents, frozenset())) == MOST_PRINTS
