"""Pages made to keep the warnings busy: names without end, words of health in every place, prints of texts without words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from time import process_time

import pytest

from site_audit.detect.textprints import sketch_of
from site_audit.detect.warnings.forms import foreign_forms
from site_audit.detect.warnings.personal import personal_data
from site_audit.model import PRINT_DIGITS, PRINT_HASHES, Block, BlockKind, Document

TODAY = date(2026, 11, 23)
SECONDS = 30.0  # a few on an idle machine; where time grows with the square, minutes
NAMES = 100_000


def document(*texts: str, kind: BlockKind = BlockKind.PARAGRAPH, header: tuple[str, ...] = ()) -> Document:
    """A page of these blocks; rows where a header is given."""
    cells = [tuple(text.split(" | ")) if header else () for text in texts]
    blocks = (Block(kind, text, f"p[{number}]", cells=cells[number], header=header) for number, text in enumerate(texts))
    return Document("http://school.example/a", "sha256:0", "text/html", "Список обучающихся с ОВЗ", tuple(blocks))


def name(number: int) -> str:
    """A name that the dictionary has not read before."""
    letters = "".join(chr(1072 + number // 32**place % 32) for place in range(4))
    return f"С{letters}ов П{letters[::-1]}я"


MADE: dict[str, Callable[[], Document]] = {
    "names in one block": lambda: document("Дети с ОВЗ, " + ", ".join(name(number) for number in range(NAMES))),
    "names in blocks": lambda: document(*(f"{name(number)} не в списке, педагог" for number in range(NAMES))),
    "rows": lambda: document(
        *(f"{name(number)} | – | нет" for number in range(NAMES)), kind=BlockKind.ROW, header=("ФИО обучающегося", "Диагноз", "Телефон")
    ),
    "health": lambda: document("обучающийся с ОВЗ " * NAMES),
    "health and capitals": lambda: document("Ученик С ОВЗ Школы Имени " * NAMES),
    "numbers": lambda: document("112-233-445 96 " * NAMES),
    "births": lambda: document("дата рождения 12.03.2012 " * NAMES),
    "dots": lambda: document("А.А." * NAMES, "СНИЛС" + "." * NAMES, "." * NAMES, "список " * NAMES),
    "headings": lambda: document(*("Список учащихся:" for _ in range(NAMES)), kind=BlockKind.HEADING),
    "forms": lambda: document("https://docs.google.com/form" * NAMES, "forms.gle" * NAMES),
}


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_a_page_of_a_hundred_thousand_names_is_looked_through(made: Callable[[], Document]) -> None:
    """In bounded time, to a few warnings, none of which repeats a word of the page."""
    page = made()
    began = process_time()
    found = [*personal_data(page, today=TODAY), *foreign_forms(page)]
    assert process_time() - began < SECONDS
    assert len(found) <= 5
    assert all(len(one.detail) < 40 and "ов " not in one.detail for one in found)


@pytest.mark.parametrize("piece", ["а", "а ", "Слово ", "1.", "\u00ad", "й\u0301 "])
def test_a_text_without_end_has_a_small_print(piece: str) -> None:
    """A million signs cost what a large document costs."""
    began = process_time()
    assert len(sketch_of(piece * 1_000_000)) <= PRINT_HASHES * PRINT_DIGITS
    assert process_time() - began < SECONDS
