"""Ours over the generated site, by the real parts: the walk alone, and the whole audit of one school."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path

from site_audit.audit import gather
from site_audit.model import Aside, Audit, School, Seen, in_hand
from site_audit.run import check_site
from site_audit.settings import load_settings
from site_audit.wiring import Parts, open_parts
from tests.house.tree import ROOT

AS_OF = date(2026, 11, 23)
ASIDE = 10  # robots.txt and the like do not count as pages; a little above the size of the site is room enough
_names = count(1)


@contextmanager
def parts_for(pages: int, folder: Path) -> Iterator[Parts]:
    """The real parts with the shipped rules, no pause, and room for so many pages; everything written goes below the folder."""
    given = {
        "rules": ROOT / "rules",
        "limits.delay_s": 0.0,
        "limits.school_s": 86_400.0,
        "limits.pages": pages + ASIDE,
        "allow_private_networks": True,
    }
    with open_parts(load_settings(folder, {}, given)) as parts:
        yield parts


def walk(url: str, parts: Parts, aside: Aside = in_hand) -> Seen:
    """Ours without judgement: robots, sitemap, frontier by rules, guard, extraction, every answer put into the archive on the disk."""
    school = School(f"s{next(_names)}", "Луговская школа", url + "/")
    with parts.archive.keeper("bench", school.id) as keep, parts.tools(school) as tools:
        return gather(school, tools, keep=keep, aside=aside)


def audit(url: str, parts: Parts, folder: Path) -> Audit:
    """Ours, all of it: the walk, detection, findings, the ledger, the report of the school."""
    school = School(f"s{next(_names)}", "Луговская школа", url + "/")
    return check_site(school, parts, as_of=AS_OF, folder=folder / school.id)[0]
