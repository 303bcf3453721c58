"""A district crawled by ours and by the peer, each in a process of its own, one after the other.

`python -m tests.benchmarks.race <ours|scrapy> <workers> <pages> <url> …` is that process; it prints what it took.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from time import perf_counter

from tests.benchmarks.memory import own_peak_mb, peak_of_helpers_mb
from tests.benchmarks.peer import crawled, scrapy_is_there
from tests.house.tree import ROOT

OURS, PEER = "ours", "scrapy"


@dataclass(frozen=True, slots=True)
class Took:
    """What one crawl read, and what it took: seconds by the clock and of the processor, megabytes at the peak.

    `helper_mb` are the processes it had files read in, together; `idle_mb` is its own peak before the first request.
    """

    pages: int
    files: int
    wall_s: float
    cpu_s: float
    idle_mb: float
    peak_mb: float
    helper_mb: float = 0.0


def raced(kind: str, urls: Sequence[str], *, pages: int, workers: int) -> Took:
    """Crawl the sites, of so many pages each, in a new process."""
    command = [sys.executable, "-m", "tests.benchmarks.race", kind, str(workers), str(pages), *urls]
    return Took(**json.loads(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout))


def kinds() -> tuple[str, ...]:
    """Who takes part."""
    return (OURS, PEER) if scrapy_is_there() else (OURS,)


def main(kind: str, workers: int, pages: int, urls: Sequence[str]) -> None:
    """Do the work, print what it took."""
    print(json.dumps(asdict(_ours(urls, workers, pages) if kind == OURS else _measured(lambda: crawled(urls, workers)))))


def _ours(urls: Sequence[str], workers: int, pages: int) -> Took:
    from site_audit.executors import executor_for
    from tests.benchmarks.walking import parts_for, walk  # what is imported counts: each kind imports what it needs

    def read(url: str) -> Counter[str]:
        documents = (sighting.document for sighting in walk(url, parts).sightings)
        return Counter(document.media_type for document in documents if document is not None)

    helper_mb = [0.0]

    def work() -> Counter[str]:
        total: Counter[str] = Counter()
        for _, found in executor_for(workers).map(read, urls):
            total += found
        helper_mb[0] = peak_of_helpers_mb()
        parts.shared_reader.close()  # who waits for its helpers is told how long they worked
        return total

    with tempfile.TemporaryDirectory() as name, parts_for(pages, Path(name)) as parts:
        return replace(_measured(work), helper_mb=helper_mb[0])


def _measured(work: Callable[[], Counter[str]]) -> Took:
    idle, began, before = own_peak_mb(), perf_counter(), os.times()
    read = work()
    wall, after = perf_counter() - began, os.times()
    cpu = sum(after[:4]) - sum(before[:4])  # with the processes it waited for
    pages = read.pop("text/html", 0)
    return Took(pages, read.total(), wall, cpu, idle, own_peak_mb())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
