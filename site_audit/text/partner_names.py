"""How a register prints an organisation that goes by several names: the fullest well-spelt one, in the nominative, without a legal form
where the kind needs none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from site_audit.text.forms import is_known
from site_audit.text.organisation_identity import identity_of
from site_audit.text.words import folded

_BEFORE = re.compile(r"^(?:[А-ЯЁ]{2,8}\s(?:(?:[А-ЯЁ]{2}|СПО|ДПО)\s)?)+(?=[«\"“„])")
_WHOLE = re.compile(r"^[«\"“„](?P<inner>[^«»\"“”„]+(?:«[^«»]+»)?)[»\"”“](?P<rest>\s\([^()]+\))?$")
_NUMBER = re.compile(r"\s?(?:№|N)\s?(?=\d)")
_ABBREVIATED = re.compile(r"\b(?P<short>ПУ|ПЛ|ПЧ|ПСЧ)\s?(?:[-–—№]\s?)+(?P<number>\d+)")
_IN_FULL = {
    "ПУ": "Профессиональное училище",
    "ПЛ": "Профессиональный лицей",
    "ПЧ": "Пожарная часть",
    "ПСЧ": "Пожарно-спасательная часть",
}
_QUOTED = re.compile(r"[\"“„](?P<name>[^\"“”„«»]+)[\"”“]")
_WITHOUT_FORM = ("college", "university", "service", "other")
_NAMESAKE = re.compile(r"\bим\.\s?")


def fit_for_print(names: Iterable[tuple[str, str]], literal: Iterable[str] = ()) -> str:
    """The name to print, of names with their kinds (in the nominative) that mean one organisation.

    `literal` are forms as they stand in texts: of «Лиховской» and «Лиховский» the one that somebody wrote is right.
    """
    told = Counter(neat(name, kind) for name, kind in names)
    if not told:
        return ""
    kinds = {neat(name, kind): kind for name, kind in names}
    written = " | ".join(dict.fromkeys(f" {folded(form)} " for form in literal))
    return max(told, key=lambda name: (_fullness(name, kinds.get(name, "other")), f" {folded(name)} " in written, told[name], name))


def neat(name: str, kind: str) -> str:
    """One name in the customary form: a capital, «…», «№ 5»; colleges, universities and services without their legal form.

    >>> neat('ГБПОУ РО "Луговской колледж"', "college"), neat("пожарная часть №5", "employer")
    ('Луговской колледж', 'Пожарная часть № 5')
    """
    text = _QUOTED.sub(r"«\g<name>»", name)
    if kind in _WITHOUT_FORM:
        text = _BEFORE.sub("", text)
        whole = _WHOLE.match(text)
        text = whole["inner"] + (whole["rest"] or "") if whole else text
    text = _ABBREVIATED.sub(lambda match: f"{_IN_FULL[match['short']]} № {match['number']}", text)
    text += "»" * (text.count("«") - text.count("»"))  # «Швейная фабрика «Веснянка» is written with one closing quote
    text = " ".join(_NAMESAKE.sub("имени ", _NUMBER.sub(" № ", text)).split())
    return text[:1].upper() + text[1:]


def _fullness(name: str, kind: str) -> tuple[bool, bool, int, bool]:
    """Well spelt, more than an abbreviation, much said, nothing in one word that is two."""
    one = identity_of(name, kind)
    spelt = all(is_known(word) for _, word in one.words) or one.own
    plain = all(word in folded(name) for _, word in one.words)
    return (not one.short, spelt, len(one.words) + len(one.places) + bool(one.form) + bool(one.namesake), plain)
