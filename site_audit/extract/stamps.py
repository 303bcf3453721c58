"""The stamp an electronic signature leaves in a document's text is taken out of it: the post and day are kept, names and numbers dropped.

A stamp is told by its form, never by the mention of a signature: «ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ» with nothing but details
after it, or two such details as stand together nowhere else (a certificate's number and its owner, say).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from site_audit.extract.builder import fold
from site_audit.extract.stamp_reading import Reading, is_complete, read_stamp, signature_of
from site_audit.extract.stamp_words import FIRST_HALF, OTHER_HALF, PERSON, TITLE, parts_of
from site_audit.model import Block, BlockKind, Signature

MAX_SIGNATURES = 20
STAMP_BLOCKS = 14
MAX_READINGS = 2_000  # of the texts of one document
GAP_BLOCKS = 2  # lines of the document that columns brought between those of a stamp
_HINT = re.compile(r"подписан|подписью|сертификат|владел|программный ключ|\bdn\s?:|\bcn\s?=|signed by|кому выдан", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_NAME_WORD = re.compile(r"[А-ЯЁ][а-яё]*")
_BARS = re.compile(r"(?:^|\s)\|(?=\s*(?:\||$))|^\s*\|")


class _Lines:
    """The texts of a document, each read once as a stamp."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self._readings: dict[int, Reading | None] = {}

    def reading(self, at: int) -> Reading | None:
        """The stamp in one text; after a bound no more are read."""
        if at not in self._readings:
            self._readings[at] = read_stamp(self.texts[at]) if len(self._readings) < MAX_READINGS else None
        return self._readings[at]


@dataclass(slots=True)
class _Stamp:
    """A stamp while it is gathered: which piece of which text is its."""

    pieces: dict[int, Reading] = field(default_factory=dict)
    telling: set[str] = field(default_factory=set)
    opens: bool = False

    def take(self, at: int, reading: Reading) -> None:
        self.pieces[at] = reading
        self.telling |= reading.telling
        self.opens |= reading.opens

    def is_followed_by(self, reading: Reading) -> bool:
        """Does this line belong to the next stamp?"""
        if reading.opens:
            return self.opens or bool(self.telling)
        again = reading.telling & self.telling
        return bool(again & {"owner", "name"}) or ("certificate" in again and "owner" in self.telling)


def split_stamps(blocks: Sequence[Block]) -> tuple[list[Block], tuple[Signature, ...]]:
    """The blocks without the stamps, and the signatures these tell of, each once. A row loses stamped cells, another block the piece."""
    stamps = _find([block.text for block in blocks])
    cut = {at: piece for stamp in stamps for at, piece in stamp.pieces.items()}
    signatures = {min(stamp.pieces): _signature(stamp, blocks) for stamp in stamps}
    kept, left = [], MAX_READINGS
    for at, block in enumerate(blocks):
        piece = cut.get(at)
        if block.kind is BlockKind.ROW and (piece is None or piece.end - piece.start < len(block.text)):
            if left and _HINT.search(block.text):
                left -= 1
                block, found = _without_stamped_cells(block)
                signatures |= {at: found} if found else {}
        elif piece is not None:
            block = replace(block, text=fold(f"{block.text[: piece.start]} {block.text[piece.end :]}"))
        if block.text:
            kept.append(block)
    return kept, tuple(dict.fromkeys(signatures[at] for at in sorted(signatures)))[:MAX_SIGNATURES]


def without_stamps(texts: Sequence[str]) -> list[str]:
    """The texts without those that are stamps as a whole or in part."""
    stamped = {at for stamp in _find(texts) for at in stamp.pieces}
    return [text for at, text in enumerate(texts) if at not in stamped]


def _signature(stamp: _Stamp, blocks: Sequence[Block]) -> Signature:
    texts = [blocks[at].text[piece.start : piece.end] for at, piece in sorted(stamp.pieces.items())]
    first = min(stamp.pieces)
    above = blocks[first].text[: stamp.pieces[first].start] or (blocks[first - 1].text if first else "")
    return signature_of(" ".join(texts), above)


def _without_stamped_cells(row: Block) -> tuple[Block, Signature | None]:
    """A row of which single cells are stamps, without these."""
    signature, text, cells = None, row.text, []
    for cell in row.cells:
        reading = read_stamp(cell) if _HINT.search(cell) else None
        if reading is None or not is_complete(reading.opens, reading.telling):
            cells.append(cell)
            continue
        signature = signature_of(cell[reading.start : reading.end], cell[: reading.start])
        left = fold(f"{cell[: reading.start]} {cell[reading.end :]}")
        text = text.replace(cell, left)
        cells.append(left)
    return replace(row, text=fold(_BARS.sub("", text)), cells=tuple(cells)) if signature else row, signature


def _find(texts: Sequence[str]) -> list[_Stamp]:
    found: list[_Stamp] = []
    lines = _Lines(texts)
    at = 0
    while at < len(texts):
        stamp = _from(lines, at)
        if stamp is not None:
            _take_names_above(stamp, texts)
            found.append(stamp)
            at = max(stamp.pieces)
        at += 1
    return found


def _from(lines: _Lines, at: int) -> _Stamp | None:
    """The stamp that begins with this text."""
    texts = lines.texts
    text = texts[at]
    if not _HINT.search(text) and not TITLE.fullmatch(text):
        return None
    stamp = _Stamp()
    after = texts[at + 1] if at + 1 < len(texts) else ""
    if FIRST_HALF.fullmatch(text):
        stamp.take(at, Reading(0, len(text), opens=bool(OTHER_HALF.match(after))))
        if stamp.opens:
            stamp.take(at + 1, Reading(0, len(after), False, frozenset(part.kind for part in parts_of(after) if part.telling)))
    elif TITLE.fullmatch(text):
        stamp.take(at, Reading(0, len(text)))
    elif (reading := lines.reading(at)) and (reading.opens or reading.telling):
        stamp.take(at, reading)
    else:
        return None
    _go_on(stamp, lines, max(stamp.pieces))
    return stamp if is_complete(stamp.opens, stamp.telling) else None


def _go_on(stamp: _Stamp, lines: _Lines, last: int) -> None:
    """Take the lines that follow: any detail right after the stamp, a telling one also a little further on."""
    texts = lines.texts
    names: list[int] = []
    first = last
    while stamp.pieces[last].end == len(texts[last]):
        for at in range(last + 1, min(last + 2 + GAP_BLOCKS, first + STAMP_BLOCKS, len(texts))):
            reading = lines.reading(at)
            if reading and stamp.is_followed_by(reading):
                return
            if reading and not reading.start and (reading.telling or at == last + 1 + len(names)):
                break
            if PERSON.fullmatch(texts[at]):
                names.append(at)
        else:
            return
        for name in names:
            stamp.take(name, Reading(0, len(texts[name])))
        names.clear()
        stamp.take(at, reading)
        last = at


def _take_names_above(stamp: _Stamp, texts: Sequence[str]) -> None:
    """The signer's name printed large above the stamp goes with it."""
    first = min(stamp.pieces)
    said = {word for at in stamp.pieces for word in _WORD.findall(texts[at])}
    for at in range(first - 1, max(first - 3, -1), -1):
        words = _WORD.findall(texts[at])
        if not words or len(words) > 4 or not all(_NAME_WORD.fullmatch(word) and word in said for word in words):
            return
        stamp.take(at, Reading(0, len(texts[at])))
