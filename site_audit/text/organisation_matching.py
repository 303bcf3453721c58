"""Whether two names mean one organisation, and names gathered to organisations. Careful: where two could be meant, none is taken.

Different kinds, numbers, towns, legal forms, namesakes or branches keep names apart; endings, quotes, forms and slips do not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from site_audit.text.forms import is_known
from site_audit.text.fuzzy import slips, slips_allowed
from site_audit.text.organisation_identity import Identity, identity_of
from site_audit.text.organisations import GazetteerEntry
from site_audit.text.words import folded

#: Why a name was taken for an organisation's; the reports say it in words.
SAME, FORMS, SLIP, GAZETTEER, ABBREVIATION, SHORTENED, NO_PLACE = (
    "same_name",
    "word_forms",
    "slip",
    "gazetteer",
    "abbreviation",
    "shortened",
    "no_place",
)
#: A name of a firm is its own word: «Агротек» and «Агротех» are two. Only in a long one a slip is a slip.
_LONG_OWN_WORD = 10
_LONG_PLACE = 8
_PLACE_PREFIX, _PLACE_TAIL = 4, 3
_TELLING_NUMBER = 2  # digits: «часть № 68» is one of its region, «колледж № 2» is not
_LEAST_SHORT = 3
_AT, _INITIALS = "at", "initials"  # keys by which shortened names are found
_Key = tuple[str, str, int]
_TRIED = 100  # groups a name is compared with


@dataclass(slots=True)
class Group:
    """The names (by their number in what was given) that mean one organisation, each with why; `known` is its name in the gazetteer."""

    members: dict[int, str] = field(default_factory=dict)
    known: str = ""
    identities: list[Identity] = field(default_factory=list)


def why_same(one: Identity, other: Identity) -> str:
    """Why two names mean one organisation; "" where they do not, or not surely."""
    if len(one.stems) != len(other.stems) or one.numbers != other.numbers or (one.branch is None) != (other.branch is None):
        return ""
    how = _words_alike(one, other)
    if not how or apart(one, other):
        return ""
    if bool(one.places) != bool(other.places) and not _is_telling(one):
        return ""
    return NO_PLACE if bool(one.places) != bool(other.places) else how


def apart(one: Identity, other: Identity) -> bool:
    """Whether something says that two names mean two organisations."""
    return (
        one.kind != other.kind
        or bool(one.numbers and other.numbers and one.numbers != other.numbers)
        or bool(one.form and other.form and one.form != other.form)
        or bool(one.types and other.types and not one.types & other.types)
        or bool(one.namesake and other.namesake and not one.namesake & other.namesake)
        or _places_differ(one.places, other.places)
        or (one.branch is not None and other.branch is not None and _places_differ(one.branch, other.branch))
        or _one_is_a_farm(one, other)
    )


def gathered(names: Sequence[tuple[str, str]], gazetteer: tuple[GazetteerEntry, ...] = ()) -> list[Group]:
    """Names with their kinds as organisations. The order of the names does not matter for who is with whom."""
    known = _index(gazetteer)
    identities = [identity_of(name, kind) for name, kind in names]
    order = sorted(range(len(names)), key=lambda number: (-_fullness(identities[number]), names[number]))
    gathering = _Gathering()
    for number in order:
        name, kind = names[number]
        gathering.take(number, identities[number], name, known.get((folded(name), kind), ""))
    for group in gathering.groups:
        _name_by_gazetteer(group, gazetteer)
    gathering.join_known()
    gathering.shorten(tuple(gazetteer))
    return [group for group in gathering.groups if group.members]


def known_as(name: str, kind: str, gazetteer: tuple[GazetteerEntry, ...]) -> str:
    """The name that the gazetteer has for this one, misspelt or otherwise formed; "" where it has none, or several."""
    exact = _index(gazetteer).get((folded(name), kind))
    if exact is not None:
        return exact
    one = identity_of(name, kind)
    alike = {entry for entry, identity in _identities(gazetteer) if identity.kind == kind and why_same(one, identity)}
    return alike.pop() if len(alike) == 1 else ""


# ------------------------------------------------------------ words, places


def _words_alike(one: Identity, other: Identity) -> str:
    if not one.words or not other.words:
        return FORMS if not one.words and not other.words and one.places and other.places else ""
    if one.stems == other.stems:
        return FORMS
    left = [pair for pair in one.words if pair[0] not in other.stems]
    right = [pair for pair in other.words if pair[0] not in one.stems]
    own = one.own or other.own
    return SLIP if all(any(_is_slip(mine, theirs, own=own) for theirs in right) for mine in left) else ""


def _is_slip(mine: tuple[str, str], theirs: tuple[str, str], *, own: bool) -> bool:
    """Whether one of two words is the other, misspelt: then the dictionary does not know it."""
    if own and min(len(mine[1]), len(theirs[1])) < _LONG_OWN_WORD:
        return False
    if mine[0][:2] != theirs[0][:2] or (is_known(mine[1]) and is_known(theirs[1])):
        return False
    allowed = 1 if own else min(slips_allowed(mine[0]), slips_allowed(theirs[0]))
    return slips(mine[0], theirs[0]) <= allowed


def _places_differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and not any(same_place(mine, theirs) for mine in one for theirs in other)


@lru_cache(maxsize=50_000)
def same_place(one: str, other: str) -> bool:
    """Whether two stems are of one place: «шахтин» and «шахт», «миллеров» and «милеров»."""
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    if len(short) >= _PLACE_PREFIX and long.startswith(short) and len(long) - len(short) <= _PLACE_TAIL:
        return True
    return len(long) >= _LONG_PLACE and short[:2] == long[:2] and slips(short, long) <= 1


def _is_telling(one: Identity) -> bool:
    """Whether the name is enough without a place: an own name, or a number that nobody else nearby has."""
    return one.own or any(len(number) >= _TELLING_NUMBER for number in one.numbers)


def _one_is_a_farm(one: Identity, other: Identity) -> bool:
    """A cooperative or farm is no factory, shop or paper of the same name."""
    farms = ("СПК", "КФХ", "ИП")
    return any(a.form in farms and b.types and not a.types for a, b in ((one, other), (other, one)))


def _fullness(identity: Identity) -> int:
    """How much a name tells: full names come first, so that a short one sees all it could mean."""
    return 4 * len(identity.words) + 3 * bool(identity.places) + bool(identity.form) + 2 * len(identity.numbers) - 20 * bool(identity.short)


# ------------------------------------------------------------ gathering


class _Gathering:
    """Groups that grow name by name, found again by parts of their names."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self._by_key: dict[_Key, list[int]] = {}
        self._exact: dict[Identity, int] = {}

    def take(self, number: int, identity: Identity, name: str, known: str) -> None:
        """Put a name to its group; to a new one where it fits none, or more than one."""
        at = self._exact.get(identity, -1)
        why = SAME
        if at < 0 or (known and self.groups[at].known not in ("", known)):
            fits = [(at, why) for at, why in self._fitting(identity) if not known or self.groups[at].known in ("", known)]
            at, why = fits[0] if len(fits) == 1 else (self._opened(), SAME)
        group = self.groups[at]
        group.members[number] = why
        group.known = group.known or known
        if identity not in self._exact:
            self._exact[identity] = at
            group.identities.append(identity)
            for key in _keys(identity):
                self._by_key.setdefault(key, []).append(at)

    def _opened(self) -> int:
        self.groups.append(Group())
        return len(self.groups) - 1

    def _fitting(self, identity: Identity) -> Iterator[tuple[int, str]]:
        near = dict.fromkeys(at for key in _keys(identity) if key[0] != _AT for at in self._by_key.get(key, ()))
        for at in list(near)[:_TRIED]:
            if why := _fits(identity, self.groups[at]):
                yield at, why

    def join_known(self) -> None:
        """Groups that the gazetteer calls by one name are one."""
        first: dict[str, Group] = {}
        for group in self.groups:
            kept = first.setdefault(group.known, group) if group.known else group
            if kept is not group:
                _pour(group, kept, GAZETTEER)

    def shorten(self, gazetteer: tuple[GazetteerEntry, ...]) -> None:
        """A shortened name («Ольховский колледж», «КТСиА») joins the one organisation it can mean."""
        for group in sorted(self.groups, key=lambda each: max((_fullness(one) for one in each.identities), default=0)):
            if group.known or not group.members:
                continue
            for test, why in ((_abbreviates, ABBREVIATION), (_shortens, SHORTENED)):
                meant = [each for each in self._near(group) if each is not group and each.members and _all_mean(group, each, test)]
                named = {each.known for each in meant}
                if len(meant) == 1 and not any(
                    entry not in named and any(test(one, known) for one in group.identities) for entry, known in _identities(gazetteer)
                ):
                    _pour(group, meant[0], why)
                    break

    def _near(self, group: Group) -> list[Group]:
        """The groups that a short name can mean: of its place, or with its initials."""
        keys = [key for one in group.identities for key in _keys(one) if key[0] == _AT]
        keys += [(_INITIALS, one.short.replace("и", ""), 0) for one in group.identities if one.short]
        return [self.groups[at] for at in list(dict.fromkeys(at for key in keys for at in self._by_key.get(key, ())))[:_TRIED]]


def _keys(identity: Identity) -> Iterator[_Key]:
    """What two names of one organisation have in common at least: the beginning of a place, or of a word of an own name, or the number."""
    much = len(identity.stems)
    for place in identity.places:
        yield "place", place[:2], much
        yield _AT, place[:2], 0
    if identity.own or not identity.places:
        for stem in identity.stems:
            yield "word", stem[:2], much
    for number in identity.numbers:
        yield "number", number, much
    if len(identity.initials) >= _LEAST_SHORT:
        yield _INITIALS, identity.initials.replace("и", ""), 0


def _fits(identity: Identity, group: Group) -> str:
    """Why a name belongs to a group: like one of its names, and against none."""
    why = next((why for other in group.identities if (why := why_same(identity, other))), "")
    return "" if not why or any(apart(identity, other) for other in group.identities) else why


def _pour(source: Group, target: Group, why: str) -> None:
    for number, before in source.members.items():
        target.members[number] = why if before in (SAME, FORMS) else before
    target.identities += [one for one in source.identities if one not in target.identities]
    source.members = {}


def _name_by_gazetteer(group: Group, gazetteer: tuple[GazetteerEntry, ...]) -> None:
    if group.known or not gazetteer:
        return
    for entry, known in _identities(gazetteer):
        if any(why_same(one, known) for one in group.identities) and not any(apart(one, known) for one in group.identities):
            group.known = entry
            return


def _all_mean(group: Group, other: Group, test: Callable[[Identity, Identity], bool]) -> bool:
    return any(test(one, two) for one in group.identities for two in other.identities) and not any(
        apart(one, two) for one in group.identities for two in other.identities
    )


def _abbreviates(one: Identity, other: Identity) -> bool:
    """Whether a name is the initials of the other: «КТСиА», with or without the «и»."""
    if len(one.short) < _LEAST_SHORT or one.kind != other.kind or one.branch != other.branch:
        return False
    return one.short == other.initials or one.short.replace("и", "") == other.initials.replace("и", "") != ""


def _shortens(one: Identity, other: Identity) -> bool:
    """Whether a college's name leaves out words of the other: «Ольховский техникум». Universities are never called so."""
    return (
        one.kind == other.kind == "college"
        and one.stems < other.stems
        and bool(one.places)
        and not apart(one, other)
        and one.numbers == other.numbers
        and one.branch == other.branch
    )


@lru_cache(maxsize=8)
def _identities(gazetteer: tuple[GazetteerEntry, ...]) -> tuple[tuple[str, Identity], ...]:
    """Every spelling of the gazetteer that is more than an abbreviation, under the name of its entry."""
    pairs = ((name, identity_of(spelling, kind)) for name, kind, variants in gazetteer for spelling in (name, *variants))
    return tuple((name, one) for name, one in pairs if not one.short)


@lru_cache(maxsize=8)
def _index(gazetteer: tuple[GazetteerEntry, ...]) -> dict[tuple[str, str], str]:
    return {(folded(spelling), kind): name for name, kind, variants in gazetteer for spelling in (name, *variants)}
