"""The school list: what spreadsheets make of it, and what hostile or damaged rows get."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_audit.errors import SchoolListError
from site_audit.school_table import RowNote, read_table
from site_audit.schools import COLUMN, SchoolList, check_exclusions, read_schools

HEADER = "id,name,url,grades\n"
GOOD = "s1,Школа № 1,https://school-1.example/,1-11\n"


def _read(tmp_path: Path, content: str | bytes) -> SchoolList:
    path = tmp_path / "schools.csv"
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return read_schools(path)


def _note(tmp_path: Path, row: str | bytes, kind: str = "error") -> RowNote:
    """The one note of this kind about a row that stands between two good ones, which must both be kept."""
    middle = row if isinstance(row, bytes) else row.encode("utf-8")
    good = "s2,Школа № 2,https://school-2.example/,1-9\n"
    listed = _read(tmp_path, (HEADER + GOOD).encode("utf-8") + middle + b"\n" + good.encode("utf-8"))
    assert {"s1", "s2"} <= {school.id for school in listed.schools}
    (note,) = [note for note in listed.notes if note.kind == kind]
    assert note.line == 3
    return note


def test_all_columns_are_read_in_any_order(tmp_path: Path) -> None:
    """Names, not positions, say what a column is; unknown ones are kept."""
    listed = _read(
        tmp_path,
        "director,exclude,contact_email,timezone,municipality,grades,url,name,id\n"
        "Иванова А. А.,open_days colleges,school@example.org,Asia/Omsk,Заречный,1-9,https://school-1.example/,Школа № 1,s1\n",
    )
    (school,) = listed.schools
    assert (school.id, school.name, school.url, school.grades) == ("s1", "Школа № 1", "https://school-1.example/", (1, 9))
    assert (school.municipality, school.timezone, school.contact_email) == ("Заречный", "Asia/Omsk", "school@example.org")
    assert school.exclude == ("open_days", "colleges")
    assert school.more == (("director", "Иванова А. А."),)
    assert not listed.notes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_what_spreadsheets_save_is_accepted(tmp_path: Path, encoding: str, delimiter: str, newline: str) -> None:
    """Every usual encoding, delimiter and line end gives the same school."""
    text = (HEADER + GOOD).replace(",", delimiter).replace("\n", newline)
    listed = _read(tmp_path, text.encode(encoding))
    assert [(school.id, school.name, school.grades) for school in listed.schools] == [("s1", "Школа № 1", (1, 11))]
    assert not listed.notes


def test_russian_headings_are_understood(tmp_path: Path) -> None:
    """A heading typed in Russian names the same column."""
    listed = _read(tmp_path, "Код;Название;Сайт;Классы\ns1;Школа;https://school-1.example/;1-4\n")
    assert listed.schools[0].grades == (1, 4)


def test_quoted_names_keep_their_signs(tmp_path: Path) -> None:
    """Delimiters, doubled quotes and a line end inside a quoted name belong to the name."""
    listed = _read(tmp_path, HEADER + 's1,"МБОУ ""СОШ № 1"",\nп. Заречный",https://school-1.example/,1-11\n' + GOOD.replace("s1", "s2"))
    assert [school.name for school in listed.schools] == ['МБОУ "СОШ № 1", п. Заречный', "Школа № 1"]
    assert listed.lines == (2, 4)


def test_bare_quotes_in_a_name_are_tolerated(tmp_path: Path) -> None:
    """A name with quotes of its own, typed without CSV in mind, is kept as typed."""
    listed = _read(tmp_path, HEADER + 's1,МБОУ "Радуга",https://school-1.example/,1-11\n')
    assert listed.schools[0].name == 'МБОУ "Радуга"'


def test_blank_lines_and_trailing_delimiters_do_not_count(tmp_path: Path) -> None:
    """Empty rows at any place and empty cells after the last column are passed over; line numbers stay those of the file."""
    listed = _read(tmp_path, "sep=;\n\nid;name;url;grades;;\n;;;;;\n\n" + GOOD.replace(",", ";").strip() + ";;\n\n")
    assert listed.lines == (6,)
    assert not listed.notes


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (",Школа,https://a.example/,1-4", "id", "пусто"),
        ("школа,Школа,https://a.example/,1-4", "id", "латинские буквы"),
        ("a/../b,Школа,https://a.example/,1-4", "id", "латинские буквы"),
        ("x" * 65 + ",Школа,https://a.example/,1-4", "id", "не длиннее 64"),
        ("CON,Школа,https://a.example/,1-4", "id", "занято системой"),
        ("lpt1,Школа,https://a.example/,1-4", "id", "занято системой"),
        ("S1,Школа,https://a.example/,1-4", "id", "уже есть в строке 2"),
        ("s3,,https://a.example/,1-4", "name", "пусто"),
        ("s3,Школа,,1-4", "url", "пусто"),
        ("s3,Школа,нет,1-4", "url", "нет"),
        ("s3,Школа,school@example.org,1-4", "url", "school@example.org"),
        ("s3,Школа,https://a.example/,4-1", "grades", "1-4, 1-9 или 1-11"),
        ("s3,Школа,https://a.example/,1-12", "grades", "1-4, 1-9 или 1-11"),
        ("s3,Школа,https://a.example/,04.янв", "grades", "превратил классы в дату"),
        ("s3,Школа, № 3,https://a.example/,1-4", "", "в кавычки"),
        ('s3,"Школа № 3,https://a.example/,1-4', "", "кавычка открыта и не закрыта"),
        ("s3,Шк\0ола,https://a.example/,1-4", "name", "управляющие знаки"),
        ("s3," + "ш" * 5_000 + ",https://a.example/,1-4", "", "длиннее 2000"),
        ("s3," + "x" * 1_000_000 + ",https://a.example/,1-4", "", "длиннее 2000"),
    ],
)
def test_a_wrong_row_is_told_and_the_others_go_on(tmp_path: Path, row: str, column: str, said: str) -> None:
    """Line, column and reason are named; the rows before and after are used."""
    note = _note(tmp_path, row)
    assert note.column == column
    assert said in note.reason
    assert len(note.reason) < 300


def test_a_wrong_time_zone_is_told(tmp_path: Path) -> None:
    """A zone nobody knows would give a wrong date of the audit."""
    listed = _read(tmp_path, "id,name,url,timezone\ns1,Школа,https://a.example/,MSK+2\n")
    assert [(note.column, note.kind) for note in listed.errors] == [("timezone", "error")]
    assert not listed.schools


def test_all_mistakes_of_a_row_are_told_at_once(tmp_path: Path) -> None:
    """Nobody mends a row three times."""
    listed = _read(tmp_path, HEADER + ",,,x\n")
    assert [note.column for note in listed.errors] == ["id", "name", "url", "grades"]


def test_a_row_in_another_encoding_is_read_and_told(tmp_path: Path) -> None:
    """A list glued together from two sources: both kinds of row are read right, and the odd one is pointed at."""
    rows = (
        HEADER.encode() + "s1,Школа № 1,https://a.example/,1-4\n".encode("windows-1251") + "s2,Школа № 2,https://b.example/,1-4\n".encode()
    )
    listed = _read(tmp_path, rows)
    assert [school.name for school in listed.schools] == ["Школа № 1", "Школа № 2"]
    assert [(note.line, note.kind) for note in listed.notes] == [(3, "warning")]


def test_a_formula_stays_text(tmp_path: Path) -> None:
    """A name that a spreadsheet would compute is kept as typed, with a warning."""
    assert "формулы" in _note(tmp_path, """s3,"=HYPERLINK(""http://x"")",https://a.example/,1-4""", "warning").reason


def test_an_address_without_scheme_is_mended_and_told(tmp_path: Path) -> None:
    """A safe repair is done and said."""
    listed = _read(tmp_path, HEADER + "s1,Школа,school-1.example,1-4\n")
    assert listed.schools[0].url.startswith("http")
    assert [(note.column, note.kind) for note in listed.notes] == [("url", "repaired")]


def test_empty_grades_mean_all_with_a_warning(tmp_path: Path) -> None:
    """Grades 1–11 are assumed, and that is said."""
    listed = _read(tmp_path, HEADER + "s1,Школа,https://a.example/,\n")
    assert listed.schools[0].grades is None
    assert listed.schools[0].grade_range == (1, 11)
    assert [(note.column, note.kind) for note in listed.notes] == [("grades", "warning")]


def test_a_spreadsheets_dash_between_grades_is_understood(tmp_path: Path) -> None:
    """An en dash and blanks around it are what editors make of a hyphen."""
    assert _read(tmp_path, HEADER + "s1,Школа,https://a.example/,1 – 9\n").schools[0].grades == (1, 9)


def test_an_unusable_mail_address_is_dropped_with_a_warning(tmp_path: Path) -> None:
    """The school is audited all the same."""
    listed = _read(tmp_path, "id,name,url,grades,contact_email\ns1,Школа,https://a.example/,1-4,нет\n")
    assert listed.schools[0].contact_email == ""
    assert [(note.column, note.kind) for note in listed.notes] == [("contact_email", "warning")]


def test_the_same_address_twice_is_pointed_at(tmp_path: Path) -> None:
    """Two schools on one address are both audited, with a warning."""
    listed = _read(tmp_path, HEADER + GOOD + GOOD.replace("s1", "s2", 1))
    assert len(listed.schools) == 2
    assert "строке 2" in listed.notes[0].reason


def test_exclusions_are_checked_against_the_rules_in_use(tmp_path: Path) -> None:
    """An `exclude` that names nothing the rules know is an error with its line."""
    listed = _read(tmp_path, "id,name,url,grades,exclude\ns1,Школа,https://a.example/,1-4,open_days opn_days\n")
    (note,) = check_exclusions(listed, {"open_days"})
    assert (note.line, note.column) == (2, "exclude")
    assert "opn_days" in note.reason


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "пуст"),
        (b"\n\n;;;\n", "пуст"),
        (b"id,name,url\n", "нет ни одной школы"),
        (b"id,title,link\ns1,x,y\n", "нет столбца name"),
        (b"id,id,name,url\ns1,s1,x,y\n", "встречается дважды"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "нет столбца id"),
        (b'"id,name,url\ns1,x,y\n', "нет столбца"),
        (b"\0" * 100, "нет столбца"),
    ],
)
def test_a_list_that_is_no_list_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    """One error says what was expected."""
    with pytest.raises(SchoolListError, match=said):
        _read(tmp_path, content)


def test_a_missing_list_is_told(tmp_path: Path) -> None:
    """The sentence names the file and the way out."""
    with pytest.raises(SchoolListError, match="--schools"):
        read_schools(tmp_path / "nowhere.csv")
    with pytest.raises(SchoolListError, match="--schools"):
        read_schools(tmp_path)


ANY_BYTES = st.binary(max_size=400).map(lambda tail: b"id,name,url\n" + tail)
ANY_TABLE = st.text(alphabet='id,name;url\n"\t1-9.x', max_size=200).map(str.encode)


@given(ANY_BYTES | ANY_TABLE)
def test_no_bytes_bring_a_traceback(data: bytes) -> None:
    """Whatever the file holds, it is split into rows or refused with one error of ours."""
    try:
        table = read_table(data, COLUMN.keys())
    except SchoolListError:
        return
    assert all(row.line >= table.header.line for row in table.rows)
