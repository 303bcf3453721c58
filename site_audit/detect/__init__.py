"""Document × RulePack → evidence, near misses and the registers. Pure: what was seen, the rules and a date; nothing else."""

from site_audit.detect.school import detect

__all__ = ["detect"]
