"""Hits and near misses: where a signal may stand, the condition that failed, and the literal quote."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from site_audit.detect.sheet import Sheet
from site_audit.detect.signals import QUOTE_CHARACTERS, Look, look
from site_audit.model import Document
from site_audit.rulepack import RulePack, load_pack
from tests.detect.made import TODAY, detected, file, menu, page, saw, site
from tests.detect.small_pack import CUES
from tests.rulepack.written import write_pack, written_rule


@pytest.fixture
def rule(tmp_path: Path) -> Rule:
    """A rule made from the lines of one signal."""
    return Rule(tmp_path)


class Rule:
    """Looks for one signal in a document."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = 0

    def _pack(self, signal: str) -> RulePack:
        self._made += 1
        tables = f'\n[[signal]]\nid = "only"\n{signal}\n'
        text = written_rule("garden", tables=tables)
        return load_pack(write_pack(self._folder / str(self._made), {"garden": text}, words={"cues": CUES}))

    def looks(self, signal: str, document: Document | str) -> Look:
        """What comes of looking."""
        pack = self._pack(signal)
        read = page(document) if isinstance(document, str) else document
        return look(pack.rules[0], Sheet(saw(read), read, pack.lexicon), pack.cues, today=TODAY)

    def quotes(self, signal: str, document: Document | str) -> list[str]:
        """The quotes of the hits."""
        return [hit.quote for hit in self.looks(signal, document).hits]

    def refusal(self, signal: str, document: Document | str) -> tuple[str, dict[str, str]]:
        """Why nothing was found: the reason of the only near miss and its facts."""
        came = self.looks(signal, document)
        assert not came.hits
        (miss,) = came.misses
        return miss.turned_down.code, dict(miss.turned_down.facts)


SAD = 'find = ["сад*"]'
EVERYWHERE = """<title>Сайт: сад</title><main><h1>Наш сад</h1><h2>Сад весной</h2><p>В саду тихо.</p>
<ul><li>Сад первый</li></ul><table><tr><td>Сад второй</td><td>май</td></tr><tr><td>Поле</td><td>июнь</td></tr></table>
<p><a href="/s">Садик</a></p></main>"""


@pytest.mark.parametrize(
    ("where", "quotes"),
    [
        ("title", ["Сайт: сад", "Наш сад"]),
        ("heading", ["Сайт: сад", "Наш сад", "Сад весной"]),
        ("text", ["В саду тихо.", "Сад первый", "Сад второй | май", "Садик"]),
        ("row", ["Сад первый", "Сад второй | май"]),
        ("link", ["Садик"]),
    ],
)
def test_where_a_signal_may_stand(rule: Rule, where: str, quotes: list[str]) -> None:
    """A signal is found only where its rule says."""
    found = rule.quotes(f'where = "{where}"\n{SAD}', EVERYWHERE)
    assert [quote.rstrip(".") for quote in found] == [quote.rstrip(".") for quote in quotes]


def test_elsewhere_is_a_near_miss(rule: Rule) -> None:
    """Words in the wrong place are told as a near miss."""
    assert rule.refusal(f'where = "title"\n{SAD}', "<title>Школа</title><main><h1>Школа</h1><p>Сад цветёт.</p></main>") == (
        "stands_elsewhere",
        {"where": "title"},
    )


@pytest.mark.parametrize(
    ("conditions", "text", "code", "facts"),
    [
        ('also = ["лес*"]', "Сад цветёт.", "lacks", {"words": "лес*", "scope": "passage"}),
        ('also = ["title: лес*"]', "Сад и лес.", "lacks", {"words": "лес*", "scope": "title"}),
        ('never = ["sentence: лес*"]', "Сад и лес.", "speaks_of", {"words": "лес*", "scope": "sentence", "seen": "лес"}),
        ('checks = ["grades:6-11"]', "Сад 3 класса.", "fails_grades", {"argument": "6-11"}),
        ('checks = ["not person"]', "Сад вёл Петров Иван Сергеевич.", "fails_not_person", {"argument": ""}),
        ("", "Сад отсутствует.", "denied", {}),
    ],
)
def test_the_failed_condition_is_told(rule: Rule, conditions: str, text: str, code: str, facts: dict[str, str]) -> None:
    """A near miss names the one condition that failed, with its words."""
    assert rule.refusal(f"{SAD}\n{conditions}", f"<main><h1>Школа</h1><p>{text}</p></main>") == (code, facts)


def test_the_more_held_the_closer_the_miss(rule: Rule) -> None:
    """What failed at the last condition is closer than what failed at the first."""
    both = f'{SAD}\nalso = ["лес*"]\nchecks = ["grades"]'
    first = rule.looks(both, "<main><h1>Школа</h1><p>Сад цветёт.</p></main>").misses[0]
    last = rule.looks(both, "<main><h1>Школа</h1><p>Сад и лес цветут.</p></main>").misses[0]
    assert 0 <= first.closeness < last.closeness < 1


def test_a_line_is_found_once(rule: Rule) -> None:
    """A line that names the thing five times is one hit."""
    assert len(rule.quotes(SAD, "<main><h1>Школа</h1><p>Сад, сад и ещё раз сад, сады и сад.</p></main>")) == 1


def test_a_later_match_of_a_line_may_hold(rule: Rule) -> None:
    """A denied first sentence does not hide what the second sentence of the paragraph tells."""
    text = "Раньше сады отсутствуют. Сад цветёт с октября."
    assert rule.quotes(SAD, f"<main><h1>Школа</h1><p>{text}</p></main>") == ["Сад цветёт с октября"]


def test_a_page_gives_only_so_many_hits(rule: Rule) -> None:
    """A page of a hundred lines is quoted a dozen times at most, and its misses three times."""
    entries = "".join(f"<li>Сад номер {n}</li>" for n in range(100))
    html = f"<main><h1>Школа</h1><ul>{entries}</ul></main>"
    assert len(rule.quotes(SAD, html)) == 12
    assert len(rule.looks(f'{SAD}\nalso = ["лес*"]', html).misses) == 3


def test_a_quote_is_the_sentence(rule: Rule) -> None:
    """Not the paragraph, not the bare words: the sentence they stand in, with the bracket that closes it."""
    html = "<main><h1>Школа</h1><p>Утром шёл дождь. Ребята убрали «старый сад» (за оврагом)! Потом был чай.</p></main>"
    assert rule.quotes(SAD, html) == ["Ребята убрали «старый сад» (за оврагом)"]


def test_a_long_sentence_is_cut_at_words(rule: Rule) -> None:
    """A quote stays readable, keeps its words whole and holds what was found."""
    text = "слово и дело " * 60 + "сад за рекой " + "снова слова " * 60
    (quote,) = rule.quotes(SAD, f"<main><h1>Школа</h1><p>{text}</p></main>")
    assert len(quote) <= QUOTE_CHARACTERS
    assert "сад" in quote
    assert set(quote.split()) <= set(text.split())


def test_the_head_of_a_file_is_quoted_from_the_words_on(rule: Rule) -> None:
    """Of the joined head only what follows the words is shown, and it stands in the file."""
    document = file("<body><p>МБОУ Луговская школа</p><p>ПЛАН САДА на 2026 год</p><p>1. Копать</p></body>")
    (quote,) = rule.quotes(f'where = "title"\n{SAD}', document)
    assert quote == "САДА на 2026 год"


def test_recognised_words_are_believed_as_far_as_they_were_read() -> None:
    """The confidence of the recognition is that of the evidence."""
    document = file("<h1>План профориентационной работы</h1><p>Экскурсия на завод</p>")
    read = replace(document, blocks=tuple(replace(block, confidence=0.8) for block in document.blocks))
    surely, barely = (
        next(group for group in detected(site(menu(("plan.pdf", "Файл")), {"plan.pdf": one})).groups if group.criterion == "plan")
        for one in (document, read)
    )
    assert barely.evidence[0].confidence == pytest.approx(0.8 * surely.evidence[0].confidence)
