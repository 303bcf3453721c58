"""Russian that a PDF gives out as «ÏËÀÍ ðàáîòû»: fonts of old office programs name their glyphs by the Western code page.

The codes are those of windows-1251, so the words can be had back letter by letter, and say what the page shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from site_audit.extract.pdf.glyphs import Run
from site_audit.extract.russian import russian_share

ENOUGH_LETTERS = 30
PLAINLY_RUSSIAN = 0.5
_HIGH = re.compile(r"[À-ÿ]")
_LETTER = re.compile(r"[^\W\d_]")


def _pairs() -> Iterable[tuple[int, str]]:
    for code in range(0x80, 0x100):
        western, russian = bytes([code]).decode("cp1252", "replace"), bytes([code]).decode("cp1251", "replace")
        if "\ufffd" not in western + russian and western != russian:
            yield ord(western), russian


_RUSSIAN = dict(_pairs())


def restore_letters(runs: list[Run]) -> None:
    """Give the runs of a page their Russian letters back, where the whole page reads as Russian then."""
    scrambled = [run for run in runs if _is_western(run.text)]
    text = " ".join(run.text for run in scrambled)
    if len(_HIGH.findall(text)) < ENOUGH_LETTERS or russian_share(text.translate(_RUSSIAN)) < PLAINLY_RUSSIAN:
        return
    for run in scrambled:
        run.text = run.text.translate(_RUSSIAN)


def _is_western(text: str) -> bool:
    high = len(_HIGH.findall(text))
    return (high > 0 and high >= 0.5 * len(_LETTER.findall(text))) or text.strip() in ("¹", "¹¹")
