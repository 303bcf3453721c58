"""The stamp an electronic signature leaves in a document's text: certificate, owner, dates. No content of the document."""

from __future__ import annotations

import re
from dataclasses import replace

from site_audit.model import Block, BlockKind, Zone

_OPENING = re.compile(
    r"^\W*документ\s+подписан\b|подписано?\s+(?:простой\s+|усиленной\s+)?(?:не)?(?:квалифицированной\s+)?(?:электронной|эцп\b|эп\b)",
    re.IGNORECASE,
)
_DETAIL = re.compile(
    r"^\s*(?:сертификат|владелец|информация о владельце|действителен|действительна|дата подпис(?:и|ания)|уникальный программный ключ|"
    r"серийный номер|dn\s*:|снилс|инн\b|огрн\b|фио\s*:|должность\s*:|подпись\s*:|кем выдан|издатель|[0-9a-f]{24,})|"
    r"\bDN:|\bСНИЛС=|\bИНН=|\bC=RU\b|\bOID\.|электронной подписью",
    re.IGNORECASE,
)
STAMP_LINES = 10
STAMP_LETTERS = 700


def is_stamp(text: str) -> bool:
    """True for a line that opens a stamp or is one of its details."""
    return bool(_OPENING.search(text) or _DETAIL.search(text)) and len(text) < STAMP_LETTERS


def mark_stamps(blocks: list[Block]) -> list[Block]:
    """The blocks with those of a stamp told to be a foot of the document: an opening line, and the details close after it.

    Their words stay as they stand; what of them a report may show is the report's business.
    """
    marked = []
    open_until = -1
    for at, block in enumerate(blocks):
        opens = len(block.text) < STAMP_LETTERS and bool(_OPENING.search(block.text))
        if opens:
            open_until = at + STAMP_LINES
        if opens or (at <= open_until and is_stamp(block.text)):
            block = replace(block, kind=BlockKind.PARAGRAPH, zone=Zone.FOOTER, level=0, cells=(), header=(), item=0)
        marked.append(block)
    return marked
