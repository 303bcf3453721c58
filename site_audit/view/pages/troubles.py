"""What could not be read, why, and what the school can do about it; warnings and remarks of the walk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from site_audit.model import Audit, Failure, Reason, Trouble, Warning
from site_audit.view.pages.address import Address, address, clip
from site_audit.view.pages.place import place_in_words
from site_audit.view.words import Words

SHOWN = 30
DETAIL_LIMIT = 300


@dataclass(frozen=True, slots=True)
class TroubleGroup:
    """All failures of one kind: the sentence, the advice, the addresses with link text and detail."""

    kind: str
    what: str
    advice: str
    count: str
    addresses: tuple[tuple[Address, str, str], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning: what, where, a neutral detail, and what the school can do about it."""

    what: str
    address: Address | None
    detail: str
    advice: str


def trouble_groups(failures: Iterable[Failure], words: Words) -> tuple[TroubleGroup, ...]:
    """Failures by kind, the most frequent kind first."""
    by_kind: dict[Trouble, list[Failure]] = {}
    for failure in failures:
        by_kind.setdefault(failure.trouble, []).append(failure)
    ordered = sorted(by_kind.items(), key=lambda pair: (-len(pair[1]), pair[0].value))
    return tuple(_group(kind, several, words) for kind, several in ordered)


def _group(kind: Trouble, several: list[Failure], words: Words) -> TroubleGroup:
    return TroubleGroup(
        kind=kind.value,
        what=words.say(f"trouble.{kind}.what"),
        advice=words.say(f"trouble.{kind}.advice"),
        count=words.count("address", len(several)),
        addresses=tuple(
            (address(one.url), clip(one.link_text, DETAIL_LIMIT), clip(words.detail(one.detail), DETAIL_LIMIT)) for one in several[:SHOWN]
        ),
        more=max(0, len(several) - SHOWN),
    )


def notices(audit: Audit, words: Words) -> tuple[Notice, ...]:
    """The warnings of an audit."""
    return tuple(_notice(one, words) for one in audit.warnings)


def _notice(warning: Warning, words: Words) -> Notice:
    advice = words.entries.get(f"warning_advice.{warning.kind}", "")
    where = address(warning.url) if warning.url else None
    return Notice(words.code("warning", warning.kind), where, _detail(warning, words), advice)


def _detail(warning: Warning, words: Words) -> str:
    """A detail may be a kind of owner, a place, a day, two numbers, names of schools, a fault; each is put into words."""
    told = words.fact(place_in_words(words.detail(words.code("owner_word", warning.detail)), words)) if warning.detail else ""
    key = f"warning_detail.{warning.kind}"
    first, parted, second = warning.detail.rpartition("; +") if "; +" in warning.detail else warning.detail.partition("/")
    if parted == "; +" and words.known(f"{key}_more"):
        key = f"{key}_more"
    if told and words.known(key):
        told = words.say(key, detail=told, first=first, second=second)
    return clip(told, DETAIL_LIMIT)


def remarks(audit: Audit, words: Words) -> tuple[str, ...]:
    """The notes of the walk as sentences; a note is a code, with its fact after a colon."""
    return tuple(_remark(note, words) for note in audit.notes)


def _remark(note: str, words: Words) -> str:
    code, _, fact = note.partition(":")
    if words.known(f"note.{code}"):
        return words.say(f"note.{code}", fact=words.fact(words.detail(fact)))
    return words.reason(Reason(code, (("value", fact),) if fact else ()))
