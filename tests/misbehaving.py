"""Extractors that fail as a decoder may fail on a hostile file: what a reader is given in tests of its sandbox. The body says how."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass

from site_audit.extract.recognition import NoRecogniser, Recogniser
from site_audit.model import Block, BlockKind, Document, Failure, ReadAs, Trouble

HANG, DIE, RAISE, HOARD, WHO = b"%PDF-hang", b"%PDF-die", b"%PDF-raise", b"%PDF-hoard", b"%PDF-who"
LOCKED, SCAN = b"%PDF-locked", b"%PDF-scan"


@dataclass(frozen=True)
class FakeProgram:
    """A program that recognises text, as far as the reader knows."""

    file_seconds: float = 120.0

    def begin(self) -> Recogniser:
        """Nobody, but somebody: the extractor below only asks whether it was given one."""
        return NoRecogniser()


def misbehave(
    body: bytes, *, url: str, media_type: str, charset: str, digest: str, recogniser: Recogniser | None = None
) -> Document | Failure:
    """Do as the body bids; else answer with the number of the process that answered."""
    if body == LOCKED:
        return Failure(url, Trouble.ENCRYPTED, "password")
    if body == SCAN and recogniser is None:
        return Document(url, digest, "application/pdf", "", (), read_as=ReadAs.IMAGE_UNREAD, pages=1, unread_pages=1)
    if body == SCAN:
        return Document(url, digest, "application/pdf", "", (), read_as=ReadAs.OCR, pages=1, ocr_confidence=0.9)
    if body == HANG:
        threading.Event().wait()
    if body == DIE:
        os._exit(7)
    if body == RAISE or media_type == "text/html":
        raise ValueError("no such glyph")
    if body == HOARD:
        len(bytearray(3_000_000_000))
    return Document(url, digest, "application/pdf", str(os.getpid()), (Block(BlockKind.PARAGRAPH, "слово", "p[1]"),))
