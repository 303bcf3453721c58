"""Warnings beside criteria: what a careful reader would mention to the school though no criterion asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from site_audit.model import CareerFile, Document, EvidenceGroup, School, Seen, Trouble, Warning
from site_audit.rulepack import RulePack

_SNILS = re.compile(r"(?<!\d)\d{3}-\d{3}-\d{3}[ -]\d{2}(?!\d)")
_FOREIGN_FORMS = ("docs.google.com/forms", "forms.gle", "typeform.com", "surveymonkey.")
_BROKEN_SHARE = 0.05
_DEAD = (Trouble.HTTP_STATUS, Trouble.SOFT_404, Trouble.DNS, Trouble.BAD_URL)


def warnings(
    school: School,
    seen: Seen,
    groups: Iterable[EvidenceGroup],
    files: tuple[CareerFile, ...],
    inside: frozenset[str],
    pack: RulePack,
    *,
    owner: str,
) -> tuple[Warning, ...]:
    """The warnings of one school, each kind with the address it concerns."""
    found: list[Warning] = []
    if owner:
        found.append(Warning("other_owner", seen.home, owner))
    if school.grades is None:
        found.append(Warning("grades_not_stated", school.url))
    section = [s.document for s in seen.sightings if s.document is not None and s.document.url in inside]
    for document in section:
        found += _personal(document)
        found += _forms(document)
    found += _broken(seen, inside)
    if files and all(file.opened and not file.readable for file in files):
        found.append(Warning("scan_only_documents", files[0].url, str(len(files))))
    return tuple(dict.fromkeys(found))


def _personal(document: Document) -> Iterator[Warning]:
    for block in document.blocks:
        if _SNILS.search(block.text):
            yield Warning("personal_data", document.url, block.place)
            return


def _forms(document: Document) -> Iterator[Warning]:
    for link in document.links:
        if any(form in link.url for form in _FOREIGN_FORMS):
            yield Warning("foreign_forms", document.url, urlsplit(link.url).netloc)
            return


def _broken(seen: Seen, inside: frozenset[str]) -> Iterator[Warning]:
    linked = {link.url for s in seen.sightings if s.document is not None and s.document.url in inside for link in s.document.links}
    asked = [s for s in seen.sightings if s.link.url in linked]
    dead = [s for s in asked if s.failure is not None and s.failure.trouble in _DEAD]
    if asked and len(dead) > _BROKEN_SHARE * len(asked):
        yield Warning("broken_links", dead[0].link.url, f"{len(dead)}/{len(asked)}")
