"""Text whose lines are rows of cells (.csv): told from prose, and taken apart."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

HEAD = 4096
DELIMITERS = (";", "\t", ",")
LEAST_ROWS = 3
ALIKE = 0.8  # of the rows: a few may be titles or notes
SPACED = 0.3
MAX_RECORD_LINES = 50  # a longer cell is a quote that nobody closed
_MARKER = re.compile(r"\s*(?:\d{1,3}[.)]?|[-–—•*·])\s*")
_DECIMAL = re.compile(r"\d,\d")


def delimiter_of(head: str, *, cut: bool = False) -> str:
    """What parts the cells of delimited text, "" for prose; the last line of a beginning that is `cut` is left out.

    Letters do not matter: all Russian encodings agree about these signs.

    Cells stand close to a delimiter, in prose a blank follows; a row goes on after its last delimiter, an entry of a list ends with it.

    >>> delimiter_of("Класс;Дата\\n9;01.10.2026\\n10;02.10.2026")
    ';'
    """
    text = head[: max(head.rfind("\n"), head.rfind("\r")) + 1] if cut else head
    if text.count("\n") + text.count("\r") < LEAST_ROWS - 1:
        return ""
    return next((one for one in DELIMITERS if one in text and _parts_cells(text, one)), "")


def records(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of cells; line breaks within quotes stay in their cell, a quote that nobody closed is a letter."""
    lines = io.StringIO(text, newline="").readlines()
    read = 0
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for row in reader:
            if reader.line_num - read > MAX_RECORD_LINES:
                break
            read = reader.line_num
            yield row
    except csv.Error:  # a cell beyond the reader's own bound
        pass
    yield from (line.rstrip("\r\n").split(delimiter) for line in lines[read:])


def _parts_cells(text: str, delimiter: str) -> bool:
    rows = [row for row in islice(records(text, delimiter), HEAD) if any(cell.strip() for cell in row)]
    if len(rows) < LEAST_ROWS:
        return False
    width, alike = Counter(len(row) for row in rows).most_common(1)[0]
    usual = [row for row in rows if len(row) == width]
    if width < 2 or alike < LEAST_ROWS or alike < ALIKE * len(rows):
        return False
    if sum(sum(bool(cell.strip()) for cell in row) >= 2 for row in usual) * 2 < alike:
        return False
    cells = [cell for row in usual for cell in row[1:] if cell.strip()]
    if delimiter != "\t" and sum(cell[0].isspace() for cell in cells) > SPACED * len(cells):
        return False
    return width > 2 or not _looks_like_prose(usual, delimiter)


def _looks_like_prose(rows: list[list[str]], delimiter: str) -> bool:
    """A numbered list with tabs behind its numbers, or prices with a comma among their figures."""
    if delimiter == "\t":
        odd = sum(bool(_MARKER.fullmatch(row[0])) for row in rows)
    else:
        odd = sum(bool(_DECIMAL.search(f"{row[0][-1:]},{row[1][:1]}")) for row in rows) if delimiter == "," else 0
    return odd * 2 > len(rows)
