"""Questionnaires on foreign services: what pupils and parents fill in there leaves the country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from site_audit.model import Document, Warning
from site_audit.urls import host_of

#: Hosts that serve nothing but forms.
_FORM_HOSTS = frozenset(
    {
        *("forms.gle", "typeform.com", "surveymonkey.com", "surveymonkey.ru", "jotform.com", "forms.office.com", "forms.microsoft.com"),
        *("tally.so", "wufoo.com", "cognitoforms.com", "123formbuilder.com", "survio.com", "qualtrics.com", "paperform.co"),
        *("formstack.com", "surveyplanet.com", "zohopublic.com", "formsite.com", "questionpro.com", "surveygizmo.com"),
    }
)
#: Hosts that serve much else beside: their forms are told by the path.
_FORM_PATHS = (("docs.google.com", "/forms/"), ("airtable.com", "/shr"))
_WRITTEN = re.compile(r"(?:https?://)?(?:docs\.google\.com/forms/|forms\.gle/)\S{1,200}", re.IGNORECASE)
_MOST_BLOCKS = 5_000
_LOOKED_AT = 2_000


def foreign_forms(document: Document) -> Iterator[Warning]:
    """At most one warning a document, its detail the service's host: linked, shown in a frame, or written out as text."""
    host = next((host for link in document.links if (host := _form_host(link.url))), "") or _written_host(document)
    if host:
        yield Warning("foreign_forms", document.url, host)


def _form_host(url: str) -> str:
    host = host_of(url).removeprefix("www.")
    labels = host.split(".")
    if any(".".join(labels[at:]) in _FORM_HOSTS for at in range(len(labels) - 1)):
        return host
    path = urlsplit(url).path if host else ""
    return host if any(host == known and path.startswith(beginning) for known, beginning in _FORM_PATHS) else ""


def _written_host(document: Document) -> str:
    for block in document.blocks[:_MOST_BLOCKS]:
        if written := _WRITTEN.search(block.text[:_LOOKED_AT]):
            return written[0].lower().removeprefix("https://").removeprefix("http://").split("/")[0]
    return ""
