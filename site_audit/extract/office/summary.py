"""The properties of an old office file: its title and the days it was made and saved."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import date, timedelta

from site_audit.extract.office.core_properties import Properties
from site_audit.extract.properties import property_dates, sensible_title

SUMMARY_STREAM = "\x05SummaryInformation"
MAX_PROPERTIES = 100
TITLE_BYTES = 2_000
_CODE_PAGE, _TITLE, _CREATED, _SAVED = 1, 2, 12, 13
_SHORT, _BYTES, _WIDE, _TIME = 2, 30, 31, 64
_ZERO_DAY = date(1601, 1, 1)
_LAST_DAY = (date.max - _ZERO_DAY).days
_TICKS_A_DAY = 10_000_000 * 86_400
_CODECS = {1200: "utf-16-le", 65001: "utf-8", 10007: "mac-cyrillic", 10000: "mac-roman", 20866: "koi8-r", 28595: "iso-8859-5"}
_SINGLE_BYTE = frozenset((437, 850, 866, *range(1250, 1259)))


@dataclass(frozen=True, slots=True)
class Summary:
    """`created` and `saved` are ISO days, "" where the file does not say."""

    title: str = ""
    created: str = ""
    saved: str = ""

    @property
    def properties(self) -> Properties:
        """What of it makes sense."""
        return Properties(sensible_title(self.title), property_dates(self.created, self.saved))


def read_summary(stream: bytes | None) -> Summary:
    """What the stream of properties says; a damaged one says nothing."""
    if stream is None:
        return Summary()
    try:
        section = stream[struct.unpack_from("<I", stream, 44)[0] :]
        count = min(struct.unpack_from("<I", section, 4)[0], MAX_PROPERTIES)
        places = dict(struct.unpack_from("<II", section, 8 + 8 * number) for number in range(count))
        codec = codec_of(_short(section, places.get(_CODE_PAGE, 0)) or 1251)
        return Summary(
            _text(section, places.get(_TITLE, 0), codec), _day(section, places.get(_CREATED, 0)), _day(section, places.get(_SAVED, 0))
        )
    except struct.error:
        return Summary()


def codec_of(code_page: int) -> str:
    """The codec of a Windows code page by its number, that of Russian Windows where we know no such page."""
    if code_page in _SINGLE_BYTE:
        return f"cp{code_page}"
    return _CODECS.get(code_page, "cp1251")


def _short(section: bytes, at: int) -> int:
    if not at:
        return 0
    kind, value = struct.unpack_from("<IH", section, at)
    return int(value) if kind == _SHORT else 0


def _text(section: bytes, at: int, codec: str) -> str:
    if not at:
        return ""
    kind, count = struct.unpack_from("<II", section, at)
    if kind == _WIDE:
        codec, count = "utf-16-le", count * 2
    elif kind != _BYTES:
        return ""
    written = section[at + 8 : at + 8 + min(count, TITLE_BYTES)].decode(codec, "replace")
    return written.partition("\x00")[0]


def _day(section: bytes, at: int) -> str:
    if not at:
        return ""
    kind, ticks = struct.unpack_from("<IQ", section, at)
    days = ticks // _TICKS_A_DAY
    return (_ZERO_DAY + timedelta(days=days)).isoformat() if kind == _TIME and 0 < days < _LAST_DAY else ""
