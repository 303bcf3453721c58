"""Tolerance for misspelled words: the one door to rapidfuzz. It forgives a slip in a long word; it never decides a criterion."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from site_audit.text.forms import is_known

_SHORTEST_STEM = 6
_LONG_STEM = 10


def slips_allowed(stem: str) -> int:
    """How many slips are forgiven: 2 in stems of ten letters and more, 1 from six letters, none in shorter ones."""
    if len(stem) >= _LONG_STEM:
        return 2
    return 1 if len(stem) >= _SHORTEST_STEM else 0


def slips(first: str, second: str) -> int:
    """How many slips (a letter more, less, other, or two exchanged) lie between two words."""
    return int(OSA.distance(first, second))


class StemIndex:
    """Stems by their beginning and length, to find the one a misspelled word was meant to begin with."""

    def __init__(self, stems: Iterable[str]) -> None:
        self._by_start: dict[str, dict[int, list[str]]] = {}  # the first two letters are always right
        for stem in sorted(set(stems)):
            if slips_allowed(stem):
                self._by_start.setdefault(stem[:2], {}).setdefault(len(stem), []).append(stem)

    def meant(self, word: str) -> tuple[str, ...]:
        """The stems `word` may be a misspelling of; none where the dictionary knows the word as it stands."""
        if len(word) < _SHORTEST_STEM + 1 or not word.isalpha() or is_known(word):
            return ()
        best: list[str] = []
        for length, stems in self._by_start.get(word[:2], {}).items():
            if length > len(word) + 1:
                continue
            for cut in (length - 1, length, length + 1):
                hits = process.extract(word[:cut], stems, scorer=OSA.distance, score_cutoff=slips_allowed(stems[0]), limit=3)
                best += [stem for stem, _, _ in hits]
        return tuple(sorted(set(best)))


class FormIndex:
    """Word forms by their beginning and length, to find the one an unknown word of nearly the same letters was meant to be."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._by_start: dict[tuple[str, int], list[str]] = {}
        for form in sorted(set(forms)):
            if len(form) > _SHORTEST_STEM:
                self._by_start.setdefault((form[:2], len(form)), []).append(form)

    def meant(self, word: str) -> tuple[str, ...]:
        """The forms `word` may be a misspelling of, the nearest alone; none where the dictionary knows the word as it stands."""
        if len(word) < _SHORTEST_STEM + 1 or not word.isalpha() or is_known(word):
            return ()
        slips = slips_allowed(word)
        near: list[tuple[str, float]] = []
        for length in range(len(word) - slips, len(word) + slips + 1):
            forms = self._by_start.get((word[:2], length), ())
            near += [
                (form, distance) for form, distance, _ in process.extract(word, forms, scorer=OSA.distance, score_cutoff=slips, limit=3)
            ]
        least = min((distance for _, distance in near), default=0)
        return tuple(sorted(form for form, distance in near if distance == least))


def alike(first: str, second: str) -> float:
    """How alike two names are, 0–1 (word order does not matter)."""
    return fuzz.token_sort_ratio(first, second) / 100


def contained(first: str, second: str) -> float:
    """How much of the shorter text's words stand in the longer one, 0–1."""
    return fuzz.token_set_ratio(first, second) / 100


def nearest(name: str, known: Iterable[str], at_least: float) -> str | None:
    """The known name most like `name`, or None where none is alike enough (0–1)."""
    choices = list(known)
    hit = process.extractOne(name, choices, scorer=fuzz.token_sort_ratio, score_cutoff=at_least * 100)
    return hit[0] if hit else None
