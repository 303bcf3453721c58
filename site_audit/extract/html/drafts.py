"""What the walk over a page hands on: blocks, links and dates before their zone, place and address are known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from site_audit.extract.builder import fold
from site_audit.model import BlockKind

LINK_LETTERS = 300


class Context(NamedTuple):
    """What text found here is: its kind, the tag that names its place, the level of a heading."""

    kind: BlockKind
    tag: str
    level: int = 0


PARAGRAPH = Context(BlockKind.PARAGRAPH, "p")


class Draft(NamedTuple):
    """A block before its zone, item and place are known."""

    context: Context
    text: str
    frame: int
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()


@dataclass(slots=True)
class LinkDraft:
    """A link before it is resolved."""

    href: str
    frame: int
    rel: str = ""
    spare: str = ""  # title or label, for a link without visible text
    parts: list[str] = field(default_factory=list)
    first_flow: int = -1

    @property
    def text(self) -> str:
        """What a visitor sees of it."""
        return fold("".join(self.parts))[:LINK_LETTERS] or fold(self.spare)[:LINK_LETTERS]


class TimeDraft(NamedTuple):
    """A `time` element, or one marked datePublished."""

    written: str
    frame: int
    published: bool
