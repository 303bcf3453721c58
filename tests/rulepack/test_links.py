"""Which links are asked first, and which count as career-worded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_audit.model import Link
from site_audit.rulepack import RulePack, load_pack
from tests.rulepack.written import write_pack

HOST = "http://school.example/"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> RulePack:
    """The small pack."""
    return load_pack(write_pack(tmp_path_factory.mktemp("pack") / "small"))


@pytest.mark.parametrize(
    ("path", "text", "priority"),
    [
        ("p?id=4", "Профориентация", 0),
        ("p?id=4", "  ПРОФОРИЕНТАЦИЯ,\u00a0отбор ", 0),
        ("p?id=4", "Проф\u00adориентация", 0),
        ("proforientaciya/", "", 0),
        ("PROFORIENT.HTML", "", 0),
        ("%D0%BF%D1%80%D0%BE%D1%84%D0%BE%D1%80%D0%B8%D0%B5%D0%BD%D1%82%D0%B0%D1%86%D0%B8%D1%8F", "", 0),
        ("профориентация_2026.pdf", "", 0),
        ("x", "Новости школы", 1),
        ("план-работы", "", 1),
        ("gallery", "Фотографии", 2),
        ("", "", 2),
    ],
)
def test_words_and_address_tell_how_soon(pack: RulePack, path: str, text: str, priority: int) -> None:
    """The words of a link or of its address, dirty as they are, tell whether it comes first, second or last."""
    link = Link(HOST + path, text)
    assert pack.priority(link) == priority
    assert pack.is_subject_link(link) == (priority == 0)


def test_the_host_promises_nothing(pack: RulePack) -> None:
    """A host named after career guidance does not make every page of it career-worded."""
    assert pack.priority(Link("http://proforient.example/gallery", "Фотографии")) == 2


@pytest.mark.parametrize("url", ["", "%%%", "http://", "http://[", "mailto:a@school.example", "javascript:void(0)", "/%ff%fe", "x" * 5000])
def test_a_dirty_address_is_simply_the_rest(pack: RulePack, url: str) -> None:
    """Addresses that are none stop nothing."""
    assert pack.priority(Link(url, "Ссылка")) == 2


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_link_has_a_priority(pack: RulePack, url: str, text: str) -> None:
    """Whatever stands in a link, it has one of the three priorities, and always the same."""
    link = Link(url, text)
    assert pack.priority(link) == pack.priority(link) in (0, 1, 2)
