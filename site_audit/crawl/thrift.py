"""What a walk was spared, counted as it goes: the visits tell of bytes, the reader of what it had to extract."""

from __future__ import annotations

from site_audit.crawl.protocols import Reader, Recalling
from site_audit.model import Again, Capture, Thrift, Visit


class Tally:
    """Counts visits; those of an earlier attempt at the walk as well."""

    def __init__(self) -> None:
        self._not_modified = self._same_bytes = self._bytes_sent = self._bytes_spared = 0

    def count(self, visit: Visit) -> None:
        """One visit more."""
        got = visit.got
        if not isinstance(got, Capture):
            return
        if got.again is Again.NOT_MODIFIED:
            self._not_modified += 1
            self._bytes_spared += len(got.body)
            return
        self._same_bytes += got.again is Again.SAME_BYTES
        self._bytes_sent += len(got.body)

    def told(self, reader: Reader) -> Thrift:
        """What was spared so far; `reader` says what it extracted, if it counts."""
        counts = reader if isinstance(reader, Recalling) else None
        return Thrift(
            not_modified=self._not_modified,
            same_bytes=self._same_bytes,
            bytes_sent=self._bytes_sent,
            bytes_spared=self._bytes_spared,
            extracted=counts.extracted if counts else 0,
            recalled=counts.recalled if counts else 0,
        )
