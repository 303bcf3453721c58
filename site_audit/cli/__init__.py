"""The command line: `site-audit …`. Each command imports what it needs when it runs, so that `--help` is quick."""

from site_audit.cli.app import main

__all__ = ["main"]
