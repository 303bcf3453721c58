"""Document × RulePack → evidence, near misses and the registers. Pure: what was seen, the rules and a date; nothing else.

`detect` says what was found; `attempts` tells rule writers how one rule came to it.
"""

from site_audit.detect.attempts import Attempt, Tried, attempts
from site_audit.detect.conditions import Step
from site_audit.detect.school import detect

__all__ = ["Attempt", "Step", "Tried", "attempts", "detect"]
