"""How fast the parts are on this machine: `make bench`. It prints and judges nothing; no test depends on a clock."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from site_audit.extract import extract
from site_audit.rulepack import load_pack
from site_audit.schools import read_schools
from site_audit.settings import load_settings

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 3


def main() -> None:
    """Measure each part some times and print the median."""
    with tempfile.TemporaryDirectory() as folder:
        for name, amount, unit, work in _parts(Path(folder)):
            seconds = median(_seconds(work) for _ in range(ROUNDS))
            print(f"{name:<28}{seconds * 1000:>10.1f} ms{amount / seconds:>14,.0f} {unit}/s")


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def _parts(folder: Path) -> Iterator[tuple[str, float, str, Callable[[], object]]]:
    rows = "".join(f"s{number},Школа № {number},https://school-{number}.example/,1-11\n" for number in range(5_000))
    (folder / "schools.csv").write_text("id,name,url,grades\n" + rows, encoding="utf-8")
    yield "settings", 1, "loads", lambda: load_settings(folder, {}, {})
    yield "school list", 5_000, "rows", lambda: read_schools(folder / "schools.csv")
    yield "rule pack", 1, "loads", lambda: load_pack(ROOT / "rules" / "career")
    pages = [path.read_bytes() for path in sorted((ROOT / "site_audit" / "demo").rglob("*.html"))]
    size = sum(map(len, pages)) / 1_000_000
    yield "pages of the demo district", size, "MB", lambda: [_page(body) for body in pages]


def _page(body: bytes) -> object:
    return extract(body, url="https://school.example/", media_type="text/html", charset="", digest="")


if __name__ == "__main__":
    main()
