"""XML as office programs write it: names without their namespaces, and a bounded walk that keeps no tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol
from xml.etree import ElementTree

MAX_ELEMENTS = 3_000_000
CHUNK = 65_536


def local(name: str) -> str:
    """A tag or attribute without its namespace: strict and transitional files differ only in that."""
    return name.rpartition("}")[2]


def attribute(element: ElementTree.Element, name: str) -> str:
    """An attribute by its local name, "" where it is missing."""
    return value_of(element.attrib, name)


def value_of(attributes: Mapping[str, str], name: str) -> str:
    """The same of bare attributes."""
    for key, value in attributes.items():  # many times a file: no generator, no slice where the end alone tells
        if key.endswith(name) and local(key) == name:
            return value
    return ""


def whole(value: str, most: int) -> int:
    """A count among attributes, from 1 to `most`; 1 where it is missing or no number."""
    return min(int(value[:12]), most) or 1 if value.isascii() and value.isdecimal() else 1


class Listener(Protocol):
    """Hears the elements of a part in order, by local names."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        ...

    def end(self, name: str) -> None:
        """An element ends."""
        ...

    def data(self, text: str) -> None:
        """Words between two tags, perhaps in several pieces."""
        ...

    @property
    def full(self) -> bool:
        """Whether enough was heard: the rest is left out."""
        ...


@contextmanager
def encodings_known() -> Iterator[None]:
    """The parser says of an encoding that it does not know it, or that it cannot have it, in words of its own: here it is no XML."""
    try:
        yield
    except (LookupError, ValueError) as wrong:
        raise ElementTree.ParseError("encoding") from wrong


def tree(xml: bytes) -> ElementTree.Element:
    """A small part as a whole; raises `ElementTree.ParseError` where it is no XML."""
    with encodings_known():
        return ElementTree.fromstring(xml)


def walk(xml: bytes, listener: Listener) -> None:
    """Tell the listener all elements; raises `ElementTree.ParseError` where it is no XML."""
    target = _Target(listener)
    parser = ElementTree.XMLParser(target=target)
    for at in range(0, len(xml), CHUNK):
        with encodings_known():
            parser.feed(xml[at : at + CHUNK])
        if target.elements > MAX_ELEMENTS or listener.full:
            return
    parser.close()


class _Target:
    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._locals: dict[str, str] = {}
        self.elements = 0
        self.data = listener.data

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self._listener.start(self._local(tag), attributes)

    def end(self, tag: str) -> None:
        self._listener.end(self._local(tag))

    def close(self) -> None:
        """The end of the part."""

    def _local(self, tag: str) -> str:
        name = self._locals.get(tag)
        if name is None:
            name = local(tag)
            if len(self._locals) < 1000:
                self._locals[tag] = name
        return name
