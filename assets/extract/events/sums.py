"""Sums and plans: events that only add up others which a report tells one by one, or that one of these carried out.

Belongs here: `1,000 for 1,000 in three days`, told after 390, 307 and 303 a side; `225 for 150 had been agreed`, where
222 were exchanged for 150. Not here: tallies since a year or so far (`statements/statements.py`), the sum of both
directions of one exchange (`transfers.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from assets.extract.events.events import Event
from assets.extract.events.evidence import is_of_more
from assets.extract.flows.directions import Direction
from assets.extract.flows.flows import PAIR
from assets.extract.mentions.batches import is_next_batch

LEAST_STAGES = 2
AHEAD = frozenset(("agreed", "proposed"))
RECOUNT = 0.05  # how far the figure of a plan is from that of its outcome
FEW = 3  # so many are exchanged again and again


def without_sums(events: Sequence[Event]) -> list[Event]:
    """The events but those of which both directions are the sums of what other hand-overs brought."""
    if len(events) <= LEAST_STAGES:
        return list(events)
    return [event for event in events if not _adds_up(event, [e for e in events if e is not event])]


def without_plans_done(events: Sequence[Event]) -> list[Event]:
    """The events but the plans of those that were then carried out."""
    done = [_counts(e) for e in events if e.focus and e.status == "completed"]
    return [e for e in events if e.status not in AHEAD or not any(_is_plan_of(e, counts) for counts in done)]


def _is_plan_of(event: Event, done: Mapping[Direction, int]) -> bool:
    """Whether as many were to go a way as went, or nearly as many where that was agreed, and these are not the next."""
    if any(is_next_batch(statement.mentions) for statement in event.statements):
        return False
    more = any(is_of_more(f, s) for s in event.statements for f in s.flows)  # `Another 200 are to follow`, after 199
    apart = RECOUNT if event.status == "agreed" and not more else 0
    counts = _counts(event).items()
    return any(count > FEW and abs(count - done.get(way, 0)) <= apart * done.get(way, 0) for way, count in counts)


def _adds_up(event: Event, others: Sequence[Event]) -> bool:
    counts = _counts(event)
    stages = [_counts(e) for e in others if _counts(e).keys() == counts.keys()]
    if len(counts) < PAIR or len(stages) < LEAST_STAGES:
        return False
    return all(sum(stage[way] for stage in stages) == count for way, count in counts.items())


def _counts(event: Event) -> dict[Direction, int]:
    """How many people went each way."""
    counts: dict[Direction, int] = defaultdict(int)
    for transfer in event.transfers:
        if transfer.count:
            counts[transfer.direction] += transfer.count
    return counts
