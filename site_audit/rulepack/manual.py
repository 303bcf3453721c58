"""The manual page of a criterion, made from its file, and the skeleton of a new one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from site_audit.errors import RulePackError
from site_audit.rulepack.schema import Criterion, Norm

_SKELETON = '''#:schema ../../schema/criterion.schema.json
id = "{id}"
weight = 1
factors = "cth"
time = "standing"
norms = []
places = ["____"]
promises = []
paste = """
<h2>____</h2>
<p>____</p>
"""

[title]
ru = "____"
en = "____"
[met]
ru = "____"
en = "____"
[unmet]
ru = "____"
en = "____"
[why]
ru = "____"
en = "____"
[recommendation]
ru = "____"
en = "____"

[[must]]
id = "date"
title = {{ ru = "указан год или дата", en = "a year or a date" }}
checks = ["year"]

[[signal]]
id = "by-name"
about = "____"
where = "any"
find = ["____"]

[[example]]
name = "____"
expect = "present"
html = """<main><h1>____</h1><p>____</p></main>"""
'''


def manual_page(criterion: Criterion, norms: Sequence[Norm]) -> str:
    """What the criterion asks, how it is seen, and its examples, as plain text."""
    grades = f"{criterion.grades[0]}–{criterion.grades[1]} классы" if criterion.grades else "все школы"
    lines = [
        f"{criterion.id}: {criterion.title.ru}",
        f"{criterion.title.en}",
        f"направление {criterion.direction}, вес {criterion.weight}, коэффициенты {criterion.factors or '–'}, "
        f"срок {criterion.time}, {grades}",
        "",
        f"Зачем. {criterion.why.ru}",
        f"Что сделать. {criterion.recommendation.ru}",
        "",
        "Требования:",
        *(f"  – {must.title.ru}" for must in criterion.musts),
        "Признаки:",
        *(f"  – {signal.id}: {signal.about or '; '.join(signal.find)}" for signal in criterion.signals),
    ]
    known = [norm for norm in norms if norm.id in criterion.norms and norm.verified]
    lines += ["Нормы:", *(f"  – {norm.title}" for norm in known)] if known else []
    lines += ["Чего правило не видит:", *(f"  – {gap}" for gap in criterion.known_gaps)] if criterion.known_gaps else []
    lines += ["Примеры:", *(f"  – {example.name}: {example.expect}" for example in criterion.examples)]
    return "\n".join(lines)


def write_skeleton(folder: Path, direction: str, criterion_id: str) -> Path:
    """Write the skeleton of a new rule and return its path. Raises RulePackError where the id or the folder will not do."""
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,60}", criterion_id):
        raise RulePackError(f"id {criterion_id!r} не годится: латинские буквы, цифры и _, первая – буква.")
    place = folder / direction
    if not re.fullmatch(r"[a-z][a-z0-9_]*", direction) or not place.is_dir():
        raise RulePackError(f"Папки направления {direction!r} в {folder} нет.")
    path = place / f"{criterion_id}.toml"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(_SKELETON.format(id=criterion_id))
    except FileExistsError:
        raise RulePackError(f"Правило {path} уже есть.") from None
    return path
