"""What a person reads as one thing, and what it stands under."""

from __future__ import annotations

from collections.abc import Iterable

from site_audit.detect.sheet import Sheet
from site_audit.model import Link
from tests.detect.made import file, page, sheet_of

CARDS = """<title>Новости</title><main><h1>Новости</h1>
<article><h3>Праздник</h3><p>20.11.2026</p><p>Пели песни.</p></article>
<article><h3>На элеваторе</h3><p>12.11.2026</p><p>Смотрели зерно.</p></article>
<article><h3>Осень</h3><p>29.10.2026</p><p>Собирали листья.</p></article></main>"""


def texts(sheet: Sheet, lines: Iterable[int]) -> list[str]:
    """The texts of some lines."""
    return [sheet.lines[number].text for number in lines]


def at(sheet: Sheet, text: str) -> int:
    """The number of the last line with this text."""
    return max(number for number, line in enumerate(sheet.lines) if line.text == text)


def passage(html: str, text: str) -> list[str]:
    """What is read together with a line of a page."""
    sheet = sheet_of(page(html))
    return texts(sheet, sheet.passage(at(sheet, text)))


def test_a_news_card_is_one_thing() -> None:
    """Heading, date and text of a card belong together, and nothing of the next card does."""
    assert passage(CARDS, "Смотрели зерно.") == ["На элеваторе", "12.11.2026", "Смотрели зерно."]


def test_a_list_of_cards_is_a_listing() -> None:
    """Three cards make a list whose date is none of theirs; one article does not."""
    assert sheet_of(page(CARDS)).is_listing
    assert not sheet_of(page("<main><article><h1>Одна</h1><p>Слова.</p></article></main>")).is_listing


def test_a_row_is_one_thing() -> None:
    """A row of a table is read by itself."""
    html = "<main><h1>План</h1><table><tr><td>Беседа</td><td>май</td></tr><tr><td>Поход</td><td>июнь</td></tr></table></main>"
    assert passage(html, "Беседа | май") == ["Беседа | май"]


def test_a_list_entry_is_one_thing() -> None:
    """An entry of a list is read by itself."""
    assert passage("<main><h1>Дела</h1><ul><li>Беседа о труде</li><li>Поход в лес</li></ul></main>", "Поход в лес") == ["Поход в лес"]


def test_paragraphs_under_a_heading_are_one_thing() -> None:
    """A run of paragraphs goes with its heading, up to the next heading."""
    html = "<main><h1>Жизнь</h1><h2>Завод</h2><p>Были.</p><p>Видели.</p><h2>Лес</h2><p>Гуляли.</p></main>"
    assert passage(html, "Видели.") == ["Завод", "Были.", "Видели."]


def test_columns_of_a_layout_are_no_cards() -> None:
    """Two columns, one of which holds the page, are read as the page."""
    text = "Долгий рассказ о заводе. " * 20
    html = f"<main><div class='col'><h2>Завод</h2><p>{text}</p><p>Конец рассказа.</p></div><div class='col'><p>Телефон.</p></div></main>"
    assert passage(html, "Конец рассказа.")[:2] == ["Завод", text.strip()]


def test_context_names_what_a_line_stands_under() -> None:
    """The headings above, nearest first, and the title of the page."""
    html = "<title>Сайт</title><main><h1>Работа</h1><h2>Планы</h2><h3>Май</h3><p>а</p><h2>Отчёты</h2><h3>Июнь</h3><p>Строка.</p></main>"
    sheet = sheet_of(page(html))
    assert texts(sheet, sheet.context(at(sheet, "Строка."))) == ["Июнь", "Отчёты", "Работа", "Сайт"]


def test_a_section_reaches_to_the_next_heading_of_its_rank() -> None:
    """Lower headings belong to it, an equal one ends it."""
    html = "<main><h1>Всё</h1><h2>Планы</h2><p>а</p><h3>Май</h3><p>б</p><h2>Отчёты</h2><p>в</p></main>"
    sheet = sheet_of(page(html))
    assert texts(sheet, sheet.section(at(sheet, "а"))) == ["Планы", "а", "Май", "б"]


def test_title_and_first_heading_name_a_page() -> None:
    """What names a page is its title and its first and highest headings."""
    sheet = sheet_of(page("<title>Сайт</title><main><h2>Раздел</h2><h1>План</h1><h2>Часть</h2><p>Слова.</p></main>"))
    assert texts(sheet, sheet.titles) == ["Сайт", "Раздел", "План"]


def test_a_short_first_paragraph_names_a_page_without_headings() -> None:
    """Old sites write their headings as paragraphs."""
    sheet = sheet_of(page("<title>Сайт</title><body><p><b>Наш план</b></p><p>Долгий рассказ о делах.</p></body>"))
    assert texts(sheet, sheet.titles) == ["Сайт", "Наш план"]


def test_the_head_of_a_file_is_one_title() -> None:
    """«ПЛАН / работы / на год» is one title on three lines; the body is none of it."""
    document = file("<body><p>ПЛАН</p><p>профориентационной работы</p><p>на 2026/27 год</p><p>1. Беседа о труде</p></body>")
    sheet = sheet_of(document)
    head = sheet.lines[0]
    assert (head.text, head.titles, head.echo) == ("ПЛАН профориентационной работы на 2026/27 год", True, True)


def test_a_link_names_the_file_it_leads_to() -> None:
    """A file's link text is a title of the file, cited on the page it stands on."""
    link = Link("http://school.example/plan.pdf", "План на год", source="http://school.example/docs")
    sheet = sheet_of(file("<body><p>Слова.</p></body>"), incoming=((link, "sha256:page"),))
    line = sheet.lines[at(sheet, "План на год")]
    assert (line.titles, line.url, line.digest) == (True, "http://school.example/docs", "sha256:page")


def test_own_text_is_counted_without_headings_and_menus() -> None:
    """Only paragraphs, entries and rows of the page's own part make its text."""
    html = "<title>Сайт школы</title><nav><a href='/a'>Меню</a></nav><main><h1>Раздел</h1><p>Десять бук</p></main><footer>Адрес</footer>"
    assert sheet_of(page(html)).own_text == 10
