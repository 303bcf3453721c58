"""Traps: what never ends is left, twins are read once, and neither hides a page that matters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from urllib.parse import unquote

import pytest

from site_audit.crawl.shape import near_key
from site_audit.crawl.traps import dress, undressed
from site_audit.model import Capture, Failure, Link, Trouble
from site_audit.score import measure_reach
from tests.crawl.memory import HOME, capture
from tests.crawl.walking import QUICK, Walked, by_words, walk

_WORDS = """школа класс урок звонок ветер река лес поле дом сад город мост парк театр музей праздник поход песня книга рассказ рисунок
стол окно дверь лампа доска мел карта глобус атлас словарь тетрадь ручка линейка циркуль портфель форма"""
WORDS = _WORDS.split()


class Site:
    """A site as a function of paths: what it returns is a page, None is 404. Remembers what it was asked."""

    def __init__(self, answer: Callable[[str], bytes | None]) -> None:
        self._answer = answer
        self.asked: list[str] = []

    def fetch(self, url: str) -> Capture | Failure:
        """What lies there."""
        self.asked.append(url)
        path = unquote(url.removeprefix(HOME.rstrip("/")))
        body = None if path in ("/robots.txt", "/sitemap.xml") else self._answer(path)
        return Failure(url, Trouble.HTTP_STATUS, "404") if body is None else capture(url, body)

    def close(self) -> None:
        """Nothing to let go of."""


def told(seed: str, length: int = 60) -> str:
    """A text of its own for each seed, the same each time."""
    number, words = sum(ord(letter) * (at + 11) for at, letter in enumerate(seed)) * 7_919, []
    for _ in range(length):
        number = (number * 1_103_515_245 + 12_345) % 2**31
        words.append(WORDS[number // 65_536 % len(WORDS)])
    return " ".join(words)


def session(seed: str) -> str:
    """The id of a session, of its own for each seed."""
    return sha256(seed.encode()).hexdigest()[:32]


def html(title: str, links: Mapping[str, str] | None = None, text: str | None = None) -> bytes:
    """A page with a text of its own; links are paths with their words."""
    ways = "".join(f'<div><a href="{href}">{words}</a></div>' for href, words in (links or {}).items())
    said = told(title) if text is None else text
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{said}</p>{ways}</body></html>".encode()


def walked(answer: Callable[[str], bytes | None], pages: int = 60) -> tuple[Walked, list[str]]:
    """The walk over a site, and the paths it was asked for below robots.txt and the sitemap."""
    site = Site(answer)
    seen = walk(HOME, replace(QUICK, pages=pages, depth=40), fetcher=site)
    return seen, [unquote(url.removeprefix(HOME.rstrip("/"))) for url in site.asked if not url.endswith((".txt", ".xml"))]


def causes(seen: Walked) -> dict[str, int]:
    """How many addresses were not followed, by cause."""
    return {one.why: one.count for one in seen.seen.unfollowed}


# ------------------------------------------------------------ what never ends


def calendar(path: str) -> bytes | None:
    """Days and months without end behind the home page and a career page three clicks away."""
    if path.startswith("/calendar/"):
        year, month, day = (int(part) for part in path.strip("/").split("/")[1:])
        ways = [(year, month, day % 28 + 1), (year + month // 12, month % 12 + 1, day), (year + 1, month, day)]
        return html(
            f"{day}.{month}.{year}", {f"/calendar/{y}/{m}/{d}": f"{d}.{m}" for y, m, d in ways}, text="В этот день событий нет. " * 9
        )
    chain = {"/": {"/calendar/2026/11/23": "Календарь", "/a": "О школе"}, "/a": {"/b": "Жизнь"}, "/b": {"/c": "Профориентация"}, "/c": {}}
    return html(path, chain[path]) if path in chain else None


def filters(path: str) -> bytes | None:
    """A catalogue that takes one more choice at every click."""
    if path.startswith("/katalog"):
        taken = path.partition("?")[2]
        ways = {f"/katalog?{taken + '&' if taken else ''}f{n}={len(taken)}": f"Выбор {n}" for n in range(8)}
        return html("Каталог", ways, text="Ничего не найдено, измените условия отбора и попробуйте ещё раз. " * 4)
    return html("Школа", {"/katalog": "Каталог", "/a": "О школе"}) if path == "/" else html(path) if path == "/a" else None


def paging(path: str) -> bytes | None:
    """A list whose last page goes on for ever."""
    if path.startswith("/spisok"):
        number = int(path.partition("=")[2] or 1)
        return html("Список", {f"/spisok?page={number + n}": str(number + n) for n in (1, 2)}, text="Больше ничего нет. " * 15)
    return html("Школа", {"/spisok": "Список", "/a": "О школе"}) if path == "/" else html(path) if path == "/a" else None


def folders(path: str) -> bytes | None:
    """Folders with ever other names, of ever other words: no two addresses are alike."""
    if path.startswith("/tegi"):
        ways = {f"{path.rstrip('/')}/{told(path + str(n), 1)}{n}/": f"Метка {n}" for n in range(3)}
        return html("Метки", ways, text="Записей с этой меткой нет, выберите другую. " * 6)
    return html("Школа", {"/tegi/": "Метки", "/a": "О школе"}) if path == "/" else html(path) if path == "/a" else None


@pytest.mark.parametrize("site", [calendar, filters, paging, folders])
def test_what_never_ends_is_left_and_told(site: Callable[[str], bytes | None]) -> None:
    """A few requests tell a trap; the ordinary pages are read, the budget is not spent, and the report names the trap."""
    seen, asked = walked(site)
    assert "/a" in asked
    assert len(asked) < 60
    assert set(causes(seen)) & {"trap", "duplicate"}
    assert seen.seen.left == ()


def test_a_trap_does_not_hide_what_lies_deep() -> None:
    """The career page behind the calendar's siblings is read."""
    _, asked = walked(calendar)
    assert "/c" in asked


def test_a_calendar_of_another_age_is_never_asked() -> None:
    """Nobody has written anything for 2044."""
    _, asked = walked(
        lambda path: html("Школа", {"/calendar/2044/01": "Январь", "/events?year=2044&month=1": "Год"}) if path == "/" else None
    )
    assert asked == ["/"]


def test_repeated_parts_are_a_trap() -> None:
    """A relative link that adds its own folder at every step is followed twice, then told."""
    seen, asked = walked(lambda path: html(path, {path.rstrip("/") + "/a/": "Дальше"}))
    assert asked == ["/", "/a/", "/a/a/"]
    assert causes(seen) == {"trap": 1}


@pytest.mark.parametrize("query", ["a=1&a=2&a=3&a=4", "&".join(f"f{n}=1" for n in range(12))])
def test_a_query_that_grows_is_a_trap(query: str) -> None:
    """More choices than anybody makes."""
    _, asked = walked(lambda path: html("Школа", {f"/x?{query}": "Отбор"}) if path == "/" else None)
    assert asked == ["/"]


def test_any_shape_of_trap_has_but_a_share() -> None:
    """Pages that all differ and lead on for ever are no clear trap, but one folder waits when it had its share: PEERS' every shape."""

    def answer(path: str) -> bytes | None:
        if path.startswith("/foto/"):
            return html(f"Снимок {told(path, 3)}", {f"{path.rstrip('/')}{letter}/": f"Снимок {letter}" for letter in "abcdefghij"})
        if path == "/":
            return html("Школа", {"/foto/x/": "Фото", "/s-0/": "Раздел"})
        number = int(path.strip("/").partition("-")[2])
        return html(f"Раздел {number}", {f"/{told(str(number), 1)}-{number + 1}/": "Ещё раздел"} if number < 25 else {})

    _, asked = walked(answer, pages=60)
    assert sum(not path.startswith("/foto/") for path in asked) == 27


# ------------------------------------------------------------ twins


def test_session_ids_in_paths_make_no_new_pages() -> None:
    """ASP.NET writes the visitor into the path."""
    _, asked = walked(
        lambda path: html("Школа", {f"/(S(lit3py55t21z5v55vlm2{n:04}))/a.aspx": "Страница" for n in range(9)}) if path == "/" else html("А")
    )
    assert len(asked) == 2


def test_an_unknown_session_parameter_is_learned() -> None:
    """Three pages that were the same with and without it are enough; what is linked with it only is asked all the same."""
    sections = [f"/{word}" for word in WORDS[:20]]

    def answer(path: str) -> bytes | None:
        plain = path.partition("?")[0]
        links = {section: section for section in sections} | {
            f"{section}?zz={session(f'{path} {section}')}": "Ещё" for section in sections[:15]
        }
        lonely = {f"/odna?zz={session('7')}": "Только так"}
        return html(plain, {**links, **lonely}) if plain in ("/", "/odna", *sections) else None

    seen, asked = walked(answer)
    assert sum("zz=" in path for path in asked) <= 10
    assert any(path.startswith("/odna") for path in asked)
    assert {path.partition("?")[0] for path in asked} == {"/", "/odna", *sections}
    assert causes(seen)["duplicate"] > 10


@pytest.mark.parametrize("twin", ["/special{}", "http://m.school.example{}"])
def test_special_and_mobile_twins_are_learned(twin: str) -> None:
    """A folder or a host that shows all pages again is told from a section by what it shows."""
    sections = [f"/{word}" for word in WORDS[:20]]

    def answer(path: str) -> bytes | None:
        plain = path.removeprefix("http://m.school.example").removeprefix("/special") or "/"
        links = {section: section for section in sections} | {twin.format(section): f"{section} иначе" for section in sections}
        return html(plain, {**links, twin.format("/"): "Иначе"}) if plain in ("/", *sections) else None

    seen, asked = walked(answer)
    twins = [path for path in asked if "special" in path or "//m." in path]
    assert set(sections) <= set(asked)
    assert 3 <= len(twins) <= 6
    assert causes(seen)["duplicate"] >= 14


def test_a_section_called_special_is_a_section() -> None:
    """What shows pages of its own is no twin, whatever it is called."""
    pages = {f"/special/{word}": html(f"Особое {word}") for word in WORDS[:12]} | {
        f"/{word}": html(f"Обычное {word}") for word in WORDS[:12]
    }
    _, asked = walked(lambda path: html("Школа", {one: one for one in pages}) if path == "/" else pages.get(path))
    assert set(pages) <= set(asked)


@pytest.mark.parametrize("view", ["print=1", "set_template=special", "special=y", "tmpl=component", "sort=desc"])
def test_another_dress_is_not_asked_where_the_page_is_known(view: str) -> None:
    """Print versions, versions for weak eyes and other orders are one with their page, and counted as such."""
    seen, asked = walked(lambda path: html("Школа", {"/a": "О школе", f"/a?{view}": "Иначе"}) if path == "/" else html("О школе"))
    assert asked == ["/", "/a"]
    assert causes(seen) in ({"duplicate": 1}, {})


def test_a_page_known_in_its_dress_alone_is_asked_in_it() -> None:
    """Where only the print version is linked, it is the page."""
    _, asked = walked(lambda path: html("Школа", {"/plan?print=1": "Профориентация"}) if path == "/" else html("План"))
    assert asked == ["/", "/plan?print=1"]


def test_a_near_duplicate_is_read_and_takes_no_place() -> None:
    """The same item in two rubrics, with another counter: both are read, the budget pays for one."""
    rubrics = {
        f"/{rubric}/{word}": html(word.title(), text=f"{told(word, 90)} Просмотров {n}")
        for word in WORDS[:12]
        for n, rubric in enumerate(("a", "b"))
    }
    seen, asked = walked(lambda path: html("Школа", {one: one for one in rubrics}) if path == "/" else rubrics.get(path), pages=14)
    assert len(asked) == 25
    assert causes(seen) == {"duplicate": 12}


# ------------------------------------------------------------ missing pages


def test_the_home_page_under_an_inner_address_is_a_missing_page() -> None:
    """Engines show home for items they do not have; a career link there was not read, so nothing is absent."""
    seen, _ = walked(lambda path: html("Школа", {"/plan/5": "План профориентации", "/?id=77": "Новость", "/glavnaya": "Главная"}))
    assert {path: trouble for path, (trouble, _) in seen.troubles.items()} == {"/plan/5": Trouble.SOFT_404, "/?id=77": Trouble.SOFT_404}
    reach = measure_reach(seen.seen, is_subject=lambda link: by_words(link) == 0)
    assert [gap.code for gap in reach.gaps] == ["subject_link_failed"]


# ------------------------------------------------------------ a trap makes nothing absent


def test_a_career_link_in_a_trap_is_asked() -> None:
    """The pages of a list say nothing any more; a link of the same kind that promises the subject is asked all the same."""

    def answer(path: str) -> bytes | None:
        if path in ("/", "/spisok?page=500"):
            return html(path, {"/spisok?page=1": "Список"} if path == "/" else {})
        number = int(path.partition("=")[2])
        promising = {"/spisok?page=500": "Профориентация"} if number == 11 else {}
        return html("Список", {f"/spisok?page={number + 1}": "Дальше", **promising}, text="Здесь ничего нет. " * 20)

    seen, asked = walked(answer)
    assert "/spisok?page=500" in asked
    assert causes(seen)["trap"] == 1


def test_a_list_known_from_outside_is_never_held() -> None:
    """Thirty bare pages that a section names itself are read to the last: only what a trap alone invents is held back."""
    pages = {f"/klass/{n}": html(f"Класс {n}", text="Страница класса ещё не заполнена. " * 8) for n in range(30)}
    _, asked = walked(lambda path: html("Школа", {one: one for one in pages}) if path == "/" else pages.get(path))
    assert set(pages) <= set(asked)


def test_traps_leave_no_gap_but_budgets_do() -> None:
    """What is held as a trap counts as looked at; what the budget left does not, where it promises the subject."""
    seen, _ = walked(calendar)
    assert measure_reach(seen.seen, is_subject=lambda link: by_words(link) == 0).enough
    left = replace(seen.seen, left=(Link(HOME + "x", "Профпробы"),))
    assert not measure_reach(left, is_subject=lambda link: by_words(link) == 0).enough


# ------------------------------------------------------------ dresses


@pytest.mark.parametrize(
    ("url", "twin", "worn"),
    [
        ("http://m.a.ru/x", "http://a.ru/x", "host m"),
        ("http://a.ru/special/x", "http://a.ru/x", "part special"),
        ("http://a.ru/x?eye=1&b=2", "http://a.ru/x?b=2", "query eye=1"),
        (f"http://a.ru/x?zz={'ab12' * 8}", "http://a.ru/x", "query zz=*"),
        ("http://a.ru/x/y", "http://a.ru/z", ""),
        ("http://a.ru/a?b=1", "http://c.ru/a", ""),
    ],
)
def test_a_dress_is_the_one_thing_more(url: str, twin: str, worn: str) -> None:
    """A label of the host, a part of the path or a parameter; without it an address is its twin."""
    assert dress(url, twin) == worn
    if worn:
        assert undressed(url, worn) == near_key(twin)
        assert undressed(twin, worn) == ""
