"""Sheets of a workbook as pages of a document, headed by their names."""

from __future__ import annotations

import re

from site_audit.extract.builder import BlockBuilder
from site_audit.extract.grids import TITLE_LEVEL
from site_audit.extract.office.core_properties import Properties
from site_audit.extract.office.reading import finished
from site_audit.extract.source import Source
from site_audit.model import BlockKind, Document

SHEET_LEVEL = 1
_DEFAULT_NAME = re.compile(r"(?:лист|sheet|таблица|table|страница|list|worksheet)[\s_]?\d*(?:\s?\(\d+\))?", re.IGNORECASE)


def start_sheet(builder: BlockBuilder, number: int, name: str) -> None:
    """From here on blocks stand on this sheet, headed by its name unless a program gave it."""
    builder.start_page(number)
    if not _DEFAULT_NAME.fullmatch(name.strip()):
        builder.add(BlockKind.HEADING, name, f"h{SHEET_LEVEL}", level=SHEET_LEVEL)


def finished_workbook(source: Source, media_type: str, builder: BlockBuilder, properties: Properties, sheets: int) -> Document:
    """The document of all sheets; a title above a table says more than the name of a sheet."""
    titles = [block for block in builder.blocks if block.kind is BlockKind.HEADING and block.level == TITLE_LEVEL]
    return finished(source, media_type, builder, properties, pages=sheets, titled=titles)
