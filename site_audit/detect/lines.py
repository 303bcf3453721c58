"""The own lines of a document: what belongs to the site is left out, columns are no cards, and what names the document is marked."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from site_audit.detect.captions import caption_of
from site_audit.detect.cards import with_cards
from site_audit.detect.chrome import Print, fingerprint
from site_audit.detect.entries import entries_of
from site_audit.model import Block, BlockKind, Document, Link, Zone
from site_audit.text.legible import lettered

_HEAD_BLOCKS = 12
_HEAD_CHARACTERS = 500
_BODY_BEGINS = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s|ПРИКАЗЫВАЮ|В соответствии|На основании|В целях")
_PSEUDO_HEADING = 140
LISTING_CARDS = 3
_LOOK_AHEAD = 3
_COLUMN_SHARE = 0.5
OWN_ZONES = (Zone.MAIN, Zone.ASIDE)


@dataclass(frozen=True, slots=True)
class Line:
    """One block as it is read: where it is cited, and whether it names the whole document."""

    text: str
    kind: BlockKind
    place: str
    url: str
    digest: str
    item: int = 0
    level: int = 0
    titles: bool = False  # names the document: title, first heading, head of a file, a link that leads to it
    caption: int = 0  # so many of its characters caption the table or list that follows, as a heading would
    echo: bool = False  # stands in the document once more (the joined head): not a match of its own for body text
    header: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    sure: float = 1.0  # below 1 where the words were recognised on a picture


def lines_of(document: Document, chrome: frozenset[Print], incoming: tuple[tuple[Link, str], ...]) -> list[Line]:
    """The lines of a document; a file begins with its joined head and the links that lead to it."""
    own = with_cards(_without_columns([block for block in document.blocks if _is_own(block, chrome, document)]))
    naming = _naming(own, document)
    lines: list[Line] = []
    if not document.is_page:
        lines += [_joined_head(own, document)] if own else []
        lines += [
            Line(link.text, BlockKind.LINK, "link", link.source, digest, titles=True) for link, digest in incoming if link.text.strip()
        ]
    lines += [line for block in own for line in _lines_of_block(block, document, titles=block.place in naming)]
    return [_captioned(line, lines[number + 1 : number + 1 + _LOOK_AHEAD]) for number, line in enumerate(lines)]


def _captioned(line: Line, following: list[Line]) -> Line:
    if line.kind is not BlockKind.PARAGRAPH:
        return line
    caption = caption_of(lettered(line.text), tuple((each.kind, each.text) for each in following))
    return replace(line, caption=caption) if caption else line


def _lines_of_block(block: Block, document: Document, *, titles: bool) -> list[Line]:
    """A block as a line; a paragraph that is a list in all but its markup as the entries of that list."""
    line = Line(
        block.text,
        block.kind,
        block.place,
        document.url,
        document.digest,
        item=block.item,
        level=block.level,
        titles=titles,
        header=block.header,
        cells=block.cells,
        sure=block.confidence,
    )
    entries = entries_of(block.text) if block.kind is BlockKind.PARAGRAPH and not block.item else [block.text]
    return [line] if len(entries) == 1 else [replace(line, text=text, kind=BlockKind.ITEM, titles=False) for text in entries]


def _is_own(block: Block, chrome: frozenset[Print], document: Document) -> bool:
    if block.kind is BlockKind.TITLE or (block.kind is BlockKind.HEADING and block.level == 1 and block.zone is not Zone.FOOTER):
        return fingerprint(block) not in chrome
    if not document.is_page:
        return block.zone is not Zone.FOOTER and fingerprint(block) not in chrome
    return block.zone in OWN_ZONES and fingerprint(block) not in chrome


def _without_columns(own: list[Block]) -> list[Block]:
    """Repeated containers that are no cards – the columns of a layout, the one article of a page – lose their number."""
    size: dict[int, int] = {}
    for block in own:
        size[block.item] = size.get(block.item, 0) + len(block.text)
    lines = Counter(block.item for block in own if block.item and block.kind not in (BlockKind.ROW, BlockKind.ITEM))
    cards = {item for item, count in lines.items() if count > 1}
    whole = sum(size.values()) or 1
    columns = {item for item in cards if len(cards) < LISTING_CARDS or size[item] > _COLUMN_SHARE * whole}
    return [replace(block, item=0) if block.item in columns else block for block in own]


def _naming(own: list[Block], document: Document) -> frozenset[str]:
    """Places of the blocks that name a page: its title and first heading; on pages without headings the first short paragraph."""
    if not document.is_page:
        return frozenset()
    named = {block.place for block in own if block.kind is BlockKind.TITLE}
    headings = [block for block in own if block.kind is BlockKind.HEADING and not block.item]
    if headings:
        top = min(block.level for block in headings)
        named.add(next(block.place for block in headings if block.level == top))
        named.add(headings[0].place)
    else:
        first = next((block for block in own if block.kind in (BlockKind.PARAGRAPH, BlockKind.LINK)), None)
        if first and len(first.text) <= _PSEUDO_HEADING:
            named.add(first.place)
    return frozenset(named)


def _joined_head(own: list[Block], document: Document) -> Line:
    """The head of a file as one line: «ПЛАН / профориентационной работы / на 2026/27» is one title on three lines."""
    parts: list[str] = []
    for block in own[:_HEAD_BLOCKS]:
        full = sum(map(len, parts)) + len(block.text) > _HEAD_CHARACTERS
        if parts and (full or block.kind is BlockKind.ROW or _BODY_BEGINS.match(block.text)):
            break
        parts.append(block.text[:_HEAD_CHARACTERS])
    head = own[0]
    return Line(" ".join(parts), BlockKind.TITLE, head.place, document.url, document.digest, titles=True, echo=True, sure=head.confidence)
