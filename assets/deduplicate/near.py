"""Matches that nearly joined two exchanges: what a person may want to look at.

Belongs here: which of the compared pairs are that near, and why they did not join. Not here: joining (`passes.py`),
how much a look is worth (the view `review_queue`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assets.deduplicate.clustering import DECIDED_APART, TOLD_APART, Clustering, Joint
from assets.deduplicate.comparison import SAME_LIST

UNDECIDED = "it fits more than one exchange"
BELOW = "below the threshold"
OUTWEIGHED = "the other claims speak against it"
TOLD = frozenset({TOLD_APART, DECIDED_APART, SAME_LIST})  # somebody said that these are two
MOST_A_CLUSTER = 3  # further ones of an exchange say little more


@dataclass(frozen=True, slots=True)
class NearMatch:
    """Two statements of different exchanges that match nearly well enough, and why they did not join."""

    one: int
    other: int
    weight: float
    reason: str


def find_near_matches(clustering: Clustering, undecided: Mapping[int, Sequence[Joint]]) -> list[NearMatch]:
    """The strongest match between each two groups that nearly joined, strongest first.

    Args:
        clustering: the groups as they stand in the end.
        undecided: statements that fit more than one group -> the matches to them.
    """
    least = clustering.weights.numbers["join_bits"] - clustering.weights.numbers["near_bits"]
    found = [(-joint.weight, index, joint.other, UNDECIDED) for index, joints in undecided.items() for joint in joints]
    found += [(-weight, a, b, "") for (a, b), weight in clustering.pairs.items() if weight >= least]
    seen: set[frozenset[int]] = set()
    shown: Counter[int] = Counter()
    near = []
    for minus_weight, a, b, reason in sorted(found, key=lambda match: (match[3] == "", *match)):
        groups = frozenset((clustering.cluster_of(a), clustering.cluster_of(b)))
        if len(groups) < 2 or groups in seen or any(shown[group] >= MOST_A_CLUSTER for group in groups):
            continue
        one, other = sorted(groups)
        why = reason or _reason(clustering, one, other, -minus_weight)
        if why in TOLD:
            continue
        seen.add(groups)
        shown.update(groups)
        near.append(NearMatch(a, b, -minus_weight, why))
    return near


def _reason(clustering: Clustering, one: int, other: int, weight: float) -> str:
    if contradiction := clustering.contradiction(one, other):
        return contradiction
    return BELOW if weight < clustering.weights.numbers["join_bits"] else OUTWEIGHED
