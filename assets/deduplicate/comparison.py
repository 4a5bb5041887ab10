"""Two claims compared field by field: what contradicts, which named level each field reaches, and the match weight.

Belongs here: when a level applies. Not here: what a level weighs (`seeds/reference/match_weights.toml`), figures in
detail (`figures.py`), which pairs are compared (`blocking.py`), what follows (`clustering.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from assets.deduplicate.figures import compare_figures, compare_totals
from assets.deduplicate.names import compare_persons, is_same_place
from assets.deduplicate.profile import LIVING, REMAINS, Profile, Sides
from assets.deduplicate.weights import Weights

OTHER_ACTORS = "other parties"
OTHER_DATES = "disjoint dates"
OTHER_KIND = "the living against the dead"
SAME_LIST = "two rows of one curated list"
OTHER_OUTCOME = "called off against carried out"
TWO_SIDES = 2  # actors of the plainest exchange; one more is rare


class PartyMatch(NamedTuple):
    """The level of the parties (None: other actors), and whether the first side of one is the second of the other."""

    level: str | None
    swapped: bool


@lru_cache(maxsize=1 << 16)
def match_parties(one: Sides, other: Sides, weights: Weights) -> PartyMatch:
    """How the sides of two claims agree.

    On each side the claims must share an actor, or one that reports take for the other; an actor that a claim does
    not put on a side may stand on either.
    """
    straight = _match_oriented((one.first, one.second), (other.first, other.second), one, other, weights)
    crossed = _match_oriented((one.first, one.second), (other.second, other.first), one, other, weights)
    order = (
        "parties.same_several", "parties.same", "parties.compatible", "parties.unknown", "parties.affiliated", None,
    )  # fmt: skip
    if order.index(crossed) < order.index(straight):
        return PartyMatch(crossed, swapped=True)
    return PartyMatch(straight, swapped=False)


def _match_oriented(
    sides: tuple[frozenset[str], frozenset[str]],
    others: tuple[frozenset[str], frozenset[str]],
    one: Sides,
    other: Sides,
    weights: Weights,
) -> str | None:
    if not one.actors or not other.actors:
        return "parties.unknown"
    met = [_meet(mine, theirs, one, other, weights) for mine, theirs in zip(sides, others, strict=True)]
    if None in met:
        return None
    if "affiliated" in met:
        return "parties.affiliated"
    if not any(mine & theirs for mine, theirs in zip(sides, others, strict=True)):
        return _match_unsided(one, other, weights)
    if min(len(one.actors), len(other.actors)) == 1:
        return "parties.unknown"
    return _same_level(one, weights) if sides == others and one.loose == other.loose else "parties.compatible"


def _meet(
    mine: frozenset[str], theirs: frozenset[str], one: Sides, other: Sides, weights: Weights
) -> Literal["shared", "affiliated"] | None:
    """How two sides meet: in an actor, in one that reports take for the other, or not at all."""
    if not mine or not theirs or mine & (theirs | other.loose) or theirs & one.loose:
        return "shared"
    taken_for_another = weights.roots(mine) & weights.roots(theirs | other.loose) or (
        weights.roots(theirs) & weights.roots(one.loose)
    )
    return "affiliated" if taken_for_another else None


def _match_unsided(one: Sides, other: Sides, weights: Weights) -> str | None:
    """How two sets of actors agree where the sides do not tell."""
    shared = one.actors & other.actors
    if one.actors == other.actors and len(shared) > 1:
        return _same_level(one, weights)
    if len(shared) > 1:
        return "parties.compatible"
    if shared and min(len(one.actors), len(other.actors)) == 1:
        return "parties.unknown"
    roots = weights.roots(one.actors) & weights.roots(other.actors)
    return "parties.affiliated" if len(roots) > 1 else None


def _same_level(sides: Sides, weights: Weights) -> str:
    """The level of equal parties."""
    return "parties.same_several" if len(weights.roots(sides.actors)) > TWO_SIDES else "parties.same"


def find_contradiction(one: Profile, other: Profile, weights: Weights) -> str | None:
    """Why two claims cannot be about one exchange, or None. Two claims of one report are told apart elsewhere."""
    if one.kind != other.kind and {one.kind, other.kind} == {LIVING, REMAINS}:
        return OTHER_KIND
    if one.list_name is not None and one.list_name == other.list_name:
        return SAME_LIST
    if {one.status, other.status} == {"cancelled", "completed"}:
        return OTHER_OUTCOME  # what is carried out after all is another attempt, mostly on another day
    if match_parties(one.sides, other.sides, weights).level is None and not _is_part_of_round(one, other, weights):
        return OTHER_ACTORS
    gap = max(one.window.earliest, other.window.earliest) - min(one.window.latest, other.window.latest)
    if gap > 0 and not _is_slip(one, other, gap, weights):
        return OTHER_DATES
    return None


def _is_part_of_round(one: Profile, other: Profile, weights: Weights) -> bool:
    """Whether two claims name other sides of one exchange of many: an actor, a stated day and a person in common.

    On 11 February 1986 one report has East against West Germany, another the Soviet Union against Israel; both name
    Sharansky, who crossed the bridge but once.
    """
    if not weights.roots(one.sides.actors) & weights.roots(other.sides.actors):
        return False
    width = weights.days["same_day_width"]
    if not all(profile.window.stated and profile.window.width <= width for profile in (one, other)):
        return False
    same_day = max(one.window.first, other.window.first) <= min(one.window.last, other.window.last)
    return same_day and _person_level(one, other, weights) in {"persons.one", "persons.several"}


def _is_slip(one: Profile, other: Profile, gap: int, weights: Weights) -> bool:
    """Whether two stated days miss each other by so little, with the same people named, that one report errs."""
    if gap > weights.days["slip_days"] or not (one.window.stated and other.window.stated):
        return False
    return _person_level(one, other, weights) in {"persons.one", "persons.several"}


def compare(one: Profile, other: Profile, weights: Weights) -> list[str] | None:
    """The levels that two claims reach, as `field.level`; None if they contradict each other."""
    if find_contradiction(one, other, weights):
        return None
    return all_levels(one, other, weights)


def all_levels(one: Profile, other: Profile, weights: Weights) -> list[str]:
    """The levels that two claims reach, whether they contradict each other or not."""
    return list(_levels(one, other, weights))


def weigh(levels: list[str], weights: Weights) -> float:
    """The match weight of the levels, in bits."""
    bits = weights.bits
    return sum(bits[level] for level in levels)


def _levels(one: Profile, other: Profile, weights: Weights) -> Iterator[str]:
    parties = match_parties(one.sides, other.sides, weights)
    if parties.level:
        yield parties.level
    yield _time_level(one, other, weights)
    figures = list(compare_figures(one, other, parties.swapped, weights))
    yield from (match.level for match in figures)
    total = None if figures else compare_totals(one, other, weights)
    for level in (
        total and total.level,
        _category_level(one, other),
        _person_level(one, other, weights),
        _place_level(one, other, weights),
        _mediator_level(one, other),
        _status_level(one, other),
    ):
        if level:
            yield level


def _time_level(one: Profile, other: Profile, weights: Weights) -> str:
    a, b, days = one.window, other.window, weights.days
    gap = max(a.first, b.first) - min(a.last, b.last)
    if gap > 0:
        if a.stated and b.stated:
            return "time.slip"
        return "time.near" if gap <= days["near_days"] else "time.apart" if gap <= days["apart_days"] else "time.far"
    width = max(a.width, b.width)
    for level in ("same_day", "same_week", "same_month", "same_year"):
        if width <= days[f"{level}_width"]:
            return f"time.{level}"
    return "time.unknown"


def _category_level(one: Profile, other: Profile) -> str | None:
    if not one.categories or not other.categories:
        return None
    if one.kind == other.kind == REMAINS:
        return "category.remains"
    if REMAINS in {one.kind, other.kind}:
        return None if REMAINS in one.categories & other.categories else "category.open"
    if {"military", "civilian"} == one.categories | other.categories and not one.categories & other.categories:
        return "category.unlike"
    return "category.same" if one.categories & other.categories - {"unspecified", "mixed"} else None


def _person_level(one: Profile, other: Profile, weights: Weights) -> str | None:
    if not one.persons or not other.persons:
        return None
    full, surname = 0, False
    same_name, same_first_name = weights.numbers["same_name"], weights.numbers["same_first_name"]
    for person in one.persons:
        found = {compare_persons(person, candidate, same_name, same_first_name) for candidate in other.persons}
        full += "full" in found
        surname = surname or "surname" in found
    if full:
        return "persons.several" if full > 1 else "persons.one"
    if surname:
        return "persons.surname"
    return "persons.others" if one.named_all and other.named_all else "persons.none_shared"


def _place_level(one: Profile, other: Profile, weights: Weights) -> str | None:
    if one.place and other.place and is_same_place(one.place, other.place, weights.numbers["same_name"]):
        return "place.same"
    if one.country and other.country:
        return "place.same_country" if one.country == other.country else "place.other_country"
    return None


def _mediator_level(one: Profile, other: Profile) -> str | None:
    if not one.mediators or not other.mediators:
        return None
    return "mediators.shared" if one.mediators & other.mediators else "mediators.none_shared"


def _status_level(one: Profile, other: Profile) -> str:
    return "status.same" if one.status == other.status else "status.in_order"
