"""The files of an edition, format by format: what lies where under `reports/<run>/`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType

from site_audit.errors import ConfigurationError
from site_audit.model import Audit
from site_audit.view.badge import badge_svg
from site_audit.view.csv import csv_text
from site_audit.view.datapackage import datapackage, path_of
from site_audit.view.edition import Edition
from site_audit.view.html import render_district_html, render_registers_html, render_school_html
from site_audit.view.json import district_json, dumped, school_json
from site_audit.view.pages.district import DistrictPage, district_page
from site_audit.view.pages.district_registers import registers_page
from site_audit.view.pages.school import SchoolPage, school_page
from site_audit.view.tables import Table, tables

File = tuple[str, bytes]
"""A path below the run's folder, with `/`, and what stands in the file."""


class _Tables:
    """The tables of an edition, made when the first format asks for them."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    @cached_property
    def all(self) -> tuple[Table, ...]:
        return tables(self._edition)


def files_of(edition: Edition, formats: Iterable[str]) -> Iterator[File]:
    """Every file of the formats named, schools first, so that an index never precedes what it leads to."""
    made = _Tables(edition)
    for name in formats:
        yield from FORMATS[name](edition, made)


def known_formats(text: str) -> tuple[str, ...]:
    """The formats of a list such as "html,json"; a name nobody knows, or one whose library is not installed, is told with what to do."""
    asked = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",") if name.strip()))
    unknown = [name for name in asked if name not in FORMATS]
    if unknown or not asked:
        raise ConfigurationError(f"Формат {', '.join(unknown) or text!r} не поддерживается; доступны: {', '.join(FORMATS)}.")
    return asked


def _html(edition: Edition, made: _Tables) -> Iterator[File]:
    words = edition.words
    for audit in edition.audits:
        seen = {}
        for digest, name, content in edition.copies(audit):
            seen[digest] = f"{audit.school.id}/{name}"
            yield f"schools/{seen[digest]}", content
        yield f"schools/{audit.school.id}.html", render_school_html(school_page_of(audit, edition, seen)).encode()
        yield f"schools/{audit.school.id}.svg", badge_svg(audit, words, link=f"{audit.school.id}.html").encode()
    page = district_page_of(edition)
    yield "index.html", render_district_html(page).encode()
    if page.registers.asked:
        together = registers_page(edition.audits, edition.registers, edition.rulebook, district=edition.district, locale=edition.locale)
        yield "registers.html", render_registers_html(together).encode()


def _json(edition: Edition, made: _Tables) -> Iterator[File]:
    for audit in edition.audits:
        report = school_json(audit, edition.rulebook, district=edition.district, locale=edition.locale)
        yield f"schools/{audit.school.id}.json", dumped(report).encode()
    report = district_json(
        edition.audits,
        edition.rulebook,
        ranks=edition.ranks,
        district=edition.district,
        registers=edition.registers,
        locale=edition.locale,
    )
    yield "district.json", dumped(report).encode()


def _csv(edition: Edition, made: _Tables) -> Iterator[File]:
    for table in made.all:
        yield path_of(table), csv_text(table).encode("utf-8", errors="replace")
    yield "datapackage.json", dumped(datapackage(edition, made.all)).encode()


def _xlsx(edition: Edition, made: _Tables) -> Iterator[File]:
    from site_audit.view.xlsx import xlsx_bytes

    yield "district.xlsx", xlsx_bytes(edition, made.all)


def _pdf(edition: Edition, made: _Tables) -> Iterator[File]:
    from site_audit.view.pdf import district_pdf, school_pdf

    for audit in edition.audits:
        yield f"schools/{audit.school.id}.pdf", school_pdf(school_page_of(audit, edition), at=audit.audited_at)
    if edition.newest is not None:
        yield "district.pdf", district_pdf(district_page_of(edition), at=edition.newest.audited_at)


def _docx(edition: Edition, made: _Tables) -> Iterator[File]:
    from site_audit.view.documents import papers

    yield from papers(edition)


def school_page_of(audit: Audit, edition: Edition, seen: Mapping[str, str] = MappingProxyType({})) -> SchoolPage:
    """The page model of one school in an edition; `seen` leads to the copies of quoted pages, by their digests."""
    since = edition.since.get(audit.school.id)
    return school_page(audit, edition.rulebook, district=edition.district, locale=edition.locale, since=since, seen=seen)


def district_page_of(edition: Edition) -> DistrictPage:
    """The page model of the district in an edition."""
    return district_page(
        edition.audits,
        edition.rulebook,
        ranks=edition.ranks,
        district=edition.district,
        registers=edition.registers,
        locale=edition.locale,
    )


FORMATS: Mapping[str, Callable[[Edition, _Tables], Iterator[File]]] = {
    "html": _html,
    "json": _json,
    "csv": _csv,
    "xlsx": _xlsx,
    "pdf": _pdf,
    "docx": _docx,
}
EVERY_NIGHT = ("html", "json", "csv", "xlsx")
"""What a run writes without being asked."""
