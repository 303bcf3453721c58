"""How far from the home page a find lies: the coefficients are Infometer's 1 / 0.95 / 0.9."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

NEAR: Final = Decimal("1")
THREE_CLICKS: Final = Decimal("0.95")
FAR: Final = Decimal("0.9")


def navigation_of(clicks: int | None, *, in_section: bool) -> Decimal:
    """By the shortest path from home; inside the career section always 1; None (only by sitemap or search) counts as far."""
    if in_section:
        return NEAR
    if clicks is None or clicks > 3:
        return FAR
    return THREE_CLICKS if clicks == 3 else NEAR
