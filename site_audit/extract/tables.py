"""Cells to rows with their headers, the same for pages, Word files and PDF: merged cells spread, header rows told from the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_COLUMNS = 60
MAX_ROWSPAN = 300
HEADER_CELL_LETTERS = 130
_HEADER_WORD = re.compile(
    r"№|\bп/п|^дат[аы]|срок|мероприят|ответственн|^класс|наименован|назван|содержан|^тем[аы]|^форм[аы]|фио|ф\.\s?и\.\s?о|должност|"
    r"^врем|^мест[оа]|участник|показател|исполнител|направлен|предмет|^год|количеств|результат|организатор|адрес|^вид\b|описан|документ",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\d\s.,)%]+")
_COLUMN_NUMBER = re.compile(r"\d{1,2}\.?")
_DATED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as written. `heading` marks a header cell of the markup (th, a repeated Word row, bold throughout)."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    heading: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row as a block will carry it: its own cells joined, all cells with what spans into them, and the header above each.

    A header row itself has an empty `header`; a row without known header has one of empty strings.
    """

    text: str
    cells: tuple[str, ...]
    header: tuple[str, ...]
    number: int  # of the row in its table, from 0


@dataclass(slots=True)
class _Line:
    cells: list[str]
    own: list[str]
    heading: bool
    depth: int  # how many rows its deepest cell spans
    alone: bool  # one cell, and nothing reaches into its row from above


def table_rows(rows: list[list[Cell]], above: tuple[str, ...] = ()) -> tuple[TableRow, ...]:
    """The rows that say something, in order. `above` is the header of the same table on the page before."""
    lines = _spread(rows)
    width = max((len(line.cells) for line in lines), default=0)
    lead = _lead(lines)
    depth = _header_depth(lines[lead:])
    heads = lead + depth if depth else 0
    header = _header(lines[lead:heads], width) if heads else above if len(above) == width else ("",) * width
    made = []
    for number, line in enumerate(lines):
        own = [text for text in line.own if text]
        if not own:
            continue
        if number < heads:
            made.append(TableRow(" | ".join(own), tuple(line.cells), (), number))
        elif line.alone and width > 1:
            made.append(TableRow(own[0], (own[0],), ("",), number))
        else:
            cells = tuple(line.cells) + ("",) * (width - len(line.cells))
            made.append(TableRow(" | ".join(own), cells, header, number))
    return tuple(made)


def lays_out_page(filled: list[int]) -> bool:
    """Whether a table only lays a page out («СОГЛАСОВАНО» and «УТВЕРЖДАЮ» side by side): one row or one column has words.

    `filled` counts the cells with words of each row.
    """
    return sum(bool(count) for count in filled) < 2 or max(filled) < 2


def header_of(rows: tuple[TableRow, ...]) -> tuple[str, ...]:
    """The header that goes on over the page, () if there is none."""
    return next((row.header for row in reversed(rows) if any(row.header)), ())


def _spread(rows: list[list[Cell]]) -> list[_Line]:
    """Each row with the texts that reach into it from the left and from above."""
    hanging: dict[int, tuple[str, int]] = {}
    lines = []
    for row in rows:
        cells: list[str] = []
        alone = len(row) == 1 and not hanging
        for cell in row:
            _fill_hanging(cells, hanging)
            for _ in range(max(1, min(cell.colspan, MAX_COLUMNS - len(cells)))):
                if cell.rowspan > 1:
                    hanging[len(cells)] = (cell.text, min(cell.rowspan, MAX_ROWSPAN) - 1)
                cells.append(cell.text)
        _fill_hanging(cells, hanging)
        heading = bool(row) and all(cell.heading or not cell.text for cell in row) and any(cell.text for cell in row)
        depth = max((cell.rowspan for cell in row), default=1)
        lines.append(_Line(cells[:MAX_COLUMNS], [cell.text for cell in row], heading, depth, alone))
    return lines


def _fill_hanging(cells: list[str], hanging: dict[int, tuple[str, int]]) -> None:
    while (at := len(cells)) in hanging:
        text, left = hanging[at]
        cells.append(text)
        if left > 1:
            hanging[at] = (text, left - 1)
        else:
            del hanging[at]


def _lead(lines: list[_Line]) -> int:
    """How many rows stand above the header as the table's own title: one cell over the whole width."""
    lead = 0
    while lead < min(3, len(lines)) and sum(bool(text) for text in lines[lead].own) < 2:
        lead += 1
    return lead


def _header_depth(lines: list[_Line]) -> int:
    depth = 0
    while depth < len(lines) and depth < 4 and lines[depth].heading and len(lines[depth].cells) > 1:
        depth += 1
    if depth == len(lines):
        depth = 0
    if not depth and _looks_like_header(lines):
        depth = min(lines[0].depth, 3)
    if depth and depth < len(lines) and _numbers_columns(lines[depth]):
        depth += 1
    return depth if depth < len(lines) else 0


def _looks_like_header(lines: list[_Line]) -> bool:
    if len(lines) < 2:
        return False
    first, texts = lines[0], [text for text in lines[0].own if text]
    if len(texts) < 2 or len(first.own) - len(texts) > 1 or len(set(texts)) < len(texts):
        return False
    if any(len(text) > HEADER_CELL_LETTERS or _NUMBER.fullmatch(text) or _DATED.search(text) for text in texts):
        return False
    if sum(bool(_HEADER_WORD.search(text)) for text in texts) >= min(2, len(texts) - 1):
        return True
    following = [line for line in lines[1:] if line.cells and line.cells[0]]
    numbered = sum(bool(_NUMBER.fullmatch(line.cells[0])) for line in following)
    return len(following) >= 2 and numbered >= 0.8 * len(following)


def _numbers_columns(line: _Line) -> bool:
    """«1 | 2 | 3 | 4» under a header."""
    texts = [text for text in line.own if text]
    return len(texts) > 1 and all(_COLUMN_NUMBER.fullmatch(text) for text in texts) and texts[0].startswith("1")


def _header(lines: list[_Line], width: int) -> tuple[str, ...]:
    named = []
    for column in range(width):
        texts = [line.cells[column] for line in lines if column < len(line.cells) and not _numbers_columns(line)]
        named.append(" / ".join(dict.fromkeys(text for text in texts if text)))
    return tuple(named)
