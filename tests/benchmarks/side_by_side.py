"""The same district crawled by ours and by Scrapy, printed side by side."""

from __future__ import annotations

from collections.abc import Callable

from tests.benchmarks.generated import served_district
from tests.benchmarks.measure import Progress, notes
from tests.benchmarks.race import OURS, PEER, Took, kinds, raced

SCHOOLS, PAGES, FILES, WORKERS = 20, 150, 5, 8
NAMES = {OURS: "site_audit: robots, frontier, traps, archive", PEER: "scrapy: robots, every link, our extraction"}
_COLUMNS: tuple[tuple[str, Callable[[Took], float], str], ...] = (
    ("pages/s", lambda took: _read(took) / took.wall_s, ",.0f"),
    ("CPU s a page", lambda took: took.cpu_s / _read(took), ".4f"),
    ("peak MB", lambda took: took.peak_mb, ",.0f"),
    ("before it MB", lambda took: took.idle_mb, ",.0f"),
    ("helpers MB", lambda took: took.helper_mb, ",.0f"),
)


def crawl() -> None:
    """One pass each: a pass is long enough, and memory and reactor are each one's own."""
    progress, took = Progress(), dict[str, Took]()
    with served_district(SCHOOLS, PAGES, files=FILES) as urls:
        for kind in kinds():
            progress.say(f"crawl: {kind}")
            took[kind] = raced(kind, urls, pages=PAGES, workers=WORKERS)
    print(f"\nCrawl over loopback, no pause: {SCHOOLS} schools, {PAGES} pages and {FILES} documents each, {WORKERS} requests at once")
    print(f"  {'':<46}" + "".join(f"{name:>14}" for name, _, _ in _COLUMNS) + "    read")
    for kind, one in took.items():
        told = "".join(f"{format(figure(one), form):>14}" for _, figure, form in _COLUMNS)
        print(f"  {NAMES[kind]:<46}{told}    {one.pages:,} pages, {one.files} documents", flush=True)
    if PEER in took:
        ratios = (figure(took[OURS]) / figure(took[PEER]) for _, figure, _ in _COLUMNS[:3])
        print(f"  {'ours to the peer':<46}" + "".join(f"{f'×{ratio:.2f}':>14}" for ratio in ratios))
    else:
        notes(("scrapy is not installed: ours alone",))
    notes(("helpers: processes of ours that bound what a document may do; they are not in the peak, their seconds are in the CPU",))


def _read(took: Took) -> int:
    return took.pages + took.files
