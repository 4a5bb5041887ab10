"""Third parties: people whom an event also tells of as come from, or gone to, a party beside the two sides.

Belongs here: leaving out those who are counted already, with another party for the one side. Not here: which two sides
an event is between (`pairs.py`), the choice of one figure a direction (`transfers.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from assets.extract.events.events import Event, Transfer
from assets.extract.events.person_counts import is_same_way
from assets.extract.flows.directions import opposite, same_side
from assets.extract.language.lexicon import Lexicon


def drop_counted_already(event: Event, lexicon: Lexicon) -> None:
    """Leaves out people counted with another party for one of their sides; the state is a party all the same."""
    if len(event.transfers) <= 1:
        return
    ways = {t.direction for t in event.transfers}
    many = [t for t in event.transfers if (t.count or 0) > 1]
    single = [t for t in event.transfers if t.count == 1 and opposite(t.direction) not in ways] if many else []
    out = [t for t in single if any(t.statement is not w.statement and _shares_one_side(t, w) for w in many)]
    out += [t for n, t in enumerate(many) if _is_told_before(t, many[:n])]
    if out:
        event.transfers = [t for t in event.transfers if t not in out]
        sides = {side for t in out for side in t.direction if side is not None}
        event.joint |= {side for side in sides if lexicon.party_kinds.get(side) == "state"}
        event.rules.add("transfer.counted_already")


def _shares_one_side(one: Transfer, many: Transfer) -> bool:
    """`Ten are free. ... The Swede among them flew home`: people came from one party to two, or to one from two."""
    a, b = one.direction, many.direction
    if opposite(a) == b or is_same_way(a, b):
        return False
    return same_side(a[0], b[0]) or same_side(a[1], b[1])


def _is_told_before(told: Transfer, before: Sequence[Transfer]) -> bool:
    """`15 are to go to Sanaa from Riyadh. Aden frees the 15 ...`: one figure between two of three; the first stays."""
    return any(t.count == told.count and _shares_one_side(told, t) for t in before)
