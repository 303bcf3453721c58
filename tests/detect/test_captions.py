"""Entries run together in one block, and lines that caption a table or list."""

from __future__ import annotations

import pytest

from site_audit.detect.captions import caption_of, entries_in, is_entry
from site_audit.model import BlockKind
from tests.detect.made import page, sheet_of

ROWS = ((BlockKind.ROW, "Игра | 5 | май"), (BlockKind.ROW, "Выезд | 9 | март"))
PROSE = ((BlockKind.PARAGRAPH, "Дети играли."), (BlockKind.PARAGRAPH, "Потом ушли."))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1) игра, 5 кл. 2) выезд, 9 кл. 3) беседа, 8 кл.", 3),
        ("1. Совещание – до 05.09 2. Фестиваль ремёсел – октябрь", 2),
        ("СЕНТЯБРЬ. Устный журнал. ОКТЯБРЬ. Приглашаем гостей. МАЙ. Линейка.", 3),
        ("игра «Кадры», 8 кл.; выезд на завод, 9 кл.; ярмарка идей, 9 кл.", 3),
        ("Всего 12 чел. 15 мая 2026 г.", 0),
        ("Ребята побывали на заводе и в техникуме.", 0),
        ("п. 3.2. Положения", 0),
    ],
)
def test_entries_of_one_block_are_counted(text: str, count: int) -> None:
    """Numbers in a row, months, semicolons make a list of a paragraph; other numbers do not."""
    assert entries_in(text) == count


@pytest.mark.parametrize(
    "text", ["План работы на 2026-2027 учебный год", "Циклограмма дел школы:", "План профориентационных дел школы. Дополняется всеми."]
)
def test_a_short_line_before_a_table_captions_it(text: str) -> None:
    """A name without a verb stands over the rows as a heading would."""
    assert caption_of(text, ROWS) > 0
    assert caption_of(text, PROSE) == 0


@pytest.mark.parametrize("text", ["Ребята съездили на завод", "В саду тихо.", "1. Игра по станциям", "А" * 300])
def test_a_sentence_captions_nothing(text: str) -> None:
    """What tells something, an entry, or a long text is no caption."""
    assert caption_of(text, ROWS) == 0


def test_a_caption_ends_where_its_list_begins() -> None:
    """«Комплекс мер 1) … 2) …» in one block: the words before the first entry."""
    text = "Комплекс мер на год 1) Совещание в августе 2) Фестиваль в мае"
    assert text[: caption_of(text, ())].strip() == "Комплекс мер на год"


ENTRIES = [("3. Выезд на ферму", True), ("Октябрь – выезд", True), ("1 класс – утренник", True), ("Выезд был.", False)]


@pytest.mark.parametrize(("text", "entry"), ENTRIES)
def test_entries_may_be_plain_paragraphs(text: str, entry: bool) -> None:
    """Numbers, months and classes at the beginning."""
    assert is_entry(BlockKind.PARAGRAPH, text) is entry


def test_rows_stand_under_their_caption() -> None:
    """The caption of a table is among what its rows stand under; a later paragraph ends it."""
    sheet = sheet_of(
        page("<title>Школа</title><main><h1>Дела</h1><p>План работы на год</p><table><tr><td>Игра в саду</td><td>май</td></tr>"
             "<tr><td>Выезд на ферму</td><td>июнь</td></tr></table><p>Потом.</p><ul><li>Сад большой</li></ul></main>")
    )  # fmt: skip
    captions = {
        sheet.lines[number].text: [sheet.lines[above].text for above in sheet.context(number)] for number in range(len(sheet.lines))
    }
    assert captions["Выезд на ферму | июнь"][0] == "План работы на год"
    assert "План работы на год" not in captions["Сад большой"]
