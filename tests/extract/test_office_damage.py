"""Damaged office files of every old format: whatever bytes are cut off or changed, the answer is a document or a failure."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from site_audit.extract import extract
from site_audit.model import Document, Failure
from tests.extract.doc_files import Part, doc, word_95
from tests.extract.ppt_files import TITLE, Slide, box, ppt, words

FILES = Path(__file__).parent / "files"
MADE = {
    "plan.doc": (FILES / "plan.doc").read_bytes(),
    "plan.rtf": (FILES / "plan.rtf").read_bytes(),
    "slides.ppt": (FILES / "slides.ppt").read_bytes(),
    "small.doc": doc(Part("План работы\r"), Part("\x13 PAGE \x14 1\x15\x07"), Part("на год\r", wide=False)),
    "old.doc": word_95("План\rСрок\x07Дело\x07\x07май\x07встреча\x07\x07"),
    "small.ppt": ppt(Slide(box(words(TITLE, "План")), note="Заметка")),
}
ROUNDS = 40


def answered(body: bytes) -> None:
    """The answer is one of the two, and all its text can be written."""
    got = extract(body, url="http://school.example/plan")
    assert isinstance(got, Document | Failure)
    if isinstance(got, Document):
        "".join([got.title, *(block.text for block in got.blocks)]).encode()
        assert len({block.place for block in got.blocks}) == len(got.blocks)


@pytest.mark.parametrize("name", MADE)
def test_a_file_cut_anywhere_is_answered(name: str) -> None:
    """A download may break off at any byte."""
    whole = MADE[name]
    for cut in range(0, len(whole), max(1, len(whole) // ROUNDS)):
        answered(whole[:cut])


@pytest.mark.parametrize("name", MADE)
def test_changed_bytes_are_answered(name: str) -> None:
    """Some bytes anywhere, or many in the head, may be anything."""
    chance = random.Random(name)
    for number in range(ROUNDS * 3):
        body = bytearray(MADE[name])
        reach = (len(body), 1024, min(len(body), 8192))[number % 3]
        for _ in range(chance.choice((1, 5, 40, 300))):
            body[chance.randrange(8, reach)] = chance.choice((0, 1, 255, chance.randrange(256)))
        answered(bytes(body))


@pytest.mark.parametrize("name", ["small.doc", "small.ppt", "old.doc"])
def test_any_number_may_be_huge(name: str) -> None:
    """Each number of four bytes in turn claims as much as it can."""
    whole = MADE[name]
    told = [at for at in range(24, len(whole) - 4, 4) if any(whole[at : at + 4])][:400]
    for at in told:
        for value in (b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\x00\x00\x00\x00"):
            answered(whole[:at] + value + whole[at + 4 :])
