"""The little that the judges of a page's honesty look at: its title, its headings, and how much it says."""

from __future__ import annotations

from dataclasses import dataclass

from site_audit.crawl.shape import near_key
from site_audit.model import BlockKind, Document, Zone
from site_audit.urls import host_of


@dataclass(frozen=True, slots=True)
class PageText:
    """A page in brief."""

    title: str
    headings: tuple[str, ...]
    text: str  # of the blocks, lower case, ё as е, without menus and footers
    letters: int  # of all blocks
    ways: int  # other addresses of the same host that it links


def page_text(document: Document) -> PageText:
    """The brief of a document."""
    own = (Zone.MAIN, Zone.ASIDE)
    said = [block for block in document.blocks if block.kind not in (BlockKind.TITLE, BlockKind.ALT)]
    text = " ".join(block.text for block in said if block.zone in own)
    return PageText(
        title=_plain(document.title),
        headings=tuple(_plain(block.text) for block in said if block.kind is BlockKind.HEADING)[:3],
        text=_plain(text),
        letters=sum(len(block.text) for block in said),
        ways=_ways(document),
    )


def _plain(text: str) -> str:
    return text.lower().replace("ё", "е").strip()


def _ways(document: Document) -> int:
    host, here = host_of(document.url), near_key(document.url)
    return len({near_key(link.url) for link in document.links if host_of(link.url) == host} - {here})
