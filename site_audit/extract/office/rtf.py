"""An RTF file to blocks: the words of its text, heads, feet, notes and boxes; pictures, objects and instructions are passed over unread."""

from __future__ import annotations

import re

from site_audit.extract.builder import BlockBuilder
from site_audit.extract.office.cyrillic import hides_russian
from site_audit.extract.office.drafts import Flow
from site_audit.extract.office.reading import finished_old
from site_audit.extract.office.rtf_reader import RtfReader
from site_audit.extract.sniff import RTF
from site_audit.extract.source import Source
from site_audit.model import Document, Failure, Trouble, Zone

_HIGH_CODES = re.compile(r"(?:\\'[c-fC-F][0-9a-fA-F]){2,}")
SAMPLED_RUNS = 4_000


def read_rtf(source: Source) -> Document | Failure:
    """The document an RTF file is, or why it cannot be read."""
    written = source.body.decode("latin-1")
    reader = RtfReader(written, westerners_are_russian=_hides_russian(written))
    reader.read()
    builder = BlockBuilder(numbered=True)
    reader.heads.pour(Flow(builder, Zone.HEADER, "header"))
    reader.main.pour(Flow(builder))
    reader.notes.pour(Flow(builder, tag="note"))
    reader.feet.pour(Flow(builder, Zone.FOOTER, "footer"))
    if not builder.blocks and not reader.complete:
        return source.failure(Trouble.BROKEN, "cut off")
    return finished_old(source, RTF, builder, reader.summary)


def _hides_russian(written: str) -> bool:
    """Whether bytes without a code page of their own, or with a western one, are Russian words."""
    runs = (found[0].replace("\\'", "") for found, _ in zip(_HIGH_CODES.finditer(written), range(SAMPLED_RUNS), strict=False))
    coded = " ".join(bytes.fromhex(run).decode("latin-1") for run in runs)
    return hides_russian(coded) or hides_russian(written)
