"""Word files written as one XML text: the form of Word 2003, and the parts of a .docx in one ("flat"). The reader of .docx reads them."""

from __future__ import annotations

from xml.etree import ElementTree

from site_audit.extract.office.core_properties import OPEN_XML
from site_audit.extract.office.docx import MAIN_PART, read_word_parts
from site_audit.extract.office.elements import MAX_ELEMENTS, local, tree, value_of
from site_audit.extract.office.parts import MAX_PARTS, Refused, refuse_declarations
from site_audit.extract.office.reading import answer
from site_audit.extract.sniff import WORD_XML
from site_audit.extract.source import Source
from site_audit.model import Document, Failure, Trouble

MAX_BYTES = 30_000_000
MAX_AROUND = 12
_TODAY = {"vmerge": "vMerge", "listPr": "numPr", "ilfo": "numId"}  # what Word 2003 called them
_PLACES = {"styles": "word/styles.xml", "body": MAIN_PART, "DocumentProperties": OPEN_XML}
_AROUND = {"hdr": "header", "ftr": "footer"}


def read_word_xml(source: Source) -> Document | Failure:
    """The document of such a file, or why it cannot be read."""
    return answer(source, _read)


def _read(source: Source) -> Document:
    if len(source.body) > MAX_BYTES:
        raise Refused(Trouble.TOO_LARGE, "too much text")
    refuse_declarations(source.body)
    if source.body.count(b"<") > MAX_ELEMENTS:
        raise Refused(Trouble.TOO_LARGE, "too many elements")
    root = tree(source.body)
    parts = _flat(root) if local(root.tag) == "package" else _of_2003(root)
    return read_word_parts(source, _Written(parts), WORD_XML)


class _Written:
    """Parts that are written out when they are asked for."""

    def __init__(self, parts: dict[str, ElementTree.Element]) -> None:
        self._parts = parts

    def names(self) -> list[str]:
        return list(self._parts)

    def read(self, name: str) -> bytes | None:
        part = self._parts.get(name)
        return None if part is None else ElementTree.tostring(part, "utf-8")


def _flat(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    parts = {}
    for part in root[:MAX_PARTS]:
        for data in part:
            if local(data.tag) == "xmlData" and len(data):
                parts[value_of(part.attrib, "name").lstrip("/")] = data[0]
    return parts


def _of_2003(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    """The sections under the root by the names that a .docx gives them; headers and footers taken out of the text."""
    parts = {_PLACES[local(one.tag)]: one for one in root if local(one.tag) in _PLACES}
    around = 0
    for element in root.iter():
        space, brace, name = element.tag.rpartition("}")
        if name in _TODAY:
            element.tag = f"{space}{brace}{_TODAY[name]}"
        for child in [one for one in element if local(one.tag) in _AROUND] if name == "sectPr" else ():
            element.remove(child)
            around += 1
            if around <= MAX_AROUND:
                parts[f"word/{_AROUND[local(child.tag)]}{around}.xml"] = child
    return parts
