"""`rules/**/*.toml` as values: read, checked, compiled. Rules are data that carry their own examples."""

from site_audit.rulepack.load import load_pack
from site_audit.rulepack.pack import CompiledCriterion, CompiledMust, CompiledSignal, Condition, RulePack
from site_audit.rulepack.schema import Criterion, Direction, Example, Must, Norm, PackWords, Signal
from site_audit.rulepack.trust import Trust

__all__ = [
    "CompiledCriterion",
    "CompiledMust",
    "CompiledSignal",
    "Condition",
    "Criterion",
    "Direction",
    "Example",
    "Must",
    "Norm",
    "PackWords",
    "RulePack",
    "Signal",
    "Trust",
    "load_pack",
]
