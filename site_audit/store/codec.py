"""Values ⇄ JSON, by the values' own annotations: one field more in `model` with a default, and older rows are still read."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from ..errors import MachineError
from ..model import Audit, Capture, Document, Failure, Link, School, Seen, Visit

Value = TypeVar("Value")

_AUDIT = TypeAdapter(Audit)
_DOCUMENT: TypeAdapter[Document | Failure] = TypeAdapter(Document | Failure)
_LINK = TypeAdapter(Link)
_SCHOOL = TypeAdapter(School)
_SEEN = TypeAdapter(Seen)
_VISIT = TypeAdapter(Visit)


def audit_json(audit: Audit) -> str:
    """The whole audit; decimals as strings, so that not a digit is lost."""
    return _write(_AUDIT, audit)


def audit_from(text: str) -> Audit:
    """The audit that `audit_json` wrote."""
    return _read(_AUDIT, text, "an audit")


def school_json(school: School) -> str:
    """One row of the school list."""
    return _write(_SCHOOL, school)


def school_from(text: str) -> School:
    """The school that `school_json` wrote."""
    return _read(_SCHOOL, text, "a school")


def document_json(got: Document | Failure) -> str:
    """A document that was read, or why it could not be."""
    return _write(_DOCUMENT, got)


def document_from(text: str) -> Document | Failure:
    """What `document_json` wrote."""
    return _read(_DOCUMENT, text, "a document")


def link_json(link: Link) -> str:
    """One link."""
    return _write(_LINK, link)


def link_from(text: str) -> Link:
    """The link that `link_json` wrote."""
    return _read(_LINK, text, "a link")


def walk_json(seen: Seen) -> str:
    """A walk without its sightings: those come again from the archive."""
    return _write(_SEEN, replace(seen, sightings=()))


def walk_from(text: str) -> Seen:
    """The walk that `walk_json` wrote, its sightings empty."""
    return _read(_SEEN, text, "a walk")


def visit_card(visit: Visit) -> dict[str, Any]:
    """A visit as plain JSON data, without the body of its capture."""
    card: dict[str, Any] = _VISIT.dump_python(visit, mode="json", exclude={"got": {"body"}})
    return card


def visit_from_card(card: dict[str, Any], body: bytes | None) -> Visit:
    """The visit of a card, its body put back (None for a failure)."""
    got = card["got"] if body is None else {**card["got"], "body": body}
    try:
        return _VISIT.validate_python({**card, "got": got})
    except ValidationError as error:
        raise _unreadable("a visit", error) from error


def visit_json(visit: Visit) -> str:
    """A visit in one line of JSON; the body, where there is one, as ISO 8859-1 text: every byte one character."""
    card = visit_card(visit)
    if isinstance(visit.got, Capture):
        card["got"]["body"] = visit.got.body.decode("latin-1")
    return dense_json(card).decode()


def visit_from(text: str) -> Visit:
    """The visit that `visit_json` wrote."""
    card = json.loads(text)
    body = card["got"].pop("body", None)
    return visit_from_card(card, None if body is None else body.encode("latin-1"))


def dense_json(data: object) -> bytes:
    """JSON without blanks in UTF-8.

    Half a surrogate pair cannot be written in UTF-8; it gets into text by `\\ud800` in a page's JSON-LD, and becomes a question mark.
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _write(adapter: TypeAdapter[Value], value: Value) -> str:
    try:
        return adapter.dump_json(value).decode()
    except PydanticSerializationError:
        return dense_json(adapter.dump_python(value, mode="json")).decode()


def _read(adapter: TypeAdapter[Value], text: str, what: str) -> Value:
    try:
        return adapter.validate_json(text)
    except ValidationError as error:
        raise _unreadable(what, error) from error


def _unreadable(what: str, error: ValidationError) -> MachineError:
    mistakes = tuple(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()[:10])
    return MachineError(f"The ledger or archive holds {what} that this version of site-audit cannot read. Update site-audit.", mistakes)
