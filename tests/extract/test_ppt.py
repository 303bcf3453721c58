"""Old slides to blocks: titles, points, tables and notes slide by slide; slides no longer live stay out; locks and bombs told."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_audit.extract import extract
from site_audit.model import BlockKind, Failure, Trouble
from tests.extract.ppt_files import BODY, LOCKED, MIDDLE_TITLE, OTHER, TITLE, Slide, box, from_outline, group, ppt, record, words
from tests.extract.reading import URL, blocks, read, rows, texts

FILES = Path(__file__).parent / "files"


def refused(written: bytes) -> Failure:
    """The failure of a file that is not read."""
    got = extract(written, url=URL)
    assert isinstance(got, Failure), got
    return got


def test_slides_as_an_office_program_writes_them() -> None:
    """Words, a table and a note of two slides, each under its page."""
    document = read((FILES / "slides.ppt").read_bytes())
    assert document.pages == 2
    assert [(block.place, block.text) for block in blocks(document)] == [
        ("page 1, p[1]", "Профориентация в нашей школе"),
        ("page 1, p[2]", "Экскурсии на предприятия"),
        ("page 1, p[3]", "Профессиональные пробы в колледже"),
        ("page 2, p[1]", "Итоги 2025/2026 учебного года"),
        ("page 2, p[2]", "Охвачено 84 % учащихся 8–11 классов"),
        ("page 2, row 1", "Класс | Участники"),
        ("page 2, row 2", "9 | 41"),
        ("page 2, row 3", "11 | 23"),
        ("page 2, note[1]", "Рассказать о договоре с колледжем"),
    ]
    assert blocks(document, BlockKind.ROW)[-1].header == ("Класс", "Участники")


def test_titles_and_points() -> None:
    """Titles are headings over as many lines as they take, points are list entries, other boxes paragraphs; a slide's number is none."""
    shapes = box(words(MIDDLE_TITLE, "План\x0bработы")) + box(words(BODY, "раз\rдва")) + box(words(OTHER, "2026", narrow=True))
    document = read(ppt(Slide(shapes + box(words(OTHER, "*"))), Slide(box(words(TITLE, "Итоги")))))
    assert document.title == "План работы"
    assert [(block.kind, block.level, block.text) for block in blocks(document)] == [
        (BlockKind.HEADING, 1, "План работы"),
        (BlockKind.ITEM, 0, "раз"),
        (BlockKind.ITEM, 0, "два"),
        (BlockKind.PARAGRAPH, 0, "2026"),
        (BlockKind.HEADING, 2, "Итоги"),
    ]


def test_words_kept_with_the_document() -> None:
    """A box may name a text of the document's outline; one that names none says nothing."""
    outline = words(TITLE, "Итоги") + words(BODY, "завод")
    named = Slide(box(from_outline(0)) + group(box(from_outline(1))) + box(from_outline(7)), outline)
    assert texts(read(ppt(named))) == ["Итоги", "завод"]
    assert texts(read(ppt(Slide(b"", outline)))) == ["Итоги", "завод"]


def test_only_live_slides_are_read() -> None:
    """A slide that was deleted lies in the file until it is saved anew: it is not shown, so it is not read."""
    made = ppt(Slide(box(words(TITLE, "Новый план"))), dead=[Slide(box(words(TITLE, "Старый план")))])
    assert texts(read(made)) == ["Новый план"]


def test_a_damaged_list_shows_all_slides() -> None:
    """Where the list of slides is gone, what slides there are is read."""
    made = ppt(Slide(box(words(TITLE, "План"))), Slide(box(words(TITLE, "Итоги"))), listed=False)
    assert texts(read(made)) == ["План", "Итоги"]


def test_notes_follow_their_slides() -> None:
    """A note stands on the page of its slide."""
    document = read(ppt(Slide(box(words(TITLE, "План"))), Slide(box(words(TITLE, "Итоги")), note="Сказать о пробах")))
    assert [block.place for block in blocks(document)] == ["page 1, h2[1]", "page 2, h2[1]", "page 2, note[1]"]


def test_merged_cells_of_a_table() -> None:
    """A cell as wide or high as two stands in both."""
    cells = (("Класс", (0, 0, 10, 10)), ("Участники", (10, 0, 30, 10)), ("9", (0, 10, 10, 30)), ("41", (10, 10, 20, 20)),
             ("43", (20, 10, 30, 20)), ("5", (10, 20, 20, 30)), ("6", (20, 20, 30, 30)))  # fmt: skip
    table = group(b"".join(box(words(OTHER, text), place) for text, place in cells), table=True)
    assert rows(read(ppt(Slide(table)))) == [("Класс", "Участники", "Участники"), ("9", "41", "43"), ("9", "5", "6")]


@pytest.mark.parametrize("made", [ppt(Slide(), token=LOCKED), ppt(Slide(), edit_bytes=32)], ids=["token", "edit"])
def test_locked_slides_are_encrypted(made: bytes) -> None:
    """Slides under a password are named for what they are."""
    assert refused(made) == Failure(URL, Trouble.ENCRYPTED, "password")


def test_slides_without_words_are_empty() -> None:
    """Slides of nothing but pictures say nothing."""
    assert refused(ppt(Slide())) == Failure(URL, Trouble.EMPTY, "no text")


def test_deep_groups_exhaust_no_stack() -> None:
    """Groups in groups in groups are read as deep as people nest them."""
    shapes = box(words(OTHER, "дно"))
    for _ in range(2_000):
        shapes = group(shapes)
    assert texts(read(ppt(Slide(shapes + box(words(OTHER, "верх")))))) == ["верх"]


def test_a_crowd_of_records_is_refused() -> None:
    """Half a million empty records are no slides."""
    crowd = record(0xF00D, b"") * 500_000
    assert refused(ppt(Slide(crowd))).trouble is Trouble.TOO_LARGE


def test_a_slide_listed_again_and_again_is_refused() -> None:
    """A list that names the same slide a thousand times does not multiply its words."""
    again = record(0x3F3, b"\x02" + bytes(19))
    assert refused(ppt(Slide(box(words(OTHER, "план " * 10_000)), again * 1_000))).trouble is Trouble.TOO_LARGE
