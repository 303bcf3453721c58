"""Files made for tests, byte by byte: PDF with Russian text, ruled tables and faults; Word files with tables and faults.

The PDF carries no font: a standard one is named, with widths, and with a table that says which letter each code is.
Reading needs no more.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import NamedTuple

import docx
from docx.document import Document as WordFile

HEIGHT, WIDTH = 842, 595
LETTER = 0.6  # of the size: the standard font Courier is as wide in every letter


class Text(NamedTuple):
    """Words on a page; `x` and `y` from its lower left corner."""

    x: float
    y: float
    text: str
    size: float = 11


class Rule(NamedTuple):
    """A thin line between two points."""

    x0: float
    y0: float
    x1: float
    y1: float


class Marked(NamedTuple):
    """Words that a tag points to by number."""

    number: int
    text: Text


Page = list[Text | Rule | Marked]


def lines(*written: str, x: float = 60, top: float = 780, step: float = 16, size: float = 11) -> Page:
    """Lines of text one under another."""
    return [Text(x, top - number * step, text, size) for number, text in enumerate(written)]


def centred(text: str, y: float, size: float = 11) -> Text:
    """A line in the middle of the page."""
    return Text((WIDTH - len(text) * size * LETTER) / 2, y, text, size)


def table(rows: list[list[str]], widths: list[float], *, x: float = 60, top: float = 700, ruled: bool = True, size: float = 9) -> Page:
    """A table; a line break in a cell begins a new line there, and the row is as high as its highest cell."""
    marks: Page = []
    edges = [x + sum(widths[:number]) for number in range(len(widths) + 1)]
    y = top
    for row in rows:
        height = 14 * max(cell.count("\n") + 1 for cell in row) + 4
        for edge, cell in zip(edges, row, strict=False):
            marks += [Text(edge + 4, y - 12 - 14 * number, part, size) for number, part in enumerate(cell.split("\n")) if part]
        if ruled:
            marks.append(Rule(edges[0], y, edges[-1], y))
            marks += [Rule(edge, y, edge, y - height) for edge in edges]
        y -= height
    return [*marks, Rule(edges[0], y, edges[-1], y)] if ruled else marks


class Element(NamedTuple):
    """A tag: its type, the numbers of marked words and the further tags in it, and its attributes as a PDF writes them."""

    kind: str
    inner: tuple[int | Element, ...] = ()
    attributes: str = ""


def pdf(
    *pages: Page, title: str = "", created: str = "", letters: bool = True, packed: bool = True, tags: tuple[Element, ...] = ()
) -> bytes:
    """A PDF of these pages. Without `letters` the fonts do not say which letter a glyph is. `tags` are those of its one page."""
    count = len(pages)
    first = 6 + 2 * count
    tree = _tree(tags, first)
    tagged = f"/MarkInfo<</Marked true>>/StructTreeRoot {first} 0 R" if tree else ""
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{tagged}>>".encode(),
        f"<</Type/Pages/Count {count}/Kids[{' '.join(f'{6 + 2 * n} 0 R' for n in range(count))}]>>".encode(),
        _font(letters),
        _stream(_letter_table(), packed=False),
        _information(title, created),
    ]
    for number, page in enumerate(pages):
        box = f"/StructParents {number}/MediaBox[0 0 {WIDTH} {HEIGHT}]/Resources<</Font<</F 3 0 R>>>>/Contents {7 + 2 * number} 0 R"
        objects += [f"<</Type/Page/Parent 2 0 R{box}>>".encode(), _stream(_drawn(page), packed)]
    return _assembled(objects + tree, b"/Root 1 0 R/Info 5 0 R")


def locked_pdf() -> bytes:
    """A PDF that opens only with a password."""
    secret = b"<" + b"5a" * 32 + b">"
    lock = b"<</Filter/Standard/V 1/R 2/O " + secret + b"/U " + secret + b"/P -4>>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>", lock]
    return _assembled(objects, b"/Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]")


def word(title: str = "") -> WordFile:
    """An empty Word file to be filled."""
    made = docx.Document()
    made.core_properties.title = title
    return made


def saved(made: WordFile) -> bytes:
    """The bytes of a Word file."""
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def word_parts(**parts: bytes) -> bytes:
    """A Word file of raw parts, named without folder and ending: `document=b"…"`."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        for name, content in parts.items():
            made.writestr(f"word/{name}.xml", content)
    return written.getvalue()


def _drawn(page: Page) -> bytes:
    drawn = []
    for mark in page:
        if isinstance(mark, Text):
            drawn.append(_words(mark))
        elif isinstance(mark, Marked):
            drawn.append(f"/P <</MCID {mark.number}>> BDC {_words(mark.text)} EMC")
        else:
            drawn.append(f"0.5 w {mark.x0} {mark.y0} m {mark.x1} {mark.y1} l S")
    return "\n".join(drawn).encode()


def _words(mark: Text) -> str:
    return f"BT /F {mark.size} Tf {mark.x} {mark.y} Td <{mark.text.encode('cp1251').hex()}> Tj ET"


def _tree(tags: tuple[Element, ...], first: int) -> list[bytes]:
    """The objects of the tags, numbered from `first`: root, the table of parents, and an object an element."""
    if not tags:
        return []
    made: list[bytes] = []
    parents: dict[int, int] = {}

    def add(element: Element, parent: int) -> int:
        own = first + 2 + len(made)
        made.append(b"")
        inner = []
        for one in element.inner:
            if isinstance(one, int):
                parents[one] = own
            inner.append(str(one) if isinstance(one, int) else f"{add(one, own)} 0 R")
        kids = f"/Type/StructElem/S/{element.kind}/P {parent} 0 R/Pg 6 0 R/K[{' '.join(inner)}]"
        made[own - first - 2] = f"<<{kids}{element.attributes}>>".encode()
        return own

    kids = " ".join(f"{add(tag, first)} 0 R" for tag in tags)
    by_number = " ".join(f"{parents.get(number, first + 2)} 0 R" for number in range(max(parents, default=0) + 1))
    root = f"<</Type/StructTreeRoot/K[{kids}]/ParentTree {first + 1} 0 R>>".encode()
    return [root, f"<</Nums[0 [{by_number}]]>>".encode(), *made]


def _font(letters: bool) -> bytes:
    widths = " ".join(["600"] * 224)
    glyphs = " ".join(f"/{'afii' if letters else 'g'}{10000 + code}" for code in range(128, 256))
    names = f"/Encoding<</Type/Encoding/Differences[128 {glyphs}]>>" + ("/ToUnicode 4 0 R" if letters else "")
    return f"<</Type/Font/Subtype/Type1/BaseFont/Courier/FirstChar 32/LastChar 255/Widths[{widths}]{names}>>".encode()


def _letter_table() -> bytes:
    pairs = [(code, bytes([code]).decode("cp1251", "replace")) for code in range(32, 256)]
    parts = ["/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /L def /CMapType 2 def"]
    parts.append("1 begincodespacerange <00> <FF> endcodespacerange")
    for at in range(0, len(pairs), 100):
        some = pairs[at : at + 100]
        parts.append(f"{len(some)} beginbfchar " + " ".join(f"<{code:02X}> <{ord(letter):04X}>" for code, letter in some) + " endbfchar")
    return "\n".join([*parts, "endcmap end end"]).encode()


def _information(title: str, created: str) -> bytes:
    named = b"/Title <" + b"\xfe\xff".hex().encode() + title.encode("utf-16-be").hex().encode() + b">" if title else b""
    return b"<<" + named + (f"/CreationDate(D:{created})".encode() if created else b"") + b">>"


def _stream(content: bytes, packed: bool) -> bytes:
    packing = b"/Filter/FlateDecode" if packed else b""
    content = zlib.compress(content) if packed else content
    return b"<</Length " + str(len(content)).encode() + packing + b">>stream\n" + content + b"\nendstream"


def _assembled(objects: list[bytes], trailer: bytes) -> bytes:
    body = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    size = str(len(objects) + 1).encode()
    index = b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    table_of_places = b"xref\n0 " + size + b"\n0000000000 65535 f \n" + index
    return bytes(body) + table_of_places + b"trailer<</Size " + size + trailer + b">>\nstartxref\n" + str(len(body)).encode() + b"\n%%EOF"
