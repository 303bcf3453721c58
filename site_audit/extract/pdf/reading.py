"""A PDF to blocks, page by page: running text, ruled and unruled tables as rows, repeated heads and feet told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pypdfium2 import PdfDocument, PdfiumError

from site_audit.extract.builder import BlockBuilder
from site_audit.extract.pdf.columns import Stretch, stretches
from site_audit.extract.pdf.lines import Line, join_lines, lines_of
from site_audit.extract.pdf.page import PageText, mark_edges, read_page
from site_audit.extract.pdf.paragraphs import HEADING_LETTERS, Paragraph, as_one, paragraphs, tagged_paragraphs
from site_audit.extract.pdf.quality import LETTERS_A_PAGE, is_gibberish, letters_of
from site_audit.extract.pdf.tagged import Piece, is_tabular
from site_audit.extract.properties import property_dates, sensible_title, title_from
from site_audit.extract.scan.pages import with_pictures_read
from site_audit.extract.sniff import PDF
from site_audit.extract.source import Source
from site_audit.extract.stamps import split_stamps
from site_audit.extract.tables import Cell, TableRow, header_of, table_rows
from site_audit.model import Block, BlockKind, Document, Failure, Trouble, Zone

MAX_PAGES = 400
MAX_BLOCKS = 50_000
_SCRAP = re.compile(r"[а-яё\d(]")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2}){0,2}\.?")
_PDF_DATE = re.compile(r"D?:?(\d{4})(\d{2})(\d{2})")


def read_pdf(source: Source) -> Document | Failure:
    """The document a PDF is, or why it cannot be read."""
    try:
        pdf = PdfDocument(source.body)
    except PdfiumError as wrong:
        locked = "password" in str(wrong).lower() or "security" in str(wrong).lower()
        return source.failure(Trouble.ENCRYPTED, "password") if locked else source.failure(Trouble.BROKEN, "damaged file")
    try:
        return _read(source, pdf)
    finally:
        pdf.close()


def _read(source: Source, pdf: PdfDocument) -> Document | Failure:
    count = len(pdf)
    pages = with_pictures_read(pdf, [read_page(pdf, index) for index in range(min(count, MAX_PAGES))], source.recogniser)
    blocks, signatures = split_stamps(assembled(pages.texts))
    texts = [block.text for block in blocks if block.zone is Zone.MAIN]
    if is_gibberish(texts) or (pages.garbled and letters_of(texts) < LETTERS_A_PAGE):
        return source.failure(Trouble.UNREADABLE, "text without letters: the fonts do not say what they show")
    claimed = pdf.get_metadata_dict()
    return Document(
        url=source.url,
        digest=source.digest,
        media_type=PDF,
        title=sensible_title(claimed.get("Title", "")) or title_from(blocks),
        blocks=tuple(blocks),
        dates=property_dates(_iso(claimed.get("CreationDate", "")), _iso(claimed.get("ModDate", ""))),
        read_as=pages.read_as(texts),
        pages=count,
        unread_pages=pages.unread,
        ocr_confidence=pages.confidence,
        signatures=signatures,
    )


def _iso(written: str) -> str:
    found = _PDF_DATE.match(written)
    return "-".join(found.groups()) if found else ""


def assembled(pages: list[PageText]) -> list[Block]:
    """The blocks of a document, page by page."""
    mark_edges(pages)
    builder = BlockBuilder(numbered=True)
    _Assembly(builder, pages).run()
    return builder.blocks


def _body_height(pages: list[PageText]) -> float:
    """The height of the middle letter of the document."""
    letters: Counter[float] = Counter()
    for page in pages:
        letters.update(page.heights)
    half = letters.total() / 2
    for height in sorted(letters):
        half -= letters[height]
        if half <= 0:
            return height
    return 0.0


@dataclass(slots=True)
class _Assembly:
    """Puts the pages' lines and tables into the builder, in reading order."""

    builder: BlockBuilder
    pages: list[PageText]
    body_height: float = 0.0
    header: tuple[str, ...] = ()  # of the table the last page ended with
    heads: set[tuple[str, ...]] = field(default_factory=set)  # the rows it stands in
    untitled: bool = False  # tagged headings are to come, none was met
    lowered: int = 0  # by how much these stand below a title that is tagged as plain text

    def run(self) -> None:
        """All pages."""
        self.body_height = _body_height(self.pages)
        self.untitled = any(piece.kind == "h" for page in self.pages for piece in page.pieces)
        for number, page in enumerate(self.pages, 1):
            if len(self.builder.blocks) > MAX_BLOCKS:
                return
            self.builder.start_page(number, page.confidence)
            self._page(page)
            self.builder.confidence = 1.0
            self._text(page.over)

    def _page(self, page: PageText) -> None:
        self._edge(page, Zone.HEADER)
        if page.pieces:
            self._pieces(page)
        else:
            self._plain(page)
        self._edge(page, Zone.FOOTER)

    def _plain(self, page: PageText) -> None:
        """A page without tags: tables and text from the top."""
        own = [line for at, line in enumerate(page.lines) if at not in page.edges]
        for top, rows in page.tables:
            above = [line for line in own if line.middle > top]
            own = own[len(above) :]
            self._text(above)
            self._table(rows)
        self._text(own)

    def _pieces(self, page: PageText) -> None:
        """A tagged page in the order of its tags; neighbouring paragraphs may still be the rows of a table set with tabs."""
        edges = {(run.right, run.bottom) for at in page.edges for run in page.lines[at].runs}
        groups: list[list[Line]] = []
        for piece in page.pieces:
            lines = [line for line in piece.lines if not any((run.right, run.bottom) in edges for run in line.runs)]
            if piece.kind == "p" and lines:
                groups.append(lines)
            if piece.kind == "p" or (piece.lines and not lines):
                continue
            self._tagged_text(groups)
            groups = []
            self._piece(piece, lines, page)
        self._tagged_text(groups)

    def _piece(self, piece: Piece, lines: list[Line], page: PageText) -> None:
        if piece.kind == "grid":
            self._table(page.tables[piece.number][1])
        elif piece.kind == "table":
            if is_tabular(piece.rows, len(self.header)):
                self._table(piece.rows)
            else:
                for column in piece.columns:
                    self._paragraphs(lines_of(column))
        elif piece.kind == "loose":
            if not all(word in " ".join(self.header) for line in lines for word in line.text.split()):
                self._text(lines)
        else:
            self.header = ()
            text = as_one(lines, self.body_height).text
            if piece.kind == "li":
                self._add([Paragraph(BlockKind.ITEM, text)])
            elif len(text) > HEADING_LETTERS:
                self._add([Paragraph(BlockKind.PARAGRAPH, text)])
            else:
                self.untitled = False
                self._add([Paragraph(BlockKind.HEADING, text, min(piece.level + self.lowered, 6))])

    def _tagged_text(self, groups: list[list[Line]]) -> None:
        if groups:
            self.header = ()
        starts = {id(group[0]) for group in groups}
        plain: list[list[Line]] = []
        for part in stretches([line for group in groups for line in group]):
            if isinstance(part, Stretch) and part.is_table:
                self._add(tagged_paragraphs(plain, self.body_height))
                plain = []
                self._table(part.rows())
                continue
            for line in part.lines if isinstance(part, Stretch) else [part]:
                if id(line) in starts or not plain:
                    plain.append([])
                plain[-1].append(line)
        self._add(tagged_paragraphs(plain, self.body_height))

    def _edge(self, page: PageText, zone: Zone) -> None:
        for at, line in enumerate(page.lines):
            if page.edges.get(at) is zone:
                self.builder.add(BlockKind.PARAGRAPH, line.text, zone.value, zone=zone)

    def _table(self, rows: list[list[Cell]]) -> None:
        made = table_rows(rows, self.header)
        heads = {row.cells for row in made if not row.header}
        if self.header:
            made = tuple(row for row in made if row.cells not in self.heads)  # the header printed anew
        if made and self.header and self._goes_on(made[0]):
            made = made[1:]
        for row in made:
            self.builder.add_row(row.text, row.cells, row.header)
        self.header = header_of(made) or self.header
        self.heads = heads or self.heads

    def _goes_on(self, row: TableRow) -> bool:
        """A row cut by the end of a page is put together again: what follows begins without a capital, or beside an empty number."""
        at = next((at for at in range(len(self.builder.blocks) - 1, -1, -1) if self.builder.blocks[at].kind is BlockKind.ROW), None)
        if at is None:
            return False
        last = self.builder.blocks[at]
        rest = [number for number, cell in enumerate(row.cells) if cell]
        unnumbered = not row.cells[0] and len(rest) == 1 < len(row.cells) - 1 and bool(_NUMBER.fullmatch(last.cells[0]))
        if len(last.cells) != len(row.cells) or not (row.text[:1].islower() or (unnumbered and last.cells[rest[0]])):
            return False
        cells = tuple(join_lines([above, below]) for above, below in zip(last.cells, row.cells, strict=True))
        self.builder.blocks[at] = replace(
            last,
            cells=cells,
            text=" | ".join(cell for cell in cells if cell),
            confidence=min(last.confidence, self.builder.confidence),
        )
        return True

    def _text(self, lines: list[Line]) -> None:
        """Text parts a table from the one before it, so that the header does not go on; a scrap of a cut cell does not."""
        if lines and (len(lines) > 2 or not _SCRAP.match(lines[0].text)):
            self.header = ()
        plain: list[Line] = []
        for part in stretches(lines):
            if isinstance(part, Line):
                plain.append(part)
                continue
            self._paragraphs(plain)
            plain = []
            self._stretch(part)
        self._paragraphs(plain)

    def _stretch(self, stretch: Stretch) -> None:
        if stretch.is_table:
            self._table(stretch.rows())
        else:
            for side in stretch.side_by_side():
                self._paragraphs(side)

    def _paragraphs(self, lines: list[Line]) -> None:
        self._add(paragraphs(lines, self.body_height))

    def _add(self, some: Iterable[Paragraph]) -> None:
        for one in some:
            if self.untitled and one.kind is BlockKind.HEADING:
                one = replace(one, level=1)
                self.lowered = 1
            tag = {BlockKind.HEADING: f"h{one.level}", BlockKind.ITEM: "li"}.get(one.kind, "p")
            self.builder.add(one.kind, one.text, tag, level=one.level)
