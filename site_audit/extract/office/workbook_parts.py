"""The parts of a workbook (.xlsx) that its text stands in, checked and packed anew for the library that reads them.

The library unpacks whatever it is given and lays every sheet out as a full rectangle from its first filled cell to its last. So it gets an
archive that holds nothing packed, nothing but what was counted here, no claims, and no sheet whose rectangle is out of all measure.
"""

from __future__ import annotations

import io
import re
import zipfile

from site_audit.extract.office.parts import OfficeZip, Refused
from site_audit.model import Trouble

MAX_RECTANGLE = 12_000_000  # cells: a million rows of eleven columns, half a gigabyte in the library
_WANTED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(?:_rels/workbook\.xml\.rels|workbook\.xml|sharedstrings\.xml|styles\.xml|worksheets/[^/]+\.xml)",
    re.IGNORECASE,
)
_QUOTED = rb"""(?:[^<>"']|"[^"]*"|'[^']*')*"""
_LISTS = re.compile(rb"<(?:[\w.-]+:)?(?:sst|mergeCells|numFmts|cellXfs|cellStyleXfs|tableParts)(?=[\s/>])" + _QUOTED + rb">")
_CLAIM = re.compile(rb"\s(?:uniqueC|c)ount\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_PLACED = re.compile(rb"<(?:[\w.-]+:)?(row|c)(?=[\s/>])(" + _QUOTED + rb")>")
_REFERENCE = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]{0,3})(\d{1,7})\s*["']""")
_ANY_REFERENCE = re.compile(rb"\sr\s*=")


def checked_workbook(parts: OfficeZip) -> bytes:
    """The workbook as an archive without packing; a sheet too wide or too long to be laid out stays empty. Raises `Refused`."""
    names = parts.names()
    if any(name.lower() == "xl/workbook.bin" for name in names):
        raise Refused(Trouble.UNSUPPORTED, "xlsb")
    written = io.BytesIO()
    refused = 0
    sheets = 0
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as made:
        for name in names:
            if not _WANTED.fullmatch(name) or (content := parts.read(name)) is None:
                continue
            if "/worksheets/" in name.lower():
                sheets += 1
                if rectangle(content) > MAX_RECTANGLE:
                    refused += 1
                    content = b"<worksheet/>"
            made.writestr(name, _without_claims(content))
    if not sheets:
        raise Refused(Trouble.BROKEN, "no sheets")
    if refused == sheets:
        raise Refused(Trouble.TOO_LARGE, "cells too far apart")
    return written.getvalue()


def _without_claims(content: bytes) -> bytes:
    """The part without the number of entries that its lists claim to have: the library takes memory for as many."""
    return _LISTS.sub(lambda found: _CLAIM.sub(b"", found[0]), content)


def rectangle(sheet_xml: bytes) -> int:
    """How many cells the sheet has from its corner to the last that holds something. Raises `Refused` for a sheet it cannot tell of."""
    if b"\x00" in sheet_xml[:1000]:
        raise Refused(Trouble.BROKEN, "damaged text")
    row = column = last_row = last_column = 0
    for found in _PLACED.finditer(sheet_xml):
        reference = _REFERENCE.search(found[2])
        if reference is None and _ANY_REFERENCE.search(found[2]):
            raise Refused(Trouble.BROKEN, "damaged text")
        if found[1] == b"row":
            row = int(reference[2]) if reference else row + 1
            column = 0
            continue
        column = _column(reference[1]) if reference else column + 1
        row = int(reference[2]) if reference else row
        if not found[2].endswith(b"/"):
            last_row, last_column = max(last_row, row), max(last_column, column)
    return last_row * last_column


def _column(letters: bytes) -> int:
    """A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
