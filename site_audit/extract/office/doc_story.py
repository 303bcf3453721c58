"""One of a Word 97–2003 file's texts (main, notes, heads and feet, boxes) to blocks: paragraph by paragraph, cells gathered to rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_audit.extract.builder import BlockBuilder
from site_audit.extract.office.doc_formats import FormatPages, settings
from site_audit.extract.office.doc_looks import MAX_KNOWN, Looks, ParagraphLook
from site_audit.extract.office.doc_pieces import Pieces
from site_audit.extract.office.doc_styles import BOLD, StyleSheet
from site_audit.extract.office.drafts import Flow, ParagraphDraft
from site_audit.extract.office.fields import FieldFilter
from site_audit.extract.office.gathering import Story
from site_audit.model import Zone

MAX_PARAGRAPHS = 200_000
CELL_MARK = "\x07"
_PARAGRAPH = re.compile("[^\r\x07\x0c]*[\r\x07\x0c]|[^\r\x07\x0c]+$")
_DELETED, _LETTER_STYLE = 0x0800, 0x4A30
_AS_STYLE, _OPPOSITE = 0x80, 0x81
_SYMBOLS = range(0xF000, 0xF100)  # of fonts that hold pictures
CLEAN: dict[int, str | None] = {
    **dict.fromkeys((*range(0x00, 0x09), *range(0x0F, 0x1E), *_SYMBOLS, 0xFFFD)),
    0x0A: "\n", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x0E: "\n", 0x1E: "\u2011", 0x1F: "\u00ad",
}  # fmt: skip


class StoryReader:
    """Reads ranges of letters of one file into one builder."""

    def __init__(
        self,
        builder: BlockBuilder,
        pieces: Pieces,
        text: str,
        paragraphs: FormatPages,
        letters: FormatPages,
        styles: StyleSheet,
        data: bytes,
    ) -> None:
        self._builder = builder
        self._pieces = pieces
        self._text = text
        self._paragraphs = paragraphs
        self._letters = letters
        self._styles = styles
        self._looks = Looks(styles, data)
        self._known: dict[tuple[bytes, bool], tuple[bool, bool]] = {}

    def read(self, start: int, end: int, zone: Zone = Zone.MAIN, tag: str = "p") -> None:
        """The blocks of the letters from `start` to `end`."""
        story = Story(Flow(self._builder, zone, tag))
        fields = FieldFilter()
        for number, found in enumerate(_PARAGRAPH.finditer(self._text, start, end)):
            if number >= MAX_PARAGRAPHS:
                break
            first, last = found.span()
            look = self._look(last - 1)
            draft = ParagraphDraft(level=look.level, listed=look.listed, centred=look.centred)
            for text, bold in self._runs(first, last, look.bold):
                draft.add(fields.shown(text).translate(CLEAN), bold=bold)
            fields.end_paragraph()
            _add(story, draft, look, self._text[last - 1])
        story.close()

    def _look(self, mark: int) -> ParagraphLook:
        """The look of the paragraph that ends with this letter."""
        piece = next(self._pieces.parts(mark, mark + 1), None)
        if piece is None:
            return self._looks.look(b"", b"")
        return self._looks.look(self._paragraphs.at(piece.place)[1], piece.changes)

    def _runs(self, start: int, end: int, bold: bool) -> Iterator[tuple[str, bool]]:
        """Words of one look, deleted ones left out."""
        for piece in self._pieces.parts(start, end):
            at = piece.start
            while at < piece.end:
                place = piece.place + (at - piece.start) * piece.width
                ends, written = self._letters.at(place)
                until = min(piece.end, at + (ends - place) // piece.width) if ends > place else piece.end
                until = max(until, at + 1)
                shown, is_bold = self._known.get((written, bold)) or self._letter_look(written, bold)
                if shown:
                    yield self._text[at:until], is_bold
                at = until

    def _letter_look(self, written: bytes, bold: bool) -> tuple[bool, bool]:
        """Whether letters with these settings are shown, and whether they are bold in a paragraph that is (not)."""
        own = bold
        shown = True
        for number, value in settings(written):
            if number == BOLD:
                own = bold if value[0] == _AS_STYLE else not bold if value[0] == _OPPOSITE else value[0] == 1
            elif number == _LETTER_STYLE:
                own = bold or bool(self._styles.style(value[0] | value[1] << 8).bold)
            elif number == _DELETED:
                shown = value[0] != 1
        if len(self._known) < MAX_KNOWN:
            self._known[written, bold] = shown, own
        return shown, own


def _add(story: Story, draft: ParagraphDraft, look: ParagraphLook, mark: str) -> None:
    """One more paragraph, and the letter that ends it."""
    if not look.depth and mark != CELL_MARK:
        story.outside(draft)
    elif look.row_end and look.depth < 2:
        story.end_row(look.cells, heading=look.heading_row)
    else:
        story.inside(draft)
        if mark == CELL_MARK:
            story.end_cell()
