"""The web → Visits → Seen: one polite, bounded, guarded walk of one school's site, and its repetition from the archive."""

from site_audit.crawl.opening import open_fetcher
from site_audit.crawl.passing import may_pass
from site_audit.crawl.protocols import Before, Earlier, Fetcher, Halt, Halted, Reader, Throttle, go_on, nothing_before, nothing_earlier
from site_audit.crawl.replay import left_after, replay, superseded
from site_audit.crawl.walk import crawl

__all__ = [
    "Before",
    "Earlier",
    "Fetcher",
    "Halt",
    "Halted",
    "Reader",
    "Throttle",
    "crawl",
    "go_on",
    "left_after",
    "may_pass",
    "nothing_before",
    "nothing_earlier",
    "open_fetcher",
    "replay",
    "superseded",
]
