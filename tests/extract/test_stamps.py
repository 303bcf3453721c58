"""The stamp of an electronic signature is taken out of a document: post and day stay, names and numbers do not; prose is no stamp."""

from __future__ import annotations

from datetime import date

import pytest

from site_audit.extract.stamps import split_stamps, without_stamps
from site_audit.model import Block, BlockKind, Signature
from tests.extract.reading import read, texts
from tests.extract.samples import lines, pdf, saved, word

DAY = date(2026, 8, 30)
OFFICIAL = (
    "ДОКУМЕНТ ПОДПИСАН",
    "ЭЛЕКТРОННОЙ ПОДПИСЬЮ",
    "Сертификат: 00B1A2C3D4E5F60718293A4B5C6D7E8F00",
    "Владелец: Иванова Мария Петровна",
    "Действителен: с 01.02.2026 до 27.04.2027",
)
STAMPS: dict[str, tuple[tuple[str, ...], Signature]] = {
    "official": (OFFICIAL, Signature()),
    "official, one line": ((" ".join(OFFICIAL),), Signature()),
    "without colons, letters of two alphabets": (
        (
            "ДОКУМЕНТ ПОДПИСАН",
            "ЭЛЕКТРОННОЙ ПОДПИСЬЮ",
            "М.П. Иванова",
            "Сертификат 1а111ааа000000000011",
            "Владелец Иванова Мария Петровна",
            "Действителен с 01.12.2025 по 01.03.2027",
        ),
        Signature(),
    ),
    "simple": (("Подписано простой электронной подписью",), Signature()),
    "simple, with its key": (
        (
            "Документ подписан простой электронной подписью Информация о владельце:",
            "ФИО: Иванова Мария Петровна",
            "Должность: Директор",
            "Дата подписания: 30.08.2026 11:19:50",
            "Уникальный программный ключ:",
            "5bc4499c8c52d1513eb28ea155cce32285775eeb",
        ),
        Signature("Директор", DAY),
    ),
    "short": (("Документ подписан ЭП: Иванов И.И., директор, 30.08.2026 12:01",), Signature("директор", DAY)),
    "in brackets": (
        ("(подписано ПЭП: заместитель директора по УВР Петрова А. С., 30.08.2026)",),
        Signature("заместитель директора по УВР", DAY),
    ),
    "long name": (
        (
            "Подписан: Иванова Мария Петровна DN: C=RU, O=МБОУ СОШ №1, CN=Иванова Мария Петровна, T=директор, E=school@school.example",
            "Дата: 30.08.2026",
        ),
        Signature("директор", DAY),
    ),
    "of a viewer": (
        (
            "Иванова Мария",
            "Петровна",
            "Подписано цифровой подписью: Иванова Мария Петровна",
            "DN: 1.2.643.100.3=00000000000, email=school@school.example, c=RU, st=Область, l=село Ясное,",
            "o=МУНИЦИПАЛЬНОЕ БЮДЖЕТНОЕ ОБЩЕОБРАЗОВАТЕЛЬНОЕ УЧРЕЖДЕНИЕ СРЕДНЯЯ ШКОЛА, title=Директор, sn=Иванова,",
            "givenName=Мария Петровна, cn=Иванова Мария Петровна",
            "Дата: 2026.08.30 12:55:30 +03'00'",
        ),
        Signature("Директор", DAY),
    ),
    "of an office system": (
        (
            "Подлинник электронного документа, подписанного ЭП, хранится в системе электронного документооборота",
            "СВЕДЕНИЯ О СЕРТИФИКАТЕ ЭП",
            "Сертификат: 00B1A2C3D4E5F60718293A4B5C6D7E8F00",
            "Кому выдан: Иванова Мария Петровна",
            "Действителен: с 01.02.2026 до 27.04.2027",
        ),
        Signature(),
    ),
    "without a title": (OFFICIAL[2:], Signature()),
    "signer of a program": (
        (
            "Документ подписан электронной подписью в системе «Рабочий день»",
            "Подписант: Иванова Мария Петровна",
            "Организация: МБОУ СОШ № 1",
            "Тип подписи, дата и время подписания: 30.08.2026 12:01",
        ),
        Signature("", DAY),
    ),
    "with numbers": (
        (
            "Документ подписан усиленной квалифицированной электронной подписью (УКЭП)",
            "Сертификат № 00 B1 A2 C3 D4 E5 F6 07 18 29",
            "Владелец: Директор Иванова Мария Петровна, ИНН: 000000000000, СНИЛС: 00000000000",
            "Срок действия: с 01.02.2026 по 27.04.2027",
            "Дата подписи: «30» августа 2026",
        ),
        Signature("Директор", DAY),
    ),
}
PROSE = [
    "Документы можно подать, подписав электронной подписью заявление на портале государственных услуг.",
    "Электронная подпись",
    "Курс «Электронная подпись и безопасность» для учащихся 10 класса",
    "Заявление, подписанное простой электронной подписью родителя, направляется в школу через портал.",
    "Документ, подписанный электронной подписью, равен документу на бумаге.",
    "Подписано электронной подписью соглашение с колледжем связи о профессиональных пробах.",
    "Сертификат участника получили 12 учащихся девятого класса.",
    "Владелец молочного завода рассказал о профессиях технолога и лаборанта.",
    "Сертификат действителен с 01.09.2026 по 31.05.2027, его получает каждый ребёнок.",
    "Подписан договор с колледжем: экскурсии, пробы, занятия. Дата: 30.08.2026.",
    "Документ подписан электронной подписью директора и размещён на сайте школы вместе с планом работы.",
    "Должность: педагог-психолог. ФИО: Петрова А. С.",
]


def paragraphs(*written: str) -> list[Block]:
    """Paragraphs of these texts."""
    return [Block(BlockKind.PARAGRAPH, text, f"p[{at}]") for at, text in enumerate(written, 1)]


@pytest.mark.parametrize(("stamp", "signature"), STAMPS.values(), ids=STAMPS)
def test_a_stamp_becomes_a_signature(stamp: tuple[str, ...], signature: Signature) -> None:
    """Of a stamp the post and the day of signing are kept; its lines are gone, the document's own stay."""
    kept, found = split_stamps(paragraphs("План профориентации", *stamp, "1. Экскурсия на молочный завод"))
    assert [block.text for block in kept] == ["План профориентации", "1. Экскурсия на молочный завод"]
    assert found == (signature,)


@pytest.mark.parametrize(("stamp", "signature"), STAMPS.values(), ids=STAMPS)
def test_a_stamp_in_one_line_after_text(stamp: tuple[str, ...], signature: Signature) -> None:
    """A stamp that runs on from a sentence is cut off from it, where its details leave no doubt."""
    kept, found = split_stamps(paragraphs(" ".join(stamp)))
    assert kept == []
    assert found == (signature,)


@pytest.mark.parametrize("text", PROSE)
def test_prose_about_signatures_is_no_stamp(text: str) -> None:
    """Words about signatures, certificates and owners are the document's own."""
    blocks = paragraphs("Объявление", text, "Подробности у классного руководителя.")
    assert split_stamps(blocks) == (blocks, ())


def test_neighbouring_prose_is_no_stamp() -> None:
    """Nor do several such sentences make one together."""
    blocks = paragraphs(*PROSE)
    assert split_stamps(blocks) == (blocks, ())


def test_a_stamp_stands_under_a_post() -> None:
    """«Директор» above a stamp without a post is the signer's post, and stays where it stands."""
    kept, found = split_stamps(paragraphs("Директор МБОУ СОШ № 1", *OFFICIAL, "М. П. Иванова"))
    assert [block.text for block in kept] == ["Директор МБОУ СОШ № 1", "М. П. Иванова"]
    assert found == (Signature("Директор"),)


def test_a_stamp_is_cut_out_of_a_paragraph() -> None:
    """What stands before and after the stamp in the same paragraph stays."""
    text = f"Приказ вступает в силу с 1 сентября. {' '.join(OFFICIAL)} Приложение: план профориентационной работы на год."
    kept, found = split_stamps(paragraphs(text))
    assert [block.text for block in kept] == ["Приказ вступает в силу с 1 сентября. Приложение: план профориентационной работы на год."]
    assert found == (Signature(),)


def test_stamps_of_two_signers_are_two() -> None:
    """Each stamp is a signature; the same stamp on every page is one."""
    second = ("Документ подписан ЭП: Петрова А. С., заместитель директора, 31.08.2026",)
    first = ("Документ подписан ЭП: Иванова М. П., директор, 30.08.2026",)
    _, found = split_stamps(paragraphs(*first, *second, "Приложение", *first))
    assert found == (Signature("директор", DAY), Signature("заместитель директора", date(2026, 8, 31)))


def row(at: int, *cells: str) -> Block:
    """A table row."""
    return Block(BlockKind.ROW, " | ".join(cell for cell in cells if cell), f"row {at}", cells=cells, header=("",) * len(cells), item=at)


def test_a_stamp_in_a_table_is_taken_out() -> None:
    """A stamp set as a table is gone with its rows."""
    table = [row(1, "ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ"), row(2, "Сертификат", "00B1A2C3D4E5F60718293A4B5C6D7E8F00")]
    table += [row(3, "Владелец", "Иванова Мария Петровна"), row(4, "Должность", "директор"), row(5, "Дата подписания", "30.08.2026")]
    kept, found = split_stamps([*paragraphs("План"), *table, row(6, "1", "Экскурсия", "октябрь")])
    assert [block.text for block in kept] == ["План", "1 | Экскурсия | октябрь"]
    assert found == (Signature("директор", DAY),)


def test_a_row_keeps_its_other_cells() -> None:
    """A stamp in one cell leaves the row its other cells."""
    kept, found = split_stamps([row(1, "УТВЕРЖДАЮ", f"Директор {' '.join(OFFICIAL)}"), row(2, "1", " ".join(OFFICIAL), "май")])
    assert [(block.text, block.cells) for block in kept] == [
        ("УТВЕРЖДАЮ | Директор", ("УТВЕРЖДАЮ", "Директор")),
        ("1 | май", ("1", "", "май")),
    ]
    assert found == (Signature("Директор"), Signature())


def test_nothing_personal_is_kept() -> None:
    """No number and no name of a stamp is in what is handed on."""
    for stamp, _ in STAMPS.values():
        kept, found = split_stamps(paragraphs(*stamp))
        assert kept == []
        assert not any(word in str(found) for word in ("Иванов", "Петров", "00B1", "00000", "5bc4499"))


def test_texts_without_stamps() -> None:
    """The letters of a stamp are not counted as a page's text."""
    assert without_stamps(["План", *OFFICIAL, "Экскурсия"]) == ["План", "Экскурсия"]


def test_files_and_pages_have_signatures() -> None:
    """A PDF, a Word file and a page tell of their signature."""
    file = word()
    for line in ("План профориентации на год", *OFFICIAL):
        file.add_paragraph(line)
    page = f"<main><p>План профориентации на год</p>{''.join(f'<p>{line}</p>' for line in OFFICIAL)}</main>"
    for body in (pdf(lines("План профориентации на год", *OFFICIAL, step=30)), saved(file), page):
        document = read(body)
        assert texts(document) == ["План профориентации на год"]
        assert document.signatures == (Signature(),)


@pytest.mark.parametrize(
    "text", ["Сертификат " + "0a " * 4000, "DN: " + "C=RU, " * 2000, "подписан " * 3000, "Владелец: А" * 1000, "| " * 9000]
)
def test_hostile_text_is_read_in_time(text: str) -> None:
    """Endless repetitions of a stamp's words are neither slow nor harmful."""
    kept, found = split_stamps(paragraphs(text, *[text[:200]] * 200))
    assert len(kept) <= 201
    assert len(found) <= 20
