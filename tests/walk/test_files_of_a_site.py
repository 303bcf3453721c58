"""A site whose papers are files of every kind: each is read as what it is, and the report says how."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from site_audit.model import Audit, CareerFile, Outcome, ReadAs, School, Trouble
from site_audit.ocr import find_tesseract
from site_audit.run import run_schools
from site_audit.settings import load_settings
from site_audit.store.runs import RunKind
from site_audit.wiring import open_parts
from tests.crawl.zoo import Reply, Zoo, page
from tests.extract.samples import locked_pdf, saved, word
from tests.extract.scanning import PROSE, drawn, soiled
from tests.house.tree import ROOT
from tests.walk.demo_run import Silent

FILES = Path(__file__).parents[1] / "extract" / "files"
DAY = date(2026, 11, 23)
LINKS = {
    "/plan.doc": "План профориентационной работы (doc)",
    "/plan.doc.sig": "Электронная подпись",
    "/all.zip": "Документы по профориентации одним архивом",
    "/locked.pdf": "Положение о профориентационной работе",
    "/docs.rar": "Приказы по профориентации",
    "/scan.pdf": "Приказ о профориентации (скан)",
    "/picture.png": "Скан плана профориентации",
    "/photo.png": "Фото",
}


def order() -> bytes:
    """An order as a Word file."""
    made = word("")
    for line in (
        "ПРИКАЗ",
        "от 02.09.2026 № 145-ОД",
        "Об организации профориентационной работы в 2026/2027 учебном году",
        "ПРИКАЗЫВАЮ:",
        "1. Назначить ответственным за профориентационную работу заместителя директора Иванову А. П.",
        "Директор П. П. Петров",
    ):
        made.add_paragraph(line)
    return saved(made)


def zipped() -> bytes:
    """The order in an archive."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        made.writestr("Приказ по профориентации.docx", order())
    return written.getvalue()


def scan() -> bytes:
    """The picture of an order's page, as a scanner saves it."""
    written = io.BytesIO()
    soiled(drawn(PROSE)).save(written, "PDF", resolution=200)
    return written.getvalue()


def answers() -> dict[str, Reply]:
    """The site."""
    ways = "".join(f'<li><a href="{path}">{text}</a></li>' for path, text in LINKS.items())
    section = f"<title>Профориентация</title><main><h1>Профориентация</h1><ul>{ways}</ul></main>"
    served = "application/octet-stream"
    small = b"\x89PNG\r\n\x1a\n"
    return {
        "/": page("МБОУ Заречная школа", "/career"),
        "/career": Reply(section.encode()),
        "/plan.doc": Reply((FILES / "plan.doc").read_bytes(), type=served, headers=(("Last-Modified", "Tue, 01 Sep 2026 08:00:00 GMT"),)),
        "/all.zip": Reply(zipped(), type=served),
        "/locked.pdf": Reply(locked_pdf(), type=served),
        "/docs.rar": Reply(b"Rar!\x1a\x07\x01\x00" + bytes(100), type=served),
        "/scan.pdf": Reply(scan(), type=served),
        "/picture.png": Reply(small + bytes(100), type="image/png"),
        "/photo.png": Reply(small, type="image/png"),
    }


@dataclass(frozen=True)
class Night:
    """One audit of the site, what was asked, and where everything lies."""

    audit: Audit
    again: Audit
    asked: list[str]
    folder: Path

    def file(self, ending: str) -> CareerFile:
        """The career file whose address ends so."""
        return next(one for one in self.audit.files if one.url.endswith(ending))


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    """Two nights over two schools with the same files."""
    folder = tmp_path_factory.mktemp("files")
    given = {"rules": ROOT / "rules", "allow_private_networks": True, "workers": 1, "contact": "a@example.org", "limits.delay_s": 0.0}
    with open_parts(load_settings(folder, {}, given)) as parts, Zoo(answers()) as zoo, Zoo(answers()) as twin:
        first, second = (School("s1", "Первая", zoo.url(), (1, 11)), School("s2", "Вторая", twin.url(), (1, 11)))
        audit = run_schools([first], parts, kind=RunKind.RUN, as_of=DAY, progress=Silent()).audits[0]
        again = run_schools([second], parts, kind=RunKind.RUN, as_of=DAY, progress=Silent()).audits[0]
        yield Night(audit, again, zoo.asked, folder)


def outcome(audit: Audit, criterion: str) -> Outcome:
    """What was concluded of one criterion."""
    return next(one.outcome for one in audit.findings if one.criterion == criterion)


def test_an_old_word_file_is_a_plan(night: Night) -> None:
    """The plan in a .doc is found, signed by the file beside it, and dated by what it says rather than by the server."""
    file = night.file("/plan.doc")
    assert (file.opened, file.readable, file.media_type) == (True, True, "application/msword")
    assert "signature_file" in {one.kind for one in file.approvals}
    assert [one.source for one in file.datings][-1] == "header"
    assert file.datings[0].source != "header"
    assert outcome(night.audit, "annual_plan") in (Outcome.PRESENT, Outcome.PARTIAL)


def test_a_file_in_an_archive_is_evidence(night: Night) -> None:
    """The order in the archive is read as if it lay on the site by itself, under the archive's address."""
    finding = next(one for one in night.audit.findings if one.criterion == "local_acts")
    assert finding.outcome in (Outcome.PRESENT, Outcome.PARTIAL)
    assert any(".zip#" in evidence.url for evidence in finding.evidence)


def test_what_cannot_be_opened_is_told_and_never_absent(night: Night) -> None:
    """A locked file and an archive of a kind nobody opens are failures with their names, and keep their promises open."""
    troubles = {one.url.rpartition("/")[2]: one.trouble for one in night.audit.failures}
    assert troubles["locked.pdf"] is Trouble.ENCRYPTED
    assert troubles["docs.rar"] is Trouble.UNSUPPORTED
    assert Outcome.ABSENT not in {one.outcome for one in night.audit.findings}


def test_pictures_are_asked_for_where_their_words_promise_a_document(night: Night) -> None:
    """The scan of the plan, not the photograph; a signature is no document and is not asked for."""
    assert "/picture.png" in night.asked
    assert "/photo.png" not in night.asked
    assert "/plan.doc.sig" not in night.asked


def test_the_second_school_reads_nothing_anew(night: Night) -> None:
    """Both schools have the same findings, and each digest was kept once."""
    kept = [path.name for path in (night.folder / "var" / "documents").rglob("*.gz")]
    assert len(kept) == len(set(kept)) >= 4
    assert [one.outcome for one in night.audit.findings] == [one.outcome for one in night.again.findings]
    assert {one.url.partition("://")[2].partition("/")[0] for one in night.again.files} == {night.again.school.url.split("/")[2]}


def test_the_report_says_how_each_file_was_read(night: Night) -> None:
    """In words: format, reading, approval, date."""
    (report,) = (night.folder / "reports" / night.audit.run / "schools").glob("s1.html")
    text = report.read_text(encoding="utf-8")
    for words in ("Файлы о профориентации: как они прочитаны", "файл подписи рядом", "файл под паролем", "DOC"):
        assert words in text, words


@pytest.mark.skipif(find_tesseract() is None, reason="tesseract is not installed")
def test_a_scan_is_recognised(night: Night) -> None:
    """The scanned order is read, and the report says how surely."""
    file = night.file("/scan.pdf")
    assert (file.read_as, file.readable) == (ReadAs.OCR, False)
    assert file.confidence is not None and file.confidence > 0.6
