"""The yardsticks: the least that any program must do with the same bytes. Nothing of ours is imported here.

Every yardstick gives the text it got at, so that a test can see that both sides read the same.
"""

from __future__ import annotations

import html
import io
import os
import re
import struct
import subprocess
import zipfile
from collections import deque
from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from urllib.parse import urljoin
from xml.etree.ElementTree import iterparse

import httpx
from olefile import OleFileIO
from pypdfium2 import PdfDocument
from python_calamine import CalamineWorkbook
from selectolax.lexbor import LexborHTMLParser

UNSEEN = ["script", "style"]  # their text is no text of the page, for nobody
_TAG = re.compile(rb"<[^>]+>")
_CONTROL = re.compile(rb"\\[a-z]+-?\d* ?|[{}]")
_CODED = re.compile(rb"(?:\\'[0-9a-f]{2})+")

Bare = Callable[[bytes], str]

# ------------------------------------------------------------ pages


def decoded(body: bytes) -> str:
    """The least that reads Russian pages: UTF-8, or else the one old encoding."""
    try:
        return body.decode()
    except UnicodeDecodeError:
        return body.decode("cp1251", "replace")


def page_text(body: bytes) -> str:
    """Parse a page with selectolax and take its whole text."""
    return _text_of(LexborHTMLParser(decoded(body)))


def soup_is_there() -> bool:
    """Whether beautifulsoup4, which the program does not need, happens to be installed."""
    return find_spec("bs4") is not None


def soup_text(body: bytes) -> str:
    """The same by the library that most scripts use; call only where `soup_is_there`."""
    tree = import_module("bs4").BeautifulSoup(decoded(body), "html.parser")
    for node in tree(UNSEEN):
        node.decompose()
    return str(tree.get_text(" "))


def _text_of(tree: LexborHTMLParser) -> str:
    tree.strip_tags(UNSEEN)
    return tree.text(separator=" ")


# ------------------------------------------------------------ files


def pdfium_text(body: bytes) -> str:
    """The text of every page, as the PDF engine alone gives it."""
    found = []
    with PdfDocument(body) as file:
        for page in file:
            layer = page.get_textpage()
            found.append(layer.get_text_bounded())
            layer.close()
            page.close()
    return "\n".join(found)


def tags_dropped(*members: str) -> Bare:
    """For a zip of XML: the members that begin so, with a blank for every tag."""

    def text(body: bytes) -> str:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            parts = [packed.read(name) for name in packed.namelist() if name.startswith(members)]
        return html.unescape(_TAG.sub(b" ", b" ".join(parts)).decode())

    return text


def elements_read(member: str, ending: str) -> Bare:
    """For a zip of XML: the text of all elements whose name ends so, by the parser of the standard library."""

    def text(body: bytes) -> str:
        found = []
        with zipfile.ZipFile(io.BytesIO(body)) as packed, packed.open(member) as xml:
            for _, element in iterparse(xml):
                if element.tag.endswith(ending) and element.text:
                    found.append(element.text)
                element.clear()
        return " ".join(found)

    return text


def calamine_text(body: bytes) -> str:
    """All cells of all sheets of a workbook."""
    with CalamineWorkbook.from_filelike(io.BytesIO(body)) as book:
        sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    return "\n".join(" ".join(str(cell) for cell in row) for sheet in sheets for row in sheet)


def ole_text(body: bytes) -> str:
    """The text of an old Word file that was never saved in haste: one piece, two bytes a letter."""
    with OleFileIO(io.BytesIO(body)) as file:
        stream = file.openstream("WordDocument").read()
    begin, end = struct.unpack_from("<II", stream, 0x18)
    return str(stream[begin:end].decode("utf-16-le"))


def rtf_text(body: bytes) -> str:
    """Letters by their codes in the old Russian encoding; control words and braces dropped."""
    letters = _CODED.sub(lambda found: bytes.fromhex(found[0].replace(b"\\'", b"").decode()), _CONTROL.sub(b" ", body))
    return letters.decode("cp1251")


def scan_text(body: bytes, program: str, dpi: int) -> str:
    """Draw the pages of a PDF and hand the pictures to Tesseract, told the language and to use one thread as ours is."""
    found = []
    command = [program, "stdin", "stdout", "-l", "rus", "--dpi", str(dpi)]
    with PdfDocument(body) as file:
        for page in file:
            picture = io.BytesIO()
            page.render(scale=dpi / 72, grayscale=True).to_pil().save(picture, "PPM")
            page.close()
            answer = subprocess.run(command, input=picture.getvalue(), capture_output=True, env={**os.environ, "OMP_THREAD_LIMIT": "1"})
            answer.check_returncode()
            found.append(answer.stdout.decode())
    return "\n".join(found)


# ------------------------------------------------------------ sites


def fetched(url: str, paths: Iterable[str]) -> list[bytes]:
    """httpx asked for known addresses one after another; every body is read to its end and kept."""
    with httpx.Client(trust_env=False) as client:
        return [client.get(url + path).raise_for_status().content for path in paths]


def followed(url: str) -> dict[str, str]:
    """The least that is a crawler: httpx, selectolax, every link of the same site once. Addresses with their texts."""
    waiting, known = deque([url + "/"]), {url + "/"}
    texts: dict[str, str] = {}
    with httpx.Client(trust_env=False) as client:
        while waiting:
            asked = waiting.popleft()
            tree = LexborHTMLParser(decoded(client.get(asked).raise_for_status().content))
            for node in tree.css("a[href]"):
                found = urljoin(asked, node.attributes["href"])
                if found.startswith(url) and found not in known:
                    known.add(found)
                    waiting.append(found)
            texts[asked] = _text_of(tree)
    return texts
