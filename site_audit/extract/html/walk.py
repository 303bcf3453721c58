"""One walk over a page's tree: text between block boundaries becomes blocks, links and pictures are picked up on the way.

The walk keeps its own stack, so a page that nests without end cannot exhaust ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from site_audit.extract.builder import fold
from site_audit.extract.html.drafts import PARAGRAPH, Context, Draft, LinkDraft, TimeDraft
from site_audit.extract.html.frames import DATA_ROW, Frames
from site_audit.extract.html.tables import is_data
from site_audit.extract.html.zones import CONTAINERS, zone_of
from site_audit.extract.tables import Cell, table_rows
from site_audit.model import BlockKind

UNSEEN = frozenset(("script", "style", "template", "svg", "iframe", "noembed", "noframes", "head", "frame"))
_BLOCK_TAGS = """
    address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure footer
    form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav noscript ol optgroup option p pre search section
    select summary table tbody td textarea tfoot th thead tr ul video audio canvas object
"""
BLOCKS = frozenset(_BLOCK_TAGS.split())
_FRAMED = BLOCKS | {"a"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_FILE_NAME = re.compile(r"[^\s]+\.(?:jpe?g|png|gif|webp|bmp|svg|tiff?|pdf|docx?)", re.IGNORECASE)
_LETTER_RUN = re.compile(r"[^\W\d_]")
_ONCLICK = re.compile(
    r"\s*(?:javascript:)?\s*(?:(?:(?:window|document|self|top|parent)\.)?location(?:\.href)?\s*=|window\.open\()\s*['\"]([^'\"]+)['\"]"
)
_SAYS_NOTHING = ("alt", "img", "image", "photo", "picture", "icon", "logo", "фото", "картинка", "изображение", "логотип")
MAX_BLOCKS = 50_000
MAX_LINKS = 20_000


@dataclass(slots=True)
class _Row:
    frame: int
    cells: list[Cell] = field(default_factory=list)
    alts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """An element we are inside of."""

    node: LexborNode
    tag: str
    frame: int
    block_frame: int
    context: Context
    link: LinkDraft | None
    bold: bool
    in_article: bool
    is_data_table: bool = False


class Walk:
    """Drafts of blocks and links, and the containers they stand in."""

    def __init__(self, root: LexborNode) -> None:
        self.frames = Frames()
        self.drafts: list[Draft] = []
        self.links: list[LinkDraft] = []
        self.times: list[TimeDraft] = []
        self._parts: list[str] = []
        self._first: _Open | None = None  # where the first words of the running text stood
        self._links_here: set[int] = set()
        self._flow = 0
        self._break = False
        self._alts: list[tuple[str, int]] = []
        self._rows: list[_Row] | None = None
        self._cell: list[str] | None = None
        self._cell_letters = self._cell_bold = 0
        self._run(root)
        self._flush()
        self.frames.close()

    def _run(self, root: LexborNode) -> None:
        stack = [_Open(root, root.tag or "", 0, 0, PARAGRAPH, None, False, False)]
        node = root.first_child
        while stack and len(self.drafts) < MAX_BLOCKS:
            if node is None:
                left = stack.pop()
                self._leave(left)
                node = left.node.next if stack else None
                continue
            tag = node.tag or ""
            if tag == "-text":
                self._text(node.text_content or "", stack[-1])
            elif tag[:1] != "-" and (entered := self._enter(node, tag, stack[-1])) is not None:
                stack.append(entered)
                node = node.first_child
                continue
            node = node.next

    def _enter(self, node: LexborNode, tag: str, outer: _Open) -> _Open | None:
        attributes = node.attributes
        if attributes:
            self._point(tag, attributes, outer)
        if tag in UNSEEN:
            return None
        if tag == "br":
            self._line_break()
            return None
        if tag == "img":
            self._picture(attributes, outer)
            return None
        opened = _Open(
            node, tag, outer.frame, outer.block_frame, outer.context, outer.link, outer.bold or tag in ("b", "strong"), outer.in_article
        )
        if tag in BLOCKS:
            self._flush()
            opened.context = _context(tag, outer.context)
            opened.in_article = outer.in_article or tag in ("article", "main")
        if tag in _FRAMED:
            zone = zone_of(tag, attributes, in_article=outer.in_article) if tag in CONTAINERS else None
            likened = DATA_ROW if tag == "tr" and self._rows is not None else tag
            opened.frame = self.frames.add(outer.frame, likened, attributes.get("class") or "", zone)
            opened.block_frame = opened.frame if tag != "a" else outer.block_frame
        if attributes:
            self._open_link(tag, attributes, opened)
        if tag in ("table", "tr", "td", "th"):
            self._open_table(tag, opened, node)
        return opened

    def _point(self, tag: str, attributes: Mapping[str, str | None], outer: _Open) -> None:
        """Ways to other addresses that are no `a`, and dates in the markup."""
        source = attributes.get("src") if tag in ("iframe", "frame", "embed") else attributes.get("data") if tag == "object" else None
        if source and not source.startswith(("about:", "data:")):
            self._add_link(LinkDraft(source, outer.frame, "frame", attributes.get("title") or ""))
        published = "datePublished" in (attributes.get("itemprop") or "")
        if tag == "time" or published:
            written = attributes.get("datetime") or attributes.get("content") or ""
            self.times.append(TimeDraft(written, outer.frame, published))

    def _open_link(self, tag: str, attributes: Mapping[str, str | None], opened: _Open) -> None:
        href = attributes.get("href") if tag in ("a", "area") else None
        if not href and (clicked := attributes.get("onclick")) and (found := _ONCLICK.match(clicked)):
            href = found[1]
        if not href or href.startswith("#"):
            return
        rel = "nofollow" if "nofollow" in (attributes.get("rel") or "") else ""
        spare = attributes.get("title") or attributes.get("aria-label") or attributes.get("alt") or ""
        opened.link = LinkDraft(href, opened.frame, rel, spare)
        self._add_link(opened.link)

    def _add_link(self, link: LinkDraft) -> None:
        if len(self.links) < MAX_LINKS:
            self.links.append(link)

    def _text(self, raw: str, here: _Open) -> None:
        if here.link is not None:
            here.link.parts.append(raw)
        letters = len(raw.strip())
        if letters:
            self._break = False
            self.frames.letters[here.frame] += letters
            if here.link is not None:
                self.frames.link_letters[here.frame] += letters
        if self._cell is not None:
            self._cell.append(raw)
            self._cell_letters += letters
            self._cell_bold += letters if here.bold else 0
            return
        self._parts.append(raw)
        if letters:
            self._first = self._first or here
            self._note_link(here.link)

    def _note_link(self, link: LinkDraft | None) -> None:
        """The running text is "nothing but one link" while one number alone is noted here, and that link began here."""
        if link is None:
            self._links_here.add(0)
            return
        if link.first_flow < 0:
            link.first_flow = self._flow
        self._links_here.add(id(link) if link.first_flow == self._flow else 0)

    def _is_one_link(self) -> bool:
        return len(self._links_here) == 1 and 0 not in self._links_here

    def _line_break(self) -> None:
        if self._cell is not None:
            self._cell.append("\n")
        elif self._break or self._is_one_link():  # a menu of links with a break after each is many blocks, not one
            self._flush()
        else:
            self._parts.append("\n")
            self._break = True

    def _picture(self, attributes: Mapping[str, str | None], here: _Open) -> None:
        alt = fold(attributes.get("alt") or "")
        if len(_LETTER_RUN.findall(alt)) < 3 or _FILE_NAME.fullmatch(alt) or alt.lower() in _SAYS_NOTHING:
            return
        if here.link is not None and not here.link.spare:
            here.link.spare = alt
        if self._rows and self._cell is not None:
            self._rows[-1].alts.append(alt)
        else:
            self._alts.append((alt, here.block_frame))

    def _flush(self) -> None:
        """A block ends here."""
        self._break = False
        if self._cell is not None:
            self._cell.append(" ")
            return
        if self._first is None and not self._alts:
            self._parts.clear()
            return
        if self._first is not None:
            context = self._first.context
            if context.kind is not BlockKind.HEADING and self._is_one_link():
                context = Context(BlockKind.LINK, "a")
            self.drafts.append(Draft(context, fold("".join(self._parts)), self._first.block_frame))
            self._flow += 1
        self._parts.clear()
        self._links_here.clear()
        self._first = None
        for alt, frame in self._alts:
            self.drafts.append(Draft(Context(BlockKind.ALT, "img"), alt, frame))
        self._alts.clear()

    def _open_table(self, tag: str, opened: _Open, node: LexborNode) -> None:
        if tag == "table":
            if self._rows is None and is_data(node):
                opened.is_data_table = True
                self._rows = []
        elif self._rows is not None and tag == "tr":
            self._rows.append(_Row(opened.frame))
        elif self._rows and tag in ("td", "th"):
            self._cell = []
            self._cell_letters = self._cell_bold = 0

    def _leave(self, left: _Open) -> None:
        if left.tag in ("td", "th") and self._cell is not None and self._rows:
            attributes = left.node.attributes
            heading = left.tag == "th" or 0 < self._cell_letters == self._cell_bold
            spans = _span(attributes.get("colspan")), _span(attributes.get("rowspan"))
            self._rows[-1].cells.append(Cell(fold("".join(self._cell)), *spans, heading))
            self._cell = None
        elif left.is_data_table:
            self._flush()
            self._close_table()
        elif left.tag in BLOCKS:
            self._flush()

    def _close_table(self) -> None:
        rows, self._rows = self._rows or [], None
        made = {row.number: row for row in table_rows([row.cells for row in rows])}
        for number, row in enumerate(rows):
            if told := made.get(number):
                self.drafts.append(Draft(Context(BlockKind.ROW, "row"), told.text, row.frame, told.cells, told.header))
            self.drafts.extend(Draft(Context(BlockKind.ALT, "img"), alt, row.frame) for alt in row.alts)


def _context(tag: str, outer: Context) -> Context:
    if level := _HEADINGS.get(tag):
        return Context(BlockKind.HEADING, tag, level)
    if outer.kind is BlockKind.HEADING:
        return outer
    if tag in ("li", "dt", "dd"):
        return Context(BlockKind.ITEM, tag)
    if tag == "caption":
        return Context(BlockKind.PARAGRAPH, tag)
    return outer


def _span(written: str | None) -> int:
    return max(1, min(int(written), 1000)) if written and written.isdecimal() and len(written) < 5 else 1
