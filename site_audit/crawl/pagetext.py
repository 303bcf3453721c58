"""The little that the judges of a page's honesty look at: its title, its headings, and how much it says."""

from __future__ import annotations

from dataclasses import dataclass

from site_audit.model import BlockKind, Document, Zone


@dataclass(frozen=True, slots=True)
class PageText:
    """A page in brief."""

    title: str
    headings: tuple[str, ...]
    text: str  # of the blocks, lower case, without menus and footers
    letters: int  # of all blocks
    links: int


def page_text(document: Document) -> PageText:
    """The brief of a document."""
    own = (Zone.MAIN, Zone.ASIDE)
    said = [block for block in document.blocks if block.kind not in (BlockKind.TITLE, BlockKind.ALT)]
    text = " ".join(block.text for block in said if block.zone in own)
    return PageText(
        title=document.title.lower().strip(),
        headings=tuple(block.text.lower().strip() for block in said if block.kind is BlockKind.HEADING)[:3],
        text=text.lower(),
        letters=sum(len(block.text) for block in said),
        links=len(document.links),
    )
