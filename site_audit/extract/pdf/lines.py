"""Runs to lines, and lines to running text: words broken at a line's end are put together again."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from site_audit.extract.builder import fold
from site_audit.extract.pdf.glyphs import BROKEN_WORD, Run
from site_audit.text.forms import is_known

_HYPHENATED = re.compile(r"([^\W\d_]+)-$")
_BULLET = re.compile(r"[•●▪■◦·\uf000-\uf0ff]")
_LAST_WORD = re.compile(r"([а-яёА-ЯЁ]{2,})$")
_GOES_ON = re.compile(r"([a-zа-яё]+)")
_GOES_ON_LOUD = re.compile(r"([A-ZА-ЯЁ]{2,})(?![a-zа-яё])|[A-ZА-ЯЁ][a-zа-яё]")
_PARTICLES = frozenset(("нибудь", "либо", "таки"))
_FIRST_HALVES = """авиа авто агро аэро био взаимо видео внутри вне гео гидро еже здраво кино макро медиа меж микро много мото мульти нано
    нейро обще проф психо радио само соц спец теле техно транс фото эко электро энерго этно"""
_NEVER_APART = frozenset(_FIRST_HALVES.split())
_SOLDIERS = frozenset(("военнослуж", "военнообяз"))
_ADJECTIVE = re.compile(r"[а-яё]{2}(?:[ыи][йемх]|[ыи]ми|[оеая][йе]|[ое]го|[ое]му|[ауя]я|[ую]ю)$")


@dataclass(slots=True)
class Line:
    """Runs side by side, from the left; more than one where column gaps part them."""

    runs: list[Run]

    @property
    def left(self) -> float:
        return self.runs[0].left

    @property
    def right(self) -> float:
        return max(run.right for run in self.runs)

    @property
    def top(self) -> float:
        return max(run.top for run in self.runs)

    @property
    def middle(self) -> float:
        return self.runs[0].middle

    @property
    def height(self) -> float:
        return max(run.height for run in self.runs)

    @property
    def text(self) -> str:
        return " ".join(run.text for run in self.runs)


def lines_of(runs: list[Run]) -> list[Line]:
    """Lines from the top of the page; runs belong to one line when their middles are within half a height."""
    lines: list[Line] = []
    for run in sorted(runs, key=lambda one: (-one.middle, one.left)):
        if lines and abs(lines[-1].middle - run.middle) < 0.45 * max(run.height, lines[-1].runs[0].height) and not run.vertical:
            lines[-1].runs.append(run)
        else:
            lines.append(Line([run]))
    for line in lines:
        line.runs.sort(key=lambda run: run.left)
        _join_bullet(line)
    return lines


def _join_bullet(line: Line) -> None:
    """A bullet and the words after it are no two columns."""
    if len(line.runs) > 1 and _BULLET.fullmatch(line.runs[0].text):
        bullet, first = line.runs[:2]
        joined = replace(first, text=f"{bullet.text} {first.text}", left=bullet.left)
        line.runs[:2] = [joined]


def text_of(runs: list[Run]) -> str:
    """What stands in one cell. Narrow cells break words without a hyphen: «участни» + «ков»."""
    return join_lines([line.text for line in lines_of(runs)], narrow=True)


def join_lines(texts: list[str], *, narrow: bool = False) -> str:
    """Lines as they are read: «образователь-» + «ным» is one word, «учебно-» + «воспитательной» keeps its hyphen."""
    joined = ""
    for text in texts:
        text = text.strip().rstrip(BROKEN_WORD) + "-" if text.rstrip().endswith(BROKEN_WORD) else text.strip()
        if joined.endswith("\u00ad"):
            joined = joined[:-1] + text
        elif (head := _HYPHENATED.search(joined)) and (tail := _GOES_ON.match(text)):
            joined = (joined[:-1] if _is_one_word(head[1].lower(), tail[1]) else joined) + text
        elif head and head[1][0].isupper() and (tail := _GOES_ON_LOUD.match(text)):  # «РАБО-» + «ТЫ», «Санкт-» + «Петербург»
            is_one = bool(tail[1]) and head[1].isupper() and _is_one_word(head[1].lower(), tail[1].lower())
            joined = (joined[:-1] if is_one else joined) + text
        elif narrow and (head := _LAST_WORD.search(joined)) and (tail := _GOES_ON.match(text)) and _is_torn(head[1], tail[1]):
            joined += text
        else:
            joined = f"{joined} {text}"
    return fold(joined.replace(BROKEN_WORD, ""))


def _is_torn(head: str, tail: str) -> bool:
    return is_known((head + tail).lower()) and not (is_known(head.lower()) and is_known(tail))


def _is_one_word(head: str, tail: str) -> bool:
    """Are two halves one word, or a compound with a hyphen of its own?

    Of the first kind are words of the dictionary («колледжа») and those with a first half that is no word («самообследование»);
    of the second two words («педагог-психолог») and adjectives in a row, known to the dictionary or not («учебно-воспитательной»).
    """
    if tail in _PARTICLES or head == "санкт":
        return False
    if head in _NEVER_APART:
        return True
    in_a_row = len(head) > 2 and head.endswith(("о", "е")) and is_known(tail) and bool(_ADJECTIVE.search(tail))
    if is_known(head + tail):
        return not (in_a_row and head.endswith("но") and is_known(head[:-1] + "ый")) or head + tail[:4] in _SOLDIERS
    return not (in_a_row or (is_known(head) and is_known(tail)))
