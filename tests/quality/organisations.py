"""`python -m tests.quality.organisations`: how well mentions of organisations are recognised and merged.

The list in `registers/` was written before the merging: `organisations.tsv` says who they are, `mentions.tsv` how schools name them, each
line on a site of its own. A pair of mentions is right where both are taken for one organisation, or for two, as the list says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from site_audit.text.organisation_matching import gathered
from site_audit.text.organisations import FoundOrganisation, find_organisations
from site_audit.text.partner_names import fit_for_print
from tests.house.tree import ROOT
from tests.quality.figures import wilson
from tests.rules.shipped import shipped_pack

FOLDER = ROOT / "tests" / "quality" / "registers"


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence in which an organisation is named between `start` and `end`; `key` is "-" where none is."""

    key: str
    relation: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who an organisation is: `names` are the spellings a register may print."""

    kind: str
    parent: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of the mentions: what was found of each, and the group it was put to (None where nothing was found)."""

    mentions: tuple[Mention, ...]
    found: tuple[FoundOrganisation | None, ...]
    groups: tuple[int | None, ...]
    names: dict[int, str]

    def pairs(self) -> tuple[int, int, int]:
        """Pairs rightly joined, wrongly joined, wrongly apart."""
        right = wrong = missed = 0
        for (one, mine), (other, theirs) in combinations(zip(self.mentions, self.groups, strict=True), 2):
            if one.key == "-" or other.key == "-":
                continue
            joined, same = mine is not None and mine == theirs, one.key == other.key
            right, wrong, missed = right + (joined and same), wrong + (joined and not same), missed + (same and not joined)
        return right, wrong, missed


def rows(name: str) -> Iterator[list[str]]:
    """The lines of one list."""
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def organisations() -> dict[str, Organisation]:
    """The organisations of the list by their key."""
    return {key: Organisation(kind, parent, tuple(names.split("|"))) for key, kind, parent, names in rows("organisations.tsv")}


def mentions() -> tuple[Mention, ...]:
    """The mentions in the list's order."""
    return tuple(_mention(*row) for row in rows("mentions.tsv"))


def merged(all_mentions: Sequence[Mention]) -> Merged:
    """The mentions recognised and merged as the registers do it."""
    gazetteer = shipped_pack().gazetteer
    found = [_named(mention, find_organisations(mention.text, gazetteer)) for mention in all_mentions]
    at = [number for number, one in enumerate(found) if one is not None]
    groups: list[int | None] = [None] * len(found)
    names: dict[int, str] = {}
    told = [(one.name, one.kind) for one in found if one is not None]
    for count, group in enumerate(gathered(told, gazetteer)):
        for member in group.members:
            groups[at[member]] = count
        names[count] = group.known or fit_for_print([told[member] for member in sorted(group.members)])
    return Merged(tuple(all_mentions), tuple(found), tuple(groups), names)


def main() -> None:
    """Print the figures, and what went wrong."""
    known, result = organisations(), merged(mentions())
    right, wrong, missed = result.pairs()
    named = [(one, what, group) for one, what, group in zip(result.mentions, result.found, result.groups, strict=True) if one.key != "-"]
    seen = [(one, what, group) for one, what, group in named if what is not None]
    print(f"{len(named)} mentions of {len(known)} organisations, {sum(one.key == '-' for one in result.mentions)} sentences with none")
    print(f"recognised  {_share(len(seen), len(named))}")
    print(f"kind        {_share(sum(what.kind == known[one.key].kind for one, what, _ in seen if what), len(seen))}")
    print(
        f"name        {_share(sum(result.names[group] in known[one.key].names for one, _, group in seen if group is not None), len(seen))}"
    )
    print(f"pairs: precision {_share(right, right + wrong)}   recall {_share(right, right + missed)}")
    for one, seen_as, group in named:
        if seen_as is None:
            print(f"  not recognised  {one.key:<14}{one.text[one.start : one.end]}")
        elif group is not None and result.names[group] not in known[one.key].names:
            print(f"  named           {one.key:<14}{result.names[group]}")
        elif seen_as.kind != known[one.key].kind:
            print(f"  kind            {one.key:<14}{seen_as.kind}")
    for (one, _, mine), (other, _, theirs) in combinations(seen, 2):
        if (one.key == other.key) != (mine == theirs):
            what = "apart" if one.key == other.key else "joined"
            print(f"  {what:<16}{one.text[one.start : one.end]} | {other.text[other.start : other.end]}")


def _mention(key: str, relation: str, text: str) -> Mention:
    start = text.find("⟦")
    return Mention(key, relation, text.replace("⟦", "").replace("⟧", ""), max(0, start), max(0, text.find("⟧") - 1))


def _named(mention: Mention, found: Sequence[FoundOrganisation]) -> FoundOrganisation | None:
    return next((one for one in found if one.named and one.start < mention.end and mention.start < one.end), None)


def _share(hits: int, of: int) -> str:
    low, high = wilson(hits, of)
    return f"{hits / of if of else 1:.3f} [{low:.2f}–{high:.2f}] {hits}/{of}"


if __name__ == "__main__":
    main()
