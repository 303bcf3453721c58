"""School lists that mean harm: names that lead out of the folder, a line of ten megabytes, rows without number."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from site_audit.errors import SchoolListError
from site_audit.schools import SchoolList, read_schools

HEADER = "id,name,url,grades\n"
SECONDS = 15.0  # a tenth of it on an idle machine


def read(tmp_path: Path, rows: str | bytes) -> SchoolList:
    """A list with these rows, read within its time."""
    path = tmp_path / "schools.csv"
    path.write_bytes(HEADER.encode() + (rows if isinstance(rows, bytes) else rows.encode()))
    began = process_time()
    found = read_schools(path)
    assert process_time() - began < SECONDS
    return found


@pytest.mark.parametrize("name", ["../x", "..", "/etc/passwd", "a/b", "a\\b", "CON", "nul", "a\x00b", "a b", "\u202ea", "а", "x" * 65, "~"])
def test_an_id_that_is_no_file_name_is_refused(tmp_path: Path, name: str) -> None:
    """An id becomes the name of a report: none leads out of the folder, and the next row goes on."""
    found = read(tmp_path, f"{name},A,school.ru,1-11\ngood,B,school-2.ru,1-11\n")
    assert [school.id for school in found.schools] == ["good"]
    assert {note.line for note in found.errors} == {2}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "a." * 900 + "ru", "x\x00.ru"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, url: str) -> None:
    """What is no site of the web is not asked for."""
    assert read(tmp_path, f"s1,A,{url},1-11\n").schools == ()


@pytest.mark.parametrize(
    ("rows", "schools"),
    [
        (b"s1," + b"A" * 10_000_000 + b",a.ru,1-11\ngood,B,b.ru,1-11\n", 1),
        (b'"' * 3_000_000 + b"\ngood,B,b.ru,1-11\n", 1),
        (b"," * 5_000_000 + b"\ngood,B,b.ru,1-11\n", 1),
        (b'"open\n' * 6_000 + b"good,B,b.ru,1-11\n", 1),
        (b"".join(b"s%d,A,site-%d.ru,1-11\n" % (number, number) for number in range(3_000)), 3_000),
    ],
    ids=["line", "quotes", "commas", "open quotes", "rows"],
)
def test_a_huge_list_ends(tmp_path: Path, rows: bytes, schools: int) -> None:
    """A row of ten megabytes or six thousand forgotten quotes cost the other rows nothing."""
    assert len(read(tmp_path, rows).schools) == schools


@pytest.mark.parametrize("data", [b"\x00" * 3_000_000, bytes(range(256)) * 5_000, b"id,name,url" + b",x" * 500_000])
def test_what_is_no_list_is_told_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    """Bytes that are no list end in one short message."""
    path = tmp_path / "schools.csv"
    path.write_bytes(data)
    with pytest.raises(SchoolListError) as caught:
        read_schools(path)
    assert len(str(caught.value)) < 2_000
