"""The gate of quality: the shipped rules judge the measured corpus no worse than they did, and the quiet one no louder."""

from __future__ import annotations

import pytest

from tests.quality.corpus import PARTS, Item, digest_of, items_of
from tests.quality.figures import calibration_error, reliability, reviewed, score_of, wilson
from tests.quality.floors import OVERALL, alarms_of, reached, read_floors
from tests.quality.judging import Cell, judged
from tests.quality.mutations import WHOLE, subjects_of
from tests.quality.surviving import one_of_each_kind, sampled, survived, trials
from tests.rules.shipped import shipped_pack

FLOORS = read_floors()
CRITERIA = [name for name in FLOORS.least if name != OVERALL]
ENOUGH = 10
ONE_OF = 40  # of the examples and tuning items: what a few seconds hold
BY_CHANCE = 1  # a label that a sample may lose more than the whole
CLAIMED_RIGHTLY = 0.1


@pytest.fixture(scope="module")
def measured() -> list[Cell]:
    """Every criterion on every measured item."""
    return list(judged(items_of("measured"), shipped_pack()))


def test_the_corpus_is_the_one_the_floors_are_of() -> None:
    """An item changed without a word would move the figures unseen: `python -m tests.quality.floors` begins anew, and says so in git."""
    assert (digest_of("measured"), digest_of("quiet")) == (FLOORS.measured, FLOORS.quiet)


def test_precision_and_recall_have_not_fallen(measured: list[Cell]) -> None:
    """Overall and for every criterion; all that fell is told at once."""
    now = reached(measured)
    fallen = {name: (now[name], least) for name, least in FLOORS.least.items() if now[name][0] < least[0] or now[name][1] < least[1]}
    assert not fallen, "fell below its floor (now, floor): " + "; ".join(f"{name} {pair}" for name, pair in fallen.items())


def test_the_quiet_corpus_is_no_louder() -> None:
    """Pages on everything else: nothing may fire that did not before."""
    assert alarms_of(list(judged(items_of("quiet"), shipped_pack()))) <= FLOORS.quiet_alarms


def test_confidence_means_what_it_says(measured: list[Cell]) -> None:
    """What the program claims lies near the share that is right, and the surest findings are righter than the least sure."""
    table = [one for one in reliability(measured) if one.count >= ENOUGH]
    assert calibration_error(reliability(measured)) <= CLAIMED_RIGHTLY
    assert table[-1].right / table[-1].count > table[0].right / table[0].count


def test_a_person_looks_at_what_is_wrong_rather_than_at_what_is_right(measured: list[Cell]) -> None:
    """Wrong findings are flagged more often than right ones, of which four of five go by unflagged."""
    flagged = reviewed(measured)
    assert flagged[0] > 1.5 * flagged[1]
    assert flagged[1] <= 0.25


def test_what_is_found_outlives_being_written_otherwise() -> None:
    """A sample of examples and tuning items, each with one mutation of each kind, reaches the floors of the whole but for one label."""
    subjects = sampled((subject for source in WHOLE for subject in subjects_of(source)), ONE_OF)
    tried = list(trials(subjects, one_of_each_kind))
    fallen = [
        (kind, kept, of, least)
        for kind, pairs in survived(tried).items()
        for (kept, of), least in zip(pairs, FLOORS.survival[kind], strict=True)
        if kept < least * of - BY_CHANCE
    ]
    assert len(tried) >= 60
    assert not fallen, [(trial.mutation, trial.criterion, trial.source) for trial in tried if not trial.survived]


@pytest.mark.parametrize("name", CRITERIA)
def test_every_criterion_is_measured(name: str) -> None:
    """Ten items at least where it is met, ten where a hasty reader would claim it."""
    items = items_of("measured")
    assert sum(name in item.found for item in items) >= ENOUGH
    assert sum(name in item.trap for item in items) >= ENOUGH


@pytest.mark.parametrize("part", PARTS)
def test_labels_are_whole(part: str) -> None:
    """Only criteria that exist, each in one list of an item; the quiet part holds none that is met; 150 pages at least."""
    known = {criterion.id for criterion in shipped_pack().criteria}
    items = items_of(part)
    assert not [item.name for item in items if not _whole(item, known)]
    if part == "quiet":
        assert len(items) >= 150
        assert not any(item.found for item in items)


def _whole(item: Item, known: set[str]) -> bool:
    lists = (item.present, item.partial, item.trap)
    together: frozenset[str] = frozenset().union(*lists)
    return together <= known and sum(map(len, lists)) == len(together) and bool(item.pages)


def test_the_interval_holds_the_share() -> None:
    """Wilson's interval, against values worked out by hand."""
    assert wilson(0, 0) == (0.0, 1.0)
    assert [round(bound, 3) for bound in wilson(9, 10)] == [0.596, 0.982]
    assert [round(bound, 3) for bound in wilson(10, 10)] == [0.722, 1.0]


def test_counting_is_right() -> None:
    """Hits, false alarms, misses and rejections of a handful of cells."""
    sample = items_of("quiet")[:1]
    cells = list(judged(sample, shipped_pack()))
    score = score_of(cells)
    assert score.hits + score.misses == 0
    assert score.false_alarms + score.rejections == len(cells)
