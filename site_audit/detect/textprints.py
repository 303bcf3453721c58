"""Prints of texts: what a career page or file is compared by with those of other schools, small enough to lie beside the audit.

A print is the bottom-k sketch of a text: the smallest hashes of its runs of five words. Of a short text these are all there are, of a long
one a fair sample; two texts are compared by the share of hashes they have in common (`score/same_text.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from site_audit.detect.chrome import Print
from site_audit.detect.lines import lines_of
from site_audit.model import PRINT_DIGITS, PRINT_HASHES, BlockKind, Document, TextPrint
from site_audit.text.words import words_of

RUN_WORDS = 5
LEAST_CHARACTERS = 400
MOST_PRINTS = 40
_MOST_WORDS = 20_000
_TEXT_KINDS = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW)


def text_prints(documents: Iterable[Document], chrome: frozenset[Print]) -> tuple[TextPrint, ...]:
    """The prints of documents with enough text of their own, by address; so many of one school at most."""
    made = (TextPrint(document.url, sketch) for document in documents if (sketch := sketch_of(_own_text(document, chrome))))
    return tuple(sorted(made, key=lambda one: one.url))[:MOST_PRINTS]


def sketch_of(text: str) -> str:
    """The sketch of a text, "" where it is too short to be told from another."""
    if len(text) < LEAST_CHARACTERS:
        return ""
    words = [word.form for word in words_of(text[: _MOST_WORDS * 8])][:_MOST_WORDS]
    runs = {" ".join(words[at : at + RUN_WORDS]) for at in range(len(words) - RUN_WORDS + 1)}
    return "".join(sorted({_hash(run) for run in runs})[:PRINT_HASHES])


def _hash(run: str) -> str:
    return blake2b(run.encode("utf-8", "replace"), digest_size=PRINT_DIGITS // 2).hexdigest()


def _own_text(document: Document, chrome: frozenset[Print]) -> str:
    return "\n".join(_texts(document, chrome))


def _texts(document: Document, chrome: frozenset[Print]) -> Iterator[str]:
    for line in lines_of(document, chrome, ()):
        if line.kind in _TEXT_KINDS and not line.titles and not line.echo:
            yield line.text
