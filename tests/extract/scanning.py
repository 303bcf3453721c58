"""Scans for the tests: pages drawn, turned, skewed and soiled; and recognisers that say what they are told."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from PIL import Image, ImageChops, ImageFilter
from pypdfium2 import PdfDocument

from site_audit.extract.recognition import Look, Picture, Unrecognised, Word

PAGES = Path(__file__).parent / "files" / "scans" / "pages.pdf"
PROSE, PLAN = 0, 1


def drawn(page: int, dpi: int = 200) -> Image.Image:
    """A page as a clean picture."""
    pdf = PdfDocument(PAGES)
    try:
        image: Image.Image = pdf[page].render(scale=dpi / 72, grayscale=True).to_pil()
        return image.convert("L")
    finally:
        pdf.close()


def skewed(image: Image.Image, degrees: float) -> Image.Image:
    """The sheet laid askew on the glass."""
    return image.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def soiled(image: Image.Image, noise: int = 70, quality: int = 45) -> Image.Image:
    """The picture blurred, grainy, a little dark, and packed as a cheap scanner packs it; always the same."""
    blurred = image.filter(ImageFilter.GaussianBlur(0.6)).point([20 + value * 215 // 255 for value in range(256)])
    grain = Image.frombytes("L", image.size, Random(7).randbytes(image.width * image.height))
    grain = grain.point([value * noise // 255 for value in range(256)])
    packed = io.BytesIO()
    ImageChops.add(blurred, grain, 1, -noise // 2).save(packed, "JPEG", quality=quality)
    return Image.open(packed).convert("L")


def saved(image: Image.Image, kind: str = "PNG", *more: Image.Image, **options: object) -> bytes:
    """The bytes of a picture file; `more` are its further pages."""
    written = io.BytesIO()
    if more:
        options |= {"save_all": True, "append_images": list(more)}
    image.save(written, kind, **options)
    return written.getvalue()


@dataclass
class Told:
    """A recogniser that gives the words it was told, picture by picture, and remembers what it was asked."""

    pages: Sequence[tuple[Word, ...]]
    turns: Sequence[int] = ()
    budget: int = 1_000
    seen: list[Picture] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def is_ready(self) -> bool:
        """While the budget lasts."""
        return self.budget > 0

    def words(self, picture: Picture, look: Look = Look.PAGE) -> tuple[Word, ...]:
        """The next page's words."""
        self.asked.append(look)
        if look not in (Look.PAGE, Look.CLOSER) or not self.budget:
            raise Unrecognised
        self.budget -= 1
        self.seen.append(picture)
        return self.pages[min(len(self.seen), len(self.pages)) - 1]

    def turn(self, picture: Picture) -> int:
        """The next turn; none where none was told."""
        self.asked.append("turn")
        if not self.turns:
            raise Unrecognised
        return self.turns[min(self.asked.count("turn"), len(self.turns)) - 1]


def line_of(text: str, left: int, top: int, line: int, *, size: int = 40, confidence: float = 0.95) -> tuple[Word, ...]:
    """The words of one line of print, `size` dots high, with boxes as wide as their letters."""
    words = []
    for word in text.split():
        right = left + size * len(word) // 2
        words.append(Word(word, left, top, right, top + size * 9 // 10, confidence, line))
        left = right + size // 4
    return tuple(words)
