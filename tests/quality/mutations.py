"""`python -m tests.quality.mutations`: what survives being written otherwise.

Prints the share that survives by mutation and by criterion. `--failed` names what did not (never of the measured part).
A run over all examples and the tuning part ends with 1 where a kind of mutation fell below its floor; `--raise` raises the floors instead.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from math import floor
from operator import lt

from tests.quality.corpus import items_of
from tests.quality.floors import read_floors, with_survival, write
from tests.quality.surviving import Subject, Trial, of_example, of_item, survived, trials
from tests.rules.shipped import examples

WHOLE = ("examples", "tuning")
MOST = 0.99
SOURCES = (*WHOLE, "measured")


def subjects_of(source: str) -> list[Subject]:
    """The labelled texts of a source: the examples of all rules, or a part of the corpus."""
    return [of_example(named) for named in examples()] if source == "examples" else [of_item(item) for item in items_of(source)]


def main(sources: Sequence[str], *, slice_of: tuple[int, int], failed: bool) -> list[Trial]:
    """Print what survives of these sources, or of every n-th text of them; gives what was tried."""
    number, of = slice_of
    tried: list[Trial] = []
    for source in sources:
        own = list(trials(subjects_of(source)[number - 1 :: of]))
        tried += own
        if failed and source != "measured":
            for trial in own:
                if not trial.survived:
                    print(f"  {trial.mutation:<15}{'lost' if trial.expected else 'made up':<9}{trial.criterion:<24}{trial.source}")
    _table("kind", tried, lambda trial: trial.kind)
    _table("mutation", tried, lambda trial: trial.mutation)
    _table("criterion", tried, lambda trial: trial.criterion)
    return tried


def reached(tried: Iterable[Trial]) -> dict[str, tuple[float, float]]:
    """The shares by kind of mutation, rounded down to hundredths; never all, for a part that grows will hold one that is lost."""
    return {kind: (_floor(*found), _floor(*not_found)) for kind, (found, not_found) in survived(tried).items()}


def _floor(kept: int, of: int) -> float:
    return min(MOST, floor(100 * kept / of) / 100) if of else MOST


def _table(title: str, tried: Iterable[Trial], named: Callable[[Trial], str]) -> None:
    table: dict[str, tuple[list[bool], list[bool]]] = defaultdict(lambda: ([], []))
    for trial in tried:
        table[named(trial)][0 if trial.expected else 1].append(trial.survived)
    print(f"\n{title:<24}{'found stays found':>24}{'not found stays so':>24}")
    for name, (positive, negative) in table.items():
        print(f"{name:<24}{_share(positive):>24}{_share(negative):>24}")


def _share(kept: list[bool]) -> str:
    return f"{sum(kept) / len(kept):.3f} of {len(kept)}" if kept else "–"


def _slice(text: str) -> tuple[int, int]:
    number, _, of = text.partition("/")
    if not 1 <= int(number) <= int(of or 1):
        raise argparse.ArgumentTypeError(f"no such slice: {text}")
    return int(number), int(of or 1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.quality.mutations", description=__doc__)
    parser.add_argument("sources", nargs="*", default=WHOLE, help=", ".join(SOURCES))
    parser.add_argument("--failed", action="store_true", help="name what did not survive")
    parser.add_argument("--raise", action="store_true", dest="higher", help="raise the floors to what is reached")
    parser.add_argument("--slice", type=_slice, default=(1, 1), help="only every n-th text: 2/4")
    told = parser.parse_args()
    if unknown := [source for source in told.sources if source not in SOURCES]:
        parser.error(f"no such source: {', '.join(unknown)}; there are {', '.join(SOURCES)}")
    now = reached(main(told.sources, slice_of=told.slice, failed=told.failed))
    whole = set(told.sources) == set(WHOLE) and told.slice[1] == 1
    if told.higher and not whole:
        parser.error("floors are raised by a run over all examples and the tuning part")
    if told.higher:
        write(with_survival(read_floors(), now))
    elif whole and (fallen := [kind for kind, least in read_floors().survival.items() if any(map(lt, now[kind], least))]):
        sys.exit(f"fell below its floor: {', '.join(fallen)}")
