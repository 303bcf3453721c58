"""What stands in the registers: plans, events and partners of a school, and of a whole district, each with a trail of where it was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Approval:
    """A sign that a file is approved: "stamp", "order", "protocol", "signature" (its stamp in the text), "signature_file" (beside it)."""

    kind: str
    number: str = ""
    day: date | None = None
    post: str = ""  # who signed


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan once. `grades` are those it covers («5-7, 9»), `also` the other addresses where the same plan stands."""

    title: str
    academic_year: str  # "2026/27", "" if not stated
    approved: bool
    url: str
    kind: str = "career"  # career · upbringing · course · early
    rows: int = 0
    grades: str = ""
    approvals: tuple[Approval, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """One place that tells of an event, and why it is the same event. `day` is the day told there (of the event, or of the news)."""

    url: str
    quote: str
    day: date | None = None
    shape: str = "page"  # page · list (an entry of a list) · file
    why: str = "first"  # first · same_words · same_partner


@dataclass(frozen=True, slots=True)
class Event:
    """An event once, on its earliest day told."""

    title: str
    kind: str
    day: date | None
    grades: str
    partner: str
    url: str
    trail: tuple[Telling, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement as far as it is told: number, day of signing, end of its term."""

    number: str = ""
    day: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Naming:
    """One place where a partner was named: `form` is the name as it stands in the quote, `why` the code of why it is this partner's."""

    url: str
    quote: str
    form: str
    relation: str = "mention"
    day: date | None = None
    why: str = "same_name"


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner once, with its strongest relation. `parent` is the organisation whose branch it is; `known` ones stand in the gazetteer."""

    name: str
    kind: str  # college · university · employer · service · other
    relation: str  # agreement · visit · mention
    url: str
    parent: str = ""
    known: bool = False
    agreements: tuple[Agreement, ...] = ()
    trail: tuple[Naming, ...] = ()


# ------------------------------------------------------------ of a district


@dataclass(frozen=True, slots=True)
class Tie:
    """What binds one school to a partner; `why` says why the name there is this partner's."""

    school: str  # its id
    partner: Partner
    why: str
    day: date | None = None  # the newest day told


@dataclass(frozen=True, slots=True)
class DistrictPartner:
    """A partner of the district once, with the schools that name it, the closest ties first."""

    name: str
    kind: str
    relation: str
    ties: tuple[Tie, ...]
    parent: str = ""
    known: bool = False


@dataclass(frozen=True, slots=True)
class SchoolEvent:
    """What one school tells of an event; `why` says why it is the same event as the first school's."""

    school: str  # its id
    event: Event
    why: str = "first"  # first · same_words · same_partner


@dataclass(frozen=True, slots=True)
class DistrictEvent:
    """An event of the district once: of one school, or of several together."""

    title: str
    kind: str
    day: date | None
    grades: str
    partner: str
    told: tuple[SchoolEvent, ...]

    @property
    def joint(self) -> bool:
        """Whether several schools tell of it."""
        return len(self.told) > 1


@dataclass(frozen=True, slots=True)
class SchoolPlans:
    """The plans of one school; `read` is False where its site was not read far enough to say that it has none."""

    school: str
    plans: tuple[Plan, ...]
    read: bool = True


@dataclass(frozen=True, slots=True)
class DistrictRegisters:
    """The registers of all schools of a run together. `left_out` counts the events beyond what the register holds."""

    partners: tuple[DistrictPartner, ...] = ()
    events: tuple[DistrictEvent, ...] = ()
    plans: tuple[SchoolPlans, ...] = ()
    left_out: int = 0
