"""Presentations: slides in their order, with titles, lists, tables and notes."""

from __future__ import annotations

import io
import zipfile

import pytest

from site_audit.extract import extract
from site_audit.extract.sniff import PPTX
from site_audit.model import BlockKind, Failure, Trouble
from tests.extract.office_samples import presentation, shape, zipped
from tests.extract.reading import URL, blocks, read, rows, texts


def cell(text: str, more: str = "") -> str:
    """A cell of a table on a slide."""
    return f"<a:tc{more}><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>"


def table(*content: str, head: str = "") -> str:
    """A table on a slide; each argument is the cells of a row."""
    made = "".join(f"<a:tr>{cells}</a:tr>" for cells in content)
    return f"<p:graphicFrame><a:graphic><a:tbl><a:tblPr{head}/>{made}</a:tbl></a:graphic></p:graphicFrame>"


def refused(body: bytes) -> Trouble:
    """The trouble of a file that is not read."""
    got = extract(body, url=URL)
    assert isinstance(got, Failure), got
    return got.trouble


def test_slides_are_pages() -> None:
    """Titles are headings, bulleted paragraphs entries, other words paragraphs; notes come after their slide."""
    first = shape("Мир профессий", "ctrTitle") + shape("Классный час", "subTitle")
    second = shape("Колледжи", "title") + shape("Медицинский\nТехнический", "") + shape("рядом") + shape("5", "sldNum")
    document = read(presentation(first, second, notes={2: "Рассказать о дне открытых дверей"}))
    assert (document.media_type, document.title, document.pages) == (PPTX, "Мир профессий", 2)
    assert [(one.kind, one.place, one.text) for one in blocks(document)] == [
        (BlockKind.HEADING, "page 1, h2[1]", "Мир профессий"),
        (BlockKind.PARAGRAPH, "page 1, p[1]", "Классный час"),
        (BlockKind.HEADING, "page 2, h2[1]", "Колледжи"),
        (BlockKind.ITEM, "page 2, li[1]", "Медицинский"),
        (BlockKind.ITEM, "page 2, li[2]", "Технический"),
        (BlockKind.PARAGRAPH, "page 2, p[1]", "рядом"),
        (BlockKind.PARAGRAPH, "page 2, note[1]", "Рассказать о дне открытых дверей"),
    ]


def test_order_and_hidden_slides() -> None:
    """Slides come as they are shown, whatever their files are called; a hidden one keeps its number and its notes to itself."""
    body = presentation(shape("раз"), shape("два"), shape("три"), shown=[3, 2, 1], show={2: "0"}, notes={2: "тайна"})
    assert [(one.place, one.text) for one in blocks(read(body))] == [("page 1, p[1]", "три"), ("page 3, p[1]", "раз")]


@pytest.mark.parametrize(
    ("content", "kind", "expected"),
    [
        (f"<p:grpSp>{shape('в группе')}<p:grpSp>{shape('глубже')}</p:grpSp></p:grpSp>", BlockKind.PARAGRAPH, ["в группе", "глубже"]),
        (shape("раз", None, '<a:pPr><a:buChar char="•"/></a:pPr>'), BlockKind.ITEM, ["раз"]),
        (shape("раз", "body", "<a:pPr><a:buNone/></a:pPr>"), BlockKind.PARAGRAPH, ["раз"]),
        ("<p:sp><a:p><a:r><a:t>Профо</a:t></a:r><a:r><a:t>риентация</a:t></a:r></a:p></p:sp>", BlockKind.PARAGRAPH, ["Профориентация"]),
        ("<p:sp><a:p><a:r><a:t>раз</a:t></a:r><a:br/><a:r><a:t>два</a:t></a:r></a:p></p:sp>", BlockKind.PARAGRAPH, ["раз два"]),
        (
            f'<mc:AlternateContent xmlns:mc="m"><mc:Choice>{shape("раз")}</mc:Choice><mc:Fallback>{shape("раз")}</mc:Fallback>'
            "</mc:AlternateContent>",
            BlockKind.PARAGRAPH,
            ["раз"],
        ),
    ],
)
def test_all_text_is_found(content: str, kind: BlockKind, expected: list[str]) -> None:
    """Words in groups, runs and boxes; what is said again for old programs is said once."""
    assert [(one.kind, one.text) for one in blocks(read(presentation(content)))] == [(kind, text) for text in expected]


def test_tables_with_merged_cells() -> None:
    """Spans over rows and columns; a first row drawn as a header is one."""
    content = table(
        cell("Колледж") + cell("Специальность") + cell("Мест"),
        cell("Медицинский", ' rowSpan="2"') + cell("Сестринское дело") + cell("25"),
        cell("", ' vMerge="1"') + cell("Лечебное дело") + cell("50"),
        cell("Технический") + cell("набора нет", ' gridSpan="2"') + cell("", ' hMerge="1"'),
        head=' firstRow="1"',
    )
    document = read(presentation(content))
    assert rows(document) == [
        ("Колледж", "Специальность", "Мест"),
        ("Медицинский", "Сестринское дело", "25"),
        ("Медицинский", "Лечебное дело", "50"),
        ("Технический", "набора нет", "набора нет"),
    ]
    assert blocks(document)[-1].header == ("Колледж", "Специальность", "Мест")


def test_diagrams_are_read() -> None:
    """The words of a diagram stand in a part of their own, which the slide names."""
    made = presentation(shape("Схема", "title"), notes={1: "заметка"})
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData"
    diagram = '<d:data xmlns:d="d" xmlns:a="a"><d:pt><d:t><a:p><a:r><a:t>Школа</a:t></a:r></a:p></d:t></d:pt></d:data>'
    related = f'<r><Relationship Id="d" Type="{kind}" Target="/ppt/diagrams/data1.xml"/></r>'
    body = replaced(made, {"ppt/slides/_rels/slide1.xml.rels": related, "ppt/diagrams/data1.xml": diagram})
    assert texts(read(body)) == [
        "Схема",
        "Школа",
    ]


def test_what_lies_outside_is_not_followed() -> None:
    """A relation that leads out of the file, or nowhere, is left alone."""
    related = (
        '<r><Relationship Id="a" Type="x/notesSlide" Target="http://school.example/" TargetMode="External"/>'
        '<Relationship Id="b" Type="x/notesSlide" Target="../../../../../etc/hostname"/></r>'
    )
    assert texts(read(replaced(presentation(shape("раз")), {"ppt/slides/_rels/slide1.xml.rels": related}))) == ["раз"]


def replaced(body: bytes, parts: dict[str, str]) -> bytes:
    """The file with these parts instead of its own."""

    with zipfile.ZipFile(io.BytesIO(body)) as whole:
        return zipped({**{name: whole.read(name) for name in whole.namelist()}, **parts})


def test_ruins_are_broken() -> None:
    """A presentation without its list of slides, with a ruined slide, with entities, with a bomb."""
    assert refused(zipped({"[Content_Types].xml": "<Types/>", "ppt/slides/slide1.xml": "<a/>"})) is Trouble.BROKEN
    assert refused(replaced(presentation("раз"), {"ppt/slides/slide1.xml": "<a"})) is Trouble.BROKEN
    assert refused(replaced(presentation("раз"), {"ppt/slides/slide1.xml": "<!DOCTYPE a><a/>"})) is Trouble.BROKEN
    assert refused(presentation(" " * 8_000_000)) is Trouble.TOO_LARGE


def test_one_slide_shown_many_times_is_read_once() -> None:
    """A list that names a slide a million times names one slide."""
    document = read(presentation(shape("раз"), shown=[1] * 50_000))
    assert (texts(document), document.pages) == (["раз"], 1)


def test_deep_nesting_exhausts_no_stack() -> None:
    """Groups in groups are read however deep."""
    assert texts(read(presentation("<p:grpSp>" * 20_000 + shape("дно") + "</p:grpSp>" * 20_000))) == ["дно"]
