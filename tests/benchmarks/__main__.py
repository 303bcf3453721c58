"""How fast the parts are on this machine, beside plain tools that do the least with the same bytes: `make bench`.

It prints and judges nothing; no test depends on a clock. Both sides of a ratio come from one run, in turn, so ratios compare machines
better than milliseconds do. `first` is the first pass in this process, before anything is remembered.
`python -m tests.benchmarks crawl memory` runs these parts alone; `--help` names all.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from site_audit.demo.expected import read_expected
from site_audit.ocr import find_tesseract
from site_audit.rulepack import load_pack
from tests.benchmarks.documents import FORMATS, ours
from tests.benchmarks.generated import address, page_of, served
from tests.benchmarks.growth import memory
from tests.benchmarks.measure import Progress, Work, compare, notes
from tests.benchmarks.pages import Page, demo_pages, sighted
from tests.benchmarks.plain import fetched, followed, page_text, scan_text, soup_is_there, soup_text
from tests.benchmarks.reading import alike, detection, extraction, text_of
from tests.benchmarks.recognition import recognition
from tests.benchmarks.scans import DPI, printed, recognised, scans
from tests.benchmarks.side_by_side import crawl
from tests.benchmarks.starting import RULES, starts
from tests.benchmarks.walking import parts_for, walk

WALKED = 200


def main(names: Sequence[str]) -> None:
    """The subjects named, or every one of them, in turn."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="How fast the parts are on this machine.")
    parser.add_argument("parts", nargs="*", metavar="part", help=", ".join(PARTS))
    chosen = parser.parse_args(names).parts or tuple(PARTS)
    unknown = [name for name in chosen if name not in PARTS]
    if unknown:
        parser.error(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    for name in chosen:
        PARTS[name]()


def _starting() -> None:
    with tempfile.TemporaryDirectory() as name:
        for title, amount, unit, works in starts(Path(name)):
            compare(title, works, amount=amount, unit=unit, rounds=3)


def _plain(pages: Sequence[Page]) -> Work:
    return Work("selectolax: parse, whole text", lambda: [page_text(page.body) for page in pages])


def _extraction() -> None:
    pages = demo_pages()
    size = sum(len(page.body) for page in pages) / len(pages) / 1_000
    works = [_plain(pages), Work("site_audit: blocks, tables, links, dates", lambda: extraction(pages))]
    if soup_is_there():
        works.append(Work("beautifulsoup4: parse, whole text", lambda: [soup_text(page.body) for page in pages]))
    compare(f"Extraction: {len(pages)} pages of the demo district, {size:.1f} kB each", works, amount=len(pages), unit="page")
    notes(() if soup_is_there() else ("beautifulsoup4 is not installed: left out",))


def _detection() -> None:
    pages = demo_pages()
    pack, sites, as_of = load_pack(RULES), sighted(pages), read_expected().as_of
    works = (_plain(pages), Work("site_audit: detection, all criteria", lambda: detection(sites, pack, as_of)))
    title = f"Detection: {len(pack.criteria)} criteria of the shipped rules over those pages, already extracted"
    compare(title, works, amount=len(pages), unit="page", rounds=3)


def _documents() -> None:
    for kind in FORMATS:
        body = kind.make(kind.amount)
        works = [Work(name, partial(bare, body)) for name, bare in kind.plain.items()]
        works.append(Work("site_audit: blocks, tables, properties", partial(ours, body)))
        title = f"{kind.name}: {kind.amount:,} {kind.unit}s, {len(body) / 1_000:.0f} kB"
        compare(title, works, amount=kind.amount, unit=kind.unit, rounds=3)


def _recognition() -> None:
    """Two scanned pages beside the bare program; then, for scans of several kinds, the share of letters read wrong."""
    tesseract = find_tesseract()
    if tesseract is None:
        print("\nRecognition of scans")
        return notes(("tesseract is not installed: left out",))
    bodies = scans()
    works = (
        Work("tesseract: pages drawn, plain text", lambda: [scan_text(body, tesseract.program, DPI) for body in bodies]),
        Work("site_audit: straightened, tables in rows, places", lambda: recognised(bodies, tesseract)),
    )
    compare(f"Recognition of scans: prose and a table, noisy, {DPI} dpi", works, amount=len(bodies), unit="page", rounds=2)
    text = [text_of(printed())]
    bare, own = ([scan_text(body, tesseract.program, DPI) for body in bodies], map(text_of, recognised(bodies, tesseract)))
    notes(
        (
            f"words as printed: bare {alike(text, bare):.1%}, ours {alike(text, own):.1%}",
            "kinds of scans: letters read wrong, seconds a page",
        )
    )
    Progress().say("recognition of further scans")
    for name, wrong, seconds in recognition():
        print(f"    {name:<44}{wrong:>10.2%}{seconds:>10.2f}", flush=True)


def _walk() -> None:
    size = sum(len(page_of(number, WALKED)) for number in range(WALKED)) / WALKED / 1_000
    with served(WALKED) as url, tempfile.TemporaryDirectory() as name, parts_for(WALKED, Path(name)) as parts:
        works = (
            Work("httpx: known addresses one after another", lambda: fetched(url, map(address, range(WALKED)))),
            Work("httpx and selectolax: every link followed", lambda: followed(url)),
            Work("site_audit: robots, frontier, reading, archive", lambda: walk(url, parts).sightings),
        )
        title = f"Walk over loopback, no pause: {WALKED} generated pages, {size:.1f} kB each"
        compare(title, works, amount=WALKED, unit="page", rounds=3)


PARTS: dict[str, Callable[[], None]] = {
    "starting": _starting,
    "extraction": _extraction,
    "detection": _detection,
    "documents": _documents,
    "recognition": _recognition,
    "walk": _walk,
    "crawl": crawl,
    "memory": memory,
}


if __name__ == "__main__":
    main(sys.argv[1:])
