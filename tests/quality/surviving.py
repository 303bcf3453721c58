"""Which labels outlive a mutation: what was rightly found stays found, what was rightly not found stays so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from random import Random

from site_audit.examples import run_example
from site_audit.rulepack import Example
from tests.quality.corpus import Item
from tests.quality.judging import cells_of
from tests.quality.rewriting import KINDS, Mutation, rewritten, said
from tests.rules.shipped import Named, shipped_pack

#: What is judged of a text, by criterion: whether it is to be found and whether it was.
Judged = dict[str, tuple[bool, bool]]
Rewrite = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Trial:
    """One label tried with one mutation of its text."""

    source: str
    kind: str
    mutation: str
    criterion: str
    expected: bool
    survived: bool


@dataclass(frozen=True, slots=True)
class Subject:
    """A labelled text: what it says of the criteria it is labelled for, as it stands or rewritten (markup, words of links)."""

    name: str
    judge: Callable[[Rewrite, Rewrite], Judged]


def of_item(item: Item) -> Subject:
    """A labelled item of the corpus: all its labels and traps."""

    def judge(markup: Rewrite, words: Rewrite) -> Judged:
        pages = tuple(replace(page, html=markup(page.html), link=words(page.link)) for page in item.pages)
        cells = cells_of(replace(item, pages=pages), shipped_pack())
        return {cell.criterion: (cell.expected, cell.found) for cell in cells if cell.expected or cell.trap}

    return Subject(item.name, judge)


def of_example(named: Named) -> Subject:
    """An example of a rule: its own criterion."""
    pack = shipped_pack(named.pack)
    criterion = pack.criterion(named.criterion)
    example = criterion.examples[named.number]

    def judge(markup: Rewrite, words: Rewrite) -> Judged:
        found = run_example(pack, criterion, _rewritten(example, markup, words)).found
        return {criterion.id: (example.expect in ("present", "partial"), found)}

    return Subject(str(named), judge)


def _rewritten(example: Example, markup: Rewrite, words: Rewrite) -> Example:
    pages = tuple(page.model_copy(update={"html": markup(page.html), "link": words(page.link)}) for page in example.pages)
    return example.model_copy(update={"html": markup(example.html), "pages": pages})


def trials(subjects: Iterable[Subject], mutations: Callable[[Subject], Iterable[tuple[str, str]]] | None = None) -> Iterator[Trial]:
    """Every label rightly judged as it stands, tried with every mutation (or with those named for its subject)."""
    every = [(kind, name) for kind, named in KINDS.items() for name in named]
    for subject in subjects:
        before = subject.judge(_same, _same)
        right = {criterion for criterion, (expected, found) in before.items() if expected == found}
        for kind, name in mutations(subject) if mutations is not None and right else every if right else ():
            after = _mutated(subject, KINDS[kind][name])
            for criterion in sorted(right & after.keys()):
                expected, found = after[criterion]
                yield Trial(subject.name, kind, name, criterion, expected, found == expected)


def _mutated(subject: Subject, mutation: Mutation) -> Judged:
    draw = Random(subject.name)
    return subject.judge(lambda html: rewritten(html, mutation, draw), lambda text: said(text, mutation, draw))


def _same(text: str) -> str:
    return text
