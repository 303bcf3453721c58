"""How sure a finding is: points for what is known of it when it is concluded, summed to a chance of being right.

A pack's points stand in its `confidence.toml`, made from labelled pages; a pack without the file trusts its rules as they trust themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import exp, log

from pydantic import BaseModel, ConfigDict, Field

#: So many points make the chances of being right twice as good (or, lost, half as good).
DOUBLING = 7
#: What may be known of a finding; the points of `confidence.toml` are of these and no others.
TRAITS = (
    "in_title",  # where the words stand
    "in_heading",
    "in_row",
    "in_entry",
    "in_link",
    "in_text",
    "in_list_of_news",  # what they stand on
    "in_file",
    "off_subject",  # neither title nor headings above nor leading links speak of the pack's subject
    "outside_section",  # not reached from the section either
    "guessed_word",  # a word of the match is misspelt
    "far_apart",  # the parts of the match stand far from each other
    "own_named",  # the school or its pupils are named beside
    "others_named",  # somebody else is named beside
    "denied_near",  # the passage denies something
    "year_inferred",
    "year_unknown",
    "year_past",
    "some_unmet",  # requirements
    "half_unmet",
    "one_quote",  # nothing else on the page or in its files speaks for it
    "one_signal",  # all quotes are seen by the same signal
    "other_pages",  # other pages or files carry it too
)
_NEAR_NOTHING = 0.001
#: How many doubts a report names, and from how many lost points on.
_DOUBTS_TOLD, _DOUBT_POINTS = 3, -2


class Trust(BaseModel):
    """`confidence.toml`: points by trait and by criterion. Seven points more double the chances of being right."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    review_below: float = Field(default=0.6, ge=0, le=1, description="ниже этой уверенности вывод просит взгляда человека")
    start: int = Field(default=0, description="очки, с которых начинают")
    signal: float = Field(default=1, ge=0, le=2, description="с каким весом берётся уверенность, названная признаком правила")
    traits: Mapping[str, int] = Field(default_factory=dict, description="очки за то, что известно о находке")
    criteria: Mapping[str, int] = Field(default_factory=dict, description="очки критерия: насколько надёжно его правило")

    def points(self, criterion: str, traits: Collection[str], stated: float) -> float:
        """The sum of points. `stated` is the confidence that the signal of the rule states (below 1 where words were recognised)."""
        own = self.start + self.criteria.get(criterion, 0) + sum(self.traits.get(trait, 0) for trait in traits)
        return own + self.signal * points_of(stated)

    def confidence(self, criterion: str, traits: Collection[str], stated: float) -> float:
        """The chance that the finding is right, 0–1."""
        return chance_of(self.points(criterion, traits, stated))

    def doubts(self, traits: Collection[str]) -> tuple[str, ...]:
        """The traits that speak most against the finding, the heaviest first."""
        against = sorted((self.traits.get(trait, 0), trait) for trait in traits)
        return tuple(trait for points, trait in against if points <= _DOUBT_POINTS)[:_DOUBTS_TOLD]


def points_of(chance: float) -> float:
    """A chance of being right as points: 0.5 is none, 0.8 fourteen.

    >>> [round(points_of(chance)) for chance in (0.5, 0.8, 0.9)]
    [0, 14, 22]
    """
    within = min(max(chance, _NEAR_NOTHING), 1 - _NEAR_NOTHING)
    return DOUBLING * log(within / (1 - within)) / log(2)


def chance_of(points: float) -> float:
    """The chance that so many points mean, rounded to thousandths."""
    return round(1 / (1 + exp(-points * log(2) / DOUBLING)), 3)
