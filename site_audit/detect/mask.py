"""Names of pupils do not leave the audit: in a quote each is written «…», the rest stays literal.

Teachers, guests and heads keep their names: they answer for what they do. A name is taken for a pupil's where the words before it say so.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from site_audit.detect.warnings.pupils import CLASS, NAME, PUPIL, entry_of, introduces_pupils, is_name, pupil_of
from site_audit.model import Block, BlockKind
from site_audit.text.legible import lettered
from site_audit.text.people import find_people

MASK = "…"
_REACH = 60
_HEADING, _ENTRY = 250, 200
_PUPIL_BEFORE = re.compile(
    r"(?:учени[кц]\w*|учащ\w{2,5}|обучающ\w{2,6}|воспитанни[кц]\w*|школьни[кц]\w*|\w+классни[кц]\w*|выпускни[кц]\w*|призёр\w*|призер\w*|победител\w+"
    r"|\d\W{0,3}[а-я]?\W{0,2}класса?)(?:\W+(?:\d{1,2}|[А-Яа-я]|класс\w*|кл|школы|нашей)(?!\w)){0,4}\W*$",
    re.IGNORECASE,
)
_GROWN_UP = re.compile(
    r"(?:руководител|учител|педагог|директор|воспитател|психолог|мастер|преподавател|специалист|родител|мам|пап|советник|организатор"
    r"|навигатор|ответственн|заместител|врач|инженер|начальник|сотрудни|тренер|куратор)\w*[^.;|]{0,30}$",
    re.IGNORECASE,
)

_CALLED = re.compile(rf"{PUPIL}(?:\s{CLASS})?[\s,(–-]{{1,3}}(?P<name>{NAME})")
_LISTED = frozenset({BlockKind.ITEM, BlockKind.PARAGRAPH, BlockKind.ROW})


def masked(quote: str) -> str:
    """The quote with pupils' names masked."""
    pieces: list[str] = []
    at = 0
    named = False
    for person in find_people(lettered(quote)):
        before = quote[max(0, person.start - _REACH) : person.start]
        listed = named and quote[at : person.start].strip() in {",", "и", ", и", ";"}
        named = listed or bool(_PUPIL_BEFORE.search(before) and not _GROWN_UP.search(before))
        if named:
            pieces += [quote[at : person.start], MASK]
            at = person.end
    return "".join((*pieces, quote[at:])) if pieces else quote


def masked_blocks(blocks: Sequence[Block], wanted: Container[int]) -> Iterator[Block]:
    """The blocks of these numbers with pupils' names masked: as in quotes, and in lists and columns of pupils, which no quote shows."""
    listed = False
    for number, block in enumerate(blocks):
        if block.kind in (BlockKind.HEADING, BlockKind.TITLE) or block.text.rstrip().endswith(":"):
            listed = introduces_pupils(block.text[:_HEADING])
        if number not in wanted:
            continue
        name = pupil_of(block.cells, block.header, listed=listed) if block.cells else ""
        if listed and not name and block.kind in _LISTED:
            name = entry_of(block.text[:_ENTRY])
        yield replace(block, text=_hidden(block.text, name), cells=tuple(_hidden(cell, name) for cell in block.cells))


def _hidden(text: str, name: str) -> str:
    """The text with this name, and every name that is said to be a pupil's, masked."""
    shown = text.replace(name, MASK) if name else text
    for found in reversed(list(_CALLED.finditer(shown))):
        if is_name(found["name"]):
            shown = shown[: found.start("name")] + MASK + shown[found.end("name") :]
    return masked(shown)
