"""The records of an old workbook (.xls) looked through before the library for sheets gets them.

It takes memory for as many cells and texts as a record claims, lays each sheet out as a full rectangle, and where there is no such memory
the whole process ends. So the claims are taken out, and the rectangles measured.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from site_audit.extract.office.parts import Refused
from site_audit.extract.office.workbook_parts import MAX_RECTANGLE
from site_audit.model import Trouble

MAX_RECORDS = 3_000_000
MAX_SHEETS = 300
_LOCK, _SHEET, _TEXTS, _CONTINUED, _SIZE, _END = 0x2F, 0x85, 0xFC, 0x3C, 0x200, 0x0A
_FORMULA, _ROW_OF_NUMBERS = 0x06, 0xBD
_CELLS = frozenset((0x203, 0x204, 0x205, 0x27E, 0xFD, _FORMULA, _ROW_OF_NUMBERS))
_SMALLEST_TEXT = 3  # bytes


class BiffCheck:
    """Counts over all sheets of one stream."""

    def __init__(self, stream: bytes) -> None:
        self._stream = bytearray(stream)
        self._records = 0
        self._cells = 0

    def checked(self) -> bytes:
        """The stream without claims of size; raises `Refused` where it is locked, damaged, or too much."""
        sheets = self._globals()
        for start in sheets:
            self._sheet(start)
        return bytes(self._stream)

    def _globals(self) -> list[int]:
        """Where the sheets begin."""
        sheets = []
        texts_end = 0
        claimed = texts = 0
        for kind, at, length in self._walk(0):
            if kind == _LOCK:
                raise Refused(Trouble.ENCRYPTED, "password")
            if kind == _SHEET and length >= 4:
                sheets.append(struct.unpack_from("<I", self._stream, at)[0])
            elif kind == _TEXTS and length >= 8:
                claimed, texts, texts_end = struct.unpack_from("<I", self._stream, at + 4)[0], length, at + length
            elif kind == _CONTINUED and at - 4 == texts_end:
                texts, texts_end = texts + length, at + length
        if claimed * _SMALLEST_TEXT > texts:
            raise Refused(Trouble.BROKEN, "damaged sheets")
        if len(sheets) > MAX_SHEETS:
            raise Refused(Trouble.TOO_LARGE, "too many sheets")
        return sheets

    def _sheet(self, start: int) -> None:
        rows = columns = formulas = 0
        for kind, at, length in self._walk(start):
            if kind == _SIZE:
                self._stream[at : at + length] = bytes(length)
            elif kind in _CELLS and length >= 6:
                row, column = struct.unpack_from("<HH", self._stream, at)
                rows = max(rows, row + 1)
                columns = max(columns, column + (length // 6 if kind == _ROW_OF_NUMBERS else 1))
                formulas |= kind == _FORMULA
        self._cells += rows * columns * (1 + formulas)
        if self._cells > 2 * MAX_RECTANGLE:
            raise Refused(Trouble.TOO_LARGE, "cells too far apart")

    def _walk(self, at: int) -> Iterator[tuple[int, int, int]]:
        """Kind, place and length of each record up to the end of a sheet."""
        stream = self._stream
        while at + 4 <= len(stream):
            kind, length = struct.unpack_from("<HH", stream, at)
            at += 4
            if kind == _END or at + length > len(stream):
                return
            self._records += 1
            if self._records > MAX_RECORDS:
                raise Refused(Trouble.TOO_LARGE, "too many records")
            yield kind, at, length
            at += length
