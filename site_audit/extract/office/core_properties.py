"""What an office file says of itself: its title and dates, where they make sense."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree

from site_audit.extract.office.elements import local, tree
from site_audit.extract.office.parts import Parts
from site_audit.extract.properties import property_dates, sensible_title
from site_audit.model import DateClaim

OPEN_XML, OPEN_DOCUMENT = "docProps/core.xml", "meta.xml"
MAX_PROPERTIES = 1000
_TITLES = ("title", "Title")
_DATES = ("created", "modified", "creation-date", "date", "Created", "LastSaved")


@dataclass(frozen=True, slots=True)
class Properties:
    """A sensible title ("" if there is none), and the days of creation and of the last change."""

    title: str = ""
    dates: tuple[DateClaim, ...] = ()


def properties_of(parts: Parts, name: str = OPEN_XML) -> Properties:
    """The properties that the named part holds; missing or damaged ones say nothing."""
    xml = parts.read(name)
    if xml is None:
        return Properties()
    try:
        return properties_in(tree(xml))
    except ElementTree.ParseError:
        return Properties()


def properties_in(root: ElementTree.Element) -> Properties:
    """The properties among the elements under `root`, in the words of any of the formats."""
    said: dict[str, str] = {}
    for element, _ in zip(root.iter(), range(MAX_PROPERTIES), strict=False):
        said.setdefault(local(element.tag), element.text or "")
    title = next((said[name] for name in _TITLES if name in said), "")
    return Properties(sensible_title(title), property_dates(*(said[name] for name in _DATES if name in said)))
