"""How much of one text stands in another, by their sketches (bottom-k hashes of word shingles).

Belongs here: the estimate, and which texts are later states of one another. Not here: how sketches are made
(`assets/clean/sketch.py`), which likeness makes a copy (`assets/deduplicate/copies.py`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime

# Of the sample list a row with one or two corrected figures contains 75 % of the former one or more, mostly 90 %;
# two rows of one day and the same sides share at most 71 %.
CORRECTED = 0.75


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


def corrected_texts(texts: Iterable[tuple[datetime, str, Sequence[int]]]) -> list[list[str]]:
    """Which texts of one place are corrections of an earlier one: for each that was corrected the ids, newest last.

    Args:
        texts: when each landed, its id and its sketch. What landed at once stood side by side.
    """
    chains: list[list[tuple[datetime, str, Sequence[int]]]] = []
    for landed, text_id, sketch in sorted(texts, key=lambda text: text[:2]):
        before = [
            (containment(sketch, chain[-1][2])[0], -place)
            for place, chain in enumerate(chains)
            if chain[-1][0] < landed
        ]
        alike, place = max(before, default=(0.0, 0))
        if alike >= CORRECTED:
            chains[-place].append((landed, text_id, sketch))
        else:
            chains.append([(landed, text_id, sketch)])
    return [[text_id for _, text_id, _ in chain] for chain in chains if len(chain) > 1]
