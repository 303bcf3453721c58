"""Links of the career section: many of them dead, or all of them leading off the school's site."""

from __future__ import annotations

from collections.abc import Iterator

from site_audit.detect.sheet import Sheet
from site_audit.detect.warnings.career import CareerPages
from site_audit.model import BlockKind, Failure, Seen, Trouble, Warning
from site_audit.urls import host_of, site_key

_BROKEN_SHARE = 0.05
_DEAD = (Trouble.HTTP_STATUS, Trouble.SOFT_404, Trouble.DNS, Trouble.BAD_URL)
#: Answers that keep a program out, or beg for patience: the link itself may be sound.
_NOT_FOR_US = frozenset({"401", "403", "429", "503"})
_OWN_CHARACTERS = 300
_TEXT_KINDS = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW)
_HOSTS_NAMED = 3
_MOST_LINES = 400


def broken_links(seen: Seen, career: CareerPages) -> Iterator[Warning]:
    """Where more than one in twenty of the links of the section's own part that were asked is dead: the first, and how many of how many."""
    asked = [sighting for sighting in seen.sightings if sighting.link.url in career.linked]
    dead = sorted(sighting.link.url for sighting in asked if sighting.failure is not None and _is_dead(sighting.failure))
    if len(dead) > _BROKEN_SHARE * len(asked):
        yield Warning("broken_links", dead[0], f"{len(dead)}/{len(asked)}")


def _is_dead(failure: Failure) -> bool:
    return failure.trouble in _DEAD and failure.detail not in _NOT_FOR_US


def leads_away(sheet: Sheet, home: str) -> Iterator[Warning]:
    """A section whose front says next to nothing itself and whose links all lead off the site: to which hosts."""
    if not sheet.document.is_page:
        return
    links = [link for link in sheet.own_links if link.url != sheet.url]
    if not links or any(site_key(link.url) == site_key(home) for link in links):
        return
    if _own_characters(sheet, sorted({link.text for link in links if link.text}, key=lambda text: (-len(text), text))) < _OWN_CHARACTERS:
        hosts = list(dict.fromkeys(host_of(link.url) for link in links))
        yield Warning("section_leads_away", sheet.url, ", ".join(hosts[:_HOSTS_NAMED]))


def _own_characters(sheet: Sheet, link_texts: list[str]) -> int:
    """The characters of the front's text that are no words of its links. Counted no further than needed."""
    counted = 0
    for line in sheet.lines[:_MOST_LINES]:
        if line.titles or line.echo or line.kind not in _TEXT_KINDS:
            continue
        text = line.text
        for link in link_texts[:_MOST_LINES]:
            if link in text:
                text = text.replace(link, "", 1)
        counted += len(text.strip(" |–-.,;:"))
        if counted >= _OWN_CHARACTERS:
            break
    return counted
