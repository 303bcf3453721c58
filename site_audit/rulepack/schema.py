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
    about: str = Field(default="", description="что это за признак, для читателя правил")
    where: Where = Field(default="any", description="где стоит находка")
    find: tuple[str, ...] = Field(min_length=1, description="шаблоны находки, достаточно одного")
    also: tuple[str, ...] = Field(default=(), description="каждая строка должна найтись рядом; перед шаблоном можно назвать область")
    never: tuple[str, ...] = Field(default=(), description="ни одна строка не должна найтись рядом")
    checks: tuple[str, ...] = Field(default=(), description="именованные проверки, все")
    confidence: float = Field(default=0.9, gt=0, le=1, description="уверенность; ниже 0,6 вывод просит взгляда человека")


class Must(_Value):
    """A quality the catalogue asks for: patterns (`find`, any one) or named `checks` (all). `within` says where it is looked for."""

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    title: Wording
    find: tuple[str, ...] = Field(default=(), description="шаблоны, достаточно одного")
    checks: tuple[str, ...] = Field(default=(), description="именованные проверки, все")
    either: tuple[str, ...] = Field(default=(), description="проверки, из которых достаточно одной")
    within: Literal["passage", "page", "group"] = Field(default="group", description="где искать: рядом с находкой или во всём документе")
    reachability: bool = Field(default=False, description="судит только навигация")


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
    weight: int = Field(ge=1, le=3, description="вес от 1 до 3")
    factors: str = Field(
        pattern=r"^c?t?n?h?f?$", description="буквы коэффициентов: c полнота, t актуальность, n навигация, h текст, f файл"
    )
    time: Time = Field(description="вид срока: план, событие, отчёт, постоянное")
    measure: Literal["product", "readable_share", "news_rate"] = "product"
    grades: tuple[int, int] | None = Field(default=None, description="классы, которых касается; нет – все школы")
    title: Wording
    met: Wording
    unmet: Wording
    why: Wording
    recommendation: Wording
    paste: str = Field(min_length=1, description="готовый кусок HTML для сайта школы, пропуски – ____")
    norms: tuple[str, ...] = Field(default=(), description="номера норм из pack.toml")
    places: tuple[str, ...] = Field(default=(), description="где человек стал бы искать: слова заголовков страниц")
    known_gaps: tuple[str, ...] = Field(default=(), description="чего правило заведомо не видит")
    signals: tuple[Signal, ...] = Field(default=(), alias="signal")
    musts: tuple[Must, ...] = Field(default=(), alias="must")
    promises: tuple[str, ...] = Field(default=(), description="слова ссылки, которая это обещает")
    opens_section: bool = Field(default=False, description="найденное – раздел, внутри которого лежат другие страницы")
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


class NormRegister(_Value):
    """`norms.toml` beside the packs: the norms that any of them may name."""

    norms: tuple[Norm, ...] = Field(default=(), alias="norm")

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, str_strip_whitespace=True)


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
    parent: str = Field(default="", description="чей это филиал: имя записи; пусто – самостоятельная")


class Gazetteer(_Value):
    """`organisations.toml`."""

    organisations: tuple[Organisation, ...] = Field(default=(), alias="organisation")

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class PackWords(_Value):
    """What reports say of the pack beyond its criteria. The sentences of reports take `about` in: «ссылки о профориентации»."""

    about: Wording = Field(description="о чём набор, с предлогом: «о профориентации», «about career guidance»")
    norms: Wording | None = Field(default=None, description="что стоит перед списком норм: обязывают ли они к чему-нибудь")
    basis: Wording | None = Field(default=None, description="на чём основан набор; стоит внизу отчёта")


class PackFile(_Value):
    """`pack.toml`: what the pack is, its directions and weights, and the words that make a link worth following."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    version: str
    title: Wording
    words: PackWords
    directions: tuple[Direction, ...] = Field(alias="direction", min_length=1)
    order: tuple[str, ...]  # every criterion, in the order of reports
    subject_links: tuple[str, ...] = Field(min_length=1, description="слова ссылок о самом предмете набора: их открывают первыми")
    second_links: tuple[str, ...] = Field(default=(), description="слова ссылок, за которыми предмет часто стоит не названным")
    subject_urls: tuple[str, ...] = Field(default=(), description="части адресов, которые говорят то же, что subject_links")
    norms: tuple[Norm, ...] = Field(default=(), alias="norm")

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, str_strip_whitespace=True)
