"""Career files and their readability, and promises: what led to something nobody could read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from site_audit.model import (
    BY_HEADER,
    BY_PROPERTY,
    CareerFile,
    DateClaim,
    Detected,
    Document,
    Link,
    ReadAs,
    Sighting,
    Signature,
    Trouble,
)
from tests.detect.made import HOME, READ_AT, Answer, detected, file, found, gone, menu, scan, site

PLAN = "План профориентационной работы"


def only(result: Detected) -> CareerFile:
    """The one career file of a site."""
    (one,) = result.files
    return one


def linked(answer: Answer, path: str = "plan.pdf", text: str = PLAN) -> Detected:
    """What is found where the home page links one address."""
    return detected(site(menu((path, text)), {path: answer}))


def test_a_file_with_text_can_be_read() -> None:
    """A career file with a text layer counts for the share of readable files."""
    one = only(linked(file("<p>План</p>")))
    assert (one.url, one.opened, one.readable, one.page, one.link_text) == (HOME + "plan.pdf", True, True, HOME, PLAN)


def test_a_scan_opens_but_cannot_be_read() -> None:
    """A file of pictures is a file nobody can search."""
    one = only(linked(scan("plan.pdf")))
    assert (one.opened, one.readable) == (True, False)


def test_a_file_that_does_not_open() -> None:
    """A dead link to a career file is a file not opened, with its trouble."""
    one = only(linked(gone("plan.pdf")))
    assert (one.opened, one.readable, one.trouble) == (False, False, Trouble.HTTP_STATUS)


def test_a_file_about_something_else_is_no_career_file() -> None:
    """The menu of the canteen is nobody's plan."""
    assert linked(scan("food.pdf"), "food.pdf", "Меню столовой").files == ()


def test_a_page_is_no_file() -> None:
    """Pages are not counted among files, dead ones neither."""
    assert linked("<main><p>План</p></main>", "plan").files == ()
    assert linked(gone("plan"), "plan").files == ()


def test_a_file_linked_from_the_section_is_a_career_file() -> None:
    """In the career section every file is one, whatever its link says."""
    hub = '<title>Раздел</title><main><h1>Профориентация</h1><p><a href="/1.pdf">Скачать</a></p></main>'
    result = detected(site(menu(("prof", "Раздел")), {"prof": hub, "1.pdf": file("<p>Слова</p>", "1.pdf")}))
    assert [(one.url, one.link_text) for one in result.files] == [(HOME + "1.pdf", "Скачать")]


def test_a_page_of_the_same_text_is_a_twin() -> None:
    """A scan whose words stand on a page of the site as text can be read there."""
    words = ["экскурсия", "профессия", "колледж", "завод", "пекарня", "больница", "библиотека", "мастерская", "лаборатория", "теплица"]
    lines = [f"Мероприятие: {one}, участники – {other}" for one in words for other in (one[::-1], one + "ами", "школьное" + one)]
    document = file("".join(f"<p>{line}</p>" for line in lines))
    pictured = type(document)(document.url, document.digest, document.media_type, "", document.blocks, read_as=ReadAs.IMAGE_UNREAD)
    twin = "<main>" + "".join(f"<p>{line}</p>" for line in lines) + "</main>"
    pages: dict[str, Answer] = {"plan.pdf": pictured, "text": twin}
    assert only(detected(site(menu(("plan.pdf", PLAN)), pages))).readable
    assert not only(detected(site(menu(("plan.pdf", PLAN)), {**pages, "text": "<main><p>Иное.</p></main>"}))).readable


@pytest.mark.parametrize(
    ("answer", "trouble", "detail"),
    [
        (scan("plan.pdf"), Trouble.UNREADABLE, "scan"),
        (gone("plan.pdf"), Trouble.HTTP_STATUS, "404"),
        (gone("plan.pdf", Trouble.ENCRYPTED, "password"), Trouble.ENCRYPTED, "password"),
        (gone("plan.pdf", Trouble.TIMEOUT, ""), Trouble.TIMEOUT, ""),
    ],
)
def test_what_could_not_be_read_is_a_promise(answer: Answer, trouble: Trouble, detail: str) -> None:
    """A link that names the plan and leads to nothing readable promises the plan, and names the trouble."""
    result = linked(answer)
    promise = next(promise for promise in result.promises if promise.criterion == "plan")
    assert (promise.url, promise.link_text, promise.trouble, promise.detail) == (HOME + "plan.pdf", PLAN, trouble, detail)
    assert "plan" not in found(result)


def test_what_could_be_read_promises_nothing() -> None:
    """A file that opens speaks for itself."""
    assert linked(file("<p>Слова</p>")).promises == ()


def test_a_link_of_other_words_promises_nothing() -> None:
    """A dead link promises only what its words name."""
    assert linked(gone("x.pdf"), "x.pdf", "Фотографии").promises == ()


def test_the_words_of_a_dead_link_are_no_evidence() -> None:
    """«Договор с техникумом» that leads to 404 shows no agreement; it promises one."""
    result = linked(gone("d.pdf"), "d.pdf", "Договор с техникумом")
    assert "pact" not in found(result)
    assert {promise.criterion for promise in result.promises} == {"pact"}


def test_the_wordiest_link_speaks_for_an_address() -> None:
    """Of «скачать» and the name of the plan, the name is what promises."""
    home = f'<main><h1>Школа</h1><p><a href="/1.pdf">скачать</a></p><p><a href="/1.pdf">{PLAN}</a></p></main>'
    result = detected(site(home, {"1.pdf": gone("1.pdf")}))
    assert {promise.link_text for promise in result.promises} == {PLAN}


def test_every_scan_is_told() -> None:
    """A school whose every career file is a scan is warned."""
    kinds = {warning.kind for warning in linked(scan("plan.pdf")).warnings}
    assert "scan_only_documents" in kinds
    assert "scan_only_documents" not in {warning.kind for warning in linked(file("<p>Слова</p>")).warnings}


def test_a_signature_beside_a_file_approves_it() -> None:
    """«plan.pdf.sig» linked anywhere on the site signs «plan.pdf»; another file's signature does not."""
    plan = file("<h1>План профориентационной работы на 2026/2027 учебный год</h1>")
    home = menu(("plan.pdf", PLAN), ("plan.pdf.sig", "Подпись"))
    assert [one.kind for one in only(detected(site(home, {"plan.pdf": plan}))).approvals] == ["signature_file"]
    assert only(linked(plan)).approvals == ()
    other = menu(("plan.pdf", PLAN), ("order.pdf.sig", "Подпись"))
    assert only(detected(site(other, {"plan.pdf": plan}))).approvals == ()


def test_the_approvals_of_a_file_are_told_each_once() -> None:
    """Stamp, order and electronic signature with their numbers and days; a ministry's order approves nothing here."""
    head = "<p>УТВЕРЖДЕНО</p><p>приказом директора от 29.08.2026 № 181</p><p>на основании приказа министерства от 31.08.2023 № 650</p>"
    signed = replace(file(head + "<h1>План профориентационной работы</h1>"), signatures=(Signature("директор", date(2026, 8, 30)),))
    told = {each.kind: (each.number, each.day, each.post) for each in only(linked(signed)).approvals}
    assert told == {
        "stamp": ("", date(2026, 8, 29), ""),
        "order": ("181", date(2026, 8, 29), ""),
        "signature": ("", date(2026, 8, 30), "директор"),
    }


def test_the_date_that_won_stands_first_and_the_others_after_it() -> None:
    """Title before approval, file name, properties and the server's header; each source once."""
    text = "<h1>План профориентационной работы на 2026/2027 учебный год</h1><p>УТВЕРЖДАЮ 29.08.2025</p>"
    claims = (DateClaim(BY_PROPERTY, date(2024, 9, 2)), DateClaim(BY_HEADER, date(2023, 9, 2)))
    plan = replace(file(text, "plan-2022-2023.pdf"), dates=claims)
    dated = [(each.source, each.year) for each in only(linked(plan, "plan-2022-2023.pdf")).datings]
    assert dated == [("title", 2026), ("approval", 2025), ("file name", 2022), ("property", 2024), ("header", 2023)]


def test_a_recognised_scan_is_no_text_file() -> None:
    """Words that we recognised cannot be searched or copied by anybody else."""
    recognised = replace(file("<p>План работы</p>"), read_as=ReadAs.OCR, ocr_confidence=0.9, pages=2)
    one = only(linked(recognised))
    assert (one.readable, one.read_as, one.confidence, one.pages) == (False, ReadAs.OCR, 0.9, 2)


def test_pages_left_unread_are_a_promise() -> None:
    """What was read of a long scan may show the criterion; what was not read keeps it from being called absent."""
    partly = replace(file("<p>Слова</p>"), read_as=ReadAs.OCR, ocr_confidence=0.9, pages=30, unread_pages=10)
    promise = next(promise for promise in linked(partly).promises if promise.criterion == "plan")
    assert (promise.trouble, promise.detail) == (Trouble.UNREADABLE, "10 of 30 pages not read")


def test_the_files_of_an_archive_are_files_of_the_page_that_links_it() -> None:
    """The archive itself is no paper; what it holds is as near as a click on it."""
    plan = file("<h1>План профориентационной работы</h1>", "all.zip#plan.docx")
    archive = Document(HOME + "all.zip", "sha256:zip", "application/zip", "", (), parts=(plan,))
    seen = site(menu(("prof", "Раздел")), {"prof": '<main><h1>Профориентация</h1><p><a href="/all.zip">Скачать</a></p></main>'})
    link = Link(HOME + "all.zip", "Скачать", source=HOME + "prof")
    packed = (
        Sighting(link, 2, READ_AT, document=archive),
        Sighting(replace(link, url=plan.url, text="plan.docx"), 2, READ_AT, document=plan),
    )
    result = detected(replace(seen, sightings=(*seen.sightings, *packed)))
    assert [(one.url, one.page) for one in result.files] == [(plan.url, HOME + "prof")]
    assert next(group for group in result.groups if group.criterion == "plan" and group.url == plan.url).clicks == 2
