"""What an old office file says of itself in its stream of properties: title, days of creation and of the last change."""

from __future__ import annotations

import struct
from datetime import datetime, timedelta

from site_audit.extract.office.core_properties import Properties
from site_audit.extract.properties import property_dates, sensible_title

STREAM = "\x05SummaryInformation"
MAX_PROPERTIES = 100
MAX_TITLE = 2_000
_CODE_PAGE, _TITLE, _CREATED, _SAVED = 1, 2, 12, 13
_TEXT, _WIDE_TEXT, _MOMENT = 30, 31, 64
_FIRST_DAY = datetime(1601, 1, 1)
_CODECS = {65001: "utf-8", 1200: "utf-16-le", 10007: "mac-cyrillic"}


def properties_in_stream(stream: bytes) -> Properties:
    """The properties in such a stream; a damaged one says nothing."""
    try:
        return _properties(stream)
    except (struct.error, ValueError, LookupError, OverflowError):
        return Properties()


def _properties(stream: bytes) -> Properties:
    (section,) = struct.unpack_from("<I", stream, 44)
    (count,) = struct.unpack_from("<I", stream, section + 4)
    at = {}
    for number in range(min(count, MAX_PROPERTIES)):
        key, offset = struct.unpack_from("<II", stream, section + 8 + 8 * number)
        at[key] = section + offset
    page = struct.unpack_from("<IH", stream, at[_CODE_PAGE])[1] if _CODE_PAGE in at else 1251
    title = _text(stream, at[_TITLE], page) if _TITLE in at else ""
    return Properties(sensible_title(title), property_dates(*(_day(stream, at[key]) for key in (_CREATED, _SAVED) if key in at)))


def _text(stream: bytes, at: int, page: int) -> str:
    kind, length = struct.unpack_from("<II", stream, at)
    if kind == _WIDE_TEXT:
        return stream[at + 8 : at + 8 + 2 * min(length, MAX_TITLE)].decode("utf-16-le", "replace").partition("\x00")[0]
    if kind != _TEXT:
        return ""
    raw = stream[at + 8 : at + 8 + min(length, MAX_TITLE)]
    return raw.decode(_CODECS.get(page, f"cp{page}"), "replace").partition("\x00")[0]


def _day(stream: bytes, at: int) -> str:
    """The day of a moment, which is written in tenths of a microsecond since 1601."""
    kind, moment = struct.unpack_from("<IQ", stream, at)
    return (_FIRST_DAY + timedelta(microseconds=moment // 10)).isoformat() if kind == _MOMENT and moment else ""
