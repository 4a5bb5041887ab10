"""Counts of named persons: who is handed over alone is a count of one, and the second of a pair went the other way.

Belongs here: transfers and directions that follow from the persons of an event. Not here: figures (`transfers.py`), who
was handed over (`persons/handed_over.py`).
"""

from __future__ import annotations

from collections import defaultdict

from assets.extract.events.events import Event, Transfer
from assets.extract.flows.directions import Direction, opposite, same_side
from assets.extract.flows.flows import PAIR
from assets.extract.persons.handed_over import HandedOver

MANY = 3  # people counted beside whom a captive who is known may be one of them


def count_persons(event: Event) -> None:
    """A named person handed over alone is a count of one; of many told in all, those named are only a few."""
    if (event.total or 0) > len(event.persons):
        return
    by_direction: dict[Direction, list[HandedOver]] = defaultdict(list)
    for person in [*[p for p in event.persons if p.plain or _stands_beside(p)], *_swapped_as_known(event)]:
        if person.direction is not None:
            by_direction[person.direction].append(person)
    none = [t for t in event.transfers if t.count == 0 and any(is_same_way(t.direction, way) for way in by_direction)]
    event.transfers = [t for t in event.transfers if t not in none]  # `nobody else was freed`
    for direction, named in by_direction.items():
        counted = any(is_same_way(t.direction, direction) for t in event.transfers)
        if not counted and not any(p.among and not _is_told_alone(p) for p in named):
            event.transfers.append(_transfer_of(event, direction, named))
        beside = [p for p in named if (not p.among or _is_told_alone(p)) and _is_beside_counted(event, p)]
        if counted and beside:
            event.transfers.append(_transfer_of(event, direction, beside))


def _swapped_as_known(event: Event) -> list[HandedOver]:
    """`While their prisoners were exchanged, Griner walked up to Bout`: known captives alone who went opposite ways."""
    ways = {person.direction for person in event.persons}
    if len(ways) != PAIR or any((transfer.count or 0) > MANY for transfer in event.transfers):
        return []
    told = {person.direction for person in event.persons if person.plain}
    known = [p for p in event.persons if p.exchanged is not None and p.direction not in told]
    return [p for p in known if sum(q.direction == p.direction for q in known) <= PAIR]


def lend_direction(event: Event) -> None:
    """Where people went one way only, those named went that way, too; one for one the second went the other way."""
    counted = [transfer for transfer in event.transfers if transfer.count]
    open_ways = [person for person in event.persons if person.direction is None]
    if len({transfer.direction for transfer in counted}) != 1 or not open_ways:
        return
    way, mutual = counted[0].direction, any(t.mutual for s in event.statements for t in s.triggers)
    if sum(transfer.count or 0 for transfer in counted) > 1:
        for person in open_ways:
            person.direction = way
    elif mutual and len(event.persons) == PAIR and len(open_ways) == 1:
        open_ways[0].direction = opposite(way)
        count_persons(event)


def _is_told_alone(person: HandedOver) -> bool:
    """`a ranger, identified as Muhammadullah, was returned to Pakistan`: a verb of hand-over is told of the person."""
    return any(h.rule.startswith("frame.verb") and (h.giver or h.receiver) for h in person.hints)


def _stands_beside(person: HandedOver) -> bool:
    """`Russia got Viktor Medvedchuk and 55 soldiers`: in one list with people counted."""
    return any(flow.beside_group is not None for flow in person.flows)


def _is_beside_counted(event: Event, person: HandedOver) -> bool:
    """`55 soldiers and Viktor Medvedchuk`: the people beside whom the person stands are those counted for the way."""
    counts = {t.count for t in event.transfers if person.direction and is_same_way(t.direction, person.direction)}
    return any(flow.beside_group is not None and {flow.beside_group.count} == counts for flow in person.flows)


def is_same_way(a: Direction, b: Direction) -> bool:
    """Whether two ways are one, or one between states that are among the sides of the other."""
    return a == b or (same_side(a[0], b[0]) and same_side(a[1], b[1]))


def _has_companion(event: Event, person: HandedOver, named: list[HandedOver]) -> bool:
    """`took back Ivan Egorov and his wife`: one more, unless she is among those named."""
    text, lexicon = event.statements[0].mentions.text, event.statements[0].mentions.lexicon
    for flow in person.flows:
        if lexicon.has("grammar.persons.companions", " ".join(text.lowers[flow.last : flow.last + 3])):
            after = flow.last + 3 + (text.word(flow.last + 3) == ",")
            return not any(f.first == after for p in named for f in p.flows)
    return False


def _transfer_of(event: Event, direction: Direction, named: list[HandedOver]) -> Transfer:
    person = named[0]
    statement = next((s for s in event.statements if s.number == person.event_sentence), event.statements[0])
    return Transfer(
        direction,
        person.category,
        len(named) + sum(_has_companion(event, p, named) for p in named),
        "exact",
        statement.claimant,
        statement.mentions.sentence.first,
        statement.mentions.sentence.last,
        statement,
        explicit=any(h.giver for h in person.hints) and any(h.receiver for h in person.hints),
    )
