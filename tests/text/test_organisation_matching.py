"""Which names mean one organisation and which do not: pairs meant to mislead, by hand and made by rule."""

from __future__ import annotations

from itertools import combinations

import pytest

from site_audit.text.organisation_identity import identity_of
from site_audit.text.organisation_matching import ABBREVIATION, GAZETTEER, SHORTENED, SLIP, apart, gathered, why_same
from site_audit.text.organisations import find_organisations
from site_audit.text.partner_names import fit_for_print, neat
from tests.rules.shipped import shipped_pack

C, U, E, S = "college", "university", "employer", "service"
ONE = [
    (C, "Луговской педагогический колледж", "Луговской педколледж"),
    (C, "Луговской педагогический колледж", "ГБПОУ РО «Луговской педагогический колледж»"),
    (C, "Луговской педагогический колледж", 'ГБПОУ "Луговской педагогический колледж"'),
    (C, "Луговской педагогический колледж", "Луговской педагогичекий колледж"),
    (C, "Луговской педагогический колледж", "ЛУГОВСКОЙ ПЕДАГОГИЧЕСКИЙ КОЛЛЕДЖ"),
    (C, "Луговской медицинский колледж", "Луговской медколледж"),
    (C, "Луговский политехнический техникум", "Луговской политехнический техникум"),
    (C, "Луговской химико-механический техникум", "Луговской химико – механический техникум"),
    (C, "Луговской медицинский колледж имени Н. П. Сеченова", "Луговской медицинский колледж"),
    (C, "Луговской медицинский колледж имени Н. П. Сеченова", "Луговской медицинский колледж им. Сеченова"),
    (C, "ПУ-55", "профессиональное училище № 55"),
    (C, "ПУ № 55", "ПУ - 55"),
    (C, "Профессиональный лицей № 2", "профессиональный лицей №2"),
    (C, "Колледж № 3", "ГБПОУ «Колледж № 3»"),
    (C, "Луговской агротехникум", "Луговской аграрный техникум"),
    (C, "Колледж технологий города Луговска", "Луговский колледж технологий"),
    (C, "Луговской аграрный техникум (Степновский филиал)", "ГБПОУ «Луговской аграрный техникум» (филиал в п. Степное)"),
    (C, "Приозёрный техникум связи", "Приозерный техникум связи"),
    (U, "Заречный государственный университет", "ФГБОУ ВО «Заречный государственный университет»"),
    (U, "Заречный государственный аграрный университет", "Заречный аграрный университет"),
    (U, "Заречный государственный технический университет", "Заречный государственный технческий университет"),
    (E, "ООО «Веснянка»", 'ООО "Веснянка"'),
    (E, "ООО «Веснянка»", "ООО „Веснянка“"),
    (E, "ООО «Веснянка»", "фирма «Веснянка»"),
    (E, "АО «Стекломаш»", "ОАО «Стекломаш»"),
    (E, "ПАО «Стекломаш»", "завод «Стекломаш»"),
    (E, "ООО «Нива Плюс»", "ООО «Нива-Плюс»"),
    (E, "Луговской молокозавод", "Луговской молочный завод"),
    (E, "Луговской мясокомбинат", "Луговской мясной комбинат"),
    (E, "АО «Луговской хлебозавод»", "Луговской хлебозавод"),
    (E, "хлебозавод № 2", "Хлебозавод №2"),
    (E, "ПСЧ-68", "Пожарная часть № 68"),
    (E, "ПСЧ № 68", "пожарно-спасательная часть №68"),
    (E, "пожарная часть № 68", "пожарная часть № 68 города Луговска"),
    (E, "Луговская ЦРБ", "Центральная районная больница Луговского района"),
    (E, "ЦРБ Луговского района", "Луговская центральная районная больница"),
    (E, "Луговская АЭС", "Луговская атомная станция"),
    (E, "Луговская атомная электростанция", "Луговская АЭС"),
    (E, "КФХ «Колос»", "крестьянское (фермерское) хозяйство «Колос»"),
    (E, "СПК «Рассвет»", "сельскохозяйственный производственный кооператив «Рассвет»"),
    (E, "ООО «Стройметаллсервис»", "ООО «Стройметалсервис»"),
    (E, "ООО «Сельхозмашина» ", "общество с ограниченной ответственностью «Сельхозмашина»"),
    (S, "Центр занятости населения Луговского района", "Луговской центр занятости"),
    (S, "ЦЗН Луговского района", "ГКУ РО «Центр занятости населения города Луговска»"),
]
TWO = [
    (C, "Луговской педагогический колледж", "Ольховский педагогический колледж"),
    (C, "Луговской педагогический колледж", "Луговской медицинский колледж"),
    (C, "Луговской педагогический колледж", "Луговской педагогический техникум"),
    (C, "Луговской казачий кадетский техникум", "Ольховский казачий кадетский техникум"),
    (C, "Луговской политехнический колледж", "Луговской педагогический колледж"),
    (C, "Колледж № 2", "Колледж № 3"),
    (C, "Колледж № 2", "Колледж № 22"),
    (C, "Колледж сферы услуг", "Колледж сферы услуг № 10"),
    (C, "Колледж сферы услуг № 10", "Колледж сферы услуг № 11"),
    (C, "Колледж № 2", "Луговской колледж № 2"),
    (C, "ПУ-55", "ПУ-58"),
    (C, "ПУ-5", "ПЛ-5"),
    (C, "ПУ № 55", "Профессиональный лицей № 55"),
    (C, "Луговской медицинский колледж имени Сеченова", "Луговской медицинский колледж имени Пирогова"),
    (C, "Луговской аграрный техникум", "Луговской аграрный техникум (Степновский филиал)"),
    (C, "Луговской аграрный техникум (Степновский филиал)", "Луговской аграрный техникум (Ольховский филиал)"),
    (C, "Техникум связи", "Луговской техникум связи"),
    (C, "Каменский техникум строительства", "Каменоломненский техникум строительства"),
    (C, "Павловский аграрный техникум", "Петровский аграрный техникум"),
    (C, "Луговской техникум информатики и экономики", "Луговской техникум информатики и энергетики"),
    (U, "Заречный государственный университет", "Заречный государственный технический университет"),
    (U, "Заречный государственный медицинский университет", "Заречный государственный аграрный университет"),
    (U, "Заречный государственный университет", "Луговской государственный университет"),
    (U, "Заречный институт экономики", "Заречный институт экологии"),
    (U, "Заречный государственный университет", "Заречный государственный университет (Луговской филиал)"),
    (E, "ООО «Колос»", "ООО «Колосок»"),
    (E, "ООО «Нива»", "ООО «Нива Плюс»"),
    (E, "ООО «Рассвет»", "СПК «Рассвет»"),
    (E, "КФХ «Рассвет»", "ООО «Рассвет»"),
    (E, "завод «Рассвет»", "СПК «Рассвет»"),
    (E, "кафе «Рассвет»", "завод «Рассвет»"),
    (E, "газета «Заря»", "магазин «Заря»"),
    (E, "АО «Агрокомплекс Южный»", "АО «Агрокомплекс Северный»"),
    (E, "ООО «Агротек»", "ООО «Агротех»"),
    (E, "ООО «Вектор»", "ООО «Ветор»"),
    (E, "ООО «Альфа-1»", "ООО «Альфа-2»"),
    (E, "Хлебозавод № 1", "Хлебозавод № 2"),
    (E, "Луговской хлебозавод", "Ольховский хлебозавод"),
    (E, "Луговской хлебозавод", "Луговской молокозавод"),
    (E, "Луговской молочный завод", "Луговской молочный комбинат"),
    (E, "ПСЧ-68", "ПСЧ-70"),
    (E, "Луговская ЦРБ", "Ольховская ЦРБ"),
    (E, "Луговская центральная районная больница", "Луговская стоматологическая больница"),
    (E, "хлебозавод", "Луговской хлебозавод"),
    (E, "ИП Сидоров А. А.", "ИП Сидоренко А. А."),
    (S, "Центр занятости населения Луговского района", "Центр занятости населения Ольховского района"),
    (S, "Центр занятости населения Луговского района", "Кадровый центр Луговского района"),
]
TOWNS = ("Луговской", "Ольховский", "Яровской", "Степновский", "Заречинский", "Боровлянский", "Красносельский")
TYPES = ("педагогический колледж", "медицинский колледж", "аграрный техникум", "политехнический техникум", "техникум связи и информатики")


@pytest.mark.parametrize(("kind", "one", "other"), ONE)
def test_names_of_one_organisation_meet(kind: str, one: str, other: str) -> None:
    """Forms, quotes, abbreviations and slips are no difference."""
    assert why_same(identity_of(one, kind), identity_of(other, kind))
    assert len(gathered([(one, kind), (other, kind)])) == 1


@pytest.mark.parametrize(("kind", "one", "other"), TWO)
def test_names_of_two_organisations_stay_apart(kind: str, one: str, other: str) -> None:
    """Towns, numbers, types, forms, namesakes and branches are."""
    assert not why_same(identity_of(one, kind), identity_of(other, kind))
    assert len(gathered([(one, kind), (other, kind)])) == 2


def made() -> list[tuple[str, str]]:
    """Every type in every town, in five ways of writing; the second part of a pair is who it is."""
    ways = ("{}", "ГБПОУ РО «{}»", 'ГАПОУ "{}"', "«{}»", "{} ")
    return [(way.format(f"{town} {what}"), f"{town} {what}") for town in TOWNS for what in TYPES for way in ways]


def test_every_type_in_every_town_is_one() -> None:
    """35 colleges written in five ways each are 35: 70 pairs to merge for each way, some 15 000 pairs to keep apart."""
    names = made()
    groups = gathered([(name, C) for name, _ in names])
    met = sorted(sorted({names[number][1] for number in group.members}) for group in groups)
    assert met == sorted([who] for who in {who for _, who in names})


@pytest.mark.parametrize("town", TOWNS)
@pytest.mark.parametrize("case", ["ий|ого|ому|им|ом"])
def test_inflected_towns_are_found_in_the_nominative(town: str, case: str) -> None:
    """«в Ольховском колледже» and «Ольховского колледжа» name one college, in the nominative."""
    stem = town[:-2]
    nouns = dict(zip(case.split("|"), ("колледж", "колледжа", "колледжу", "колледжем", "колледже"), strict=True))
    told = [f"Дети были: {stem}{ending} педагогическ{ending if ending != 'ий' else 'ий'} {noun}" for ending, noun in nouns.items()]
    found = [find_organisations(text)[0] for text in told]
    (group,) = gathered([(one.name, one.kind) for one in found])
    assert len(group.members) == 5
    assert all("колледж" in one.name.split() and "педагогический" in one.name for one in found)


def test_numbers_never_meet() -> None:
    """Forty numbered schools of one type are forty."""
    names = [(f"Профессиональное училище № {number}", C) for number in range(1, 41)]
    assert len(gathered(names)) == 40
    assert all(apart(identity_of(*one), identity_of(*other)) for one, other in combinations(names, 2))


def test_who_is_with_whom_does_not_hang_on_the_order() -> None:
    """The names backwards come to the same organisations."""
    names = [(name, C) for name, _ in made()[:60]] + [(one, kind) for kind, one, _ in ONE] + [(other, kind) for kind, _, other in TWO]
    forth = {frozenset(names[number] for number in group.members) for group in gathered(names)}
    back = {frozenset(names[::-1][number] for number in group.members) for group in gathered(names[::-1])}
    assert forth == back


def test_a_shortened_name_needs_one_meaning() -> None:
    """«Ольховский техникум» is the one there is; where two are there it stays on its own."""
    (only,) = gathered([("Ольховский техникум", C), ("Ольховский техникум связи", C)])
    assert SHORTENED in only.members.values()
    assert len(gathered([("Ольховский техникум", C), ("Ольховский техникум связи", C), ("Ольховский аграрный техникум", C)])) == 3


def test_initials_need_one_meaning() -> None:
    """«ОТСиИ» is the technical school with these initials, where no other has them."""
    names = [("ГБПОУ РО «ОТСиИ»", C), ("Ольховский техникум связи и информатики", C)]
    (only,) = gathered(names)
    assert ABBREVIATION in only.members.values()
    assert len(gathered([*names, ("Октябрьский техникум сервиса и искусств", C)])) == 3


def test_a_shortened_name_may_mean_one_of_the_gazetteer() -> None:
    """«Миллеровский техникум» could be either of two known ones, though only one of them is met."""
    gazetteer = shipped_pack().gazetteer
    names = [("Миллеровский техникум", C), ("Миллеровский казачий кадетский профессиональный техникум", C)]
    assert len(gathered(names, gazetteer)) == 2


def test_the_gazetteer_joins_what_looks_different() -> None:
    """«ДГТУ» is the Don technical university; its institute in another town is not, and knows whose it is."""
    pack = shipped_pack()
    names = [
        ("ДГТУ", U),
        ("Донской государственный технический университет", U),
        ("Донской государственнй технический университет", U),
        ("ИСОиП ДГТУ", U),
    ]
    groups = gathered(names, pack.gazetteer)
    assert sorted((group.known, len(group.members)) for group in groups) == [
        ("Донской государственный технический университет", 3),
        ("Институт сферы обслуживания и предпринимательства ДГТУ", 1),
    ]
    assert pack.parents["Институт сферы обслуживания и предпринимательства ДГТУ"] == "Донской государственный технический университет"


def test_a_branch_knows_its_parent_and_does_not_name_it() -> None:
    """The branch is spoken of, not the university it belongs to."""
    for text, name in (
        ("были в Степновском филиале Ольховского аграрного техникума", "Ольховский аграрный техникум (Степновский филиал)"),
        ("филиал ГБПОУ «Ольховский аграрный техникум» в г. Степновск", "ГБПОУ «Ольховский аграрный техникум» (филиал в г. Степновск)"),
    ):
        (found,) = find_organisations(text)
        assert (found.name, bool(found.parent)) == (name, True)
    (found,) = find_organisations("Лиховской техникум железнодорожного транспорта — филиал РГУПС", shipped_pack().gazetteer)
    assert (found.name, found.parent) == (
        "Лиховской техникум железнодорожного транспорта",
        "Ростовский государственный университет путей сообщения",
    )


def test_an_abbreviation_is_no_common_word() -> None:
    """«НИМИ» is an institute, «с ними» is not."""
    gazetteer = shipped_pack().gazetteer
    assert find_organisations("мы поговорили с ними о профессии", gazetteer) == ()
    assert [one.name for one in find_organisations("студенты НИМИ", gazetteer)] == [
        "Новочеркасский инженерно-мелиоративный институт имени А.К. Кортунова"
    ]


def test_why_is_told() -> None:
    """A slip is told as such, a name of the gazetteer too."""
    assert why_same(identity_of("Луговской педагогичекий колледж", C), identity_of("Луговской педагогический колледж", C)) == SLIP
    (group,) = gathered([("РКСИ", C), ("Ростовский-на-Дону колледж связи и информатики", C)], shipped_pack().gazetteer)
    assert group.known == "Ростовский-на-Дону колледж связи и информатики"
    assert set(group.members.values()) <= {GAZETTEER, "same_name", "word_forms"}


def test_the_printed_name_is_the_fullest_well_spelt_one() -> None:
    """Neither the slip, nor the abbreviation, nor the legal form of a college is printed."""
    names = ["ГБПОУ РО «Ольховский педагогический колледж»", "Ольховский педколледж", "Ольховский педагогичекий колледж"]
    assert fit_for_print([(name, C) for name in names]) == "Ольховский педагогический колледж"


@pytest.mark.parametrize(
    ("kind", "name", "printed"),
    [
        (C, "ПУ - 55", "Профессиональное училище № 55"),
        (E, "пожарная часть №5", "Пожарная часть № 5"),
        (E, 'ООО "Веснянка"', "ООО «Веснянка»"),
        (E, "ООО «Швейная фабрика «Веснянка»", "ООО «Швейная фабрика «Веснянка»»"),
        (S, "ГКУ РО «Центр занятости населения Луговского района»", "Центр занятости населения Луговского района"),
        (C, "Луговской колледж им. Сеченова", "Луговской колледж имени Сеченова"),
    ],
)
def test_a_name_is_printed_neatly(kind: str, name: str, printed: str) -> None:
    """A capital, one kind of quotes, «№ 5», no legal form where none is needed."""
    assert neat(name, kind) == printed


def test_a_long_list_of_names_takes_no_time() -> None:
    """Names of one town and type that differ by what may be a slip: no name is compared with all others."""
    names = [(f"Луговской техникум {'а' * (number % 40 + 3)}{number}", C) for number in range(600)]
    assert len(gathered(names)) > 100
