"""Gettext catalogues: `locale/<language>/LC_MESSAGES/<domain>.po` in, the sentences of one language out.

A `msgid` is the name of a sentence (`card.reason`), the same in every language; a counted thing has plural forms. A fuzzy entry says
nothing, as gettext means it. Nothing is compiled beforehand: a catalogue is read once a process, when the first sentence is asked for.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

LOCALE = resources.files("site_audit.view").joinpath("locale")
SUFFIX = ".po"


@dataclass(frozen=True, slots=True)
class Sentences:
    """What one language says: sentences by their names, the forms of counted things, and which form a number takes."""

    said: Mapping[str, str]
    counted: Mapping[str, tuple[str, ...]]
    form: Callable[[int], int]


def domains(language: str) -> tuple[str, ...]:
    """The names of the catalogues of a language."""
    return tuple(sorted(one.name.removesuffix(SUFFIX) for one in _folder(language).iterdir() if one.name.endswith(SUFFIX)))


def catalogue(language: str, domain: str) -> Catalog:
    """One catalogue as Babel reads it; a broken file is our mistake and raises."""
    from babel.messages.pofile import read_po  # here: most commands say nothing of a report, and its import is not free

    with _folder(language).joinpath(domain + SUFFIX).open("rb") as file:
        return read_po(file, locale=language, domain=domain, abort_invalid=True)


def sentences_of(language: str) -> Sentences:
    """All catalogues of a language together."""
    said: dict[str, str] = {}
    counted: dict[str, tuple[str, ...]] = {}
    plural = ""
    for domain in domains(language):
        read = catalogue(language, domain)
        plural = read.plural_expr
        for name, text in _entries(read):
            if isinstance(text, str):
                said[name] = text
            else:
                counted[name] = text
    return Sentences(said, counted, gettext.c2py(plural))


def _entries(read: Catalog) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """The entries that say something; the header is none."""
    for message in read:
        if message.id and message.string and not message.fuzzy:
            name = message.id if isinstance(message.id, str) else message.id[0]
            yield name, message.string if isinstance(message.string, str) else tuple(message.string)


def _folder(language: str) -> Traversable:
    return LOCALE.joinpath(language, "LC_MESSAGES")
