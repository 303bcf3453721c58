"""Two schools that show one text: their reports say so, though each was judged by itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from pathlib import Path

from site_audit.audit import Tools
from site_audit.model import School
from site_audit.reports import write_reports
from site_audit.run import run_schools
from site_audit.store.runs import RunKind
from site_audit.wiring import Parts
from tests.crawl.memory import MemoryFetcher
from tests.walk.demo_run import Silent, parts_in

SENTENCE = "В нашей школе ребята с пятого класса знакомятся с предприятиями посёлка и пробуют себя в разных делах под номером {}. "
HOME = "<html><title>Школа</title><nav><a href='/prof'>Профориентация</a></nav><main><h1>Школа {}</h1><p>Добро пожаловать к нам.</p></main>"
SECTION = "<html><title>Профориентация</title><main><h1>Профориентация</h1><p>{}</p></main>"
COPIED = SECTION.format("".join(SENTENCE.format(number) for number in range(9)))
OWN = SECTION.format("Агрономы, строители и врачи приезжают в гости к восьмиклассникам каждую осень, а весной класс едет к ним. " * 5)
SCHOOLS = tuple(School(name, f"МБОУ СОШ {name}", f"https://{name}.example/") for name in ("alder", "birch", "cedar"))


class InMemory(Parts):
    """Parts whose sites are served from memory."""

    @contextmanager
    def tools(self, school: School) -> Iterator[Tools]:
        """The tools of one walk."""
        section = OWN if school.id == "cedar" else COPIED
        site = {school.url: HOME.format(school.id).encode(), f"{school.url}prof": section.encode()}
        yield Tools(MemoryFetcher(site), self.shared_reader, self.pack, self.settings.limits, self.now, lambda: 0.0)


def test_reports_of_a_run_tell_of_a_copied_text(tmp_path: Path) -> None:
    """In the audits, in the page and in the JSON of both schools; written again from the ledger they say the same."""
    with parts_in(tmp_path, workers=1) as real:
        parts = InMemory(**{one.name: getattr(real, one.name) for one in fields(Parts)})
        result = run_schools(SCHOOLS, parts, kind=RunKind.RUN, as_of=date(2026, 11, 23), progress=Silent())
        told = {audit.school.id: [(one.url, one.detail) for one in audit.warnings if one.kind == "same_text"] for audit in result.audits}
        assert told == {
            "alder": [("https://alder.example/prof", "МБОУ СОШ birch")],
            "birch": [("https://birch.example/prof", "МБОУ СОШ alder")],
            "cedar": [],
        }
        assert write_reports(result.run, parts).audits == result.audits
    schools = result.folder / "schools"
    assert "МБОУ СОШ birch" in (schools / "alder.html").read_text(encoding="utf-8")
    warnings = json.loads((schools / "birch.json").read_text(encoding="utf-8"))["warnings"]
    assert {"kind": "same_text", "url": "https://birch.example/prof", "detail": "МБОУ СОШ alder"} in warnings
