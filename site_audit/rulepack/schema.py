"""The rule format: what a criterion's TOML file may say. `rules/README.md` explains it to a methodologist.

Frozen pydantic models: the same value that is validated walks through detection and scoring.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Time = Literal["plan", "event", "report", "standing"]
Where = Literal["title", "heading", "text", "row", "link", "any"]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Wording(_Value):
    """A text in both languages."""

    ru: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Signal(_Value):
    """One way to see a criterion met: an anchor, where it must stand, and what must (not) stand around it."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    about: str = ""
    where: Where = "any"
    find: tuple[str, ...] = Field(min_length=1)
    also: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    confidence: float = Field(default=0.9, gt=0, le=1)


class Must(_Value):
    """A quality the catalogue asks for: patterns (`find`, any one) or named `checks` (all). `within` says where it is looked for."""

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    title: Wording
    find: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    either: tuple[str, ...] = ()  # checks of which one is enough
    within: Literal["passage", "page", "group"] = "group"
    reachability: bool = False  # judged by navigation alone


class ExamplePage(_Value):
    url: str
    html: str
    link: str = ""  # text of the link on the example's home page; "" = linked by its title


class Example(_Value):
    """A small made-up site and what the criterion must say of it. A url ending in .pdf/.docx makes a file of the same text."""

    name: str
    expect: Literal["present", "partial", "absent", "unknown"]
    as_of: date = date(2026, 11, 23)
    html: str = ""
    pages: tuple[ExamplePage, ...] = ()


class Criterion(_Value):
    """One criterion of the pack, as its file says it. `direction` comes from the folder."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    direction: str
    weight: int = Field(ge=1, le=3)
    factors: str = Field(pattern=r"^c?t?n?h?f?$")  # the K letters
    time: Time
    measure: Literal["product", "readable_share", "news_rate"] = "product"
    grades: tuple[int, int] | None = None  # None = all
    title: Wording
    met: Wording
    unmet: Wording
    why: Wording
    recommendation: Wording
    paste: str = Field(min_length=1)  # HTML block for the school, blanks as ____
    norms: tuple[str, ...] = ()
    places: tuple[str, ...] = ()  # where a person would look
    known_gaps: tuple[str, ...] = ()
    signals: tuple[Signal, ...] = Field(default=(), alias="signal")
    musts: tuple[Must, ...] = Field(default=(), alias="must")
    promises: tuple[str, ...] = ()  # patterns of a link text that promises this evidence
    opens_section: bool = False  # what it finds is the career section other pages lie inside of
    plan_kind: Literal["", "career", "upbringing", "course", "early"] = ""  # its evidence enters the register of plans
    event_kind: str = ""  # its evidence enters the register of events, as this kind
    partner_relation: Literal["", "agreement", "visit", "mention"] = ""  # organisations beside its evidence enter the register of partners
    examples: tuple[Example, ...] = Field(default=(), alias="example")

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, str_strip_whitespace=True)


class Norm(_Value):
    """One norm of the register. Reports print verified norms only."""

    id: str
    title: str
    date: str = ""
    status: str = ""
    verified: bool = False


class Direction(_Value):
    id: str
    number: int
    weight: Decimal = Field(gt=0)
    title: Wording
    short: Wording


class Organisation(_Value):
    """One entry of the pack's gazetteer: an organisation known by several names."""

    name: str = Field(min_length=3)
    kind: Literal["college", "university", "employer", "service", "other"]
    variants: tuple[str, ...] = ()


class Gazetteer(_Value):
    """`organisations.toml`."""

    organisations: tuple[Organisation, ...] = Field(default=(), alias="organisation")

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class PackFile(_Value):
    """`pack.toml`: what the pack is, its directions and weights, and the words that make a link worth following."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    version: str
    title: Wording
    directions: tuple[Direction, ...] = Field(alias="direction", min_length=1)
    order: tuple[str, ...]  # every criterion, in the order of reports
    career_links: tuple[str, ...] = Field(min_length=1)
    second_links: tuple[str, ...] = ()
    career_urls: tuple[str, ...] = ()
    norms: tuple[Norm, ...] = Field(default=(), alias="norm")

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, str_strip_whitespace=True)
