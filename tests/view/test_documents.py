"""The documents to sign, read back by another library and opened by an office program."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from docx import Document
from pypdfium2 import PdfDocument

from site_audit.errors import ConfigurationError
from site_audit.model import Audit, Comparison
from site_audit.office import find_office
from site_audit.score.indicator import rank
from site_audit.settings import District
from site_audit.view.documents import TEMPLATES, printed_path, shipped_templates
from site_audit.view.documents.common_values import common_values, plan_term
from site_audit.view.documents.district_values import district_values
from site_audit.view.documents.fields import BY_TEMPLATE, COMMON, DISTRICT, SCHOOL
from site_audit.view.documents.school_values import advice, school_values
from site_audit.view.edition import Edition
from site_audit.view.publication import district_page_of, files_of
from site_audit.view.words import words_in
from tests.house.templates_page import PAGE, templates_page

from . import sample

AUDITS = (sample.rich(), sample.hostile(), sample.unreachable())
OFFICE = find_office()
WORDS = words_in("ru")


def edition_of(*audits: Audit, **more: Any) -> Edition:
    """An edition of these audits."""
    ranks = rank({one.school.id: one.indicator.value for one in audits})
    return replace(Edition("20261123-0214", audits, sample.RULEBOOK, ranks, sample.DISTRICT), **more)


def made(edition: Edition) -> dict[str, bytes]:
    """Its documents by path."""
    return dict(files_of(edition, ("docx",)))


def paragraphs(content: bytes) -> list[str]:
    """Every paragraph outside and inside the tables."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [one.text for one in document.paragraphs] + cells


def text(content: bytes) -> str:
    """All words of a document."""
    return "\n".join(paragraphs(content)).replace("\N{NO-BREAK SPACE}", " ")


def rows(content: bytes, head: str) -> list[list[str]]:
    """The rows under the head of the table whose first cell begins so."""
    tables = Document(io.BytesIO(content)).tables
    table = next(one for one in tables if one.rows[0].cells[0].text == head)
    return [[cell.text for cell in row.cells] for row in table.rows[1:]]


def own_template(words: str) -> bytes:
    """A template as an operator may have made it in Word."""
    document = Document()
    document.add_paragraph(words)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The documents of the made-up district."""
    return made(edition_of(*AUDITS))


def test_every_school_and_the_district_have_their_papers(files: Mapping[str, bytes]) -> None:
    """A paper a school, the unreachable included; the memo; the draft order."""
    assert set(files) == {*(f"documents/{one.school.id}.docx" for one in AUDITS), "documents/order.docx", "district.docx"}


def test_a_school_called_as_the_order_has_a_paper_of_its_own() -> None:
    """Neither is lost."""
    odd, other = (replace(AUDITS[2], school=replace(AUDITS[2].school, id=name)) for name in ("Order", "memo"))
    assert {"documents/Order_.docx", "documents/memo_.docx", "documents/order.docx"} <= set(made(edition_of(odd, other)))


def test_papers_have_headings_page_numbers_and_margins(files: Mapping[str, bytes]) -> None:
    """Headings are styles, the number of the page is a field, the margins are those of official papers."""
    document = Document(io.BytesIO(files["district.docx"]))
    headings = [one.text for one in document.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert len(headings) == 11 and headings[5] == "6. Рейтинг образовательных организаций"
    section = document.sections[0]
    assert 'w:instr="PAGE"' in section.footer._element.xml
    assert [
        round(one.mm) if one else None for one in (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    ] == [
        30,
        10,
        20,
        20,
    ]
    assert document.styles["Normal"].font.name == "Times New Roman" and document.styles["Normal"].font.size.pt == 14
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables)


def test_figures_are_those_of_the_audits(files: Mapping[str, bytes]) -> None:
    """Value, bounds and place of each assessed school; the mean and the spread of each direction."""
    ranking = rows(files["district.docx"], "Место")
    assert [row[2] for row in ranking] == [WORDS.number(one.indicator.value) for one in AUDITS[:2]]
    first = AUDITS[0].indicator
    assert ranking[0][2:4] == [WORDS.number(first.value), f"{WORDS.number(first.low)} – {WORDS.number(first.high)}"]
    page = district_page_of(edition_of(*AUDITS))
    told = [row[2:6] for row in rows(files["district.docx"], "№")]
    assert [[one.mean, one.median, one.low, one.high] for one in page.directions] == told
    assert f"Средний показатель оценённых школ: {page.mean} из 100." in text(files["district.docx"])


def test_schools_not_assessed_are_never_zero(files: Mapping[str, bytes]) -> None:
    """They stand apart with the reason and say so in their own paper."""
    assert AUDITS[2].school.name not in [row[1] for row in rows(files["district.docx"], "Место")]
    assert rows(files["documents/order.docx"], "Организация")[0][0] == AUDITS[2].school.name
    own = text(files["documents/school-3.docx"])
    assert "Показатель: не оценён." in own and "из 100" not in own


def test_equal_schools_share_a_place() -> None:
    """Two with one value are told to stand on places 1–2."""
    twin = replace(AUDITS[0], school=replace(AUDITS[0].school, id="twin", name="МБОУ «Близнец»"))
    assert [row[0] for row in rows(made(edition_of(AUDITS[0], twin))["documents/order.docx"], "Место")] == ["1–2", "1–2"]


def test_a_criterion_stands_in_one_block(files: Mapping[str, bytes]) -> None:
    """At most ten recommendations, each criterion once, none both recommended and doubted; the weightiest first."""
    told = advice(AUDITS[0], edition_of(*AUDITS))
    named = [card.id for block in (told.mend, told.keep, told.look) for card in block]
    assert len(named) == len(set(named)) and told.keep and told.look
    recommended = rows(files["documents/school-1.docx"], "№")
    assert [row[0] for row in recommended] == [str(number) for number in range(1, 11)]
    assert [row[3] for row in recommended] == [card.recommendation for card in told.mend[:10]]


def test_terms_are_reckoned_from_the_run(files: Mapping[str, bytes]) -> None:
    """Thirty days for publications, the next first of September for plans."""
    assert {row[4] for row in rows(files["documents/school-1.docx"], "№")} <= {"23.12.2026", "01.09.2027"}
    assert plan_term(edition_of(*AUDITS)) == date(2027, 9, 1)


def test_no_paper_speaks_of_violations(files: Mapping[str, bytes]) -> None:
    """The norm recommends; so do we."""
    assert not [name for name, content in files.items() if "нарушен" in text(content).lower()]


def test_what_is_not_set_is_a_visible_blank() -> None:
    """An operator who has not said whose district it is sees where to write it."""
    told = text(made(edition_of(*AUDITS, district=District()))["documents/order.docx"])
    assert "Район: ____." in told and "____    ______________" in told


def test_hostile_names_stay_text(files: Mapping[str, bytes]) -> None:
    """Markup is shown as written, and what looks like a field is not filled."""
    named = replace(AUDITS[0].school, name="{{ район }} {% for х in школы %} <w:p/> & «Школа»\n\u202eтекст\ufffe")
    told = text(made(edition_of(replace(AUDITS[0], school=named)))["documents/school-1.docx"])
    assert "{{ район }} {% for х in школы %} <w:p/> & «Школа» текст" in told
    assert "<script>alert(1)</script>" in text(files["district.docx"])


def test_dynamics_only_where_values_may_be_compared(files: Mapping[str, bytes]) -> None:
    """A school judged by other rules before is not set beside itself."""
    earlier = replace(AUDITS[0], as_of=date(2026, 10, 1))
    other = replace(earlier, pack=replace(earlier.pack, digest="sha256:" + "c" * 64))
    same, moved = (made(edition_of(AUDITS[0], since={"school-1": Comparison(one, AUDITS[0], ())})) for one in (earlier, other))
    assert "01.10.2026" in text(same["district.docx"]) and "01.10.2026" in text(same["documents/school-1.docx"])
    assert "01.10.2026" not in text(moved["district.docx"]) + text(moved["documents/school-1.docx"])
    assert "Прошлой проверки, с которой показатели можно сравнить, нет." in text(files["district.docx"])


def test_the_operators_template_goes_first() -> None:
    """His file is used where there is one, the shipped one elsewhere."""
    own = made(edition_of(*AUDITS, templates={"district.docx": own_template("Своя справка: {{ район }}, {{ среднее }}")}))
    assert text(own["district.docx"]).startswith("Своя справка: Заречный район, ")
    assert "ПРИКАЗ" in paragraphs(own["documents/order.docx"])


@pytest.mark.parametrize(
    ("template", "told"),
    [
        (own_template("{{ раён }}"), "неизвестное поле «раён»"),
        (own_template("{% for ш in рейтинг %}{{ ш.балл }}{% endfor %}"), "неизвестное поле «балл»"),
        (own_template("{{ район "), "district.docx"),
        (own_template("{{ ().__class__.__mro__ }}"), "district.docx"),
        (b"PK no docx", "не документ Word"),
    ],
)
def test_a_wrong_template_is_told_in_one_sentence(template: bytes, told: str) -> None:
    """Which template, which field."""
    with pytest.raises(ConfigurationError, match=told) as caught:
        made(edition_of(AUDITS[0], templates={"district.docx": template}))
    assert "district.docx" in str(caught.value) and "\n" not in str(caught.value)


def test_the_fields_are_those_of_the_document() -> None:
    """`docs/templates.md` and the code name the same; make it anew with `python -m tests.house.templates_page`."""
    edition = edition_of(*AUDITS, since={"school-1": Comparison(AUDITS[0], AUDITS[0], ())})
    assert PAGE.read_text(encoding="utf-8") == templates_page()
    assert set(names(common_values(edition))) == set(COMMON)
    assert set(names(district_values(edition, district_page_of(edition)))) == set(DISTRICT)
    assert set(names(school_values(AUDITS[0], edition, place="1", why=""))) == set(SCHOOL)
    assert set(BY_TEMPLATE) == set(TEMPLATES) == set(shipped_templates())


def names(values: Mapping[str, Any], before: str = "") -> Iterator[str]:
    """The fields of values, those of a list's rows after a dot."""
    for name, value in values.items():
        yield before + name
        for row in value if isinstance(value, list) else ():
            yield from names(row, f"{before}{name}.")


def test_the_same_run_gives_the_same_bytes(files: Mapping[str, bytes]) -> None:
    """Nothing in the files says when they were written."""
    assert made(edition_of(*AUDITS)) == files


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: the documents are not opened by an office program")
def test_an_office_program_opens_them(files: Mapping[str, bytes]) -> None:
    """LibreOffice turns each kind into a printable file whose words are those of the document."""
    assert OFFICE is not None
    for path, content in OFFICE.printed(
        {path: files[path] for path in ("district.docx", "documents/order.docx", "documents/school-1.docx")}
    ):
        said = "".join(page.get_textpage().get_text_range() for page in PdfDocument(content))
        title = next(one for one in paragraphs(files[path]) if (one.isupper() and " " in one) or one == "ПРИКАЗ")
        assert title in said and "____" in said, path


def test_the_printed_papers_lie_beside_them(files: Mapping[str, bytes]) -> None:
    """No two have one place, and the district's own report keeps its name."""
    places = [printed_path(path) for path in files]
    assert len(set(places)) == len(places) and "district.pdf" not in places
    assert printed_path("documents/order.docx") == "documents/order.pdf"
    assert printed_path("district.docx") == "documents/memo.pdf"
