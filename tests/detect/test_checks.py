"""The named checks, carried out."""

from __future__ import annotations

import pytest

from site_audit.detect.checks import CARRIED_OUT, holds
from site_audit.rulepack.checks import CHECKS, SCOPES, parse_check
from tests.detect.made import around, file, page


def check(source: str, html: str, words: str = "экскурси*") -> bool:
    """Whether a check holds around the words of a page."""
    return holds(parse_check(source), around(html, words))


def one(text: str) -> str:
    """A page of one paragraph."""
    return f"<title>Сайт</title><main><h1>Жизнь</h1><p>{text}</p></main>"


def test_every_named_check_is_carried_out() -> None:
    """What a rule may name and what detection can do are the same list."""
    assert set(CARRIED_OUT) == set(CHECKS)


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("scope", SCOPES)
def test_a_denied_check_is_the_opposite(name: str, scope: str) -> None:
    """«not x» holds exactly where x does not, in every scope."""
    argument = {"rows": ":1", "text": ":1", "children": ":1", "grades": ":6-11", "only_grades": ":6-11", "link": ":example"}.get(name, "")
    html = "<title>План</title><main><h1>Дела</h1><p>Экскурсия 8 класса 14.10.2026, тел. 2-12-85.</p><ul><li>Раз два три</li></ul></main>"
    assert check(f"{scope}: {name}{argument}", html) is not check(f"{scope}: not {name}{argument}", html)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Экскурсия удалась.", True),
        ("Министерство сообщило: экскурсия удалась.", False),
        ("По информации организаторов, экскурсия удалась.", False),
        ("Наши ребята и министерство: экскурсия удалась.", True),
    ],
)
def test_whose_text_it_is(text: str, own: bool) -> None:
    """A ministry's text is not the school's own, unless the school speaks in it too."""
    assert check("own", one(text)) is own


def test_a_source_named_makes_a_repost() -> None:
    """«Источник: …» under a text tells that it was taken over."""
    assert not check("own", "<main><h1>Новость</h1><p>Экскурсия удалась.</p><p>Источник: газета «Заря»</p></main>")


@pytest.mark.parametrize(
    ("text", "source", "holding"),
    [
        ("Экскурсия 8 класса", "grades", True),
        ("Экскурсия 8 класса", "grades:6-11", True),
        ("Экскурсия 3 класса", "grades:6-11", False),
        ("Экскурсия 3 класса", "only_grades:1-5", True),
        ("Экскурсия 3 и 8 классов", "only_grades:1-5", False),
        ("Экскурсия школы", "grades", False),
        ("Экскурсия школы", "only_grades:1-5", False),
    ],
)
def test_grades(text: str, source: str, holding: bool) -> None:
    """Grades are named, touch the range, or all lie in it."""
    assert check(source, one(text)) is holding


@pytest.mark.parametrize(("cell", "holding"), [("8", True), ("5-9", True), ("3", False), ("8, 9", True)])
def test_bare_numbers_under_a_grade_column(cell: str, holding: bool) -> None:
    """In the column «Класс» a bare number is a grade."""
    table = f"<table><tr><th>Дело</th><th>Класс</th></tr><tr><td>Экскурсия на завод</td><td>{cell}</td></tr></table>"
    assert check("grades:6-11", f"<main><h1>Дела</h1>{table}</main>") is holding


def test_bare_numbers_elsewhere_are_no_grades() -> None:
    """A number under another heading is only a number."""
    table = "<table><tr><th>Дело</th><th>Часы</th></tr><tr><td>Экскурсия на завод</td><td>8</td></tr></table>"
    assert not check("grades", f"<main><h1>Дела</h1>{table}</main>")


@pytest.mark.parametrize(
    ("source", "text", "holding"),
    [
        ("pupils", "Экскурсия ребят: ребята рады", True),
        ("pupils", "Экскурсия 8 класса", True),
        ("pupils", "Экскурсия учителей", False),
        ("day", "Экскурсия 14.10.2026", True),
        ("day", "Экскурсия в октябре", True),
        ("day", "Экскурсия давно", False),
        ("year", "Экскурсии 2026/27 учебного года", True),
        ("year", "Экскурсия 14.10.2026", True),
        ("year", "Экскурсия", False),
        ("organisation:college", "Экскурсия: Луговской аграрный техникум", True),
        ("organisation:university", "Экскурсия: Луговской аграрный техникум", False),
        ("person", "Экскурсия, рассказал Петров Иван Сергеевич", True),
        ("person", "Экскурсия на завод", False),
        ("post", "Экскурсию ведёт педагог-психолог", True),
        ("contact", "Экскурсия, тел. 8 (86300) 2-12-85", True),
        ("contact", "Экскурсия", False),
        ("figures", "На экскурсии было 45 % ребят", True),
        ("figures", "Экскурсия: 12 девочек, 14 мальчиков, 3 учителя", True),
        ("figures", "Экскурсия 14.10.2026 в школу № 5", False),
        ("figures", "Экскурсия: 8, 9 и 10 классы, 9А и 9Б", False),
        ("advises", "Экскурсия поможет: расспросите мастера и не торопите ребёнка", True),
        ("advises", "Экскурсия прошла: расспросили мастера", False),
        ("advises:1", "Экскурсия: расспросите мастера", True),
        ("no_names", "Экскурсия 8 класса", True),
        ("no_names", "Экскурсия: Петров Иван Сергеевич, Кротова Анна Львовна, Белов Олег Игоревич", False),
        ("page", "Экскурсия", True),
        ("file", "Экскурсия", False),
    ],
)
def test_what_a_line_says(source: str, text: str, holding: bool) -> None:
    """Days, years, organisations, people, posts, contacts, figures and names are told or not."""
    assert check(source, one(text)) is holding


@pytest.mark.parametrize(
    ("text", "holding"),
    [("УТВЕРЖДАЮ Директор школы", True), ("Приказ № 45 от 30.08.2026", True), ("Просто бумага", False)],
)
def test_a_file_shows_its_approval(text: str, holding: bool) -> None:
    """A stamp or an order at the head of a file approves it."""
    document = file(f"<body><p>{text}</p><p>План экскурсий</p></body>")
    assert holds(parse_check("page: approval"), around(document, "экскурси*")) is holding


def test_a_ministrys_order_approves_nothing() -> None:
    """The order of a ministry is not the school's."""
    document = file("<body><p>Приказ Министерства просвещения № 650 от 31.08.2023</p><p>План экскурсий</p></body>")
    assert not holds(parse_check("page: approval"), around(document, "экскурси*"))


@pytest.mark.parametrize(("number", "holding"), [(2, True), (3, False)])
def test_rows_are_counted_over_the_page(number: int, holding: bool) -> None:
    """Rows, entries and dated lines of three words and more count."""
    rows = "<ul><li>Экскурсия на завод зимой</li><li>Да</li></ul><p>Май: поход на ферму</p><p>Просто слова о делах.</p>"
    assert check(f"page: rows:{number}", f"<main><h1>Дела</h1>{rows}</main>") is holding


def test_children_are_links_of_the_pages_own_part() -> None:
    """Menus do not make a page lead anywhere."""
    links = "".join(f'<li><a href="/{n}.pdf">Бумага {n}</a></li>' for n in range(3))
    bars = "".join(f'<a href="/{n}.html">Раздел {n}</a>' for n in range(3))
    assert check("children:3", f"<nav>{bars}</nav><main><h1>Экскурсии</h1><ul>{links}</ul></main>")
    assert not check("children:3", f"<nav>{bars}</nav><main><h1>Экскурсии</h1><p>Слова.</p></main>")


def test_a_link_leads_to_a_named_address() -> None:
    """Only a link of the page's own part counts."""
    html = '<main><p>Экскурсия <a href="http://lessons.example/x">урок</a></p></main>'
    assert check("link:lessons.example", html)
    assert not check("link:other.example", html)


def test_a_scope_widens_where_a_check_looks() -> None:
    """The same check sees more in the section and in the page than in the passage."""
    html = (
        "<main><h1>Дела</h1><h2>Раз</h2><p>Экскурсия.</p><h3>Ещё</h3><p>Ведёт 8 класс.</p><h2>Два</h2><p>Петров Иван Сергеевич</p></main>"
    )
    assert [check(f"{scope}: grades", html) for scope in ("passage", "section", "page")] == [False, True, True]
    assert [check(f"{scope}: person", html) for scope in ("passage", "section", "page")] == [False, False, True]


def test_page_and_file_are_told_apart() -> None:
    """A file is a file though its text is like a page's."""
    html = "<body><p>Экскурсия</p></body>"
    assert holds(parse_check("file"), around(file(html), "экскурси*"))
    assert holds(parse_check("page"), around(page(html), "экскурси*"))
