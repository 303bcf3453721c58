"""How the tests of extraction read: a piece of a page, and short views of what came of it."""

from __future__ import annotations

from site_audit.extract import extract
from site_audit.model import Block, BlockKind, Document

URL = "http://school.example/o-shkole/page.html"


def read(body: str | bytes, *, url: str = URL) -> Document:
    """The document these bytes (or this page) are; fails the test where they are none."""
    got = extract(body.encode() if isinstance(body, str) else body, url=url)
    assert isinstance(got, Document), got
    return got


def blocks(document: Document, kind: BlockKind | None = None) -> list[Block]:
    """The blocks, or those of one kind, without the title."""
    return [one for one in document.blocks if one.kind is not BlockKind.TITLE and kind in (None, one.kind)]


def texts(document: Document, kind: BlockKind | None = None) -> list[str]:
    """The texts of the blocks, or of those of one kind, without the title."""
    return [block.text for block in blocks(document, kind)]


def rows(document: Document) -> list[tuple[str, ...]]:
    """The cells of each row."""
    return [block.cells for block in blocks(document, BlockKind.ROW)]
