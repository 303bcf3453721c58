"""Archives: the files they hold, each by itself; hostile ones end as a failure."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from site_audit.extract import extract
from site_audit.extract.archive import MAX_MEMBERS
from site_audit.model import Document, Failure, Signature, Trouble
from tests.extract.samples import saved, word

URL = "http://school.example/all.zip"


def packed(**files: bytes) -> bytes:
    """A zip of these files; `__` in a name stands for the dot."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "."), content)
    return written.getvalue()


def plan(text: str = "План профориентационной работы") -> bytes:
    """A Word file of one paragraph."""
    made = word()
    made.add_paragraph(text)
    return saved(made)


def opened(body: bytes) -> tuple[Document | Failure, ...]:
    """The files of an archive."""
    got = extract(body, url=URL)
    assert isinstance(got, Document), got
    assert not got.blocks
    return got.parts


def texts(part: Any) -> list[str]:
    """The words of a file that was read."""
    assert isinstance(part, Document), part
    return [block.text for block in part.blocks]


def test_each_file_is_a_document_of_its_own() -> None:
    """Under the archive's address with its own name, with its own type and digest."""
    first, second = opened(packed(plan__docx=plan(), note__txt="Заметка о днях открытых дверей".encode("cp1251")))
    assert (first.url, second.url) == (URL + "#plan.docx", URL + "#note.txt")
    assert texts(first) == ["План профориентационной работы"]
    assert texts(second) == ["Заметка о днях открытых дверей"]
    assert isinstance(first, Document) and first.digest.startswith("sha256:") and first.digest != getattr(second, "digest", "")


def test_names_of_old_packers_are_read() -> None:
    """Code page 866 without a word about it."""
    body = packed(ABCD__txt="Слова".encode())
    (part,) = opened(body.replace(b"ABCD.txt", "План".encode("cp866") + b".txt"))
    assert part.url == URL + "#%D0%9F%D0%BB%D0%B0%D0%BD.txt"


def test_archives_within_archives_have_an_end() -> None:
    """One archive in another is opened; deeper ones are a failure that says so."""
    (part,) = opened(packed(inner__zip=packed(plan__docx=plan("Внутри"))))
    assert texts(part) == ["Внутри"] and part.url == URL + "#inner.zip#plan.docx"
    (deep,) = opened(packed(a__zip=packed(b__zip=packed(c__docx=plan()))))
    assert isinstance(deep, Failure) and (deep.trouble, deep.detail) == (Trouble.TOO_LARGE, "archives within archives")


def test_a_quine_comes_to_an_end() -> None:
    """An archive in an archive in an archive, a hundred deep, costs what its first two levels cost."""
    body = plan()
    for _ in range(100):
        body = packed(next__zip=body)
    (deep,) = opened(body)
    assert isinstance(deep, Failure) and deep.trouble is Trouble.TOO_LARGE


def test_a_bad_file_spoils_no_other() -> None:
    """A file that cannot be read is its own failure; the rest is read."""
    bad, unknown, good = opened(packed(bad__docx=plan()[:900], film__bin=bytes(range(256)) * 20, plan__docx=plan()))
    assert isinstance(bad, Failure) and (bad.url, bad.trouble) == (URL + "#bad.docx", Trouble.BROKEN)
    assert isinstance(unknown, Failure) and unknown.trouble is Trouble.UNSUPPORTED
    assert texts(good) == ["План профориентационной работы"]


def test_a_bomb_is_a_failure_before_it_is_unpacked() -> None:
    """What unpacks a thousandfold is refused by what it declares."""
    (bomb,) = opened(packed(plan__txt=b"a" * 50_000_000))
    assert isinstance(bomb, Failure) and (bomb.trouble, bomb.detail) == (Trouble.TOO_LARGE, "unpacks to too much")


def test_an_archive_of_everything_is_read_as_far_as_anybody_reads() -> None:
    """The rest is told, not silently left out."""
    *read, left = opened(packed(**{f"n{number}__txt": b"word" for number in range(MAX_MEMBERS + 5)}))
    assert len(read) == MAX_MEMBERS
    assert isinstance(left, Failure) and left.trouble is Trouble.BUDGET and "60 of 65" in left.detail


def test_a_signature_beside_a_file_signs_it() -> None:
    """A detached signature in the same archive is no document of its own."""
    signature = b"0\x82\x01\x00\x06\x09*\x86H\x86\xf7\x0d\x01\x07\x02" + bytes(100)
    (signed,) = opened(packed(plan__docx=plan(), plan__docx__sig=signature))
    assert isinstance(signed, Document) and signed.signatures == (Signature(),)


@pytest.mark.parametrize(
    ("body", "trouble"),
    [
        (packed(), Trouble.EMPTY),
        (packed(**{"desktop__ini": b"x"}), Trouble.EMPTY),
        (packed(plan__docx=plan())[:-30], Trouble.BROKEN),
        (b"PK\x03\x04" + bytes(60), Trouble.BROKEN),
    ],
    ids=["empty", "only rubbish", "cut", "no archive"],
)
def test_what_is_no_archive_is_a_failure(body: bytes, trouble: Trouble) -> None:
    """Nothing in it, or nothing to be opened."""
    got = extract(body, url=URL)
    assert isinstance(got, Failure) and got.trouble is trouble, got


def test_a_locked_file_asks_for_a_password() -> None:
    """A file packed with a password is a failure of that file."""
    body = bytearray(packed(plan__docx=plan()))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        body[bytes(body).find(mark) + place] |= 1
    (locked,) = opened(bytes(body))
    assert isinstance(locked, Failure) and (locked.trouble, locked.detail) == (Trouble.ENCRYPTED, "password")
