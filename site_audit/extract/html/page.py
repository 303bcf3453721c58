"""A page to blocks, links and dates. All visible text is kept; where it stands is said, nothing is thrown away as boilerplate."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from site_audit.extract.builder import BlockBuilder, fold
from site_audit.extract.decode import decode
from site_audit.extract.html.drafts import LinkDraft
from site_audit.extract.html.head import base_of, claimed_dates, page_title, refresh_target, script_texts, spare_title
from site_audit.extract.html.walk import Walk
from site_audit.extract.sniff import HTML
from site_audit.extract.source import Source
from site_audit.extract.stamps import split_stamps
from site_audit.model import BlockKind, Document, Failure, Link, Trouble, Zone
from site_audit.urls import canonical

MAX_DEPTH = 3000  # the parser's time grows with the square of open elements: 3,000 take 35 ms, 50,000 take 11 s
MAX_ATTRIBUTES = 10_000
SHELL_LETTERS = 200
MOST_MISSPELT, LONGEST_MISSPELT = 50, 300
_MEANT = re.compile(r"\s*(?:h\w{0,3}t\w{0,3}p?s?\s*:|//|\\\\|file:|[a-z]:[\\/])", re.IGNORECASE)  # a "mailto:" is no misspelt page
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_BETWEEN = re.compile(r"[\s/]+")
_SHALLOW_TAGS = """p li td th tr option dt dd br img hr input meta link area base col embed source track wbr tbody thead tfoot
    b i u a em font"""
_NEVER_DEEP = frozenset(_SHALLOW_TAGS.split())


def read_html(source: Source) -> Document | Failure:
    """The document a page is; a page nested beyond all reason is a failure."""
    decoded = decode(source.body, source.charset)
    text = decoded.text.replace("\x00", "")
    if _too_deep(text):
        return source.failure(Trouble.BROKEN, "markup nested too deep")
    if _too_many_attributes(text):
        return source.failure(Trouble.BROKEN, "too many attributes")
    tree = LexborHTMLParser(text)
    if tree.root is None:
        return source.failure(Trouble.EMPTY)
    walk = Walk(tree.root)
    zones = walk.frames.zones()
    items = walk.frames.items([draft.frame for draft in walk.drafts])
    title, builder = _blocks(tree, walk, zones, items)
    blocks, signatures = split_stamps(builder.blocks)
    base = base_of(tree, source.url)
    return Document(
        url=source.url,
        digest=source.digest,
        media_type=HTML,
        title=title,
        blocks=tuple(blocks),
        links=_links(tree, walk.links, zones, source.url, base),
        dates=claimed_dates(tree, walk.times, zones, items),
        encoding=decoded.label,
        base_url=base if base != source.url else "",
        signatures=signatures,
        misspelt=_misspelt(walk.links, zones, source.url, base),
    )


def _blocks(tree: LexborHTMLParser, walk: Walk, zones: list[Zone], items: dict[int, int]) -> tuple[str, BlockBuilder]:
    builder = BlockBuilder()
    title = page_title(tree)
    builder.add(BlockKind.TITLE, title, "title")
    for draft in walk.drafts:
        zone, item = zones[draft.frame], items.get(draft.frame, 0)
        if draft.context.kind is BlockKind.ROW:
            builder.add_row(draft.text, draft.cells, draft.header, zone=zone, item=item)
        elif (block := builder.add(draft.context.kind, draft.text, draft.context.tag, zone=zone, level=draft.context.level)) and item:
            builder.blocks[-1] = replace(block, item=item)
    if walk.frames.letters[0] < SHELL_LETTERS:
        for text in script_texts(tree):
            builder.add(BlockKind.PARAGRAPH, text, "json")
    headings = (block.text for block in builder.blocks if block.kind is BlockKind.HEADING)
    return title or spare_title(tree) or next(headings, ""), builder


def _links(tree: LexborHTMLParser, drafts: list[LinkDraft], zones: list[Zone], url: str, base: str) -> tuple[Link, ...]:
    links: dict[Link, None] = {}
    if target := refresh_target(tree):
        drafts = [LinkDraft(target, 0, "refresh"), *drafts]
    for draft in drafts:
        if address := canonical(draft.href, base):
            links.setdefault(Link(address, draft.text, url, zones[draft.frame], draft.rel))
    return tuple(links)


def _misspelt(drafts: list[LinkDraft], zones: list[Zone], url: str, base: str) -> tuple[Link, ...]:
    """Links that were meant to lead somewhere: a broken http address, or a file on the computer of whoever wrote the page."""
    links: dict[Link, None] = {}
    for draft in drafts:
        if len(links) < MOST_MISSPELT and _MEANT.match(draft.href) and canonical(draft.href, base) is None:
            links.setdefault(Link(fold(draft.href)[:LONGEST_MISSPELT], draft.text, url, zones[draft.frame], draft.rel))
    return tuple(links)


def _too_many_attributes(text: str) -> bool:
    """One element with tens of thousands of attributes costs the parser their square."""
    for piece in text.split(">"):
        if len(piece) > MAX_ATTRIBUTES and len(_BETWEEN.findall(piece[piece.rfind("<") :])) > MAX_ATTRIBUTES:
            return True
    return False


def _too_deep(text: str) -> bool:
    """Count the elements left open, roughly: only those are counted whose depth slows the parser."""
    if text.count("<") < MAX_DEPTH:
        return False
    opened: Counter[str] = Counter()
    depth = 0
    for closing, tag in _TAG.findall(text):
        name = tag.lower()
        if name in _NEVER_DEEP:
            continue
        if not closing:
            opened[name] += 1
            depth += 1
            if depth > MAX_DEPTH:
                return True
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
    return False
