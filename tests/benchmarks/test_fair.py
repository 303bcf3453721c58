"""The comparison is fair: yardsticks and ours get at the same words from the same bytes. Nothing is timed here."""

from __future__ import annotations

import sys
from functools import partial
from importlib import import_module
from itertools import groupby
from pathlib import Path

import pytest

from tests.benchmarks.documents import FORMATS, Format, ours
from tests.benchmarks.generated import address, page_of, served
from tests.benchmarks.made_files import SECTION
from tests.benchmarks.measure import Work, timed
from tests.benchmarks.memory import own_peak_mb
from tests.benchmarks.pages import demo_pages, sighted
from tests.benchmarks.plain import fetched, followed, page_text, soup_is_there, soup_text
from tests.benchmarks.reading import alike, extraction, text_of
from tests.benchmarks.walking import parts_for, walk

SITE = 14
SAME = 0.9  # of all words; alt texts, menus said twice and the like may differ


def test_what_is_measured_can_be_started() -> None:
    """Every module of the benchmarks imports, the one that `make bench` runs as well."""
    for path in Path(__file__).parent.glob("*.py"):
        assert import_module(f"tests.benchmarks.{path.stem}").__doc__


def test_pages() -> None:
    """selectolax (and beautifulsoup4, where it is) and our extraction see the same words; detection is given every page of them."""
    pages = demo_pages()
    documents = extraction(pages)
    plain = [page_text(page.body) for page in pages]
    assert alike(plain, map(text_of, documents)) > SAME
    assert sum(len(seen.sightings) for _, seen in sighted(pages)) == len(pages)
    if soup_is_there():
        assert alike(plain, [soup_text(page.body) for page in pages]) > SAME


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
def test_documents(kind: Format) -> None:
    """Each bare reader of a format and ours see the same words."""
    body = kind.make(SECTION)
    read = text_of(ours(body))
    assert [name for name, bare in kind.plain.items() if alike([bare(body)], [read]) <= SAME] == []


def test_sites(tmp_path: Path) -> None:
    """All three walks fetch every page of the generated site, and see the same words there."""
    with served(SITE) as url, parts_for(SITE, tmp_path) as parts:
        bodies = fetched(url, map(address, range(SITE)))
        texts = followed(url)
        seen = walk(url, parts)
    assert bodies == [page_of(number, SITE) for number in range(SITE)]
    assert set(texts) == {url + address(number) for number in range(SITE)} == {sighting.link.url for sighting in seen.sightings}
    documents = [document for _, document in seen.documents()]
    assert len(documents) == SITE
    assert alike(texts.values(), map(text_of, documents)) > SAME


def test_works_take_turns_and_must_come_back_with_something() -> None:
    """Works run one after another in each round, the first is the yardstick of all, and an empty result is no measurement."""
    done: list[str] = []

    def work(name: str) -> list[str]:
        done.append(name)
        return done

    rows = timed([Work(name, partial(work, name)) for name in "ab"], rounds=2)
    runs = "".join(key for key, _ in groupby(done))  # so short a work is repeated within its round
    assert runs == "ababab"
    assert [row.name for row in rows] == ["a", "b"]
    assert rows[0].ratios == (1.0, 1.0)
    with pytest.raises(AssertionError, match="nothing"):
        timed([Work("idle", list)], rounds=1)


@pytest.mark.skipif(sys.platform == "win32", reason="the system does not tell")
def test_memory_is_told() -> None:
    """A process knows its own peak, in megabytes: no Python fits into ten, and these tests need no five thousand."""
    assert 10 < own_peak_mb() < 5_000
