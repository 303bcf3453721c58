"""The documents to sign of an edition: the memo, the draft order, and the addressed recommendations of every school."""

from __future__ import annotations

from collections.abc import Iterator

from site_audit.view.documents.common_values import common_values
from site_audit.view.documents.district_values import district_values
from site_audit.view.documents.fill import filled_docx
from site_audit.view.documents.school_values import school_values
from site_audit.view.documents.shipped import shipped_templates
from site_audit.view.edition import Edition
from site_audit.view.pages.district import DistrictPage, district_page, in_order
from site_audit.view.pages.spread import assessed

TEMPLATES = ("district.docx", "order.docx", "school.docx")
ORDER, MEMO = "order", "memo"
DISTRICT = "district.docx"
DOCX, PDF = ".docx", ".pdf"


def is_paper(path: str) -> bool:
    """Whether a file of an edition is a document to sign."""
    return path.endswith(DOCX)


def printed_path(path: str) -> str:
    """Where the PDF of a document lies: beside it; that of the memo among the others, for `district.pdf` is the district's report."""
    return f"documents/{MEMO}{PDF}" if path == DISTRICT else path.removesuffix(DOCX) + PDF


def papers(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The files with their paths, schools first. An operator's template goes before the shipped one of the same name."""
    if edition.newest is None:
        return
    templates = {**shipped_templates(), **edition.templates}
    page = district_page(
        edition.audits, edition.rulebook, ranks=edition.ranks, district=edition.district, registers=edition.registers, locale="ru"
    )
    common = common_values(edition)
    places, reasons = _places(edition, page), _reasons(edition, page)
    for audit in edition.audits:
        own = audit.school.id
        values = common | school_values(audit, edition, place=places.get(own, ""), why=reasons.get(own, ""))
        name = f"{own}_" if own.casefold() in (ORDER, MEMO) else own  # a school may be called as the order is
        yield f"documents/{name}.docx", filled_docx("school.docx", templates["school.docx"], values)
    together = common | district_values(edition, page)
    yield f"documents/{ORDER}.docx", filled_docx("order.docx", templates["order.docx"], together)
    yield DISTRICT, filled_docx(DISTRICT, templates[DISTRICT], together)


def _places(edition: Edition, page: DistrictPage) -> dict[str, str]:
    ranked = assessed(in_order(edition.audits, edition.ranks))
    return {audit.school.id: row.place for audit, row in zip(ranked, page.ranking, strict=True)}


def _reasons(edition: Edition, page: DistrictPage) -> dict[str, str]:
    others = [one for one in in_order(edition.audits, edition.ranks) if one.indicator.value is None]
    return {audit.school.id: row.why for audit, row in zip(others, page.not_assessed, strict=True)}
