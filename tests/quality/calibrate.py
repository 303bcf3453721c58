"""`python -m tests.quality.calibrate`: makes the points of confidence of the pack `career` from the tuning and quiet parts.

Rules are mended on those parts, so they are right there more often than elsewhere: the level is set by the precision of the measured part
alone (its floor). The threshold for a person's eye flags fewer than a sixth of the right findings of the tuning part.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time

from site_audit.detect import detect
from site_audit.detect.traits import SHARE_STATED
from site_audit.model import Detected, School
from site_audit.rulepack import Criterion, RulePack, Trust
from site_audit.rulepack.trust import TRAITS, chance_of, points_of
from site_audit.score import conclude, measure_reach
from site_audit.score.ranking import ranked
from tests.quality.corpus import Item, items_of
from tests.quality.figures import share_flagged
from tests.quality.fitting import Case, Part, fitted, points_of_case, shift_to, told_apart
from tests.quality.floors import OVERALL, read_floors
from tests.quality.judging import FOUND, HOME, seen_of
from tests.rules.shipped import RULES, shipped_pack

PATH = RULES / "career" / "confidence.toml"
SIGNAL_WEIGHT = 0.5
RIGHT_FLAGGED = 0.17  # undated findings are looked at besides
#: What speaks against a finding never speaks for it, however few the labels that have it; misspelt words are too rare to learn from.
AT_MOST = {"guessed_word": -4, "year_inferred": -2} | dict.fromkeys(
    ("others_named", "denied_near", "offered_near", "year_unknown", "year_past", "far_apart", "some_unmet", "half_unmet"), 0
)
_FOLDS = 5


def cases_of(item: Item, pack: RulePack) -> Iterator[Case]:
    """Every finding of an item that says something is there."""
    school = School("made", "Школа", HOME, grades=item.grades)
    seen = seen_of(item.pages, datetime.combine(item.as_of, time(12), UTC))
    detected = detect(school, seen, pack, as_of=item.as_of)
    reach = measure_reach(seen, is_subject=pack.is_subject_link)
    for criterion in pack.criteria:
        if conclude(criterion, detected, reach, school=school, as_of=item.as_of).outcome in FOUND:
            traits, stated = _known(criterion, detected, item)
            parts: tuple[Part, ...] = (*(("trait", trait) for trait in traits), ("criterion", criterion.id), ("start", ""))
            yield Case(item.name, parts, SIGNAL_WEIGHT * points_of(stated), criterion.id in item.found)


def _known(criterion: Criterion, detected: Detected, item: Item) -> tuple[tuple[str, ...], float]:
    if criterion.measure != "product":
        return next(share.traits for share in detected.shares if share.criterion == criterion.id), SHARE_STATED
    group = ranked(criterion, [group for group in detected.groups if group.criterion == criterion.id], as_of=item.as_of)[0].group
    return group.traits, next(signal.confidence for signal in criterion.signals if signal.id == group.evidence[0].signal)


def calibrated(cases: list[Case]) -> Trust:
    """The points that fit these cases, the level of the measured part, the threshold."""
    points = fitted(cases)
    least = read_floors().least.get(OVERALL, (0.0, 0.0))[0]
    points |= {part: min(points.get(part, 0), most) for name, most in AT_MOST.items() for part in (("trait", name),)}
    shift = shift_to([points_of_case(case, points) for case in cases], least)
    start = points.get(("start", ""), 0) + shift
    chances = [(chance_of(points_of_case(case, points) + shift), case.right) for case in cases]
    below = max(one for one in sorted({chance for chance, _ in chances}) if share_flagged(chances, one)[1] < RIGHT_FLAGGED)
    told = {
        kind: {name: points[kind, name] for of, name in sorted(points) if of == kind and points[kind, name]}
        for kind in ("trait", "criterion")
    }
    traits = {name: told["trait"][name] for name in TRAITS if name in told["trait"]}
    return Trust(review_below=below, start=start, signal=SIGNAL_WEIGHT, traits=traits, criteria=told["criterion"])


def _left_out(cases: list[Case]) -> float:
    """How well right and wrong are told apart on items that the fit did not see."""
    names = sorted({case.item for case in cases})
    sums: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        left = set(names[fold::_FOLDS])
        points = fitted([case for case in cases if case.item not in left])
        sums += [(points_of_case(case, points), case.right) for case in cases if case.item in left]
    return told_apart([one for one, _ in sums], [right for _, right in sums])


def written(trust: Trust) -> str:
    """The text of the file."""
    lines = [
        "# Сделано командой `python -m tests.quality.calibrate` из размеченных страниц: руками не правят.",
        "# Насколько вывод надёжен: очки складываются, каждые 7 очков вдвое повышают шансы, что вывод верен, каждые −7 вдвое понижают.",
        f"review_below = {trust.review_below}  # ниже этой уверенности – «нужен взгляд человека»",
        f"start = {trust.start}",
        f"signal = {trust.signal}  # вес уверенности, которую назвал признак правила",
    ]
    for title, table in (("traits", trust.traits), ("criteria", trust.criteria)):
        lines += ["", f"[{title}]", *(f"{name} = {points}" for name, points in table.items())]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the points and say how well they tell right from wrong."""
    pack = shipped_pack()
    cases = [case for part in ("tuning", "quiet") for item in items_of(part) for case in cases_of(item, pack)]
    trust = calibrated(cases)
    PATH.write_text(written(trust), encoding="utf-8")
    print(f"{len(cases)} findings, {sum(not case.right for case in cases)} wrong; a right one has more points than a wrong one "
          f"{_left_out(cases):.2f} of the time on items left out; review below {trust.review_below}")  # fmt: skip


if __name__ == "__main__":
    main()
