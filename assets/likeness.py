"""How much of one text stands in another, by their sketches (bottom-k hashes of word shingles).

Belongs here: the estimate, and which texts are later states of one another. Not here: how sketches are made
(`assets/clean/sketch.py`), which likeness makes a copy (`assets/deduplicate/copies.py`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

import numpy as np

# Of the sample list a row with one or two corrected figures contains 75 % of the former one or more, mostly 90 %;
# two rows of one day and the same sides share at most 71 %.
CORRECTED = 0.75
MANY = 32  # texts with a phrase, from which on it is a stock phrase that leads to none of them


def containment(one: Sequence[int], other: Sequence[int]) -> tuple[float, int]:
    """The estimated share of the shorter text that stands in the other, and the hashes that it rests on.

    Bottom-k sketches of texts of unlike length reach up to unlike hashes; only the range that both cover is compared.
    """
    if not one or not other:
        return 0.0, 0
    limit = min(one[-1], other[-1])
    mine, theirs = one[: bisect_right(one, limit)], other[: bisect_right(other, limit)]
    common = len(set(mine).intersection(theirs))
    return common / min(len(mine), len(theirs)), common


def repeated_hashes(sketches: Iterable[Sequence[int]]) -> frozenset[int]:
    """The hashes of more than one sketch; all others, which are nearly all, lead nowhere and need no place."""
    hashes = np.concatenate([np.zeros(0, np.int64), *(np.asarray(sketch, np.int64) for sketch in sketches)])
    hashes.sort()
    return frozenset(hashes[1:][hashes[1:] == hashes[:-1]].tolist())


def corrected_texts(texts: Iterable[tuple[datetime, str, Sequence[int]]]) -> list[list[str]]:
    """Which texts of one place are corrections of an earlier one: for each that was corrected the ids, newest last.

    Args:
        texts: when each landed, its id and its sketch. What landed at once stood side by side.
    """
    ordered = sorted(texts, key=lambda text: text[:2])
    if not ordered or ordered[0][0] == ordered[-1][0]:
        return []
    chains: list[list[tuple[datetime, str, Sequence[int]]]] = []
    repeated = repeated_hashes(text[2] for text in ordered)
    with_hash: dict[int, list[int]] = defaultdict(list)
    for landed, text_id, sketch in ordered:
        told = repeated.intersection(sketch)
        alike = {place for value in told for place in with_hash[value] if chains[place][-1][0] < landed}
        likeness, place = max(((containment(sketch, chains[at][-1][2])[0], -at) for at in alike), default=(0.0, 0))
        at = -place if likeness >= CORRECTED else len(chains)
        if at == len(chains):
            chains.append([])
        chains[at].append((landed, text_id, sketch))
        for value in told:
            if len(with_hash[value]) < MANY and at not in with_hash[value]:
                with_hash[value].append(at)
    return [[text_id for _, text_id, _ in chain] for chain in chains if len(chain) > 1]
