"""Russian letters that an old program kept under Latin code numbers: told by a vote, and brought back."""

from __future__ import annotations

import re

from site_audit.extract.russian import russian_share

ENOUGH_LETTERS = 8
SAMPLED_RUNS = 4_000
PLAINLY = 0.5
_LATIN_RUN = re.compile("[\xc0-\xff]{2,}")


def back_to_cyrillic(text: str) -> str:
    """The text with letters of Latin-1 read as windows-1251, where that makes Russian words of them; else as it is.

    >>> back_to_cyrillic("Ïëàí ïðîôîðèåíòàöèè – 2026")
    'План профориентации – 2026'
    """
    return text.translate(_AS_CYRILLIC) if hides_russian(text) else text


def hides_russian(text: str) -> bool:
    """True where the Latin letters beyond ASCII are Russian words in the wrong code page."""
    runs = [run for run, _ in zip(_LATIN_RUN.findall(text), range(SAMPLED_RUNS), strict=False)]
    sample = " ".join(runs).encode("latin-1").decode("cp1251")
    return len(sample) - len(runs) >= ENOUGH_LETTERS and russian_share(sample) >= PLAINLY


def _table() -> dict[int, str]:
    """What cp1252 (and Latin-1) made of each byte of cp1251."""
    table = {}
    for code in range(0x80, 0x100):
        meant = bytes([code]).decode("cp1251", "replace")
        if meant != "\ufffd":
            table[code] = meant
            table[ord(bytes([code]).decode("cp1252", "replace"))] = meant
    table.pop(0xFFFD, None)
    return table


_AS_CYRILLIC = _table()
