"""Career files and their readability, and promises: what led to something nobody could read."""

from __future__ import annotations

import pytest

from site_audit.model import CareerFile, Detected, ReadAs, Trouble
from tests.detect.made import HOME, Answer, detected, file, found, gone, menu, scan, site

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
    """A file of pictures whose few read lines stand on a page of the site can be read there."""
    lines = [f"Строка номер {n} о делах школы" for n in range(10)]
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
