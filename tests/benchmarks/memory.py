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

BARE, IDLE, AUDIT = "bare", "idle", "audit"
_STATUS = Path("/proc/self/status")
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


def peak_mb(kind: str, url: str = "-", pages: int = 1) -> float:
    """The peak of a new process that does one of the three: the bare follower, all of ours but no site, a whole audit."""
    command = [sys.executable, "-m", "tests.benchmarks.memory", kind, url, str(pages)]
    return float(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout)


def own_peak_mb() -> float:
    """The peak of this process so far."""
    found = _PEAK.search(_STATUS.read_text()) if _STATUS.is_file() else None
    if found is not None:
        return int(found[1]) / 1_024
    if sys.platform == "win32":
        return float("nan")
    import resource

    unit = 1_024 * 1_024 if sys.platform == "darwin" else 1_024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def main(kind: str, url: str, pages: int) -> None:
    """Do the work, see that it was done, print the peak."""
    if kind == BARE:
        from tests.benchmarks.plain import followed  # what is imported counts: each kind imports what it needs

        assert len(followed(url)) == pages
    else:
        from tests.benchmarks.walking import audit, parts_for

        with tempfile.TemporaryDirectory() as name, parts_for(pages, Path(name)) as parts:
            assert kind == IDLE or audit(url, parts, Path(name)).reach.pages == pages
    print(own_peak_mb())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
