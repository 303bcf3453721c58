"""Plain and delimited texts in every encoding that Russian files come in."""

from __future__ import annotations

import pytest

from site_audit.extract import MAX_LETTERS, extract, sniff
from site_audit.extract.sniff import CSV, PLAIN
from site_audit.model import BlockKind, Document
from tests.extract.reading import blocks, read, rows, texts

LETTER = "План работы школы по профессиональной ориентации\r\n\r\nЭкскурсия на завод состоится в октябре.\r\n"
PLAN = "Дата;Мероприятие;Класс\r\n15.10.2026;Экскурсия на завод;9\r\n20.11.2026;Встреча с врачом;10\r\n"
ENCODINGS = ["utf-8", "utf-8-sig", "cp1251", "cp866", "koi8-r", "utf-16", "utf-16-le", "utf-16-be"]
ROWS = [("Дата", "Мероприятие", "Класс"), ("15.10.2026", "Экскурсия на завод", "9"), ("20.11.2026", "Встреча с врачом", "10")]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_text_in_any_encoding(encoding: str) -> None:
    """The same letter says the same, however it was saved."""
    document = read(LETTER.encode(encoding))
    assert document.media_type == PLAIN
    assert texts(document) == ["План работы школы по профессиональной ориентации", "Экскурсия на завод состоится в октябре."]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_table_in_any_encoding(encoding: str) -> None:
    """Delimited cells are rows with their header, however they were saved."""
    document = read(PLAN.encode(encoding))
    assert document.media_type == CSV
    assert rows(document) == ROWS
    assert [(one.place, one.header) for one in blocks(document)] == [("row 1", ()), ("row 2", ROWS[0]), ("row 3", ROWS[0])]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_delimiters(delimiter: str) -> None:
    """Semicolons, commas and tabs part cells."""
    assert rows(read(PLAN.replace(";", delimiter))) == ROWS


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param('А;Б\n"раз;\nдва";три\nпять;шесть\n', ["А | Б", "раз; два | три", "пять | шесть"], id="quotes"),
        pytest.param('А;Б\nкружок "Лидер;три\nпять;шесть\n', ["А | Б", 'кружок "Лидер | три', "пять | шесть"], id="quote inside"),
        pytest.param('А;Б\n1;2\n"раз;три\n' + "пять;шесть\n" * 60, ["А | Б", "1 | 2", '"раз | три'], id="open quote"),
        pytest.param("А;Б;В\n1;2;3\n4;5\n6;7;8\n9;1;2\n3;4;5\n6;7;8\n", ["А | Б | В", "1 | 2 | 3", "4 | 5", "6 | 7 | 8"], id="ragged"),
        pytest.param("sep=;\nА;Б\n1;2\n3;4\n", ["А | Б", "1 | 2", "3 | 4"], id="separator said"),
        pytest.param("План школы\n\nА;Б\n1;2\n3;4\n5;6\n7;8\n", ["План школы", "А | Б"], id="title"),
    ],
)
def test_cells(written: str, expected: list[str]) -> None:
    """Quotes hold delimiters and line breaks, one that is never closed is a letter; rows may be ragged."""
    assert texts(read(written))[: len(expected)] == expected


@pytest.mark.parametrize(
    "prose",
    [
        "Да, приходите.\nНет, не завтра.\nЖдём, всегда.\n",
        "В плане:\n- экскурсии;\n- встречи;\n- практика;\n",
        "Обед стоит 85,50 руб.\nЗавтрак стоит 60,00 руб.\nПолдник стоит 30,00 руб.\n",
        "1.\tЭкскурсия на завод\n2.\tВстреча с врачом\n3.\tЯрмарка профессий\n",
        "\tКрасная строка.\n\tЕщё одна.\n\tИ ещё.\n",
        "Класс;Дата\n9;октябрь\n",
        "Уважаемые родители!\nСобрание 15 октября, в среду.\nС уважением, школа.\n",
        "User-agent: *\nDisallow: /admin\nSitemap: http://school.example/sitemap.xml\n",
        "\n".join("Наша школа приглашает всех, кто выбирает профессию; двери открыты, чай горячий" for _ in range(90)),
    ],
)
def test_prose_is_no_table(prose: str) -> None:
    """Commas, semicolons and tabs of prose part no cells."""
    assert sniff(prose.encode()) == PLAIN
    assert not rows(read(prose))


def test_a_long_table_is_told_by_its_beginning() -> None:
    """The type does not depend on how much of the file is looked at, nor on a line cut in two."""
    body = PLAN.encode() + "30.11.2026;Практика на предприятии;11\r\n".encode() * 5000
    assert {sniff(body), sniff(body[:4096]), sniff(body[:4096].decode("utf-8", "ignore").encode("cp1251"))} == {CSV}
    assert len(rows(read(body))) == 5003


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param(
            "В школе работает кружок юных медиков, который ведёт врач районной\nбольницы. Занятия идут весь год.\nПриходите!",
            ["В школе работает кружок юных медиков, который ведёт врач районной больницы. Занятия идут весь год.", "Приходите!"],
            id="wrapped",
        ),
        pytest.param("МБОУ СОШ № 1\nПлан работы\nна 2026 год", ["МБОУ СОШ № 1", "План работы на 2026 год"], id="short lines"),
        pytest.param("План:\n- экскурсии\n- встречи\n1) практика", ["План:", "- экскурсии", "- встречи", "1) практика"], id="entries"),
        pytest.param("раз\fдва\n \nтри", ["раз", "два", "три"], id="blank lines and pages"),
    ],
)
def test_lines_are_joined_where_a_sentence_goes_on(written: str, expected: list[str]) -> None:
    """A full line goes on in the next, a short one ends, unless a small letter follows."""
    assert texts(read(written), BlockKind.PARAGRAPH) == expected


def test_a_table_without_end_is_bounded() -> None:
    """Rows by the hundred thousand and one endless line end where a document does."""
    assert len(rows(read("А;Б\n" + "1;2\n" * 200_000))) <= 50_000
    assert len(texts(read("А;Б\n1;2\n3;4\n" + "x;" * 1_000_000))) < 300
    assert len(read('А;Б\n1;2\n3;4\n"' + "длинно" * 100_000 + "\n").blocks) < 10


def test_a_text_without_end_is_read_as_far_as_anybody_wrote() -> None:
    """What comes out of one document is bounded, whatever its format."""
    got = extract(("Слово за словом. " * 60 + "\n\n").encode() * 12_000, url="http://school.example/long.txt")
    assert isinstance(got, Document)
    assert MAX_LETTERS - 2_000 < sum(len(block.text) for block in got.blocks) <= MAX_LETTERS
