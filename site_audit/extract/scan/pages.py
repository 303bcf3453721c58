"""The pages of a PDF that are pictures, or whose fonts do not say what they show, read by the recogniser one by one."""

from __future__ import annotations

from dataclasses import dataclass

from pypdfium2 import PdfDocument, PdfiumError

from site_audit.extract.pdf.page import PageText
from site_audit.extract.pdf.quality import is_picture, is_scan, letters_of, page_is_unreadable
from site_audit.extract.recognition import Picture, Recogniser
from site_audit.extract.scan.drawn import drawn_page
from site_audit.extract.scan.page import PageScanner
from site_audit.model import ReadAs


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a file as they are to be put together, and how they were read."""

    texts: list[PageText]
    unread: int = 0  # pictures that nobody read
    garbled: int = 0  # pages whose fonts do not say what they show, and that nobody read either

    @property
    def confidence(self) -> float | None:
        """How sure the recogniser was of all it read, None where it read nothing."""
        letters = sum(page.recognised for page in self.texts)
        return round(sum(page.confidence * page.recognised for page in self.texts) / letters, 4) if letters else None

    def read_as(self, texts: list[str]) -> ReadAs:
        """How the file was read, by where most of its letters come from; `texts` are those of its blocks."""
        recognised = sum(page.recognised for page in self.texts)
        written = letters_of(text for page in self.texts if not page.recognised for text in page.texts)
        if recognised > written:
            return ReadAs.OCR
        return ReadAs.IMAGE_UNREAD if not recognised and is_scan(texts, self.texts) else ReadAs.TEXT


def with_pictures_read(pdf: PdfDocument, pages: list[PageText], recogniser: Recogniser) -> Pages:
    """The pages, those that are pictures replaced by what was recognised on them as far as the recogniser goes."""
    scanner = PageScanner(recogniser)
    texts, unread, garbled = [], 0, 0
    for index, page in enumerate(pages):
        is_garbled = page_is_unreadable(page.texts)
        if not is_garbled and not is_picture(page):
            texts.append(page)
            continue
        picture = _picture(pdf, index, without_text=not is_garbled) if scanner.is_ready() else None
        read = scanner.read(picture) if picture is not None else None
        unread += read is None
        garbled += read is None and is_garbled
        if read is not None and not is_garbled:
            read.over = page.lines
        texts.append(read or (PageText() if is_garbled else page))
    return Pages(texts, unread, garbled)


def _picture(pdf: PdfDocument, index: int, *, without_text: bool) -> Picture | None:
    try:
        page = pdf[index]
    except PdfiumError:
        return None
    try:
        return drawn_page(page, without_text=without_text)
    except PdfiumError:
        return None
    finally:
        page.close()
