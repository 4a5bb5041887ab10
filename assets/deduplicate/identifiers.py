"""Ids of exchanges: minted once from the claim that founded the exchange, and kept while any of its claims is there.

Belongs here: which id a group of claims gets. Not here: how claims come into a group (`passes.py`).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

ID_DIGITS = 10  # 40 bits: a collision among a million exchanges has odds of 1 in 2, and is stepped over


def assign_ids(groups: Sequence[Sequence[str]], earlier: Mapping[str, str]) -> list[str]:
    """The id of each group of claims.

    A group takes the id that most of its claims had before, an id goes to the group that has most of its claims (ties:
    the smaller id, then the smaller claim), so that after a merge or a split one group goes on under the old id.

    Args:
        groups: the claim ids of each exchange.
        earlier: claim id -> exchange id of the last publication.
    """
    wishes = []
    for place, group in enumerate(groups):
        votes = Counter(earlier[claim_id] for claim_id in group if claim_id in earlier)
        wishes += [(-n, exchange_id, min(group), place) for exchange_id, n in votes.items()]
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for _, exchange_id, _, place in sorted(wishes):
        if place not in ids and exchange_id not in taken:
            ids[place] = exchange_id
            taken.add(exchange_id)
    used = taken | set(earlier.values())
    for place, _ in sorted(enumerate(groups), key=lambda item: min(item[1])):
        if place not in ids:
            ids[place] = mint_id(min(groups[place]), used)
            used.add(ids[place])
    return [ids[place] for place in range(len(groups))]


def mint_id(founding_claim: str, used: AbstractSet[str]) -> str:
    """A new id from the founding claim: `X` and hex digits of its SHA-256; another one if that is used already."""
    attempt = 0
    while True:
        seed = founding_claim if attempt == 0 else f"{founding_claim} {attempt}"
        exchange_id = "X" + hashlib.sha256(seed.encode()).hexdigest()[:ID_DIGITS]
        if exchange_id not in used:
            return exchange_id
        attempt += 1
