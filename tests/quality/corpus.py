"""The labelled items of a part: each a small made-up site with what an honest reader finds on it."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent
PARTS = ("measured", "tuning", "quiet")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of an item, or a file where its address ends like one. Without `link` another page of the item leads to it."""

    url: str
    html: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """Labels are exhaustive: what is neither present nor partial must not be found. `trap` are the criteria a hasty reader would claim."""

    name: str
    about: str
    as_of: date
    grades: tuple[int, int]
    pages: tuple[Page, ...]
    present: frozenset[str]
    partial: frozenset[str]
    trap: frozenset[str]

    @property
    def found(self) -> frozenset[str]:
        """The criteria that are met, in full or in part."""
        return self.present | self.partial


def items_of(part: str) -> tuple[Item, ...]:
    """The items of a part, by name."""
    return tuple(_item(path) for path in sorted((FOLDER / part).rglob("*.toml")))


def digest_of(part: str) -> str:
    """What pins a part: one changed sign in one item gives another digest."""
    whole = hashlib.sha256()
    for path in sorted((FOLDER / part).rglob("*.toml")):
        whole.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return whole.hexdigest()[:16]


def _item(path: Path) -> Item:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    first, _, last = told.get("grades", "1-11").partition("-")
    pages = tuple(Page(one["url"], one["html"], one.get("link", "")) for one in told["page"])
    labels = {key: frozenset(told.get(key, ())) for key in ("present", "partial", "trap")}
    name = f"{path.parent.name}/{path.stem}" if path.parent.parent != FOLDER else path.stem
    return Item(name, told.get("about", ""), told.get("as_of", date(2026, 11, 24)), (int(first), int(last or first)), pages, **labels)
