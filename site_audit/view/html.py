"""The HTML reports: one self-contained file a page, no script, nothing loaded from anywhere.

Everything that comes from a site is escaped; control and direction-changing characters are taken out before it is shown; a content
policy in the page forbids all but its own style.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from site_audit.view.pages.comparison import ComparisonPage
from site_audit.view.pages.copy import CopyPage
from site_audit.view.pages.district import DistrictPage
from site_audit.view.pages.district_registers import RegistersPage
from site_audit.view.pages.runs import RunsPage
from site_audit.view.pages.school import SchoolPage
from site_audit.view.words import words_in

UNSHOWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
HALVES = re.compile(r"[\ud800-\udfff]")


def render_school_html(page: SchoolPage) -> str:
    """The file of one school."""
    return _render("school.html.j2", page)


def render_district_html(page: DistrictPage) -> str:
    """The file of the district."""
    return _render("district.html.j2", page)


def render_registers_html(page: RegistersPage) -> str:
    """The file of the district's registers."""
    return _render("registers.html.j2", page)


def render_runs_html(page: RunsPage) -> str:
    """The file that lists the runs."""
    return _render("runs.html.j2", page)


def render_comparison_html(page: ComparisonPage) -> str:
    """The file of two runs side by side."""
    return _render("comparison.html.j2", page)


def render_copy_html(page: CopyPage) -> str:
    """The copy of a page or file that evidence quotes."""
    return _environment().get_template("copy.html.j2").render(page=page, t=words_in(page.locale).say)


def showable(value: Any) -> Any:
    """A text without characters that would hide or turn around what a reader sees."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return HALVES.sub("\N{REPLACEMENT CHARACTER}", UNSHOWN.sub("", value))
    return value


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("site_audit.view", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=showable,
    )


@cache
def _style() -> Markup:
    text = resources.files("site_audit.view").joinpath("static", "report.css").read_text(encoding="utf-8")
    return Markup(text)


def _render(template: str, page: SchoolPage | DistrictPage | RegistersPage | RunsPage | ComparisonPage) -> str:
    words = words_in(page.locale, None if isinstance(page, RunsPage) else page.pack)  # a list of runs is of any packs
    return _environment().get_template(template).render(page=page, t=words.say, style=_style())
