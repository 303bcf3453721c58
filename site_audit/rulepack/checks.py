"""The named checks a rule may ask for beside its patterns: what each means. `detect/checks.py` carries them out.

A check may name the scope it looks in («page: rows:5»); without one it looks in the passage.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SCOPES = ("sentence", "block", "passage", "section", "page", "title", "context")

#: name → (what it means, what may follow the colon: "" nothing, else a description)
CHECKS: dict[str, tuple[str, str]] = {
    "held": ("it happened: told in the past of this school's people; not planned, offered or denied, not a row of a plan", ""),
    "noted": ("an entry of a chronicle, log or album whose own day, or the heading's, is over", ""),
    "pupils": ("this school's pupils, classes or teachers are named as those who act", ""),
    "not_planned": ("does not stand in a plan, schedule, programme or regulation", ""),
    "planned": ("stands in a plan, schedule or programme", ""),
    "own": ("the text is the school's own: no ministry's, college's or media's text reposted", ""),
    "grades": ("grades are named (within the range, where one is given)", "a range such as 6-11, or nothing"),
    "only_grades": ("grades are named and all lie in the range", "a range such as 1-5"),
    "day": ("a day or month can be told for it", ""),
    "year": ("an academic year, a calendar year or a dated day is stated", ""),
    "organisation": (
        "an organisation of this kind is named (not the school itself)",
        "kinds joined by +: college+university+employer+service; nothing = any",
    ),
    "person": ("a person is named (surname with name or initials)", ""),
    "post": ("a post is named (заместитель директора, педагог-психолог …)", ""),
    "contact": ("a phone, e-mail or reception hours are given", ""),
    "approval": ("a stamp of approval, an order with number or date, or an electronic signature", ""),
    "order": ("an order or protocol with its number and date", ""),
    "act": ("reads as an act of the school: an approval of its own, «приказываю», or numbered clauses; not approved by others alone", ""),
    "leads": ("the words begin a heading or paragraph: they name it", ""),
    "advises": ("tells its readers what to do: at least two imperatives («расскажите», «не торопите»)", "another least number, or nothing"),
    "figures": ("percentages, or at least three numbers that count people", "another least number, or nothing"),
    "rows": ("at least so many rows, list items or dated lines", "a number"),
    "text": ("at least so many characters of the page's own text", "a number"),
    "children": ("at least so many links or files in the page's own part", "a number"),
    "link": ("a link leads to an address that contains this", "a part of an address, e.g. bvbinfo.ru"),
    "listing": ("the page is nothing but a list of news cards (a rubric of the news engine)", ""),
    "file": ("it is a file", ""),
    "page": ("it is a page, not a file", ""),
    "no_names": ("no list of pupils' names", ""),
}

_CHECK = re.compile(r"^(?:(?P<scope>[a-z]+):\s+)?(?P<no>not\s+)?(?P<name>[a-z_]+)(?::(?P<argument>\S+))?$")


@dataclass(frozen=True, slots=True)
class Check:
    """One named check, with the scope it looks in and whether it is denied («not held»)."""

    name: str
    argument: str = ""
    scope: str = "passage"
    denied: bool = False


def parse_check(source: str) -> Check:
    """Read `[scope: ][not ]name[:argument]`. Raises ValueError with a sentence."""
    match = _CHECK.match(source.strip())
    if not match or match["name"] not in CHECKS:
        raise ValueError(f"unknown check {source!r}; known: {', '.join(CHECKS)}")
    scope = match["scope"] or "passage"
    if scope not in SCOPES:
        raise ValueError(f"unknown scope {scope!r} in {source!r}; known: {', '.join(SCOPES)}")
    _, follows = CHECKS[match["name"]]
    argument = match["argument"] or ""
    if argument and not follows:
        raise ValueError(f"nothing may follow the check {match['name']!r}: {source!r}")
    if (match["name"] in {"rows", "text", "children"} or (match["name"] in {"figures", "advises"} and argument)) and not re.fullmatch(
        r"[0-9]{1,6}", argument
    ):
        raise ValueError(f"{match['name']!r} needs a number: {source!r}")
    if "grades" in match["name"] and argument and not re.fullmatch(r"[0-9]{1,2}-[0-9]{1,2}", argument):
        raise ValueError(f"{match['name']!r} takes a range such as 6-11: {source!r}")
    return Check(match["name"], argument, scope, denied=bool(match["no"]))
