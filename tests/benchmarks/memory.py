"""How much memory a process needs at its peak that walks one site: `python -m tests.benchmarks.memory <kind> <url> <pages>` is that one.

Linux hands the peak of a parent down to the child it starts, so `ru_maxrss` would tell of the benchmarks themselves. Where the system
tells the peak of the very program (`VmHWM`), that is taken instead.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.house.tree import ROOT

BARE, IDLE, WALK, AUDIT = "bare", "idle", "walk", "audit"
_PROCESS = Path("/proc")
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


def peak_mb(kind: str, url: str = "-", pages: int = 1) -> float:
    """The peak of a new process that does one of the four: the bare follower, all of ours but no site, our walk, a whole audit."""
    command = [sys.executable, "-m", "tests.benchmarks.memory", kind, url, str(pages)]
    return float(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout)


def own_peak_mb() -> float:
    """The peak of this process so far."""
    told = _told_mb(_PROCESS / "self")
    if told:
        return told
    if sys.platform == "win32":
        return float("nan")
    import resource

    unit = 1_024 * 1_024 if sys.platform == "darwin" else 1_024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def peak_of_helpers_mb() -> float:
    """The peaks of the processes this one has started and that are still there, together; 0 where there is none, or nobody tells."""
    lists = [path.read_text() for path in _PROCESS.glob("self/task/*/children")]
    return sum(_told_mb(_PROCESS / pid) for pid in " ".join(lists).split())


def _told_mb(process: Path) -> float:
    status = process / "status"
    found = _PEAK.search(status.read_text()) if status.is_file() else None
    return int(found[1]) / 1_024 if found else 0.0


def main(kind: str, url: str, pages: int) -> None:
    """Do the work, see that it was done, print the peak."""
    if kind == BARE:
        from tests.benchmarks.plain import followed  # what is imported counts: each kind imports what it needs

        assert len(followed(url)) == pages
    else:
        from tests.benchmarks.walking import audit, parts_for, walk

        with tempfile.TemporaryDirectory() as name, parts_for(pages, Path(name)) as parts:
            if kind == WALK:
                with parts.shelf() as aside:
                    assert len(walk(url, parts, aside).sightings) == pages
            elif kind == AUDIT:
                assert audit(url, parts, Path(name)).reach.pages == pages
    print(own_peak_mb())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
