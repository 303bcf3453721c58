"""Old Word files to blocks: tables in rows, headings, lists, pieces saved in haste, old code pages; locks and damage told."""

from __future__ import annotations

import struct
from datetime import date
from pathlib import Path

import pytest

from site_audit.extract import extract
from site_audit.model import BlockKind, DateClaim, Document, Failure, Signature, Trouble, Zone
from tests.extract.doc_files import (
    BOLD,
    CENTRED,
    DELETED,
    IN_TABLE,
    LIST_ENTRY,
    Part,
    doc,
    nested,
    outline,
    row_end,
    style_sheet,
    word_95,
)  # fmt: skip
from tests.extract.ole_files import container, crowded
from tests.extract.reading import URL, blocks, read, rows, texts

FILES = Path(__file__).parent / "files"


def cells(*written: str) -> list[Part]:
    """The cells of one row."""
    return [Part(text + "\x07", IN_TABLE) for text in written]


def refused(written: bytes) -> Failure:
    """The failure of a file that is not read."""
    got = extract(written, url=URL)
    assert isinstance(got, Failure), got
    return got


@pytest.mark.parametrize("name", ["plan.doc", "plan.rtf"])
def test_a_plan_comes_out_as_it_was_written(name: str) -> None:
    """Stamp, headings, list and table of a plan are told apart, whichever of the old formats it is saved in."""
    document = read((FILES / name).read_bytes())
    assert document.title == "План профориентационной работы МБОУ «Заречная школа № 7»"
    assert document.dates == (DateClaim("property", date(2026, 8, 28)), DateClaim("property", date(2026, 9, 1)))
    told = [(block.kind, block.level, block.zone, block.text) for block in blocks(document) if block.kind is not BlockKind.ROW]
    assert told == [
        (BlockKind.PARAGRAPH, 0, Zone.HEADER, "МБОУ «Заречная школа № 7»"),
        (BlockKind.PARAGRAPH, 0, Zone.MAIN, "СОГЛАСОВАНО на педагогическом совете протокол № 1 от 28.08.2026"),
        (BlockKind.PARAGRAPH, 0, Zone.MAIN, "УТВЕРЖДАЮ Директор школы В. В. Сидорова приказ № 112 от 01.09.2026"),
        (BlockKind.HEADING, 2, Zone.MAIN, "ПЛАН профориентационной работы на 2026/2027 учебный год"),
        (BlockKind.HEADING, 1, Zone.MAIN, "Цели и задачи"),
        (BlockKind.PARAGRAPH, 0, Zone.MAIN, "Цель: помочь учащимся 8–11 классов в осознанном выборе профессии."),
        (BlockKind.ITEM, 0, Zone.MAIN, "познакомить с предприятиями города"),
        (BlockKind.ITEM, 0, Zone.MAIN, "провести профессиональные пробы"),
        (BlockKind.HEADING, 2, Zone.MAIN, "Мероприятия"),
        (BlockKind.PARAGRAPH, 0, Zone.MAIN, "Контактное лицо: Петрова Анна Андреевна."),
        (BlockKind.PARAGRAPH, 0, Zone.FOOTER, "г. Заречный, 2026"),
    ]


@pytest.mark.parametrize("name", ["plan.doc", "plan.rtf"])
def test_a_table_keeps_its_header_and_merged_cells(name: str) -> None:
    """A header of two rows stands above each row; a cell merged over rows or columns stands in each of them."""
    document = read((FILES / name).read_bytes())
    told = [block for block in blocks(document, BlockKind.ROW) if block.header]
    assert told[0].header == ("№", "Мероприятие", "Организация / Срок", "Организация / Класс", "Ответственный")
    assert rows(document)[2:] == [
        ("1", "Экскурсия на хлебозавод", "октябрь", "8–9", "Петрова А. А., классный руководитель"),
        ("2", "Встреча с мастерами колледжа", "октябрь", "9", "Петрова А. А., классный руководитель"),
        ("3", "День открытых дверей техникума", "март", "9–11", ""),
    ]


def test_pieces_saved_in_haste_are_put_in_order() -> None:
    """A file saved in haste keeps its words out of order, some a byte a letter, some two."""
    made = doc(Part("План ", wide=False), Part("работы "), Part("на 2026 год\r", wide=False), swapped=True)
    assert texts(read(made)) == ["План работы на 2026 год"]


def test_russian_under_latin_numbers_is_brought_back() -> None:
    """Letters kept under the numbers of Latin ones are Russian words again; quotes and dashes stay."""
    hidden = "План «Профориентация» – на весь год\r".encode("cp1251").decode("cp1252")
    assert texts(read(doc(Part(hidden)))) == ["План «Профориентация» – на весь год"]


def test_styles_tell_headings_and_lists() -> None:
    """Built-in styles are known by number, others by name, and what a style leaves open its parent says."""
    sheet = style_sheet(
        (0, 0xFFF, "Normal", b""),
        (2, 0, "heading 2", b""),
        (0xFFE, 1, "Раздел", b""),
        (0xFFE, 0, "Заголовок 3", b""),
        (0xFFE, 0, "Перечень", LIST_ENTRY),
    )
    parts = [Part(f"{name}\r", style=number) for number, name in enumerate(("слова", "глава", "раздел", "часть", "пункт"))]
    told = [(block.kind, block.level) for block in blocks(read(doc(*parts, styles=sheet)))]
    assert told == [
        (BlockKind.PARAGRAPH, 0), (BlockKind.HEADING, 2), (BlockKind.HEADING, 2), (BlockKind.HEADING, 3), (BlockKind.ITEM, 0),
    ]  # fmt: skip


def test_settings_tell_headings_lists_and_titles() -> None:
    """An outline level and a bold centred line are headings; a paragraph of a list is an entry."""
    made = doc(Part("Глава\r", outline(3)), Part("ПЛАН\r", CENTRED, BOLD), Part("завод\r", LIST_ENTRY), Part("слова\r", CENTRED))
    told = [(block.kind, block.level, block.text) for block in blocks(read(made))]
    assert told == [
        (BlockKind.HEADING, 3, "Глава"), (BlockKind.HEADING, 2, "ПЛАН"), (BlockKind.ITEM, 0, "завод"), (BlockKind.PARAGRAPH, 0, "слова"),
    ]  # fmt: skip


def test_fields_show_their_result() -> None:
    """The code of a field is no text, also of one within another; one that is never closed hides no more than its paragraph."""
    made = doc(Part('Сайт \x13HYPERLINK "http://\x13DATE\x14май\x15"\x14школы\x15\r'), Part("до \x13 PAGE\r"), Part("после\r"))
    assert texts(read(made)) == ["Сайт школы", "до", "после"]


def test_deleted_words_are_left_out() -> None:
    """Words that were struck out under revision, and marks of pictures and notes, are none."""
    assert texts(read(doc(Part("Новое \x01\x02"), Part("старое", letters=DELETED), Part("слово\r")))) == ["Новое слово"]


def test_cells_cover_the_columns_between_their_edges() -> None:
    """Rows with fewer cells are laid over the columns of the widest; edges some millimetres off are the same."""
    made = doc(
        *cells("№", "Мероприятие", "Срок и класс"), Part("\x07", row_end(0, 500, 3000, 5000)),
        *cells("1", "Экскурсия", "май", "9"), Part("\x07", row_end(10, 480, 3050, 4000, 5000)),
        *cells("2", "Встреча", "июнь", "10"), Part("\x07", row_end(0, 500, 3000, 4000, 5000)),
        Part("конец\r"),
    )  # fmt: skip
    document = read(made)
    assert rows(document)[1:] == [("1", "Экскурсия", "май", "9"), ("2", "Встреча", "июнь", "10")]
    assert blocks(document, BlockKind.ROW)[-1].header == ("№", "Мероприятие", "Срок и класс", "Срок и класс")
    assert texts(document)[-1] == "конец"


@pytest.mark.parametrize("first", [1, 2])
def test_cells_merged_by_flags(first: int) -> None:
    """Cells merged side by side are one, whichever mark the first bears; a cell that goes on from above has its words."""
    made = doc(
        *cells("Срок", "Дело", ""), Part("\x07", row_end(0, 1000, 2000, 3000, flags=(0x60, first, 3 - first))),
        *cells("", "Встреча", "9"), Part("\x07", row_end(0, 1000, 2000, 3000, flags=(0x20, 0, 0))),
    )  # fmt: skip
    assert rows(read(made)) == [("Срок", "Дело", "Дело"), ("Срок", "Встреча", "9")]


def test_a_cell_holds_paragraphs_and_tables() -> None:
    """All paragraphs of a cell are its words, those of a table within it too."""
    made = doc(
        Part("раз\r", IN_TABLE), Part("внутри\r", nested(2)), Part("\r", nested(2)), *cells("два", "три"),
        Part("\x07", row_end(0, 900, 1800)),
        *cells("а", "б"), Part("\x07", row_end(0, 900, 1800)),
    )  # fmt: skip
    assert rows(read(made)) == [("раз внутри два", "три"), ("а", "б")]


def test_a_wide_row_is_defined_elsewhere() -> None:
    """The definition of a row too long for its page lies in a stream of its own."""
    defined = row_end(0, 1000, 3000, flags=(0, 0))
    elsewhere = IN_TABLE + struct.pack("<HBHI", 0x2417, 1, 0x6646, 0)
    made = doc(
        *cells("Срок и дело"), Part("\x07", row_end(0, 3000)),
        *cells("май", "встреча"), Part("\x07", elsewhere),
        data=struct.pack("<H", len(defined)) + defined,
    )  # fmt: skip
    assert rows(read(made))[1] == ("май", "встреча")


def test_heads_feet_notes_and_boxes() -> None:
    """The texts beside the main one are kept, each under its own name."""
    parts = (Part("План\r"), Part("Сноска\r"), Part("МБОУ СОШ\r\r"), Part("Страница\r\r"), Part("В рамке\r"))
    lengths = tuple(len(part.text) for part in parts)
    head, foot = lengths[2], lengths[2] + lengths[3]
    places = (0, 0, 0, 0, 0, 0, 0, 0, head, head, foot, foot, foot, foot)
    made = doc(*parts, lengths=(lengths[0], lengths[1], foot, 0, 0, 0, lengths[4]), heads=places)
    assert [(block.zone, block.place, block.text) for block in blocks(read(made))] == [
        (Zone.HEADER, "header[1]", "МБОУ СОШ"),
        (Zone.MAIN, "p[1]", "План"),
        (Zone.MAIN, "note[1]", "Сноска"),
        (Zone.MAIN, "p[2]", "В рамке"),
        (Zone.FOOTER, "footer[1]", "Страница"),
    ]


def test_a_stamp_of_a_signature_is_told() -> None:
    """The stamp of an electronic signature is no content of the document."""
    made = doc(Part("План работы\r"), Part("Документ подписан электронной подписью\r"), Part("Сертификат: 00AA\r"))
    document = read(made)
    assert [block.text for block in blocks(document)] == ["План работы"]
    assert document.signatures == (Signature(),)


def test_word_95_is_read_by_its_marks() -> None:
    """Of Word 6 and 95 the words are read, and rows that end with an empty mark, empty cells in them too."""
    made = word_95("План работы\rСрок\x07Мероприятие\x07\x07май\x07\x07\x07июнь\x07Встреча\x07\x07Директор школы\r")
    document = read(made)
    assert rows(document) == [("Срок", "Мероприятие"), ("май", ""), ("июнь", "Встреча")]
    assert texts(document, BlockKind.PARAGRAPH) == ["План работы", "Директор школы"]


@pytest.mark.parametrize("made", [doc(Part("План\r"), flags=0x0100), word_95("План\r", flags=0x0100)], ids=["97", "95"])
def test_a_locked_file_is_encrypted(made: bytes) -> None:
    """A file under a password is named for what it is."""
    assert refused(made) == Failure(URL, Trouble.ENCRYPTED, "password")


def test_a_file_without_words_is_empty() -> None:
    """A file that holds nothing but a picture says nothing."""
    assert refused(doc(Part("\x01\r"))) == Failure(URL, Trouble.EMPTY, "no text")


def test_letters_of_nobody_are_unreadable() -> None:
    """Words in letters that are neither Russian nor Latin are no text of a school."""
    assert refused(doc(Part("ዐለም ሰላም ለሁሉም ሰው ይሁን ዘንድ " * 3 + "\r"))).trouble is Trouble.UNREADABLE


def test_an_unknown_version_is_broken() -> None:
    """A head that no version of Word wrote is damage."""
    assert refused(doc(Part("План\r"), version=7)).trouble is Trouble.BROKEN


def test_a_container_without_text_is_broken() -> None:
    """A word file whose text stream stands for another is broken."""
    assert refused(container({"WordDocument": b"", "1Table": b""})).trouble is Trouble.BROKEN


def test_pieces_that_name_the_same_bytes_are_no_bomb() -> None:
    """However often pieces name the same words, the text is no longer than the file."""
    part = Part("План работы " * 2000 + "\r", wide=False)
    made = bytearray(doc(part, part))
    table = made.find(struct.pack("<BIIII", 2, 28, 0, len(part.text), 2 * len(part.text)))
    again = struct.pack("<II", len(part.text), 0x7FFF_FFFF)
    made[table + 9 : table + 17] = again
    document = read(bytes(made))
    assert sum(len(block.text) for block in document.blocks) < len(made)


@pytest.mark.parametrize(("at", "value"), [(44, 0x00FF_FFFF), (64, 0x00FF_FFFF), (72, 0x00FF_FFFF), (30, 31)])
def test_a_head_that_claims_too_much_is_broken(at: int, value: int) -> None:
    """Tables of sectors far beyond the file, or sectors of two gigabytes, are not believed."""
    made = bytearray(doc(Part("План\r")))
    made[at : at + 4] = struct.pack("<I", value)
    assert refused(bytes(made)).trouble is Trouble.BROKEN


def test_a_chain_in_a_circle_ends() -> None:
    """A stream that claims gigabytes over a chain of sectors in a circle is broken, and fills no memory."""
    made = bytearray(doc(Part("План\r")))
    entry = made.find("WordDocument".encode("utf-16-le"))
    made[entry + 120 : entry + 124] = struct.pack("<I", 0xFFFF_FFF0)
    start = struct.unpack_from("<I", made, entry + 116)[0]
    table = 512 * (1 + struct.unpack_from("<I", made, 76)[0])
    struct.pack_into("<I", made, table + 4 * start, start)
    assert refused(bytes(made)).trouble is Trouble.BROKEN


@pytest.mark.parametrize(("balanced", "trouble"), [(True, Trouble.TOO_LARGE), (False, Trouble.BROKEN)])
def test_too_many_streams_are_refused(balanced: bool, trouble: Trouble) -> None:
    """A directory of thousands of streams is no document of a school, nor is one that is a single long branch."""
    assert refused(crowded(5_000, balanced=balanced)).trouble is trouble


def test_reading_twice_gives_the_same() -> None:
    """The document is a function of the bytes."""
    body = (FILES / "plan.doc").read_bytes()
    first, second = extract(body, url=URL), extract(body, url=URL)
    assert isinstance(first, Document)
    assert first == second
