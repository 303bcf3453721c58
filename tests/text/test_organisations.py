"""Organisations for the register of partners."""

from __future__ import annotations

import pytest

from site_audit.text.organisations import find_organisations

FOUND = [
    ("экскурсия на Ибресинский молокозавод", "Ибресинский молокозавод", "employer"),
    ("побывали на Ибресинском молокозаводе", "Ибресинский молокозавод", "employer"),
    ("на Бийский Олеумный завод", "Бийский Олеумный завод", "employer"),
    ("на Чебоксарском хлебозаводе №2", "Чебоксарский хлебозавод №2", "employer"),
    (
        "Миллеровский техникум агропромышленных технологий и управления провёл",
        "Миллеровский техникум агропромышленных технологий и управления",
        "college",
    ),
    ("студенты Каменского педагогического колледжа", "Каменский педагогический колледж", "college"),
    ("в Ростовском-на-Дону строительном колледже", "Ростовский-на-Дону строительный колледж", "college"),
    ('посетили "Мичуринский многопрофильный техникум" вчера', "Мичуринский многопрофильный техникум", "college"),
    ("ГБПОУ РО «Шахтинский педагогический колледж»", "ГБПОУ РО «Шахтинский педагогический колледж»", "college"),
    ("День открытых дверей в ПУ - 55", "ПУ - 55", "college"),
    ("в Донском государственном техническом университете", "Донской государственный технический университет", "university"),
    ("студенты ДГТУ", "ДГТУ", "university"),
    ("РГЭУ (РИНХ)", "РГЭУ (РИНХ)", "university"),
    ("Таганрогский институт им. А.П. Чехова", "Таганрогский институт им. А.П. Чехова", "university"),
    ("на базе ООО «Амилко»", "ООО «Амилко»", "employer"),
    ('АО "Астон"', 'АО "Астон"', "employer"),
    ("СПК «Колос»", "СПК «Колос»", "employer"),
    ("ИП Сидоров А. А.", "ИП Сидоров А. А.", "employer"),
    ("ГБУ РО «ЦРБ» в районе", "ГБУ РО «ЦРБ»", "employer"),
    ("пожарные ПЧ-65", "ПЧ-65", "employer"),
    ("редакция газеты «Наш край»", "редакция газеты «Наш край»", "employer"),
    ("Почта России", "Почта России", "employer"),
    ("ГКУ РО «ЦЗН Миллеровского района»", "ГКУ РО «ЦЗН Миллеровского района»", "service"),
    ("Ибресинский центр занятости населения", "Ибресинский центр занятости населения", "service"),
    ("специалист ЦЗН", "ЦЗН", "service"),
    ("МБОУ Титовская СОШ", "МБОУ Титовская СОШ", "school"),
    ("МБОУ СОШ №10 г. Миллерово", "МБОУ СОШ №10 г. Миллерово", "school"),
    ("Российская академия наук", "Российская академия наук", "other"),
    ("детский сад № 5 «Солнышко»", "детский сад № 5 «Солнышко»", "other"),
]
NOTHING = [
    "институт семьи",
    "банк данных",
    "цех",
    "школьная библиотека",
    "поступить в колледж",
    "наш колледж готовит",
    "каждый завод",
    "колледжи и техникумы",
    "Фабрика процессов",
    "электронная почта",
    "академия профессий",
    "на станцию пч-12",
    "наша школа",
    "ООО",
    "",
]


@pytest.mark.parametrize(("text", "name", "kind"), FOUND)
def test_an_organisation_gets_name_and_kind(text: str, name: str, kind: str) -> None:
    """Names come out fit for a register, heads in the nominative."""
    assert [(found.name, found.kind) for found in find_organisations(text)] == [(name, kind)]


@pytest.mark.parametrize("text", NOTHING)
def test_mere_words_are_no_organisations(text: str) -> None:
    """Type words alone and figures of speech name nobody."""
    assert find_organisations(text) == ()


@pytest.mark.parametrize("text", ["посетили пожарную часть", "экскурсия на завод", "поступают в медицинский колледж"])
def test_a_type_without_a_name_is_marked(text: str) -> None:
    """A visited place without a name of its own is told as such."""
    assert [found.named for found in find_organisations(text)] == [False]


def test_the_gazetteer_wins_in_any_form() -> None:
    """A known name is found inflected and unquoted, and carries the gazetteer's spelling."""
    gazetteer = (("ООО «Амилко»", "employer", ("Амилко",)), ("Миллеровский казачий техникум", "college", ()))
    found = find_organisations("были на «Амилко» и в Миллеровском казачьем техникуме", gazetteer)
    assert [(one.name, one.kind) for one in found] == [("ООО «Амилко»", "employer"), ("Миллеровский казачий техникум", "college")]
