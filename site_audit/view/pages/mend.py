"""What a school should mend first: its gaps in the order of their unearned weight."""

from __future__ import annotations

from dataclasses import dataclass

from site_audit.model import Audit
from site_audit.view.pages.card import Card
from site_audit.view.pages.reserve import gains, lack
from site_audit.view.pages.rulebook import Rulebook
from site_audit.view.words import Words

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to mend. `lack` is w·(1 − q), `gain` the points the indicator would win."""

    card: Card
    lack: str
    gain: str


def steps(audit: Audit, rulebook: Rulebook, cards: tuple[Card, ...], words: Words) -> tuple[Step, ...]:
    """All gaps, the dearest first: by w·(1 − q), then by the gain, then by the criterion's id."""
    by_id = {card.id: card for card in cards}
    gain = gains(audit, rulebook)
    open_ = [one for one in audit.findings if lack(one) > 0]
    open_.sort(key=lambda one: (-lack(one), -gain.get(one.criterion, 0), one.criterion))
    return tuple(Step(by_id[one.criterion], words.number(lack(one), 2), words.number(gain.get(one.criterion))) for one in open_)
