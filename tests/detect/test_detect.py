"""Detection as a whole: repeatable, indifferent to order, and literal in every quote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from site_audit.model import Detected, Document, Evidence, Seen
from tests.detect.made import HOME, Answer, detected, file, found, gone, menu, page, saw, scan, site

PLAN = "План профориентационной работы на 2026-2027 учебный год"
PAGES: dict[str, Answer] = {
    "prof": f'<title>Раздел</title><main><h1>Профориентация</h1><p><a href="/plan.pdf">{PLAN}</a></p><p>Ответственный за профориентацию: '
    "Петров Иван Сергеевич, тел. 2-12-85.</p></main>",
    "plan.pdf": file(f"<p>МБОУ Луговская школа</p><p>{PLAN}</p><ul><li>1. Беседа о труде</li><li>2. Экскурсия на завод</li></ul>"),
    "news": "<title>Новости</title><main><h1>Новости</h1>"
    "<article><h3>Хлеб</h3><p>14.10.2026</p><p>Ученики 8 класса побывали на хлебозаводе. Дети — в восторге!</p></article>"
    "<article><h3>Спорт</h3><p>01.11.2026</p><p>Команда выиграла.</p></article>"
    "<article><h3>Зерно</h3><p>12.11.2026</p><p>Восьмиклассники посетили элеватор. Экскурсия удалась.</p></article></main>",
    "pact": "<main><h1>Партнёры</h1><table><tr><th>С кем</th><th>Что</th></tr><tr><td>Степной техникум</td><td>договор от 01.09.2025</td>"
    "</tr><tr><td>Завод</td><td>экскурсии проводим</td></tr></table></main>",
    "scan.pdf": scan("scan.pdf"),
    "gone": gone("gone"),
}
SEEN = site(
    menu(("prof", "Профориентация"), ("news", "Новости"), ("pact", "Партнёры"), ("scan.pdf", "План профориентации"), ("gone", "Договор")),
    PAGES,
)


def shown(result: Detected) -> Iterator[tuple[str, str]]:
    """Every quote of a result with the address it cites."""
    for group in result.groups:
        yield from ((evidence.url, evidence.quote) for evidence in group.evidence)
    yield from ((miss.url, miss.quote) for miss in result.candidates)
    yield from ((each.url, each.quote) for each in result.publications)


def folded(document: Document) -> str:
    """The text of a document, block after block, white space folded."""
    return " ".join(" ".join(block.text for block in document.blocks).split())


def test_everything_of_a_small_site_is_found() -> None:
    """Section, plan, person, visits, agreement and news of an ordinary site."""
    assert found(detected(SEEN)) == {"section", "plan", "lead", "visits", "pact", "news"}


def test_detection_is_repeatable() -> None:
    """The same site and date give the same result, to the last field."""
    assert detected(SEEN) == detected(SEEN)


@given(st.permutations(range(1, len(SEEN.sightings))))
def test_the_order_of_the_walk_does_not_matter(order: list[int]) -> None:
    """Whichever page came first, the same groups are found with the same evidence."""
    shuffled = replace(SEEN, sightings=(SEEN.sightings[0], *(SEEN.sightings[at] for at in order)))
    assert set(detected(shuffled).groups) == set(detected(SEEN).groups)


def test_every_quote_is_literal() -> None:
    """Each quote stands, word for word, in the document it cites."""
    texts = {document.url: folded(document) for _, document in SEEN.documents()}
    quotes = list(shown(detected(SEEN)))
    assert len(quotes) > 6
    assert [(url, quote) for url, quote in quotes if " ".join(quote.split()) not in texts[url]] == []


WORDS = "Ученики|8 класса|побывали|на заводе|экскурсия|14.10.2026|не проводится|профориентация|План|Договор с колледжем|ответственный"
MARKS = ".|!|(|»|–|профо-\u00ad риентация|2026/27|г. Луговск|<br>|</p><p>|</p><h2>Глава</h2><p>|<b>|</b>"
SCRAPS = st.sampled_from((*WORDS.split("|"), *MARKS.split("|")))


@given(st.lists(SCRAPS, max_size=25))
def test_quotes_of_any_page_are_literal(scraps: list[str]) -> None:
    """However a page is put together, nothing is quoted that does not stand in it."""
    document = page(f"<title>Сайт</title><main><h1>Страница</h1><p>{' '.join(scraps)}</p></main>", "any")
    seen = Seen(HOME, (*site(menu(), {}).sightings, saw(document)))
    text = folded(document) + " " + folded(page(menu(), ""))
    assert [quote for _, quote in shown(detected(seen)) if " ".join(quote.split()) not in text] == []


def test_the_same_page_under_two_addresses_counts_once() -> None:
    """A print version adds no evidence."""
    html = "<main><h1>Поездка</h1><p>14.10.2026 ученики 8 класса побывали на заводе.</p></main>"
    once = detected(site(menu(("a", "А")), {"a": html}))
    twice = detected(site(menu(("a", "А")), {"a": html, "print": html}))
    assert [group.url for group in twice.groups] == [group.url for group in once.groups]
    assert len(twice.events) == 1


def test_an_empty_site_finds_nothing() -> None:
    """Nothing seen, nothing found, nothing thrown; the search is still proved."""
    result = detected(Seen(HOME, ()))
    assert (result.groups, result.candidates, result.promises) == ((), (), ())
    assert all(each.pages == 0 for each in result.searched)


def test_misses_are_few_and_the_closest_first() -> None:
    """Of a hundred near misses a reader sees the five closest, each in other words."""
    entries = "".join(f"<li>Экскурсия на завод номер {n} состоится в мае</li>" for n in range(100))
    result = detected(site(menu(("a", "А")), {"a": f"<main><h1>Дела</h1><ul>{entries}</ul></main>"}))
    misses = [miss for miss in result.candidates if miss.criterion == "visits"]
    assert 0 < len(misses) <= 5
    assert len({miss.quote for miss in misses}) == len(misses)
    assert [miss.closeness for miss in misses] == sorted((miss.closeness for miss in misses), reverse=True)


def test_evidence_says_where_it_was_read() -> None:
    """Digest, place and time of reading travel with every quote."""
    documents = {s.document.url: s.document for s in SEEN.sightings if s.document is not None}
    evidence: list[Evidence] = [each for group in detected(SEEN).groups for each in group.evidence]
    assert all(each.digest == documents[each.url].digest for each in evidence)
    assert all(each.fetched_at is not None and each.place for each in evidence)
