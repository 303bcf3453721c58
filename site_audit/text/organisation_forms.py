"""Organisations by their legal form: «ООО «…»», «ГБПОУ РО «…»», «МБОУ СОШ № 5», «ИП Сидоров А. А.»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from site_audit.text.organisation_parts import FIRM_FORMS, LONG_FORMS
from site_audit.text.organisation_words import LEGAL_FORMS


@dataclass(frozen=True, slots=True)
class FoundOrganisation:
    """An organisation; `name` is fit for a register (nominative where cheap), `kind` as in the register of partners, or "school"."""

    start: int
    end: int
    name: str
    kind: str  # college · university · employer · service · school · other
    named: bool = True  # False: only a type word («пожарная часть»)
    parent: str = ""  # of a branch: the organisation it belongs to


_CAPITALS = re.compile(r"[А-ЯЁ]{2,7}(?![\w-])")
_IN_FULL = tuple((re.compile(pattern, re.IGNORECASE), form) for pattern, form in LONG_FORMS if form in FIRM_FORMS)
_GLUED = re.compile(r"[\w-]")
_REST = r"(?:\s(?:РО|ВО|СПО|ДО|ДПО|СО|РТ|ЧР|РК|КК|ВО\s?РО|города?|г\.))?"
_QUOTED = re.compile(
    rf"{_REST}(?:\s[А-ЯЁ][\w-]*){{0,2}}\s?(?:«(?P<a>[^«»\n]{{2,140}}(?:«[^«»\n]{{1,80}}»?[^«»\n]{{0,40}})?)»"
    rf"|[\"“„](?P<b>[^\"“”„\n]{{2,140}})[\"”“])"
)
_PERSON = re.compile(r"(?:\s(?:глава|главы|Глава))?(?:\s(?:КФХ|К\(Ф\)Х))?\s[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s?[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?")
_SURNAME = re.compile(r"\s[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?(?!\w)")
_PLAIN = re.compile(rf"{_REST}(?!\s\w+(?:ая|ий|ый|ое|ой)\b)(?:\s[А-ЯЁ][\w-]{{2,}}){{1,3}}(?!\w)")
_SCHOOL = re.compile(
    r"(?:\s(?:[А-ЯЁ][а-яё-]+(?:ая|ой|ую|ий|ого|ый)|средн\w+|основн\w+|начальн\w+|общеобразовательн\w+"
    r"|школа-интернат|г\.)){0,4}\s?[«\"]?(?:СОШ|ООШ|НОШ|СШ|[Лл]ице(?:й|я|ю|ем|е)|[Гг]имнази(?:я|и|ю|ей)"
    r"|[Шш]кол(?:а|ы|е|у|ой)|ЦО)(?!\w)"
    r"(?:\s?№\s?\d{1,4})?[»\"]?(?:\s(?:имени"
    r"|им\.)\s?(?:[А-ЯЁ]\.\s?){0,2}[А-ЯЁ][а-яё]+(?:\s[А-ЯЁ][а-яё]+)?)?(?:\s(?:г\.|города|с\.|х\.|п\.)\s?[А-ЯЁ][а-яё-]+)?"
)
# what the quoted name says of the kind goes before what the legal form says
_KIND_IN_NAME = (
    ("service", re.compile(r"занятост|\bцзн\b|кадровый центр", re.IGNORECASE)),
    ("college", re.compile(r"колледж|техникум|училищ", re.IGNORECASE)),
    ("university", re.compile(r"университет|институт(?!\w*\sразвития)|академи", re.IGNORECASE)),
    ("school", re.compile(r"(?<!\w)(?:сош|оош|нош|гимнази|лице[йяюе]|общеобразовательн|школа\s?(?:№|-интернат))", re.IGNORECASE)),
    ("other", re.compile(r"^\s?ДО\b|детск\w+ сад|библиотек|музе[йяюе]|дом\w? культуры|творчеств|развития образования", re.IGNORECASE)),
)
_PERSONAL = frozenset({"ИП", "КФХ"})
_HEALTH = re.compile(r"црб|больниц|поликлиник|станци|лечебниц", re.IGNORECASE)


def find_by_legal_form(text: str) -> Iterator[FoundOrganisation]:
    """Every organisation of `text` that is introduced by a legal form."""
    for match in _CAPITALS.finditer(text):
        form = match.group()
        if form not in LEGAL_FORMS or (match.start() and _GLUED.match(text[match.start() - 1])):
            continue
        rest = _rest(text, match.end(), form)
        if rest is None:
            continue
        name = (
            re.sub(r"\s+", " ", text[match.start() : rest.end()]).strip(" ,.") if rest[0][-1] != "." else text[match.start() : rest.end()]
        )
        yield FoundOrganisation(match.start(), rest.end(), name, _kind(form, rest.group()))
    for pattern, form in _IN_FULL:
        for match in pattern.finditer(text):
            rest = _rest(text, match.end(), form)
            if rest is not None:
                yield FoundOrganisation(match.start(), rest.end(), form + rest.group().rstrip(" ,"), "employer")


def _rest(text: str, start: int, form: str) -> re.Match[str] | None:
    if form in _PERSONAL:
        return _PERSON.match(text, start) or _QUOTED.match(text, start) or _SURNAME.match(text, start)
    quoted = _QUOTED.match(text, start)
    if LEGAL_FORMS[form] == "school":
        return _SCHOOL.match(text, start) or quoted
    if quoted:
        return quoted
    return _PLAIN.match(text, start) if LEGAL_FORMS[form] == "employer" and form not in {"ТД", "МУ", "ГАУ", "МАУ"} else None


def _kind(form: str, rest: str) -> str:
    if LEGAL_FORMS[form] == "school":
        return "school"
    for kind, pattern in _KIND_IN_NAME:
        if pattern.search(rest):
            return kind
    if form in {"ГКУ", "ОГКУ", "КГКУ"} or _HEALTH.search(rest):
        return "employer"
    return LEGAL_FORMS[form]
