"""Which hand-overs, taken together, are the number of people that a deal was said to have: the arithmetic of stages.

Belongs here: people by direction, and when those of several hand-overs add up. Not here: what is asked to add up to
what (`deal_signs.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from assets.deduplicate.profile import REMAINS
from assets.deduplicate.records import members_of
from assets.deduplicate.weights import Weights

SUM_SHARE = 0.02  # a stage may bring a few people less or more than was agreed (5 of 1,000, 57 of 6,000)
LEAST_STAGES = 2
MOST_STAGES = 20
MOST_COMBINED = 12  # hand-overs of which every combination is tried: 4,096

Flow = frozenset[str]  # who releases; between two sides that is the direction
People = Mapping[Flow, int | None]  # None: people went that way, but it is not told how many


def people_of(
    transfers: Iterable[Mapping[str, object]], actors: frozenset[str], weights: Weights
) -> tuple[People, People]:
    """The living and the dead of an exchange by direction.

    Args:
        transfers: rows with `released_by, received_by, category, count_best`.
        actors: the roots of the parties, by which a side that is not named is known.
        weights: how parties relate.
    """
    living: dict[Flow, int | None] = {}
    remains: dict[Flow, int | None] = {}
    for row in transfers:
        giving, getting = (
            weights.roots(weights.actors(members_of(str(row[side] or "")))) for side in ("released_by", "received_by")
        )
        people = remains if row["category"] == REMAINS else living
        flow, count = giving or actors - getting, row["count_best"]
        known = people.get(flow, 0)
        people[flow] = known + count if isinstance(count, int) and known is not None else None
    return living, remains


def add_up(whole: People, stages: Sequence[People], share: float) -> bool:
    """Whether the stages reach the whole in one direction at least, and no other direction gainsays it.

    A direction for which a stage has no figure is no evidence: the rest may be there. More than the whole gainsays it.
    """
    return _reached(whole, stages, share, whole_in_all=True)


def fill_part(whole: People, stages: Sequence[People], share: float) -> bool:
    """As `add_up`, but another direction may stay below: of 6,000 for 6,000 one side may have had but 78 to give."""
    return _reached(whole, stages, share, whole_in_all=False)


def _reached(whole: People, stages: Sequence[People], share: float, *, whole_in_all: bool) -> bool:
    reached = False
    for flow, count in whole.items():
        if count is None:
            continue
        told = [stage.get(flow) for stage in stages]
        known = [n for n in told if n is not None]
        if sum(known) > count * (1 + share):
            return False
        if len(known) < len(told):
            continue
        if sum(known) >= count * (1 - share):
            reached = reached or sum(n > 0 for n in known) >= LEAST_STAGES
        elif whole_in_all:
            return False
    return reached


def find_run(whole: People, stages: Sequence[People], share: float) -> range | None:
    """The first run of stages, given in order of time, that adds up to the whole; None if there is none."""
    for first in range(len(stages) - 1):
        for end in range(first + LEAST_STAGES, min(first + MOST_STAGES, len(stages)) + 1):
            if _exceeded(whole, stages[first:end], share):
                break
            if add_up(whole, stages[first:end], share):
                return range(first, end)
    return None


def exact_parts(whole: People, stages: Sequence[People]) -> list[tuple[int, ...]]:
    """Every choice of stages, by their places, that adds up to the whole to the man; of very many stages only runs."""
    if len(stages) > MOST_COMBINED:
        run = find_run(whole, stages, 0)
        return [tuple(run)] if run else []
    sizes = range(LEAST_STAGES, len(stages) + 1)
    choices = (choice for size in sizes for choice in combinations(range(len(stages)), size))
    return [choice for choice in choices if add_up(whole, [stages[place] for place in choice], 0)]


def _exceeded(whole: People, stages: Sequence[People], share: float) -> bool:
    """Whether the stages have more people than the whole in some direction, so that further ones cannot help."""
    return any(
        sum(stage.get(flow) or 0 for stage in stages) > count * (1 + share)
        for flow, count in whole.items()
        if count is not None
    )
