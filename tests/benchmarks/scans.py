"""Scanned pages: ours beside the bare program of recognition on the very same files. How well other scans are read says `recognition`."""

from __future__ import annotations

from site_audit.extract import extract
from site_audit.model import Document, Failure
from site_audit.ocr import Tesseract
from tests.extract.scanning import PAGES, PLAN, PROSE, drawn, saved, soiled

URL = "http://school.example/scan"
DPI = 200


def scans() -> list[bytes]:
    """A page of prose and one of a ruled table, each a PDF that holds nothing but a soiled picture."""
    return [saved(soiled(drawn(page, DPI)), "PDF", resolution=DPI) for page in (PROSE, PLAN)]


def printed() -> Document | Failure:
    """What stands on both pages: the file they were drawn from has its text."""
    return extract(PAGES.read_bytes(), url=URL)


def recognised(bodies: list[bytes], tesseract: Tesseract) -> list[Document | Failure]:
    """Ours: scans told from text, straightened, tables in rows, every word with its place and its confidence."""
    return [extract(body, url=URL, recogniser=tesseract.begin()) for body in bodies]
