"""Is a table of a page data, or the page's scaffolding? Old school sites hang the whole page in tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

_SCAFFOLD_TAGS = """table form iframe frame object nav header footer section article main h1 h2 fieldset"""
_SCAFFOLD = frozenset(_SCAFFOLD_TAGS.split())
_SEPARATORS = frozenset(("br", "p", "div", "li", "h3", "h4", "h5", "h6", "hr"))
_UNSEEN = frozenset(("script", "style", "template"))
BIG_CELL_SHARE = 0.6
BIG_CELL_LETTERS = 600
FEW_ROWS = 4


@dataclass(slots=True)
class _CellShape:
    letters: int = 0
    links: int = 0
    separators: int = 0


@dataclass(slots=True)
class _Shape:
    rows: list[list[_CellShape]] = field(default_factory=list)
    headed: bool = False
    scaffold: bool = False

    @property
    def cells(self) -> list[_CellShape]:
        return [cell for row in self.rows for cell in row]


def is_data(table: LexborNode) -> bool:
    """True for a table whose rows mean something; False for one that only lays the page out."""
    if (table.attributes.get("role") or "") in ("presentation", "none"):
        return False
    shape = _shape(table)
    rows = [row for row in shape.rows if any(cell.letters for cell in row)]
    filled = [row for row in rows if sum(bool(cell.letters) for cell in row) > 1]
    if shape.scaffold or len(rows) < 2 or not filled:
        return False
    return shape.headed or not _holds_a_page(shape, len(rows))


def _holds_a_page(shape: _Shape, rows: int) -> bool:
    cells = shape.cells
    total = sum(cell.letters for cell in cells)
    biggest = max(cells, key=lambda cell: cell.letters)
    if biggest.letters > BIG_CELL_SHARE * total and (biggest.letters > BIG_CELL_LETTERS or biggest.separators > 3):
        return True
    if rows > FEW_ROWS:
        return False
    return any(cell.links > 4 or cell.letters > BIG_CELL_LETTERS for cell in cells)


def _shape(table: LexborNode) -> _Shape:
    """Count what the table holds, stopping at the first sign of scaffolding, so that nested tables are not counted over and over."""
    shape = _Shape()
    cell: _CellShape | None = None
    open_nodes: list[LexborNode] = []
    node = table.first_child
    while node is not None and not shape.scaffold:
        cell = _count(node, shape, cell)
        child = None if node.tag in _UNSEEN else node.first_child
        if child is not None:
            open_nodes.append(node)
            node = child
            continue
        following = node.next
        while following is None and open_nodes:
            following = open_nodes.pop().next
        node = following
    return shape


def _count(node: LexborNode, shape: _Shape, cell: _CellShape | None) -> _CellShape | None:
    tag = node.tag or ""
    if tag == "-text":
        if cell is not None:
            cell.letters += len((node.text_content or "").strip())
    elif tag == "tr":
        shape.rows.append([])
    elif tag in ("td", "th") and shape.rows:
        cell = _CellShape()
        shape.rows[-1].append(cell)
        shape.headed |= tag == "th"
    elif tag in ("thead", "caption"):
        shape.headed = True
    elif tag in _SCAFFOLD:
        shape.scaffold = True
    elif cell is not None:
        cell.links += tag == "a"
        cell.separators += tag in _SEPARATORS
    return cell
