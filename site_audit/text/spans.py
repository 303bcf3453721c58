"""Found things with their place in a text: put in order, overlaps resolved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Placed(Protocol):
    """Anything that stands at text[start:end]."""

    @property
    def start(self) -> int:
        """Offset of the first character."""

    @property
    def end(self) -> int:
        """Offset after the last character."""


T = TypeVar("T", bound=Placed)


def in_order(found: Iterable[T]) -> tuple[T, ...]:
    """`found` by place, without overlaps: what starts first wins, and of those that start together the longest."""
    kept: list[T] = []
    last = 0
    for one in sorted(found, key=lambda item: (item.start, -item.end)):
        if one.start >= last and one.end > one.start:
            kept.append(one)
            last = one.end
    return tuple(kept)


def lowered(text: str) -> str:
    """`text` in lower case with every offset kept (a few letters of other alphabets grow when lowered: they stay as they are)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
