"""Acts of a school – orders, regulations, procedures – told by their parts: who disposes, clauses, approvals; and lists of acts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from site_audit.text.approval import FoundApproval
from site_audit.text.days import find_dates

_DISPOSES = re.compile(r"(?<!\w)(?:приказываю|п\sр\sи\sк\sа\sз\sы\sв\sа\sю|обязываю|распоряжаюсь)(?!\w)", re.IGNORECASE)
_BODY = re.compile(
    r"(?:настоящ\w{2}|эт\w{1,2}|данн\w{2})\s(?:положени\w|поряд\w{2,4}|регламент\w?)|общие положения"
    r"|(?:положение|порядок|регламент)\s(?:действует|вводится|вступает|рассчитан|определяет|устанавливает|разработан)",
    re.IGNORECASE,
)
_STAMP = re.compile(r"\s*(?:УТВЕРЖД|Утвержд(?:аю|ено)\b)")
_CLAUSE = re.compile(r"(?:^|\s)(?:п\.\s?)?(?:\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]{1,4}\.)\s(?=[А-ЯЁ«])")
_CLAUSES = 2
_LIST_OF_ACTS = re.compile(r"приказ|распоряжени|распорядител|локальн\w+\s(?:нормативн\w+\s)?акт|нормативн|положени[ея]", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:№|\bN)\s{0,2}\d|(?:^|\|)\s*\d{1,4}(?:[-/][\wА-Яа-я]{1,4})?\s*(?:\||$)", re.IGNORECASE)


def is_act(texts: Sequence[str], own: Sequence[FoundApproval], theirs: Sequence[FoundApproval]) -> bool:
    """Whether some lines are an act: an approval of the school, somebody disposes, or clauses follow each other.

    What only others approved is an act of others.
    """
    if theirs and not own:
        return False
    if own or any(_DISPOSES.search(text) or _BODY.search(text) for text in texts):
        return True
    return sum(len(_CLAUSE.findall(text)) for text in texts) >= _CLAUSES


def is_disposed(text: str) -> bool:
    """Whether a line can only stand in an act: «приказываю», «настоящее положение», its stamp «УТВЕРЖДАЮ»."""
    return bool(_DISPOSES.search(text) or _BODY.search(text) or _STAMP.match(text))


def is_listed_act(text: str, above: Sequence[str]) -> bool:
    """Whether a line is an entry of a list of acts: «№ 17 от 03.09.2026 «Об организации …»» under the heading or column «Приказы»."""
    if not any(_LIST_OF_ACTS.search(name) for name in above):
        return False
    return bool(_NUMBERED.search(text)) and any(found.day for found in find_dates(text))
