"""A claim made ready for comparison: its sides, figures by direction, kind of people, window and folded names.

Belongs here: what is computed once a claim. Not here: anything about two claims (`comparison.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assets.deduplicate.names import fold
from assets.deduplicate.records import Claim, Transfer, members_of
from assets.deduplicate.weights import Weights
from assets.deduplicate.windows import Window, window_of

LIVING, REMAINS, OPEN = "living", "remains", "open"
OF_THE_LIVING = frozenset({"military", "civilian", "detainee"})
LOOSEST_FIRST = ("at_least", "at_most", "approx", "exact")
DAY_WIDTH = 4  # a stated day, or the days of an undated report that tells of a hand-over just done


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people and how it is meant."""

    count: int
    bound: str


@dataclass(frozen=True, slots=True)
class Sides:
    """Who stands on either side of a claim, as actors (`Weights.actors`).

    Attributes:
        first, second: the two sides as the transfers tell them; both empty for a claim without transfers.
        loose: actors that the claim names without telling their side.
    """

    first: frozenset[str]
    second: frozenset[str]
    loose: frozenset[str]

    @property
    def actors(self) -> frozenset[str]:
        """All actors of the claim."""
        return self.first | self.second | self.loose


@dataclass(frozen=True, slots=True)
class Profile:
    """What two claims are compared by.

    Attributes:
        figures: direction (0: the first side releases, 1: the second) and `living` or `remains` -> figure.
        categories: kinds of people of all transfers.
        kind: `remains` or `living` if the claim is about them only, else `open`.
        persons: folded names, sorted.
        named_all: whether every person of a direction is named.
    """

    sides: Sides
    window: Window
    status: str
    figures: tuple[tuple[tuple[int, str], Figure], ...]
    categories: frozenset[str]
    total: int | None
    kind: str
    persons: tuple[str, ...]
    named_all: bool
    country: str | None
    place: str | None
    mediators: frozenset[str]
    list_name: str | None

    @property
    def has_identity(self) -> bool:
        """Whether a figure or a full name tells the exchange from others."""
        return bool(self.figures) or self.total is not None or self.names_somebody

    @property
    def names_somebody(self) -> bool:
        """Whether a person is named in full."""
        return any(" " in name for name in self.persons)

    @property
    def is_firm(self) -> bool:
        """Whether the claim is sure enough of its exchange to found one: a day, or a full name."""
        return self.names_somebody or self.window.width <= DAY_WIDTH

    @property
    def is_vague(self) -> bool:
        """Whether there is neither a stated day nor anything else that tells the exchange from others."""
        return not self.has_identity and not (self.window.stated and self.window.width <= DAY_WIDTH)


def make_profile(claim: Claim, weights: Weights, told_about: date | None = None) -> Profile:
    """The profile of a claim; `told_about` as in `window_of`."""
    sides = two_sides(claim, weights)
    categories = frozenset(t.category for t in claim.transfers)
    summed = ((key, sum_of(transfers)) for key, transfers in directed_transfers(claim, sides, weights).items())
    figures = tuple(sorted(((key, figure) for key, figure in summed if figure), key=lambda item: item[0]))
    persons = tuple(sorted({fold(person.person_id or person.name) for person in claim.persons} - {""}))
    counts = [figure.count for _, figure in figures]
    return Profile(
        sides,
        window_of(claim, weights.days, told_about),
        claim.status,
        figures,
        categories,
        claim.total,
        _kind(categories),
        persons,
        bool(persons) and bool(counts) and len(persons) >= sum(counts),
        claim.country,
        fold(claim.place) if claim.place else None,
        frozenset(claim.mediators),
        claim.report.list_name,
    )


def with_window(profile: Profile, window: Window) -> Profile:
    """The profile with another window."""
    return replace(profile, window=window)


def _kind(categories: frozenset[str]) -> str:
    if categories == {REMAINS}:
        return REMAINS
    if categories & OF_THE_LIVING and REMAINS not in categories and "mixed" not in categories:
        return LIVING
    return OPEN


def _directed(claim: Claim, weights: Weights) -> list[tuple[frozenset[str], frozenset[str], Transfer]]:
    """The transfers with the actors that give and get; of two parties the unnamed side is the other one."""
    parties = weights.actors(claim.parties)
    directed = []
    for transfer in claim.transfers:
        giving, getting = (weights.actors(members_of(s)) for s in (transfer.released_by, transfer.received_by))
        if len(parties) == 2:
            giving = giving or parties - getting
            getting = getting or parties - giving
        directed.append((giving, getting, transfer))
    return directed


def two_sides(claim: Claim, weights: Weights) -> Sides:
    """The two sides of the transfers: who releases to each other stands on opposite ones.

    Transfers that fit no two sides (three actors in a ring) leave the actors met later where they were put first.
    """
    opposite: dict[str, set[str]] = defaultdict(set)
    side_of: dict[str, int] = {}
    for giving, getting, _ in _directed(claim, weights):
        for actor in giving | getting:
            opposite[actor] |= (getting if actor in giving else giving) - {actor}
        if not (giving and getting):
            side_of.update(dict.fromkeys(sorted(giving), 0) | dict.fromkeys(sorted(getting), 1))
    for actor in sorted(opposite):
        _spread(actor, opposite, side_of)
    first = frozenset(actor for actor, side in side_of.items() if side == 0)
    second = frozenset(side_of) - first
    if second and (not first or min(second) < min(first)):
        first, second = second, first
    return Sides(first, second, weights.actors(claim.parties) - first - second)


def _spread(actor: str, opposite: dict[str, set[str]], side_of: dict[str, int]) -> None:
    """Puts the actor, and all whom its transfers reach, on a side."""
    waiting = [(actor, side_of.get(actor, 0))]
    while waiting:
        current, side = waiting.pop()
        known = side_of.setdefault(current, side)
        waiting += [(other, 1 - known) for other in sorted(opposite[current]) if other not in side_of]


def directed_transfers(claim: Claim, sides: Sides, weights: Weights) -> dict[tuple[int, str], list[Transfer]]:
    """The transfers by direction (0: the first side releases, 1: the second) and `living` or `remains`."""
    found: dict[tuple[int, str], list[Transfer]] = defaultdict(list)
    for giving, getting, transfer in _directed(claim, weights):
        direction = 0 if giving & sides.first or getting & sides.second else 1
        found[direction, REMAINS if transfer.category == REMAINS else LIVING].append(transfer)
    return dict(found)


def sum_of(transfers: Sequence[Transfer]) -> Figure | None:
    """The transfers of one direction together; one without a figure makes the sum a lower bound."""
    known = [t for t in transfers if t.count is not None]
    if not known:
        return None
    bounds = {t.bound for t in known} | ({"at_least"} if len(known) < len(transfers) else set())
    return Figure(sum(t.count or 0 for t in known), min(bounds, key=LOOSEST_FIRST.index))
