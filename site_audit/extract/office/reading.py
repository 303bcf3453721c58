"""What all readers of office files end in: a document, or the failure that a fault of the file is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.etree import ElementTree

from site_audit.extract.builder import BlockBuilder
from site_audit.extract.office.core_properties import Properties
from site_audit.extract.office.parts import Refused
from site_audit.extract.properties import title_from
from site_audit.extract.source import Source
from site_audit.extract.stamps import split_stamps
from site_audit.model import Block, Document, Failure, Trouble


def answer(source: Source, read: Callable[[Source], Document]) -> Document | Failure:
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
