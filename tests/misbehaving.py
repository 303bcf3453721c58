"""Extractors that fail as a decoder may fail on a hostile file: what a reader is given in tests of its sandbox. The body says how."""

from __future__ import annotations

import os
import threading

from site_audit.model import Block, BlockKind, Document, Failure

HANG, DIE, RAISE, HOARD, WHO = b"%PDF-hang", b"%PDF-die", b"%PDF-raise", b"%PDF-hoard", b"%PDF-who"


def misbehave(body: bytes, *, url: str, media_type: str, charset: str, digest: str) -> Document | Failure:
    """Do as the body bids; else answer with the number of the process that answered."""
    if body == HANG:
        threading.Event().wait()
    if body == DIE:
        os._exit(7)
    if body == RAISE or media_type == "text/html":
        raise ValueError("no such glyph")
    if body == HOARD:
        len(bytearray(3_000_000_000))
    return Document(url, digest, "application/pdf", str(os.getpid()), (Block(BlockKind.PARAGRAPH, "слово", "p[1]"),))
