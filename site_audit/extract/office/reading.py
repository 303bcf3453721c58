"""What all readers of office files end in: a document, or the failure that a fault of the file is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from xml.etree import ElementTree

from site_audit.extract.builder import BlockBuilder
from site_audit.extract.office.core_properties import Properties
from site_audit.extract.office.parts import Refused
from site_audit.extract.office.summary import Summary
from site_audit.extract.properties import title_from
from site_audit.extract.source import Source
from site_audit.extract.stamps import split_stamps
from site_audit.model import Block, Document, Failure, Trouble

ENOUGH_LETTERS = 40
_LETTER = re.compile(r"[^\W\d_]")
_READABLE = re.compile(r"[A-Za-z\u0400-\u052f]")


def answer(source: Source, read: Callable[[Source], Document | Failure]) -> Document | Failure:
    """What `read` makes of the file; its faults become failures."""
    try:
        return read(source)
    except Refused as refused:
        return source.failure(refused.trouble, refused.detail)
    except ElementTree.ParseError:
        return source.failure(Trouble.BROKEN, "damaged text")
    except RecursionError:
        return source.failure(Trouble.BROKEN, "nested too deep")


def finished(
    source: Source,
    media_type: str,
    builder: BlockBuilder,
    properties: Properties,
    *,
    pages: int = 0,
    titled: Sequence[Block] = (),
) -> Document:
    """The document of what was collected: stamps told apart, titled by its properties, by the blocks in `titled`, or by its first words."""
    blocks, signatures = split_stamps(builder.blocks)
    title = properties.title or title_from(list(titled)) or title_from(blocks)
    return Document(source.url, source.digest, media_type, title, tuple(blocks), dates=properties.dates, pages=pages, signatures=signatures)


def finished_old(source: Source, media_type: str, builder: BlockBuilder, summary: Summary, *, pages: int = 0) -> Document | Failure:
    """The document of an old file, whose letters were told by guess: without words it is empty, of letters nobody uses here unreadable."""
    if not builder.blocks:
        return source.failure(Trouble.EMPTY, "no text")
    sample = " ".join(block.text for block in builder.blocks[:2000])[:50_000]
    letters = len(_LETTER.findall(sample))
    if letters >= ENOUGH_LETTERS and 2 * len(_READABLE.findall(sample)) < letters:
        return source.failure(Trouble.UNREADABLE, "letters of an unknown code page")
    return finished(source, media_type, builder, summary.properties, pages=pages)
