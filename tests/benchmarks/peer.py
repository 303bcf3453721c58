"""The peer of the crawl: Scrapy with the same hosts, robots obeyed, as many requests at once, and our extraction in its callback."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

SETTINGS = {
    "ROBOTSTXT_OBEY": True,
    "DOWNLOAD_DELAY": 0,
    "COOKIES_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "LOG_ENABLED": False,
}


def scrapy_is_there() -> bool:
    """Whether the peer happens to be installed."""
    return find_spec("scrapy") is not None


def crawled(urls: Sequence[str], workers: int) -> Counter[str]:
    """Crawl all sites in this process, `workers` requests at once: how many documents of which type were read. Call once a process."""
    from scrapy import Request, Spider
    from scrapy.crawler import CrawlerProcess
    from scrapy.http import Response

    from site_audit.extract import extract
    from site_audit.model import Document

    read: Counter[str] = Counter()
    hosts = frozenset(urlsplit(url).netloc for url in urls)

    class Schools(Spider):
        name = "schools"
        allowed_domains = sorted({urlsplit(url).hostname or "" for url in urls})

        async def start(self) -> AsyncIterator[Any]:
            """The home pages, to be known when they are linked again."""
            for url in urls:
                yield Request(url + "/")

        def parse(self, response: Response, **_: Any) -> Iterator[Any]:
            """Read an answer as ours is read, and follow the links that were found there."""
            media_type = (response.headers.get("Content-Type") or b"").decode().partition(";")[0]
            document = extract(response.body, url=response.url, media_type=media_type)
            if isinstance(document, Document):
                read[document.media_type] += 1
                yield from (response.follow(link.url) for link in document.links if urlsplit(link.url).netloc in hosts)

    process = CrawlerProcess({**SETTINGS, "CONCURRENT_REQUESTS": workers, "CONCURRENT_REQUESTS_PER_DOMAIN": workers})
    process.crawl(Schools)
    process.start()
    return read
