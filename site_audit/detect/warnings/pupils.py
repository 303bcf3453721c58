"""How pupils are named in texts, beside all others: the words before and after a name, the headings of lists, the columns of tables.

`text.people` finds grown-ups (surname with initials, or all three names); a child is «Сидоров Петя». Two capitalised words alone name
nobody: every pattern here asks for words that say whose name it is.
"""

from __future__ import annotations

import re

from site_audit.text.nominative import may_be_surname

_PART = r"[А-ЯЁ][а-яё]{1,20}(?:-[А-ЯЁ][а-яё]{1,20})?"
_FULL = rf"{_PART}\s{_PART}(?:\s{_PART})?"
_INITIALS = rf"{_PART}\s?[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?{_PART}"
#: Somebody's name, in a place where a name is to be expected.
NAME = rf"(?:{_INITIALS}|{_FULL})(?![\w-])"
#: One pupil, in the singular: «ученика», «обучающаяся», «девочке».
PUPIL = (
    r"(?<!\w)(?i:учени(?:к(?:а|у|ом|е)?|ц(?:а|ы|е|у|ей))|обучающ(?:ийся|егося|емуся|имся|емся|аяся|ейся|уюся)"
    r"|учащ(?:ийся|егося|емуся|имся|емся|аяся|ейся|уюся)|воспитанни(?:к(?:а|у|ом|е)?|ц(?:а|ы|е|у|ей))|школьни(?:к(?:а|у|ом|е)?|ц(?:а|ы|е|у|ей))"
    r"|выпускни(?:к(?:а|у|ом|е)?|ц(?:а|ы|е|у|ей))|\w{4,12}классни(?:к(?:а|у|ом|е)?|ц(?:а|ы|е|у|ей))|реб[её]н(?:ок|ка|ку|ком|ке)"
    r"|мальчик(?:а|у|ом|е)?|девочк(?:а|и|е|у|ой)|подрост(?:ок|ка|ку|ком|ке))(?!\w)"
)
#: «5 «А» класса», «9 кл.»
CLASS = r"\d{1,2}\s?[«\"-]?[а-яА-Я]?[»\"]?\s(?i:класс(?:а|у|ом|е)?|кл\.?)"
_PUPILS = r"(?:учени(?:к|ц)|учащ|обучающ|дет(?:и|ей|ям)(?!\w)|реб[её]н(?:ок|ка)|ребят|воспитанник|выпускник|школьник)\w*"
_GROWN_UP = re.compile(
    r"(?<!\w)(?:педагог|учител|специалист|сотрудник|работник|руководител|директор|завуч|комисси|консилиум|тьютор|ассистент|психолог|логопед"
    r"|дефектолог|воспитател|наставник|тренер|куратор|кадр|состав\s(?!класса|\d)|член)",
    re.IGNORECASE,
)
_OF_PUPILS = re.compile(rf"(?<!\w){_PUPILS}", re.IGNORECASE)
_LIST = re.compile(
    rf"(?<!\w)(?:спис(?:ок|ки)|состав)\W(?:[^.]{{0,60}}\W)?(?:{_PUPILS}|\d{{1,2}}\W{{0,3}}[а-я]?\W{{0,3}}класс\w*)",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"(?:^|[.!?]\s|\W(?:обучаются|учатся)\s(?:\w{1,20}\s){0,2})\W*(?:наши\s)?(?:дети|обучающиеся|учащиеся|ученики|воспитанники|школьники)(?!\w)[^.!?]{0,60}$",
    re.IGNORECASE,
)
_COLUMN = re.compile(
    rf"^\W*(?:(?:фамилия|ф\W{{0,2}}и\W{{0,2}}о?|имя)\W.{{0,40}}?{_PUPILS}|{_PUPILS}(?:\W{{0,3}}(?:\(?ф\W{{0,2}}и\W{{0,2}}о?\W{{0,2}}\)?|фамилия.{{0,30}}))?\W*$)",
    re.IGNORECASE,
)
_NAMES_COLUMN = re.compile(r"^\W*(?:ф\W{0,2}и\W{0,2}о?\W{0,2}$|фамилия)", re.IGNORECASE)
_ENTRY = re.compile(rf"\W{{0,4}}(?:\d{{1,3}}\s?[.)|]?\s{{0,3}}(?:\|\s?)?)?(?P<name>{NAME})")


def is_name(text: str) -> bool:
    """Whether capitalised words may be somebody's name: none of them a post, a school or another common word."""
    return all(may_be_surname(part.strip(".")) for part in re.split(r"[\s-]", text) if len(part.strip(".")) > 1)


def is_list_of_pupils(heading: str) -> bool:
    """Whether a heading announces a list of pupils: «Список обучающихся 9 класса», not «Список учителей»."""
    return bool(_LIST.search(heading)) and not names_grown_ups(heading)


def introduces_pupils(heading: str) -> bool:
    """Whether what follows are the pupils themselves: a list, or «Дети с ОВЗ:», not «Консультации для детей с ОВЗ:»."""
    return is_list_of_pupils(heading) or (bool(_WHO.search(heading.rstrip(" :–-"))) and not names_grown_ups(heading))


def speaks_of_pupils(heading: str) -> bool:
    """Whether a heading speaks of pupils and of no grown-up."""
    return bool(_OF_PUPILS.search(heading)) and not names_grown_ups(heading)


def names_grown_ups(text: str) -> bool:
    """Whether a post of the staff or a body of grown-ups is named."""
    return bool(_GROWN_UP.search(text))


def pupil_of(cells: tuple[str, ...], header: tuple[str, ...], *, listed: bool) -> str:
    """The name in a row's column of pupils, "" where none is; in a `listed` table (a list of pupils) a column «ФИО» will do."""
    for head, cell in zip(header, cells, strict=False):
        if (_COLUMN.search(head[:120]) or (listed and _NAMES_COLUMN.search(head[:120]))) and (found := entry_of(cell[:200])):
            return found
    return ""


def entry_of(text: str) -> str:
    """The name an entry of a list begins with («3. Сидоров Петя, 12.03.2012»), "" where it begins with none."""
    found = _ENTRY.match(text)
    return found["name"] if found and is_name(found["name"]) else ""
