"""How well and how fast scanned pages are read on this machine: `python -m tests.benchmarks.recognition`. Judges nothing."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PIL import Image
from rapidfuzz.distance import Levenshtein

from site_audit.extract import extract
from site_audit.model import Document
from site_audit.ocr import find_tesseract
from tests.extract.scanning import PAGES, PLAN, PROSE, drawn, saved, skewed, soiled

URL = "http://school.example/scan"


def recognition() -> list[tuple[str, float, float]]:
    """For each kind of scan: its name, the share of characters read wrong (0 to 1), the seconds a page took.

    Empty where the program is not.
    """
    tesseract = find_tesseract()
    if tesseract is None:
        return []
    truth = _page_texts(extract(PAGES.read_bytes(), url=URL))
    measured = []
    for name, page, image in _scans():
        body = saved(image, "PDF", resolution=image.info["dpi"])
        began = perf_counter()
        got = extract(body, url=URL, recogniser=tesseract.begin())
        seconds = perf_counter() - began
        read = _page_texts(got)[0]
        measured.append((name, Levenshtein.distance(truth[page], read) / len(truth[page]), seconds))
    return measured


def _scans() -> Iterator[tuple[str, int, Image.Image]]:
    for page, kind in ((PROSE, "prose"), (PLAN, "table")):
        for name, dpi, image in (
            ("clean 300 dpi", 300, drawn(page, 300)),
            ("noisy 200 dpi", 200, soiled(drawn(page, 200))),
            ("noisy 100 dpi", 100, soiled(drawn(page, 100))),
            ("skewed 3° 200 dpi", 200, soiled(skewed(drawn(page, 200), 3))),
            ("sideways 200 dpi", 200, soiled(drawn(page, 200).rotate(90, expand=True))),
        ):
            image.info["dpi"] = dpi
            yield f"{kind}, {name}", page, image


def _page_texts(got: object) -> list[str]:
    """The words of each page, white space folded."""
    assert isinstance(got, Document), got
    pages: dict[str, list[str]] = {}
    for block in got.blocks:
        pages.setdefault(block.place.partition(",")[0], []).append(block.text.replace(" | ", " "))
    return [" ".join(texts) for texts in pages.values()] or [""]


def main() -> None:
    """Print what was measured."""
    measured = recognition()
    for name, errors, seconds in measured:
        print(f"{name:<28}{errors:>8.2%} wrong{seconds:>8.1f} s")
    if not measured:
        print("tesseract is not installed")


if __name__ == "__main__":
    main()
