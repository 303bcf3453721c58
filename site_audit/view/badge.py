"""A badge for the school's own site: the value with its day as a small SVG that links to the report."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from site_audit.model import Audit
from site_audit.view.words import Words

GLYPH, PAD, HEIGHT = 6.6, 8, 22  # of an eleven-pixel sans-serif, measured over Cyrillic letters and figures
COLOURS = {"high": "#1b6b3a", "sufficient": "#2f5f9e", "moderate": "#7a5a00", "low": "#9c3d1f", "": "#5b6470"}  # each over 4.5:1 with white


def badge_svg(audit: Audit, words: Words, *, link: str) -> str:
    """The badge of one school. `link` is the address of its report, seen from where the badge lies."""
    one = audit.indicator
    label = words.say("badge.title")
    value = words.number(one.value) if one.value is not None else words.say("badge.none")
    said = f"{value} · {words.day(audit.as_of)}"
    left, right = _width(label), _width(said)
    title = escape(f"{label}: {said}")
    colour = COLOURS[one.level or ""]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="{HEIGHT}" role="img">'
        f"<title>{title}</title>"
        f'<a href={quoteattr(link)} target="_top">'
        f'<rect width="{left + right}" height="{HEIGHT}" rx="3" fill="{colour}"/>'
        f'<path d="M3 0h{left - 3}v{HEIGHT}H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="#39424e"/>'
        f'<g fill="#fff" font-family="Verdana, DejaVu Sans, sans-serif" font-size="11" text-anchor="middle">'
        f'<text x="{left / 2:g}" y="15">{escape(label)}</text><text x="{left + right / 2:g}" y="15">{escape(said)}</text></g></a></svg>\n'
    )


def _width(text: str) -> int:
    return round(len(text) * GLYPH) + 2 * PAD
