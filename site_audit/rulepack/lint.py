"""Remarks on rules that load but are not finished: too few examples, a criterion nothing can find, near misses missing."""

from __future__ import annotations

from collections.abc import Iterator

from site_audit.rulepack.pack import RulePack
from site_audit.rulepack.schema import Criterion

LEAST_EXAMPLES = 3
_FOUND = ("present", "partial")
_BLANK = "____"


def remarks(pack: RulePack) -> Iterator[str]:
    """One sentence a remark, beginning with the criterion's id."""
    for criterion in pack.criteria:
        yield from (f"{criterion.id}: {remark}" for remark in _of(criterion))


def _of(criterion: Criterion) -> Iterator[str]:
    found = sum(example.expect in _FOUND for example in criterion.examples)
    if found < LEAST_EXAMPLES:
        yield f"примеров «есть» {found}, нужно не меньше {LEAST_EXAMPLES}"
    if len(criterion.examples) - found < LEAST_EXAMPLES:
        yield f"примеров «нет» {len(criterion.examples) - found}, нужно не меньше {LEAST_EXAMPLES}"
    names = [example.name for example in criterion.examples]
    yield from (f"имя примера «{name}» стоит дважды" for name in sorted({name for name in names if names.count(name) > 1}))
    ids = [signal.id for signal in criterion.signals]
    yield from (f"имя признака {name} стоит дважды" for name in sorted({name for name in ids if ids.count(name) > 1}))
    if criterion.measure == "product":
        if not criterion.signals:
            yield "нет ни одного признака: найти его нечем"
        if "c" in criterion.factors and not criterion.musts:
            yield "полнота (c) считается, а требований нет"
    if _BLANK not in criterion.paste:
        yield "в куске для вставки нет пропусков ____"
    if not criterion.places:
        yield "не сказано, где человек стал бы искать (places)"
