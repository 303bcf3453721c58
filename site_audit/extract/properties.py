"""What a file claims of itself: the title and dates among its properties, taken only where they make sense."""

from __future__ import annotations

import re
from datetime import date

from site_audit.extract.builder import fold
from site_audit.extract.russian import russian_share
from site_audit.model import BY_PROPERTY, Block, BlockKind, DateClaim, Zone

TITLE_LETTERS = 250
HEADING_WITHIN = 25
EARLIEST_YEAR, LATEST_YEAR = 1990, 2100
_FILE_NAME = re.compile(
    r"\.(?:docx?|pdf|rtf|xlsx?|odt|tmp|indd)\b|^(?:microsoft|untitled|без имени|отсканированн|скан\b)|^(?:document|документ)\s?\d*$",
    re.IGNORECASE,
)
_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})")
_WORD = re.compile(r"[А-Яа-яЁё]{3,}")


def sensible_title(claimed: str) -> str:
    """The title among a file's properties, "" where it is a program's or a scanner's word."""
    title = fold(claimed)
    if not title.isascii() and not _WORD.search(title):
        title = _unscrambled(title)
    if _FILE_NAME.search(title) or len(_WORD.findall(title)) < 2 or len(title) > TITLE_LETTERS or russian_share(title) < 0.3:
        return ""
    return title


def _unscrambled(title: str) -> str:
    """windows-1251 kept as if it were Latin-1, as old office programs wrote it."""
    try:
        return title.encode("latin-1").decode("cp1251")
    except UnicodeError:
        return title


def title_from(blocks: list[Block]) -> str:
    """The first heading of the document itself, over as many lines as it takes; else its first line that is no row of a table."""
    own = [block for block in blocks if block.zone is Zone.MAIN][:HEADING_WITHIN]
    lines: list[Block] = []
    for block in own:
        if block.kind is BlockKind.HEADING and (not lines or block.level == lines[0].level):
            lines.append(block)
        elif lines:
            break
    lines = lines or [block for block in own if block.kind is not BlockKind.ROW][:1]
    title = ""
    for line in lines:
        if title and len(title) + len(line.text) > TITLE_LETTERS:
            break
        title = f"{title} {line.text}".strip()
    return title[:TITLE_LETTERS]


def day_of(written: str) -> date | None:
    """The day of an ISO date or time ("2026-09-01T10:00", "20260901"), None if there is none that makes sense."""
    found = _ISO.match(written)
    if not found or not EARLIEST_YEAR <= int(found[1]) <= LATEST_YEAR:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def property_dates(*written: str) -> tuple[DateClaim, ...]:
    """The days of a file's properties, each once."""
    days = dict.fromkeys(day for one in written if (day := day_of(one)))
    return tuple(DateClaim(BY_PROPERTY, day) for day in days)
