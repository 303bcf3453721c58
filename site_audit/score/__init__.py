"""Evidence → Finding → Indicator: how openness is counted. Pure arithmetic over values; `docs/method.md` says it in words.

`measure_reach` says how far the walk came, `conclude` what follows for one criterion, `indicate` what all findings come to,
`with_same_text` what several schools of a run say in the same words, `district_registers` what all their registers come to, `compare` and
`fulfilments` what changed since an earlier audit.
"""

from __future__ import annotations

from site_audit.score.changes import compare, fulfilments
from site_audit.score.conclude import conclude
from site_audit.score.district_registers import district_registers
from site_audit.score.indicator import METHOD, indicate, level_of, printed, rank
from site_audit.score.reach import measure_reach
from site_audit.score.reasons import REASONS
from site_audit.score.same_text import with_same_text

__all__ = [
    "METHOD",
    "REASONS",
    "compare",
    "conclude",
    "district_registers",
    "fulfilments",
    "indicate",
    "level_of",
    "measure_reach",
    "printed",
    "rank",
    "with_same_text",
]
