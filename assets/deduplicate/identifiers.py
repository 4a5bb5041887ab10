"""Ids of exchanges: minted once from the claim that founded the exchange, and kept with its claims for ever.

Belongs here: which id a group of claims gets. Not here: how claims come into a group (`passes.py`), where a claim stood
before (`registry.py`).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

ID_DIGITS = 10  # 40 bits: a collision among a million exchanges has odds of 1 in 2, and is stepped over

Stood = Mapping[
    str, Sequence[str]
]  # claim id -> exchange ids that it stood under: the latest first, the very first last


def assign_ids(groups: Sequence[Sequence[str]], stood: Stood, given: AbstractSet[str] = frozenset()) -> list[str]:
    """The id of each group of claims.

    A group takes the id that most of its claims had last; an id goes to the group that has most of its claims (ties:
    the group whose claims had it first, the smaller id, the smaller claim). A group that is left without takes an id
    that its claims had before and that nobody has now: what was merged and is parted again has its own id back.

    Args:
        groups: the claim ids of each exchange.
        stood: where the claims stood before; new claims are missing.
        given: every id ever given, of which none is minted again.
    """
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for wishes in (_wishes(groups, stood, latest=True), _wishes(groups, stood, latest=False)):
        for _, _, exchange_id, _, place in sorted(wishes):
            if place not in ids and exchange_id not in taken:
                ids[place] = exchange_id
                taken.add(exchange_id)
    used = taken | given | {exchange_id for exchange_ids in stood.values() for exchange_id in exchange_ids}
    for place, _ in sorted(enumerate(groups), key=lambda item: min(item[1])):
        if place not in ids:
            ids[place] = mint_id(min(groups[place]), used)
            used.add(ids[place])
    return [ids[place] for place in range(len(groups))]


def _wishes(groups: Sequence[Sequence[str]], stood: Stood, *, latest: bool) -> Iterator[tuple[int, int, str, str, int]]:
    """The ids that each group may take, best first when sorted: by the ids that its claims had last, or ever."""
    for place, group in enumerate(groups):
        known = [stood[claim_id] for claim_id in group if stood.get(claim_id)]
        votes = Counter(name for names in known for name in ({names[0]} if latest else set(names)))
        first = Counter(names[-1] for names in known)
        for exchange_id, n in votes.items():
            yield -n, -first[exchange_id], exchange_id, min(group), place


def mint_id(founding_claim: str, used: AbstractSet[str]) -> str:
    """A new id from the founding claim: `X` and hex digits of its SHA-256; another one if that is used already."""
    attempt = 0
    while True:
        seed = founding_claim if attempt == 0 else f"{founding_claim} {attempt}"
        exchange_id = "X" + hashlib.sha256(seed.encode()).hexdigest()[:ID_DIGITS]
        if exchange_id not in used:
            return exchange_id
        attempt += 1
