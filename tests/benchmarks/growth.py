"""What a page adds to the memory of a process that walks one site: three sizes of it, beside the bare follower of links."""

from __future__ import annotations

from itertools import pairwise

from tests.benchmarks.generated import served
from tests.benchmarks.measure import Progress
from tests.benchmarks.memory import AUDIT, BARE, IDLE, WALK, peak_mb

SIZES = (100, 1_000, 5_000)
PARAGRAPHS = 2
NAMES = {
    BARE: "httpx and selectolax: every link followed",
    WALK: "site_audit: the walk, documents put aside",
    AUDIT: "site_audit: a whole audit with its report",
}


def memory() -> None:
    """Peaks of processes of their own; what a page adds is the difference of two sizes."""
    progress, peaks = Progress(), dict[str, dict[int, float]]()
    for pages in SIZES:
        with served(pages, paragraphs=PARAGRAPHS) as url:
            for kind in NAMES:
                progress.say(f"memory: {kind}, {pages} pages")
                peaks.setdefault(kind, {})[pages] = peak_mb(kind, url, pages)
    steps = "".join(f"{f'{low:,}–{high:,}':>14}" for low, high in pairwise(SIZES))
    print(f"\nPeak memory of a process that walks one site of short pages – MB by pages, then kB a page more\n  {'':<46}", end="")
    print("".join(f"{f'{pages:,}':>10}" for pages in SIZES) + steps)
    for kind, known in peaks.items():
        sizes = "".join(f"{known[pages]:>10,.0f}" for pages in SIZES)
        more = "".join(f"{(known[high] - known[low]) * 1_024 / (high - low):>14.1f}" for low, high in pairwise(known))
        print(f"  {NAMES[kind]:<46}{sizes}{more}", flush=True)
    print(f"  {'site_audit: everything loaded, no site yet':<46}{peak_mb(IDLE):>10,.0f}", flush=True)
