"""Office files made for tests: workbooks, OpenDocument and presentations, part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

import xlsxwriter

Shown = str | float | bool | date | datetime | time | None
PLAN: tuple[tuple[Shown, ...], ...] = (
    ("№", "Мероприятие", "Срок", "Ответственный"),
    (1, "Экскурсия на завод", date(2026, 10, 15), "Классный руководитель"),
    (2, "Встреча с врачом", date(2026, 11, 20), "Педагог-психолог"),
)
_FORMATS = {datetime: "dd.mm.yyyy hh:mm", date: "dd.mm.yyyy", time: "hh:mm"}
_ODF = "".join(
    f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        *(("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style"), ("meta", "meta")),
        *(("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("presentation", "presentation")),
    )
)
_SLIDES = (
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def zipped(parts: Mapping[str, str | bytes], *, packed: bool = True) -> bytes:
    """An archive of these parts in this order."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as made:
        for name, content in parts.items():
            made.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return written.getvalue()


def workbook(
    sheets: dict[str, Sequence[Sequence[Shown]]],
    *,
    merges: Sequence[str] = (),
    hidden: Sequence[str] = (),
    properties: dict[str, str | datetime] | None = None,
) -> bytes:
    """A workbook; None is an empty cell. `merges` ("A1:D1") hold in every sheet."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties(properties or {})
        formats = {kind: book.add_format({"num_format": shown}) for kind, shown in _FORMATS.items()}
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for merge in merges:
                sheet.merge_range(merge, "")
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date | time):
                        sheet.write_datetime(number, column, value, formats[type(value)])
                    elif value is not None:
                        sheet.write(number, column, value)
            if name in hidden:
                sheet.hide()
    return written.getvalue()


def raw_workbook(sheet: str, **parts: str) -> bytes:
    """A workbook of one sheet whose XML is given, with further parts (texts, styles) by their names under `xl/`."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    related = f'<Relationship Id="r1" Type="{_KIND}worksheet" Target="worksheets/sheet1.xml"/>'
    related += "".join(f'<Relationship Id="{name}" Type="{_KIND}{name}" Target="{name}.xml"/>' for name in parts)
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": _relations(f'<Relationship Id="r1" Type="{_KIND}officeDocument" Target="xl/workbook.xml"/>'),
            "xl/workbook.xml": f'<workbook xmlns="{main}"{_SLIDES}><sheets><sheet name="План" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _relations(related),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{sheet}</worksheet>',
            **{f"xl/{name}.xml": content for name, content in parts.items()},
        }
    )


def open_document(kind: str, body: str, *, automatic: str = "", master: str = "", meta: str = "", **parts: str) -> bytes:
    """An OpenDocument file ("text", "spreadsheet", "presentation") with this body; `parts` are given whole, by names without ".xml"."""
    content = (
        f"<office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}></office:body>"
    )
    styles = f"<office:master-styles>{master}</office:master-styles>"
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"<office:document-content{_ODF}>{content}</office:document-content>",
            "styles.xml": f"<office:document-styles{_ODF}>{styles}</office:document-styles>",
            "meta.xml": f'<office:document-meta{_ODF} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>{meta}</office:meta>'
            "</office:document-meta>",
            **{f"{name}.xml": content for name, content in parts.items()},
        }
    )


def presentation(*slides: str, notes: dict[int, str] | None = None, shown: Sequence[int] = (), show: dict[int, str] | None = None) -> bytes:
    """A presentation of these shapes a slide; `shown` is the order (numbers of slides from 1), `show` their attribute of that name."""
    numbers = range(1, len(slides) + 1)
    parts: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>"}
    listed = "".join(f'<p:sldId id="{255 + number}" r:id="r{number}"/>' for number in shown or numbers)
    parts["ppt/presentation.xml"] = f"<p:presentation{_SLIDES}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>"
    parts["ppt/_rels/presentation.xml.rels"] = _relations(
        "".join(f'<Relationship Id="r{number}" Type="{_KIND}slide" Target="slides/slide{number}.xml"/>' for number in numbers)
    )
    for number, shapes in zip(numbers, slides, strict=True):
        said = f' show="{show[number]}"' if show and number in show else ""
        parts[f"ppt/slides/slide{number}.xml"] = f"<p:sld{_SLIDES}{said}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"
        if notes and number in notes:
            target = f'<Relationship Id="n" Type="{_KIND}notesSlide" Target="../notesSlides/notesSlide{number}.xml"/>'
            parts[f"ppt/slides/_rels/slide{number}.xml.rels"] = _relations(target)
            parts[f"ppt/notesSlides/notesSlide{number}.xml"] = f"<p:notes{_SLIDES}>{shape(notes[number], 'body')}</p:notes>"
    return zipped(parts)


def shape(text: str, kind: str | None = None, properties: str = "") -> str:
    """A shape with paragraphs (one a line); `kind` is that of its placeholder."""
    placeholder = "" if kind is None else f'<p:nvPr><p:ph type="{kind}"/></p:nvPr>' if kind else "<p:nvPr><p:ph/></p:nvPr>"
    paragraphs = "".join(f"<a:p>{properties}<a:r><a:t>{line}</a:t></a:r></a:p>" for line in text.split("\n"))
    return f"<p:sp>{placeholder}<p:txBody>{paragraphs}</p:txBody></p:sp>"


def _relations(content: str) -> str:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{content}</Relationships>'
