"""News lists without markup: «text … Читать дальше», «16.11.2026», «text …», «12.11.2026» – cards told by their date lines alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from site_audit.model import Block, BlockKind

#: So many date lines in one run of paragraphs make it a list of cards.
LEAST_DATES = 3
_DATE_LINE = re.compile(
    r"\W*(?:(?:опубликовано|добавлено|дата)\W*)?(?:\d{1,2}[./]\d{1,2}[./](?:20)?\d{2}|\d{1,2}\s+[а-я]{3,8}\s+20\d{2})\s*(?:г\.?|года)?[\s,|]*(?:\d{1,2}:\d{2})?\W*",
    re.IGNORECASE,
)


def with_cards(blocks: list[Block]) -> list[Block]:
    """The same blocks, those of each undelimited card sharing a new item number."""
    number = max((block.item for block in blocks), default=0)
    found: list[Block] = []
    for run in _runs(blocks):
        dates = [index for index, block in enumerate(run) if _DATE_LINE.fullmatch(block.text)]
        if len(dates) < LEAST_DATES:
            found += run
            continue
        leading = dates[0] == 0
        for index, block in enumerate(run):
            number += (index in dates and index > 0) if leading else (index == 0 or index - 1 in dates)
            found.append(replace(block, item=number + 1))
        number += 1
    return found


def _runs(blocks: list[Block]) -> Iterator[list[Block]]:
    """Stretches of plain paragraphs and links; every other block stands for itself."""
    run: list[Block] = []
    for block in blocks:
        if not block.item and block.kind in (BlockKind.PARAGRAPH, BlockKind.LINK):
            run.append(block)
            continue
        if run:
            yield run
            run = []
        yield [block]
    if run:
        yield run
