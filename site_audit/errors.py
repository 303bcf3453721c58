"""Our exceptions: what *we*, the operator or the machine did wrong. What a site does is a `Failure`, never one of these.

    SiteAuditError
    ├── ConfigurationError      settings, flags, `site-audit.toml`            exit code 2
    │   ├── SchoolListError     `schools.csv` cannot be used
    │   └── RulePackError       a rule file is broken
    └── MachineError            disk, database, sandbox: the machine failed us  exit code 3

A message is a sentence for the one who must act. `mistakes` holds all mistakes of a file at once, each with its place.
"""

from __future__ import annotations


class SiteAuditError(Exception):
    """Base of all our errors; `exit_code` is what the command line returns."""

    exit_code = 3

    def __init__(self, message: str, mistakes: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.mistakes = mistakes

    def __str__(self) -> str:
        return "\n".join((self.message, *(f"  {mistake}" for mistake in self.mistakes)))


class ConfigurationError(SiteAuditError):
    """A setting, flag or file of the operator is wrong."""

    exit_code = 2


class SchoolListError(ConfigurationError):
    """The school list cannot be used at all."""


class RulePackError(ConfigurationError):
    """One or more rule files are wrong."""


class MachineError(SiteAuditError):
    """The machine failed us: disk full, database locked, sandbox gone."""

    exit_code = 3
