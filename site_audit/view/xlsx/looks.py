"""The cell formats of a workbook, each made once."""

from __future__ import annotations

from typing import Any

from site_audit.model import Outcome
from site_audit.view.tables import Kind

FONT = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
HEAD = {
    "bold": True,
    "bg_color": "#22303f",
    "font_color": "#ffffff",
    "text_wrap": True,
    "valign": "vcenter",
    "border": 1,
    "border_color": "#8b98a5",
}
NUMBERS = {Kind.POINTS: "0.0", Kind.NUMBER: "0.0###", Kind.INTEGER: "0", Kind.DAY: "dd.mm.yyyy", Kind.MOMENT: "dd.mm.yyyy hh:mm"}
# The colours of the HTML report: each with dark text over 7:1, and never without its sign.
OUTCOMES = {
    Outcome.PRESENT: "#cfe8d5",
    Outcome.PARTIAL: "#f6e7b8",
    Outcome.ABSENT: "#f3cfc4",
    Outcome.UNKNOWN: "#dfe4ea",
    Outcome.NOT_APPLICABLE: "#ffffff",
}


class Looks:
    """Formats by what a cell holds."""

    def __init__(self, book: Any) -> None:
        self.head = book.add_format({**FONT, **HEAD})
        self.title = book.add_format({**FONT, "bold": True, "font_size": 14})
        self.link = book.add_format({**FONT, "font_color": "#1d4f91", "underline": 1})
        self.note = book.add_format({**FONT, "text_wrap": True})
        self.upright = book.add_format({**FONT, **HEAD, "rotation": 90, "text_wrap": False, "align": "center", "valign": "bottom"})
        self.of = {
            kind: book.add_format({**FONT, **({"num_format": NUMBERS[kind]} if kind in NUMBERS else {"text_wrap": True})}) for kind in Kind
        }
        self.outcome = {
            one: book.add_format({**FONT, "bg_color": colour, "align": "center", "border": 1, "border_color": "#c4ccd4"})
            for one, colour in OUTCOMES.items()
        }
