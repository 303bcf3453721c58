"""A whole page shows more than a quote does: pupils' names are masked in lists and columns as well, grown-ups keep theirs."""

from __future__ import annotations

import pytest

from site_audit.detect.mask import masked_blocks
from site_audit.model import Block, BlockKind


def said(*blocks: Block) -> list[str]:
    """The texts that are left."""
    return [block.text for block in masked_blocks(blocks, range(len(blocks)))]


def heading(text: str) -> Block:
    """A heading."""
    return Block(BlockKind.HEADING, text, "h2[1]", level=2)


def item(text: str) -> Block:
    """An entry of a list."""
    return Block(BlockKind.ITEM, text, "li[1]")


def test_lists_of_pupils() -> None:
    """Under «Список обучающихся» each entry loses its name and keeps the rest; under the next heading nothing is lost."""
    told = said(
        heading("Список обучающихся 9 класса"), item("1. Сидоров Петя, стрелковый кружок"), heading("Контакты"), item("Сидоров Пётр")
    )
    assert told == ["Список обучающихся 9 класса", "1. …, стрелковый кружок", "Контакты", "Сидоров Пётр"]


def test_columns_of_pupils() -> None:
    """A column of pupils is masked in the cell and in the row; the teacher's stays."""
    cells, header = ("1", "Сидоров Петя", "Иванова Мария Петровна"), ("№", "Фамилия, имя обучающегося", "Руководитель")
    row = Block(BlockKind.ROW, " | ".join(cells), "row 1", cells=cells, header=header)
    (block,) = masked_blocks([row], (0,))
    assert block.cells == ("1", "…", "Иванова Мария Петровна")
    assert block.text == "1 | … | Иванова Мария Петровна"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ученик 9 класса Сидоров Петя занял первое место.", "Ученик 9 класса … занял первое место."),
        ("Ученица Орлова Анна Сергеевна побывала на заводе.", "Ученица … побывала на заводе."),
        ("Классный руководитель Орлова Анна Сергеевна.", "Классный руководитель Орлова Анна Сергеевна."),
        ("Учащиеся побывали на Заводе Имени Ленина.", "Учащиеся побывали на Заводе Имени Ленина."),
        ("Список учителей:", "Список учителей:"),
    ],
)
def test_names_in_sentences(text: str, shown: str) -> None:
    """A name that the words before it give to a pupil is masked, in two words as in three."""
    assert said(Block(BlockKind.PARAGRAPH, text, "p[1]")) == [shown]


def test_a_list_goes_on_behind_what_is_not_shown() -> None:
    """The heading counts for its entries though it is not wanted itself."""
    (entry,) = masked_blocks([heading("Список учеников 5 класса"), item("1. Сидоров Петя"), item("2. Орлова Аня")], (2,))
    assert entry.text == "2. …"
