"""The words of an electronic signature's stamp: how it opens, and its labelled details, each with what such a value can be."""

from __future__ import annotations

import re
from dataclasses import dataclass

READ_LETTERS = 6_000  # of one text
_DATE = r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{2}[./-]\d{2}|[«\"]?\d{1,2}[»\"]?\s[а-яё]{3,8}\s\d{4})"
_TIME = r"(?:(?:,|\sв)?\s\d{1,2}:\d{2}(?::\d{2})?(?:\s?(?:[+-]\d{2}'?:?\d{2}'?|(?:UTC|GMT)[+\d:]*|\(?(?:МСК|MSK)\)?))?)"
_HEX = r"(?:0x)?[0-9a-fавсе](?:[\s:-]?[0-9a-fавсе]){9,90}(?!\w)"  # some are typed with Russian letters among the figures
_SPAN = rf"(?:с|от)\s(?:{_DATE})?(?:\s?г\.)?{_TIME}?(?:\s?(?:по|до|-|–)\s(?:{_DATE})?(?:\s?г\.)?{_TIME}?)?"

_KIND = r"(?:простой|усиленной|не\s?квалифицированной|квалифицированной|электронно-цифровой|электронной|цифровой)"
_SIGNATURE = rf"(?:(?:{_KIND}\s)+подписью|(?:{_KIND}\s)*(?:у?к?эп|у?н?эп|пэп|эцп))(?!\w)(?:\s?\((?:[пкун]{{0,2}}эп|эцп)\))?"
_SIGNED = r"(?:(?:настоящий|данный|электронный)\s)?(?:(?:документ|файл)\s)?подписан[оа]?"
_ORIGINAL = rf"подлинник\sэлектронного\sдокумента,?\sподписанного\s(?:{_SIGNATURE}|эп),?\sхранится\sв\sсистеме[\w\s]{{0,60}}"
OPENING = re.compile(rf"(?<!\w)(?:{_SIGNED}\s{_SIGNATURE}|{_ORIGINAL}|digitally\ssigned\sby)", re.IGNORECASE)
FIRST_HALF = re.compile(rf"\W*{_SIGNED}\W*", re.IGNORECASE)
OTHER_HALF = re.compile(rf"\W*{_SIGNATURE}\W*", re.IGNORECASE)
TITLE = re.compile(
    r"\W*(?:(?:сведения|информация)\sоб?\s(?:сертификате\s)?(?:эп|электронной\sподписи)"
    r"|(?:(?:простая|усиленная|квалифицированная)\s)*электронная(?:\sцифровая)?\sподпись|эцп)\W*",
    re.IGNORECASE,
)

_SEP = r"\s?[:|№=]*\s?"
_MARK = r"\s?[:|№=][:|№=\s]*"
_KEY = (
    r"(?:CN|SN|GN|G|OU|O|C|L|S|ST|STREET|T|E|email(?:Address)?|title|givenName|surname|INN|OGRN|SNILS|ИНН(?:\s?ЮЛ)?|СНИЛС|ОГРН"
    r"|(?:OID\.)?[\d.]{7,40})"
)
PAIR = re.compile(rf"(?<![\w.]){_KEY}\s?=", re.IGNORECASE)
_TELLING = {  # no other text has two of these together
    "certificate": rf"(?:(?:серийный\s)?номер\s|№\s?)?сертификат[аы]?(?:\s(?:эп|ключа[\w\s]{{0,40}}))?{_SEP}(?={_HEX})"
    rf"|(?:серийный\sномер|уникальный\sпрограммный\sключ){_SEP}(?={_HEX}|$)",
    "owner": rf"(?:(?:информация|сведения)\sо\sвладельце|владелец)(?:\sсертификата)?(?:{_MARK}|(?-i:\s(?=[А-ЯЁ]))|$)|кому\sвыдан{_MARK}",
    "valid": rf"действител(?:ен|ьн[оа]){_SEP}(?=(?:с|от|до|по)\s{_DATE})",
    "name": rf"(?-i:DN){_MARK}(?=\w)|(?:subject|субъект){_MARK}(?={_KEY}\s?=)",
}
_OTHERS = {
    "certificate": rf"(?:сертификат|отпечаток|идентификатор(?:\sдокумента)?|хэш|ключ\sэп|реквизиты\sпроверки[\w\s]{{0,30}}){_MARK}",
    "person": rf"(?:ф\.?\s?и\.?\s?о\.?|подписант|подписал[аи]?|подписан[оа]?){_MARK}",
    "post": rf"должность{_MARK}",
    "day": rf"(?:тип\sподписи,\s)?(?:дата|время)(?:\sи\sвремя)?(?:\sподпис(?:и|ания))?(?:{_MARK}|\s(?={_DATE}))|подписан[оа]?\s(?={_DATE})",
    "valid": rf"(?:(?:срок|период)\sдействия|действител(?:ен|ьн[оа]))(?:{_MARK}|\s(?=(?:с|от|до|по)\s{_DATE}))",
    "issuer": rf"(?:издатель|кем\sвыдан|выдан|удостоверяющий\sцентр){_MARK}",
    "number": rf"(?:снилс|инн(?:\s?юл)?|огрн(?:ип)?){_SEP}(?=\d)",
    "other": rf"(?:причина|основание|местоположение|статус(?:\sподписи)?|организация|тип\sподписи|подпись|e-?mail|эл\.\s?почта){_MARK}",
}
_LABEL = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _TELLING.items())
    + "|"
    + "|".join(f"(?P<other_{kind}>{pattern})" for kind, pattern in _OTHERS.items())
    + ")",
    re.IGNORECASE,
)

_WORD = r"(?:[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ]{2,}|[А-ЯЁ]\.)"
PERSON = re.compile(rf"\s?{_WORD}(?:\s?{_WORD}){{1,2}}(?:\s(?:оглы|кызы))?(?!\w)")
_PATRONYMIC = r"[А-ЯЁ][а-яё]+(?:вич|вна|ична)"
POST = re.compile(
    r"(?<!\w)(?:(?:и\.?\s?о\.?|врио|исполняющ\w+\sобязанности)\s?)?(?:(?:первый\s)?зам(?:\.|естител[ья])\s?)?"
    r"(?:директор|ректор|заведующ|начальник|руководител|учител|педагог|методист|секретар|председател|завуч|делопроизводител|специалист)"
    r"[\w-]{0,12}(?:\sпо\s(?:увр|ахч|ахр|[вун]р|(?:[\w-]+\s){1,3}(?:работе|части)|воспитанию|безопасности)(?!\w))?",
    re.IGNORECASE,
)
_VALUES = {
    "certificate": re.compile(rf"\s?(?:{_HEX})?", re.IGNORECASE),
    "valid": re.compile(rf"\s?(?:{_SPAN}|(?:до|по)\s{_DATE})?", re.IGNORECASE),
    "day": re.compile(rf"\s?(?:{_DATE})?{_TIME}?", re.IGNORECASE),
    "number": re.compile(r"[\s\d-]*"),
    "owner": PERSON,
    "person": PERSON,
    "post": POST,
}
BARE_VALUE = re.compile(rf"\W*(?:{_HEX}|{_DATE}{_TIME}?(?:\s?г\.)?|{_TIME}|{_SPAN}|(?-i:{_PATRONYMIC}))?\W*", re.IGNORECASE)
VALIDITY = re.compile(rf"(?<!\w)(?:с|от)\s{_DATE}(?:\s?г\.)?{_TIME}?\s?(?:по|до|-|–)\s{_DATE}", re.IGNORECASE)

_LOWER_WORD = re.compile(r"(?<![\w.=@-])[а-яё]{2,}(?![\w@])")
_EXPECTED = re.compile(  # beside names, posts and days: a school's own name, the program that signed
    r"«[^«»]{1,60}»|(?<!\w)(?:в\s(?:информационной\s)?(?:системе|сервисе|программе)|организации|учреждени\w+|школ[аыу]|школой|год[ау]?|мск|имени|"
    r"(?:муниципальн|бюджетн|каз[её]нн|автономн|государственн|общеобразовательн|образовательн|средн|основн|лице|гимнази)\w+|оглы|кызы)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One detail of a stamp: it stands at text[start:end], its value from `at` on. `telling` ones do not stand in other texts."""

    kind: str
    telling: bool
    start: int
    at: int
    end: int


def parts_of(text: str) -> list[Part]:
    """The labelled details in a text, each up to the next, or to the end of what such a value can be."""
    found = []
    labels = list(_LABEL.finditer(text[:READ_LETTERS]))
    for label, after in zip(labels, [*labels[1:], None], strict=False):
        kind = (label.lastgroup or "").removeprefix("other_")
        limit = after.start() if after else len(text)
        grammar = _VALUES.get(kind)
        value = grammar.match(text, label.end(), limit) if grammar else None
        found.append(Part(kind, label.lastgroup == kind, label.start(), label.end(), value.end() if value else limit))
    return found


def unexpected_words(text: str) -> int:
    """How many words there are that are no name, post, day or school's name: running prose has many."""
    return len(_LOWER_WORD.findall(_EXPECTED.sub(" ", POST.sub(" ", text))))
