"""Stamps, orders, protocols, electronic signatures."""

from __future__ import annotations

from datetime import date

import pytest

from site_audit.text.approval import find_approval

ACTS = [
    ("приказ № 213 от 28.08.2025", "order", "213", date(2025, 8, 28)),
    ("Приказ №162 от «29»08 2025 г.", "order", "162", date(2025, 8, 29)),
    ("приказом директора от 01.09.2026 № 145-о", "order", "145-о", date(2026, 9, 1)),
    ("приказом директора МБОУ СОШ № 5 от 01.09.2026 № 145-о", "order", "145-о", date(2026, 9, 1)),
    ("Приказ от 25.05. 2023 г. №388-Д", "order", "388-Д", date(2023, 5, 25)),
    ("приказ № 97о", "order", "97о", None),
    ("приказ 97о от 31.08.2023", "order", "97о", date(2023, 8, 31)),
    ("Протокол от 26.08.2025 № 15", "protocol", "15", date(2025, 8, 26)),
    ("протокол педсовета №1 от 30.08.2023", "protocol", "1", date(2023, 8, 30)),
]
SIGNATURES = [
    "Документ подписан простой электронной подписью",
    "подписано электронной подписью",
    "Сертификат: 00A1B2C3D4E5F6071234",
    "DN: C=RU",
]
NOTHING = ["принято решение", "согласно приказу директора", "сертификат участника", "Приказ МБОУ СОШ № 5", "утверждено в плане", ""]


@pytest.mark.parametrize(("text", "kind", "number", "day"), ACTS)
def test_an_act_has_its_number_and_date(text: str, kind: str, number: str, day: date | None) -> None:
    """Number and date of one act belong together; the school's own number is neither."""
    assert [(found.kind, found.number, found.day) for found in find_approval(text)] == [(kind, number, day)]


@pytest.mark.parametrize("text", SIGNATURES)
def test_an_electronic_signature_is_told(text: str) -> None:
    """The words of the signature block."""
    assert [found.kind for found in find_approval(text)] == ["signature"]


@pytest.mark.parametrize("text", NOTHING)
def test_running_words_approve_nothing(text: str) -> None:
    """«Принято» in a sentence is no stamp, a bare order no act."""
    assert find_approval(text) == ()


def test_a_stamp_takes_the_date_after_it() -> None:
    """The date of an approval stamp stands below the signature."""
    (found,) = find_approval("УТВЕРЖДАЮ Директор МБОУ СОШ № 5 ______ «28» августа 2025 г.")
    assert (found.kind, found.day) == ("stamp", date(2025, 8, 28))


def test_a_stamp_by_order_is_two_signs() -> None:
    """The stamp and the order each count."""
    assert [found.kind for found in find_approval("Утверждено приказом № 5 от 30.08.2026")] == ["stamp", "order"]


def test_a_ministry_order_is_marked_as_outside() -> None:
    """Federal acts stand beside the school's own."""
    (found,) = find_approval("приказом Минпросвещения России от 31.05.2021 № 287")
    assert found.outside


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("П Р И К А З «1» сентября 2025 г. № 203", ["order"]),
        ("утв. пр. № 44 от 30.08.2026, подписано ЭП директора", ["stamp", "order", "signature"]),
        ("УТВЕРЖДАЮ директор МБОУ СОШ пр. № 150-О от 31.08.2026", ["stamp", "order"]),
        ("Утверждено 12.09.2025 директором школы", ["stamp"]),
        ("«Утверждаю» директор школы Орлов, 29.08.2026", ["stamp"]),
        ("Распоряжение директора школы от 10.09.2026", ["order"]),
        ("Файл заверен ЭП: Кулагина Н. В.", ["signature"]),
        ("Электронная подпись: директор, 18.09.2026", ["signature"]),
    ],
)
def test_approvals_are_written_in_many_ways(text: str, kinds: list[str]) -> None:
    """A head in single letters, «утв. пр.», a stamp that is a sentence, the words beside an electronic signature."""
    assert [found.kind for found in find_approval(text)] == kinds


@pytest.mark.parametrize("text", ["принято 15 человек", "принято 5.09 решение", "я утверждаю, что это так", "эпоха: начало"])
def test_other_uses_of_the_words_approve_nothing(text: str) -> None:
    """Numbers after «принято» count people; a statement in the first person is no stamp."""
    assert find_approval(text) == ()


def test_a_stamp_by_an_order_of_others_is_theirs() -> None:
    """«УТВЕРЖДЕНО приказом отдела образования» is no approval of the school."""
    assert [
        found.outside for found in find_approval("УТВЕРЖДЕНО приказом отдела образования Администрации района от 17.09.2026 № 604")
    ] == [True, True]
