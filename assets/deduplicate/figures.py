"""Figures of two claims compared: by direction, the living apart from the dead, and overall numbers.

Belongs here: when a level of `count` or `total` applies. Not here: what it weighs (`match_weights.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from assets.deduplicate.profile import LIVING, REMAINS, Figure, Profile
from assets.deduplicate.weights import Weights

SMALL, FEW = 3, 20  # bounds of the levels `equal_small` and `equal_few`
ROUND_TENS_BELOW = 200  # up to here a multiple of ten is round, above a multiple of fifty
MAX_WHOLE = 3  # times one direction: an overall number beyond that is not about the same hand-over
FiguresByFlow = Mapping[tuple[int, str], Figure]
BEST_FIRST = (
    "equal_distinct", "equal_round", "equal_few", "compatible", "equal_small", "close", "rough", "different",
    "very_different",
)  # fmt: skip


class FigureMatch(NamedTuple):
    """A level reached, and the two numbers that reached it."""

    level: str
    one: int
    other: int


def compare_figures(one: Profile, other: Profile, swapped: bool, weights: Weights) -> Iterator[FigureMatch]:
    """The level of each direction that both claims give a figure for.

    Args:
        one: a claim.
        other: another one.
        swapped: whether the first side of one claim is the second of the other.
        weights: the numbers that bound the levels.
    """
    if not one.figures or not other.figures:
        return
    mine: FiguresByFlow = dict(one.figures)
    theirs: FiguresByFlow = dict(other.figures)
    mixed = "mixed" in one.categories or "mixed" in other.categories
    if one.status != other.status:  # what was planned is rarely the number that came
        mine, theirs = _rounded_if_planned(one), _rounded_if_planned(other)
    earlier: list[FigureMatch] = []
    for direction in (0, 1):
        pair = _figures_of(mine, direction), _figures_of(theirs, 1 - direction if swapped else direction)
        found = _compare_direction(*pair, mixed=mixed, weights=weights)
        for level, a, b in found:
            yield FigureMatch(f"count.{_level_after(level, a, earlier)}", a, b)
        earlier += found


def _level_after(level: str, count: int, earlier: Sequence[FigureMatch]) -> str:
    """The level of the second direction, which tells less where it repeats what the first one told."""
    if level.startswith("equal") and any(match.one == match.other == count for match in earlier):
        return "equal_repeated"
    return "different_again" if level == "different" and any(m.level == "different" for m in earlier) else level


def _rounded_if_planned(profile: Profile) -> FiguresByFlow:
    if profile.status == "completed":
        return dict(profile.figures)
    return {key: Figure(figure.count, "approx") for key, figure in profile.figures}


def _figures_of(figures: FiguresByFlow, direction: int) -> dict[str, Figure]:
    """The figures of one direction by kind of people."""
    return {kind: figure for (side, kind), figure in figures.items() if side == direction}


def _compare_direction(
    mine: Mapping[str, Figure], theirs: Mapping[str, Figure], *, mixed: bool, weights: Weights
) -> list[FigureMatch]:
    """Levels of one direction, without their field.

    Where a claim lumps the living and the dead together (`mixed`), the sums are compared if they agree better.
    """
    found = [
        FigureMatch(level_of(mine[kind], theirs[kind], weights), mine[kind].count, theirs[kind].count)
        for kind in (LIVING, REMAINS)
        if kind in mine and kind in theirs
    ]
    if mixed and mine and theirs:
        a, b = _whole(mine), _whole(theirs)
        whole = FigureMatch(level_of(a, b, weights), a.count, b.count)
        found = [min([*found, whole], key=lambda match: BEST_FIRST.index(match.level))]
    return found


def level_of(a: Figure, b: Figure, weights: Weights) -> str:
    """The level of two figures for one transfer."""
    low, high = sorted((a.count, b.count))
    if low == high:
        return _equal_level(low)
    bounds, share = {a.bound, b.bound}, (high - low) / high
    if _keeps_bound(a, b) and _keeps_bound(b, a) and bounds != {"exact"} and "approx" not in bounds:
        return "compatible"
    if "approx" in bounds and share <= weights.numbers["approximate_share"]:
        return "compatible"
    if share <= weights.numbers["close_share"] and high > FEW:
        return "close"
    if bounds != {"exact"} and share <= weights.numbers["rough_share"]:
        return "rough"
    return "different" if high <= 2 * low else "very_different"


def _equal_level(count: int) -> str:
    if count <= SMALL:
        return "equal_small"
    if count <= FEW:
        return "equal_few"
    return "equal_round" if count % (10 if count < ROUND_TENS_BELOW else 50) == 0 else "equal_distinct"


def _keeps_bound(bound: Figure, figure: Figure) -> bool:
    """Whether the figure is on the side that the bound allows, and not more than twice it away."""
    if bound.bound == "at_least":
        return bound.count <= figure.count <= 2 * bound.count
    if bound.bound == "at_most":
        return figure.count <= bound.count <= 2 * figure.count
    return True


def _whole(figures: Mapping[str, Figure]) -> Figure:
    bound = "exact" if all(figure.bound == "exact" for figure in figures.values()) else "approx"
    return Figure(sum(figure.count for figure in figures.values()), bound)


def compare_totals(one: Profile, other: Profile, weights: Weights) -> FigureMatch | None:
    """The level of the overall numbers, where no direction can be compared; None if there is nothing to compare."""
    for a, b in ((one, other), (other, one)):
        counts = [figure.count for _, figure in b.figures]
        if a.total is None or (b.total is None and not counts):
            continue
        whole = b.total if b.total is not None else sum(counts)
        level = _total_level(a.total, b.total, counts, weights)
        return FigureMatch(f"total.{level}", a.total, whole) if level else None
    return None


def _total_level(total: int, other_total: int | None, counts: list[int], weights: Weights) -> str | None:
    """The level of an overall number against another claim's overall number, or against its directions' figures."""
    whole = other_total if other_total is not None else sum(counts)
    if total == whole:
        return "equal"
    if other_total is None and len(counts) == 1:
        # The other direction may make up the difference, but hardly twice the known one.
        return None if whole <= total <= MAX_WHOLE * whole else "different"
    if total in counts:
        return "one_direction"
    return "close" if abs(total - whole) <= weights.numbers["total_share"] * max(total, whole) else "different"
