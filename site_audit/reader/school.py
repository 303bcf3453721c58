"""The reader as one school's walk sees it: scans are recognised until the school's share of time is spent."""

from __future__ import annotations

from collections.abc import Callable

from site_audit.model import Capture, Document, Failure
from site_audit.reader.documents import DocumentReader, is_unread

MISSING, SPENT = "recognition_missing", "recognition_budget"


class SchoolReader:
    """Recognition is a thousand times dearer than a text layer: the scans of one school must not cost the others their night.

    `notes` are codes of what a reader of the report should know.
    """

    def __init__(self, shared: DocumentReader, *, recognition_s: float, clock: Callable[[], float]) -> None:
        self._shared = shared
        self._left = recognition_s
        self._clock = clock
        self._notes: dict[str, None] = {}
        self._extracted = self._recalled = 0

    @property
    def extracted(self) -> int:
        """How many captures had to be read."""
        return self._extracted

    @property
    def recalled(self) -> int:
        """Of how many it was known what they say."""
        return self._recalled

    @property
    def notes(self) -> tuple[str, ...]:
        """Why pictures of text stayed unread, where some did."""
        return tuple(self._notes)

    def read(self, capture: Capture) -> Document | Failure:
        """What the capture says; a scan is recognised while there is time for it."""
        may_recognise = self._left > 0
        began = self._clock()
        known = self._shared.recall(capture)
        self._recalled += known is not None
        self._extracted += known is None
        got = known or self._shared.read(capture, recognise=may_recognise)
        if isinstance(got, Document) and (got.ocr_confidence is not None or is_unread(got)):
            self._left -= self._clock() - began
        if is_unread(got):
            self._notes[SPENT if self._shared.recognises else MISSING] = None
        return got
