"""Where on a page a container stands, as its tag, role, id and classes say it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from site_audit.model import Zone

_CONTAINER_TAGS = """nav header footer aside div section ul ol td table form center main article dl"""
CONTAINERS = frozenset(_CONTAINER_TAGS.split())
_BY_TAG = {"nav": Zone.MENU, "header": Zone.HEADER, "footer": Zone.FOOTER, "aside": Zone.ASIDE, "menu": Zone.MENU}
_BY_ROLE = {
    "navigation": Zone.MENU,
    "menu": Zone.MENU,
    "menubar": Zone.MENU,
    "banner": Zone.HEADER,
    "contentinfo": Zone.FOOTER,
    "complementary": Zone.ASIDE,
    "main": Zone.MAIN,
}
_MENU_NAMES = """menu nav navbar navigation navi breadcrumb breadcrumbs crumbs topmenu mainmenu leftmenu rightmenu submenu sidemenu
    pagination pager"""
_MENU = frozenset(_MENU_NAMES.split())
_ASIDE = frozenset(("sidebar", "aside", "leftsidebar", "rightsidebar"))
_FOOTER = frozenset(("footer", "podval", "copyright", "copyrights"))
_HEADER_NAMES = """header head masthead shapka topbar top-bar site-header main-header l-header top-header page-top"""
_HEADER = frozenset(_HEADER_NAMES.split())
_STATE_NAMES = """has with without no is wo hide show not body layout"""
_STATES = frozenset(_STATE_NAMES.split())
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def zone_of(tag: str, attributes: Mapping[str, str | None], *, in_article: bool) -> Zone | None:
    """The zone that this element begins, None where it says nothing. An article's own header and footer belong to the article."""
    if tag == "main":
        return Zone.MAIN
    found = _BY_TAG.get(tag) or _BY_ROLE.get((attributes.get("role") or "").lower())
    if found is None and (named := f"{attributes.get('id') or ''} {attributes.get('class') or ''}".strip()):
        found = _by_names(named)
    return None if in_article and found in (Zone.HEADER, Zone.FOOTER) else found


@lru_cache(maxsize=4096)
def _by_names(named: str) -> Zone | None:
    for name in named.split()[:12]:
        parts = [part.lower() for part in _PART.findall(name[:60])]
        if not parts or parts[0] in _STATES:
            continue
        if not _MENU.isdisjoint(parts):
            return Zone.MENU
        if not _FOOTER.isdisjoint(parts):
            return Zone.FOOTER
        if not _ASIDE.isdisjoint(parts) or name.lower().startswith(("widget-area", "widget_")) or name == "widget":
            return Zone.ASIDE
        if name.lower() in _HEADER or (parts[0] == "header" and parts[-1] not in ("title", "text")):
            return Zone.HEADER
    return None
