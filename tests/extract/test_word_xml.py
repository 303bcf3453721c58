"""Word files written as one XML text."""

from __future__ import annotations

import pytest

from site_audit.extract import extract
from site_audit.extract.sniff import WORD_XML
from site_audit.model import BlockKind, Failure, Trouble, Zone
from tests.extract.reading import URL, blocks, read, rows, texts

SPACE = 'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
MARK = '<?xml version="1.0" encoding="{}"?><?mso-application progid="Word.Document"?>'


def of_2003(body: str, styles: str = "") -> str:
    """A file of Word 2003."""
    about = '<o:DocumentProperties xmlns:o="urn:schemas-microsoft-com:office:office"><o:Title>План работы школы</o:Title>'
    about += "</o:DocumentProperties>"
    return f"<w:wordDocument {SPACE}>{about}<w:styles>{styles}</w:styles><w:body>{body}</w:body></w:wordDocument>"


def flat(**parts: str) -> str:
    """The parts of a .docx in one text."""
    made = "".join(f'<pkg:part pkg:name="/word/{name}.xml"><pkg:xmlData>{xml}</pkg:xmlData></pkg:part>' for name, xml in parts.items())
    return f'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{made}</pkg:package>'


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of Word."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    """A cell of a table of Word."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251"])
def test_a_file_of_word_2003(encoding: str) -> None:
    """Headings by style, lists, merged cells, page headers and the title, in the words of that time."""
    styles = '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    merged = cell("Май", '<w:vmerge w:val="restart"/>')
    content = (
        paragraph("План", '<w:pStyle w:val="1"/>')
        + paragraph("Завод", '<w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="3"/></w:listPr>')
        + f"<w:tbl><w:tr>{cell('Срок')}{cell('Мероприятие')}</w:tr><w:tr>{merged}{cell('Ярмарка')}</w:tr>"
        + f"<w:tr>{cell('', '<w:vmerge/>')}{cell('Практика')}</w:tr></w:tbl>"
        + f'<w:sectPr><w:hdr w:type="odd">{paragraph("МБОУ СОШ № 1")}</w:hdr></w:sectPr>'
    )
    document = read((MARK.format(encoding) + of_2003(content, styles)).encode(encoding))
    assert (document.media_type, document.title) == (WORD_XML, "План работы школы")
    assert [(one.kind, one.zone, one.text) for one in blocks(document)][:3] == [
        (BlockKind.PARAGRAPH, Zone.HEADER, "МБОУ СОШ № 1"),
        (BlockKind.HEADING, Zone.MAIN, "План"),
        (BlockKind.ITEM, Zone.MAIN, "Завод"),
    ]
    assert rows(document) == [("Срок", "Мероприятие"), ("Май", "Ярмарка"), ("Май", "Практика")]


def test_the_parts_in_one_text() -> None:
    """A flat file is read as the .docx it would be."""
    main = f"<w:document {SPACE}><w:body>{paragraph('План')}</w:body></w:document>"
    footer = f"<w:ftr {SPACE}>{paragraph('Город')}</w:ftr>"
    document = read(MARK.format("utf-8") + flat(document=main, footer1=footer))
    assert [(one.zone, one.text) for one in blocks(document)] == [(Zone.MAIN, "План"), (Zone.FOOTER, "Город")]


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (of_2003(paragraph("План"))[:-20], "damaged text"),
        (flat(settings="<a/>"), "no text part"),
        ("<!DOCTYPE a [<!ENTITY b 'школа'>]>" + of_2003(paragraph("&b;")), "declares entities"),
        (of_2003("<w:p>" * 20_000 + "</w:p>" * 20_000), "nested too deep"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_ruins_are_broken(body: str, detail: str, encoding: str) -> None:
    """Cut texts, missing parts, declared entities and nesting without end."""
    assert extract((MARK.format(encoding) + body).encode(encoding), url=URL) == Failure(URL, Trouble.BROKEN, detail)


def test_other_xml_is_no_word_file() -> None:
    """XML that only speaks of Word stays what it is."""
    got = extract(b'<?xml version="1.0"?><urlset><url>Word.Document</url></urlset>', url=URL)
    assert got == Failure(URL, Trouble.UNSUPPORTED, "xml")
    assert texts(read("Word.Document <?mso-application?>")) == ["Word.Document <?mso-application?>"]
