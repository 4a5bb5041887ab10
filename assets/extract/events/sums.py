"""Sums: events that only add up others which a report tells one by one.

Belongs here: `1,000 for 1,000 in three days`, told after 390, 307 and 303 a side. Not here: tallies since a year or so
far (`statements/statements.py`), the sum of both directions of one exchange (`transfers.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assets.extract.events.events import Event
from assets.extract.flows.directions import Direction
from assets.extract.flows.flows import PAIR

LEAST_STAGES = 2


def without_sums(events: Sequence[Event]) -> list[Event]:
    """The events but those of which both directions are the sums of what other hand-overs that are done brought."""
    if len(events) <= LEAST_STAGES:
        return list(events)
    return [event for event in events if not _adds_up(event, [e for e in events if e is not event])]


def _adds_up(event: Event, others: Sequence[Event]) -> bool:
    counts = _counts(event)
    stages = [_counts(e) for e in others if e.status == "completed" and _counts(e).keys() == counts.keys()]
    if event.status != "completed" or len(counts) < PAIR or len(stages) < LEAST_STAGES:
        return False
    return all(sum(stage[way] for stage in stages) == count for way, count in counts.items())


def _counts(event: Event) -> Counter[Direction]:
    """How many people went each way."""
    counts: Counter[Direction] = Counter()
    for transfer in event.transfers:
        if transfer.count:
            counts[transfer.direction] += transfer.count
    return counts
