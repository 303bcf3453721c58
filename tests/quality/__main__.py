"""`make quality`: what the shipped rules find in the labelled corpus. Of the measured part only figures and criteria are told.

`python -m tests.quality [tuning|quiet]` names the items of the other parts, for those who mend rules.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from tests.house.tree import ROOT
from tests.quality.corpus import PARTS, items_of
from tests.quality.figures import Score, by_criterion, calibration_error, reliability, reviewed, score_of, wilson
from tests.quality.judging import Cell, judged
from tests.rules.shipped import shipped_pack

LAST = ROOT / "var" / "quality-last.json"
WORST = 12


def main(parts: Sequence[str]) -> None:
    """Print the figures of these parts; of the measured one also what changed since the last time."""
    for part in parts or ("measured", "quiet"):
        cells = tuple(judged(items_of(part), shipped_pack()))
        print(f"\n{part}: {len({cell.item for cell in cells})} items, {sum(cell.expected for cell in cells)} labels")
        if part == "quiet":
            _alarms(cells)
            continue
        scores = by_criterion(cells)
        _overall(score_of(cells))
        _criteria(scores)
        _confidence(cells)
        if part == "measured":
            _changes(scores)
        else:
            _items(cells)


def _overall(score: Score) -> None:
    print(f"precision {_share(score.hits, score.hits + score.false_alarms)}   recall {_share(score.hits, score.positives)}")
    print(f"found and there {score.hits}, found and not there {score.false_alarms}, not found and there {score.misses}, "
          f"neither {score.rejections}; outcome as labelled {score.same_outcome} of {score.hits}")  # fmt: skip


def _criteria(scores: dict[str, Score]) -> None:
    print(f"\n{'criterion':<24}{'there':>6}{'precision':>24}{'recall':>24}")
    for name, score in sorted(scores.items(), key=lambda pair: min(pair[1].precision, pair[1].recall)):
        precision = _share(score.hits, score.hits + score.false_alarms)
        print(f"{name:<24}{score.positives:>6}{precision:>24}{_share(score.hits, score.positives):>24}")


def _share(hits: int, of: int) -> str:
    low, high = wilson(hits, of)
    return f"{hits / of if of else 1:.3f} [{low:.2f}–{high:.2f}] {hits}/{of}"


def _confidence(cells: Sequence[Cell]) -> None:
    table = reliability(cells)
    print(f"\n{'confidence from':<24}{'findings':>10}{'claimed':>10}{'right':>10}{'share':>10}")
    for one in table:
        print(f"{one.low:<24.2f}{one.count:>10}{one.claimed:>10.2f}{one.right:>10}{one.right / one.count if one.count else 0:>10.2f}")
    wrong, right = reviewed(cells)
    print(f"expected calibration error {calibration_error(table):.3f}; a person is asked to look at {wrong:.2f} of what is wrong, "
          f"{right:.2f} of what is right")  # fmt: skip


def _alarms(cells: Sequence[Cell]) -> None:
    alarms = [cell for cell in cells if cell.found]
    print(f"alarms: {len(alarms)}")
    for cell in alarms:
        print(f"  {cell.criterion:<24}{cell.item}")


def _items(cells: Sequence[Cell]) -> None:
    print()
    for cell in sorted(cells, key=lambda one: one.criterion):
        if cell.expected != cell.found:
            print(f"  {'missed' if cell.expected else 'false alarm':<12}{cell.criterion:<24}{cell.item}")


def _changes(scores: dict[str, Score]) -> None:
    now = {name: [score.hits, score.false_alarms, score.misses] for name, score in scores.items()}
    before = json.loads(LAST.read_text(encoding="utf-8")) if LAST.is_file() else {}
    changed = [name for name in now if before and before.get(name) != now[name]]
    print("\nsince the last time: " + ("nothing changed" if before and not changed else "" if before else "no run before"))
    for name in changed:
        print(f"  {name:<24}{before.get(name)} → {now[name]}  (found and there, found and not there, missed)")
    LAST.parent.mkdir(exist_ok=True)
    LAST.write_text(json.dumps(now), encoding="utf-8")


if __name__ == "__main__":
    wrong = [part for part in sys.argv[1:] if part not in PARTS]
    if wrong:
        sys.exit(f"no such part: {', '.join(wrong)}; there are {', '.join(PARTS)}")
    main(sys.argv[1:])
