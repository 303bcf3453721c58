"""One text read as the stamp of an electronic signature, or as a line of one; and what a whole stamp says of who signed and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from site_audit.extract.stamp_words import (
    BARE_VALUE,
    OPENING,
    OTHER_HALF,
    PAIR,
    PERSON,
    POST,
    TITLE,
    VALIDITY,
    Part,
    parts_of,
    unexpected_words,
)
from site_audit.model import Signature
from site_audit.text.days import find_dates

STAMP_LETTERS = 1_600
GAP_LETTERS = 120  # unlabelled words between two details
REST_LETTERS = 25  # more than that after a stamp is the document's own
POST_LETTERS = 80
LEADING = " \t•*«\"'([–-|№"
_WORDY = 6
_NAMED = frozenset(("keys", "values"))
_NAMING_KEY = re.compile(r"(?<![\w.])(?:CN|SN|ИНН|СНИЛС|INN|SNILS)\s?=", re.IGNORECASE)
_POST_KEY = re.compile(r"(?<![\w.])(?:T|title)\s?=\s?[\"']?([^,;=\"'+|]{3,80})", re.IGNORECASE)
_NO_DAY = frozenset(("certificate", "valid", "number", "issuer"))


@dataclass(frozen=True, slots=True)
class Reading:
    """A stamp, or a line of one, at text[start:end]; whether it opens a stamp, and which telling details it has."""

    start: int
    end: int
    opens: bool = False
    telling: frozenset[str] = frozenset()


def is_complete(opens: bool, telling: set[str] | frozenset[str]) -> bool:
    """Are these enough for a stamp? The owner and term alone could be those of a pass or a lease."""
    return opens or (len(telling) > 1 and bool(telling & {"certificate", "name", "keys"}))


def read_stamp(text: str) -> Reading | None:
    """The stamp or line of a stamp in a text, None where there is none."""
    parts = parts_of(text)
    start, end, opens = _beginning(text, parts)
    telling: set[str] = set()
    for part in parts:
        if part.start - end > GAP_LETTERS or start < 0:
            break
        if part.start >= end:
            end = part.end
            telling |= {part.kind} if part.telling else set()
    if start < 0:
        return _bare_line(text)
    if sum(map(str.isalpha, text[end:])) <= REST_LETTERS or end == start:
        end = len(text)
    if end - start > STAMP_LETTERS:
        return None
    telling |= _NAMED if _is_name(text[start:end]) else set()
    before = text[:start].strip(LEADING)
    if before and not (telling if opens else is_complete(False, telling)):
        return None
    return Reading(0 if not before or PERSON.fullmatch(before) else start, end, opens, frozenset(telling))


def _beginning(text: str, parts: list[Part]) -> tuple[int, int, bool]:
    """Where a stamp begins in the text, where the words that open it end, and whether there are such words; (-1, 0, False) for no stamp."""
    opening = OPENING.search(text)
    if opening:
        after = next((part for part in parts if part.start >= opening.end()), None)
        between = text[opening.end() : after.start if after else len(text)]
        if len(between) <= 2 * GAP_LETTERS and unexpected_words(between) <= (_WORDY if after and after.telling else 0):
            return opening.start(), opening.end() if after else len(text), True
    return (parts[0].start, parts[0].start, False) if parts else (-1, 0, False)


def _bare_line(text: str) -> Reading | None:
    """A line that only goes on with a stamp: a number, a time, the second half of its title, more of the signer's long name."""
    if _is_name(text):
        return Reading(0, len(text), telling=_NAMED)
    if BARE_VALUE.fullmatch(text) or TITLE.fullmatch(text) or OTHER_HALF.fullmatch(text) or len(PAIR.findall(text)) > 1:
        return Reading(0, len(text))
    return None


def _is_name(text: str) -> bool:
    """«C=RU, O=МБОУ СОШ № 1, CN=…»: a signer's name as certificates write it."""
    return len(PAIR.findall(text)) > 2 and bool(_NAMING_KEY.search(text))


def signature_of(text: str, before: str = "") -> Signature:
    """Post and day of a whole stamp. `before` is what stands above it: «Директор» is often printed there."""
    parts = parts_of(text)
    return Signature(_post(text, parts) or _bare_post(before), _day(text, parts))


def _post(text: str, parts: list[Part]) -> str:
    stated = [text[part.at : part.end] for part in parts if part.kind == "post"] + _POST_KEY.findall(text)
    for value in stated:
        if POST.search(value):
            return _tidy(value) if len(value) <= POST_LETTERS and not unexpected_words(value) else _tidy(_first_post(value))
    return _tidy(_first_post(_without(text, parts, frozenset(("certificate", "issuer", "number")))))


def _first_post(text: str) -> str:
    found = POST.search(text)
    return found.group() if found else ""


def _bare_post(text: str) -> str:
    found = POST.match(text.strip())
    return _tidy(found.group()) if found and len(text) <= POST_LETTERS and not unexpected_words(text) else ""


def _tidy(post: str) -> str:
    return post.strip(" .,;:|()\"'«»_")


def _day(text: str, parts: list[Part]) -> date | None:
    """The day of signing; never a day of the certificate's term."""
    stated = [text[part.at : part.end] for part in parts if part.kind == "day"]
    for value in [*stated, VALIDITY.sub(" ", _without(text, parts, _NO_DAY))]:
        day = next((found.day for found in find_dates(value) if found.day), None)
        if day:
            return day
    return None


def _without(text: str, parts: list[Part], kinds: frozenset[str]) -> str:
    for part in reversed([part for part in parts if part.kind in kinds]):
        text = f"{text[: part.start]} | {text[part.end :]}"
    return text
