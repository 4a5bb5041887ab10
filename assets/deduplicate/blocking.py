"""Which pairs of claims are compared at all: those that share parties and days, parties and a figure, or a name.

Belongs here: keys and blocks, kept so small that the number of pairs grows with the number of claims. Not here: whether
a pair matches (`comparison.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from assets.deduplicate.names import name_keys
from assets.deduplicate.profile import Profile
from assets.deduplicate.weights import Weights

Key = tuple[str | int, ...]

BUCKET_DAYS = 7  # days that share a time block; a window that spans two buckets is in both
MAX_WINDOW = 45  # days; wider windows would put a claim into blocks all over the year, they meet by figure or name
MAX_PARTIES = 8  # a claim that names more actors is paired by the first ones only
MAX_BLOCK = 24  # claims; a larger block is sorted by what it tells and each claim meets the next ones only


def candidate_pairs(profiles: Sequence[Profile], weights: Weights) -> list[tuple[int, int]]:
    """The pairs of profiles, by index, that are worth a comparison; sorted, the smaller index first."""
    blocks: dict[Key, list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        for key in block_keys(profile, weights):
            blocks[key].append(index)
    pairs = {pair for block in blocks.values() for pair in _pairs_within(block, profiles)}
    return sorted(pairs)


def block_keys(profile: Profile, weights: Weights) -> set[Key]:
    """The keys of a claim: pairs of its parties with days, with figures, and its names with the parties."""
    roots = sorted(weights.roots(profile.sides.actors))[:MAX_PARTIES]
    couples: list[tuple[str, ...]] = list(combinations(roots, 2)) or [tuple(roots)]
    window = profile.window
    buckets: Sequence[int] = ()
    if window.bounded and window.width <= MAX_WINDOW:
        buckets = range(window.first // BUCKET_DAYS, window.last // BUCKET_DAYS + 1)
    counts = {figure.count for _, figure in profile.figures if figure.count}
    keys: set[Key] = {("time", *couple, bucket) for couple in couples for bucket in buckets}
    keys |= {("count", root, count) for root in roots for count in counts}
    if profile.total:
        keys |= {("total", root, profile.total) for root in roots}
    if len(counts) > 1 or profile.total is None:
        keys |= {("total", root, sum(figure.count for _, figure in profile.figures)) for root in roots if counts}
    keys |= {("name", root, key) for name in profile.persons for key in name_keys(name) for root in roots}
    return keys


def _pairs_within(block: list[int], profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    if len(block) <= MAX_BLOCK:
        yield from combinations(block, 2)
        return
    # Claims that tell the same stand side by side, so each finds its likes among its neighbours.
    for order in (_by_figures, _by_days):
        ordered = sorted(block, key=lambda index: (order(profiles[index]), index))
        for place, index in enumerate(ordered):
            for neighbour in ordered[place + 1 : place + 1 + MAX_BLOCK // 2]:
                yield min(index, neighbour), max(index, neighbour)


def _by_figures(profile: Profile) -> tuple[str, list[int], int]:
    return profile.kind, sorted((figure.count for _, figure in profile.figures), reverse=True), profile.window.first


def _by_days(profile: Profile) -> tuple[int, int, str, list[int]]:
    window = profile.window
    return window.first, window.last, profile.kind, sorted(figure.count for _, figure in profile.figures)
