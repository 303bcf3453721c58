"""The web → Visits → Seen: one polite, bounded, guarded walk of one school's site, and its repetition from the archive."""

from site_audit.crawl.opening import open_fetcher
from site_audit.crawl.protocols import Fetcher, Reader
from site_audit.crawl.replay import replay
from site_audit.crawl.walk import crawl

__all__ = ["Fetcher", "Reader", "crawl", "open_fetcher", "replay"]
