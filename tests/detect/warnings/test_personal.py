"""Personal data that stand open: told where they are, never repeated, and not seen where grown-ups or groups are spoken of."""

from __future__ import annotations

import pytest

from site_audit.detect.warnings.personal import personal_data
from site_audit.model import Warning
from tests.detect.made import TODAY, detected, menu, page, site


def told(html: str) -> tuple[Warning, ...]:
    """The warnings of one page."""
    return tuple(personal_data(page(f"<title>Школа</title><main>{html}</main>"), today=TODAY))


def kinds(html: str) -> set[str]:
    """Their kinds."""
    return {warning.kind for warning in told(html)}


def table(*rows: str) -> str:
    """A table of cells parted by «|», its head first."""
    head, *body = ([cell.strip() for cell in row.split("|")] for row in rows)
    heads = "".join(f"<th>{cell}</th>" for cell in head)
    return f"<table><tr>{heads}</tr>{''.join('<tr>' + ''.join(f'<td>{cell}</td>' for cell in row) + '</tr>' for row in body)}</table>"


def listed(heading: str, *entries: str) -> str:
    """A list under a heading."""
    return f"<h2>{heading}</h2><ul>{''.join(f'<li>{entry}</li>' for entry in entries)}</ul>"


NAMES = ("Сидоров Петя", "Котова Анна", "Белов Иван")


@pytest.mark.parametrize("text", ["Котова 112-233-445 95", "СНИЛС: 11223344595", "снилс № 112 233 445 95", "112-233-445-95"])
def test_an_insurance_number_is_told(text: str) -> None:
    """Anybody's number, written in any usual way."""
    assert told(f"<p>{text}</p>") == (Warning("personal_data", "http://school.example/page", "p[1]"),)


@pytest.mark.parametrize(
    "text", ["112-233-445 96", "000-000-001 00", "8-863-002-12-85", "11223344595", "счёт 112-233-445 95-17", "1112-233-445 95"]
)
def test_a_number_that_is_none_is_not_told(text: str) -> None:
    """The checksum is wrong, or it is a phone, an account, a bare number."""
    assert told(f"<p>{text}</p>") == ()


@pytest.mark.parametrize(
    "html",
    [
        "<p>Ученик 5 класса с ОВЗ Сидоров Петя занял первое место.</p>",
        "<p>Подарок получила ребёнок-инвалид Маша Котова.</p>",
        "<p>Ученица 5 «А» класса Котова Маша (ОВЗ) прочла стихи.</p>",
        "<p>Сидоров Петя, ученик 5 класса с инвалидностью, выступил на концерте.</p>",
        "<p>Дети с ОВЗ: Сидоров Петя, Котова Маша.</p>",
        listed("Список обучающихся с ОВЗ", *NAMES),
        "<p>Дети-инвалиды нашей школы:</p><p>1. Сидоров П. И.</p><p>2. Котова А. А.</p><p>3. Белов И. О.</p>",
        table("№|ФИО обучающегося|Диагноз", "1|Сидоров Петя|ЗПР"),
        table("Фамилия, имя ученика|Класс|Примечание", "Котова Анна|5|ребёнок-инвалид"),
    ],
)
def test_a_child_named_with_a_disability_is_told(html: str) -> None:
    """In one breath, in a list under such a heading, in a row of such a table."""
    assert kinds(html) == {"pupils_health"}


@pytest.mark.parametrize(
    "html",
    [
        "<p>Педагог-психолог Котова И. И. провела занятие с детьми с ОВЗ.</p>",
        "<p>Ученица 9 класса Котова Анна провела концерт для детей с ОВЗ.</p>",
        "<p>Ученик встретился с инвалидом войны Сидоровым Иваном Петровичем.</p>",
        "<p>Ответственный за работу с детьми-инвалидами Сидоров Иван Петрович.</p>",
        "<p>Консультации для детей с ОВЗ проводят: Котова И. И., Сидорова О. О.</p>",
        listed("Педагоги, работающие с детьми с ОВЗ", "Котова И. И.", "Сидорова О. О.", "Белова А. А."),
        listed("Консультации для обучающихся с ОВЗ", "Котова И. И., вторник", "Сидорова О. О., среда", "Белова А. А., четверг"),
        "<h2>Обучающиеся с ОВЗ</h2><p>Помогают специалисты:</p>" + listed("Служба", "Котова И. И.", "Сидорова О. О.", "Белова А. А.")[15:],
        listed("Обучающиеся с ОВЗ", *NAMES[:2]),
        listed("Список победителей конкурса", *NAMES),
        table("ФИО ученика|Конкурс", "Котова Анна|Открытка для детей с ОВЗ"),
        table("ФИО обучающегося|Группа здоровья", "Котова Анна|–"),
        "<p>В школе учатся 3 ребёнка с ОВЗ. Обучающийся с ОВЗ имеет право на помощь.</p>",
    ],
)
def test_work_with_such_children_is_not_told(html: str) -> None:
    """Staff, helpers, groups without names, contests, empty cells."""
    assert told(html) == ()


@pytest.mark.parametrize(
    "html",
    [
        "<p>Сидоров Петя, 12.03.2012 г. р., стал чемпионом.</p>",
        "<p>Котова Анна родилась 5 мая 2013 года.</p>",
        table("ФИО|Дата рождения", "Сидоров Петя|12.03.2012"),
        listed("Список учащихся 9 класса", *(f"{name}, 1{number}.03.2012" for number, name in enumerate(NAMES))),
    ],
)
def test_a_childs_birth_date_is_told(html: str) -> None:
    """With the name, as such a date or in a list of pupils."""
    assert kinds(html) == {"pupils_birth_dates"}


@pytest.mark.parametrize(
    "html",
    [
        "<p>Сидоров Иван Петрович, 12.03.1975 г. р., ветеран труда.</p>",
        "<p>Дата рождения нашей школы 12.03.2012.</p>",
        "<p>Сидоров Петя, 2012 г. р.</p>",
        table("ФИО|Дата рождения", "Котова Анна Ивановна|12.03.1975"),
        table("ФИО|Дата аттестации", "Котова Анна Ивановна|12.03.2022"),
        listed("Список выпускников с медалью", *(f"{name}, 25.06.2018" for name in NAMES)),
        listed("Наши новости", *(f"{name}, 25.06.2018" for name in NAMES)),
    ],
)
def test_other_dates_beside_names_are_not_told(html: str) -> None:
    """Grown-ups, the school itself, a bare year, certificates, news."""
    assert told(html) == ()


PHONES = tuple(f"8 928 123-45-6{number}" for number in range(3))


def test_telephones_in_a_list_of_children_are_told() -> None:
    """A table with a column of pupils and one of telephones, or a list of a class; three entries are a list."""
    rows = [f"{name}|9|{phone}" for name, phone in zip(NAMES, PHONES, strict=True)]
    assert told(table("Фамилия, имя ученика|Класс|Телефон", *rows)) == (Warning("pupils_phones", "http://school.example/page", "row 2"),)
    assert told(table("Фамилия, имя ученика|Класс|Телефон", *rows[:2])) == ()
    entries = [f"{name} {phone}" for name, phone in zip(NAMES, PHONES, strict=True)]
    assert kinds(listed("Список 9 класса", *entries)) == {"pupils_phones"}


def test_telephones_of_grown_ups_are_not_told() -> None:
    """Class teachers, duty lists, hot lines."""
    rows = [f"{name}|9|{phone}" for name, phone in zip(NAMES, PHONES, strict=True)]
    assert told(table("Классный руководитель|Класс|Телефон", *rows)) == ()
    entries = [f"{name} {phone}" for name, phone in zip(NAMES, PHONES, strict=True)]
    assert told(listed("Список учителей, работающих с учащимися", *entries)) == ()
    assert told(listed("Контакты", *entries)) == ()


def test_nothing_personal_is_repeated() -> None:
    """A warning holds its kind, the address and the place; of the whole site, each document once a kind."""
    html = "<main><h1>Класс</h1><p>Котова Анна, 12.03.2012 г. р., СНИЛС 112-233-445 95</p><p>Белов Иван, 13.03.2012 г. р.</p></main>"
    found = [one for one in detected(site(menu(("c", "Класс")), {"c": html})).warnings if one.url.endswith("/c")]
    assert {(one.kind, one.detail) for one in found} == {("personal_data", "p[1]"), ("pupils_birth_dates", "p[1]")}
