"""Directions: which side gave people up and which got them, decided from the hints that sentences give.

Belongs here: weighing hints, opposite directions of counterparts, completing a direction from the other side. Not
here: finding hints (`hints.py`, `nations.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from assets.extract.flows.flows import Flow, Hint

Direction = tuple[str | None, str | None]
THIRD_PARTY = 0.6  # a side outside the main two weighs less: most often it is a host or a bystander


@lru_cache(maxsize=4096)
def parts(side: str | None) -> frozenset[str]:
    """The parties that make up a side: `DPR/LPR` and `USA+DEU` are two each."""
    return frozenset() if side is None else frozenset(side.replace("+", "/").split("/"))


def same_side(a: str | None, b: str | None) -> bool:
    """Whether two sides share a party."""
    if a is None or b is None:
        return False
    if a == b:
        return True
    return not (a.isalnum() and b.isalnum()) and not parts(a).isdisjoint(parts(b))


def opposite(direction: Direction) -> Direction:
    """The way back."""
    return direction[1], direction[0]


def decide(hints: list[Hint], sides: tuple[str, ...]) -> tuple[Direction | None, float]:
    """The direction that the hints tell between the sides of an event, and by how much; None if they tell none."""
    if not hints:
        return None, 0.0
    givers, receivers = _weights(hints, sides)
    candidates: dict[Direction, float] = defaultdict(float)
    for giver, weight in givers.items():
        receiver = _partner(giver, receivers, sides)
        if receiver is not None:
            candidates[(giver, receiver)] += weight
    for receiver, weight in receivers.items():
        giver_of = _partner(receiver, givers, sides)
        if giver_of is not None:
            candidates[(giver_of, receiver)] += weight
    if not candidates:
        return None, 0.0
    for way in candidates:
        n_third = (way[0] not in sides) + (way[1] not in sides)
        if n_third:
            candidates[way] *= THIRD_PARTY**n_third
    if len(candidates) == 1:
        return candidates.popitem()
    ranked = sorted(candidates.items(), key=lambda item: (-item[1], str(item[0])))
    return ranked[0][0], ranked[0][1] - ranked[1][1]


def _weights(hints: Iterable[Hint], sides: tuple[str, ...]) -> tuple[dict[str, float], dict[str, float]]:
    """How strongly the hints speak for each side as the giver, and as the receiver."""
    givers: dict[str, float] = defaultdict(float)
    receivers: dict[str, float] = defaultdict(float)
    for hint in hints:
        if hint.giver is not None:
            givers[_known(hint.giver, sides)] += hint.weight
        if hint.receiver is not None:
            receivers[_known(hint.receiver, sides)] += hint.weight
    return givers, receivers


def _known(side: str, sides: tuple[str, ...]) -> str:
    """The event's own name of a side: `DPR` is `DPR/LPR` where the event has both together, and the other way round."""
    own = parts(side)
    for known in sides:
        if known == side or own <= parts(known):
            return known
    return next((known for known in sides if parts(known) <= own), side) if "/" in side else side


def _partner(side: str, told: dict[str, float], sides: tuple[str, ...]) -> str | None:
    others = {
        other: weight * (1.0 if other in sides else THIRD_PARTY)
        for other, weight in told.items()
        if not same_side(other, side)
    }
    if others:
        return max(others, key=lambda other: (others[other], other))
    rest = [known for known in sides if not same_side(known, side)]
    return rest[0] if rest else None


def decide_flows(flows: list[Flow], sides: tuple[str, ...]) -> tuple[dict[int, Direction], dict[int, float]]:
    """Directions of the flows by position in the sequence, and how sure each is.

    A counterpart goes the other way than its partner.
    """
    decided: dict[int, Direction] = {}
    margins: dict[int, float] = {}
    number = {id(flow): index for index, flow in enumerate(flows)}
    for index, flow in enumerate(flows):
        direction, margin = decide(flow.hints, sides)
        if direction is not None:
            decided[index], margins[index] = direction, margin
    _decide_by_figure(flows, number, decided, margins)
    for index, flow in enumerate(flows):
        partner = number.get(id(flow.counterpart_of)) if flow.counterpart_of is not None else None
        if partner is None:
            continue
        if partner in decided and (
            index not in decided
            or (decided[index] == decided[partner] and margins.get(index, 0.0) <= margins.get(partner, 0.0))
        ):
            decided[index] = opposite(decided[partner])
        elif index in decided and (partner not in decided or decided[index] == decided[partner]):
            decided[partner] = opposite(decided[index])
    return decided, margins


def _decide_by_figure(
    flows: list[Flow], number: dict[int, int], decided: dict[int, Direction], margins: dict[int, float]
) -> None:
    """`exchanged prisoners, 40 for 25. Kyiv got 40.`: where a figure of a pair went is told of it elsewhere."""
    for there, flow in enumerate(flows):
        here = number.get(id(flow.counterpart_of)) if flow.counterpart_of is not None else None
        if here is None or flow.count == flows[here].count:
            continue
        for index, other in ((here, there), (there, here)):
            count = flows[index].count
            told = [i for i in decided if i not in {here, there} and count and flows[i].count == count]
            told = [i for i in told if flows[i].listed_after is not flows[here]]
            best = max(told, key=lambda i: margins[i], default=None)
            if best is not None and margins[best] > max(margins.get(here, 0.0), margins.get(there, 0.0)):
                decided[index], decided[other] = decided[best], opposite(decided[best])
                margins[index] = margins[other] = margins[best]
                break
