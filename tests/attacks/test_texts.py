"""Pages made to keep the rules busy: what is read once is judged in a time that grows with its length only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from time import process_time

import pytest

from site_audit.audit import judge
from site_audit.extract import extract
from site_audit.model import Audit, Document, Link, School, Seen, Sighting
from tests.rules.shipped import shipped_pack

HOME = "https://school.example/"
AT = datetime(2026, 11, 23, tzinfo=UTC)
WORDS = "профориентация план работы колледж экскурсия 9 класс центр занятости"
SECONDS = 30.0  # a few on an idle machine; where time grows with the square, minutes


def judged(pages: Sequence[str]) -> Audit:
    """The audit of a school that shows these pages, in bounded time."""
    seen = []
    for number, html in enumerate(pages):
        url = f"{HOME}{number or ''}"
        document = extract(f"<title>Школа</title><main>{html}".encode(), url=url, media_type="text/html", digest=f"sha256:{number}")
        assert isinstance(document, Document)
        seen.append(Sighting(Link(url), min(number, 1), AT, document=document))
    pack = shipped_pack()
    began = process_time()
    audit = judge(School("s", "Школа", HOME), Seen(HOME, tuple(seen)), pack, run="r", at=AT, as_of=date(2026, 11, 23))
    assert process_time() - began < SECONDS
    return audit


@pytest.mark.parametrize(
    "html",
    [
        "".join(f"<p>{WORDS} {number}</p>" for number in range(1_500)),
        "".join(f"<h2>Профориентация {number}</h2>" for number in range(4_000)),
        "".join(f'<a href="/p{number}">Профориентация {number}</a><br>' for number in range(4_000)),
        "<ul>" + "".join(f"<li>Экскурсия 9 класса в колледж {number}" for number in range(4_000)),
        "<table>" + "".join(f"<tr><td>{number}<td>{WORDS}<td>15.09.2026" for number in range(800)),
        "<p>" + "Профориентация план на 2026 год. " * 6_000,
        "<p>" + "профориентация план партнеры " * 6_000,
        "<p>" + "ОВЗ бесед " * 8_000,
        "<p>" + " ".join(f"профорентaц{chr(1072 + at % 32)}{chr(1072 + at // 32 % 32)}{chr(1072 + at // 1024)}" for at in range(5_000)),
        "<p>" + "экскурсия в ООО «Ромашка» и Миллеровский техникум " * 1_500,
        "".join(f"<p>01.02.2026 9 класс посетил ООО «Завод {number}», профориентация</p>" for number in range(800)),
        "".join(f"<p>0{1 + number % 9}.02.2026</p><p>Экскурсия {number}</p>" for number in range(2_000)),
    ],
    ids=["lines", "headings", "links", "items", "rows", "years", "one sentence", "pairs", "misspelt", "organisations", "firms", "cards"],
)
def test_a_page_that_says_all_too_often_is_judged(html: str) -> None:
    """Thousands of lines with the very words of the rules cost seconds, not the square of their number."""
    judged([html])


PIECES = ("1", ".", "-", "1-", "1.1.", "«", '"', "«а»", "№1 ", "о", "профориентация", "а\u00ad", "про- ", "А.А.", "1 и ")


@pytest.mark.parametrize("piece", PIECES)
def test_a_text_without_end_is_judged(piece: str) -> None:
    """A hundred thousand signs beside a word of the rules."""
    judged([f"<h1>Профориентация</h1><p>План профориентации {piece * (100_000 // len(piece))}</p>"])


def test_a_register_has_an_end() -> None:
    """Pages of excursions without number fill the registers as far as anybody reads them."""
    pages = [
        "".join(
            f'<div class="news"><h3>Экскурсия {page}-{card}</h3>'
            f"<p>9 класс посетил ООО «Завод {page}{card}» 0{1 + card % 9}.10.2026</p></div>"
            for card in range(60)
        )
        for page in range(15)
    ]
    audit = judged(pages)
    assert len(audit.events) <= 2_000
    assert len(audit.partners) <= 2_000
