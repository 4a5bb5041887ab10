"""Eras: the state that stood on the day of an event, where a report tells of exchanges before and after it was gone.

Belongs here: a state and its heir, event by event. Not here: which of them the names of the report mean as a whole
(`parties/parties.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from assets.extract.events.events import Event
from assets.extract.flows.directions import Direction
from assets.extract.language.lexicon import Lexicon

AHEAD = frozenset(("agreed", "proposed"))


def name_states_of_day(event: Event, published: date | None, lexicon: Lexicon) -> None:
    """`In 2010 Moscow let four men go`, in a history of Soviet spies: Russia did, and the Soviet Union in 1986."""
    year = _year_of(event, published)
    if year is None:
        return
    names: dict[str, str] = {}
    for state, heir in lexicon.gone_states.items():
        until, ended = lexicon.gone_since.get(state, 0), lexicon.ended.get(state, year)
        if year > ended:
            names[state] = heir
        elif year <= until == ended:  # Serbia was there beside Yugoslavia
            names[heir] = state
    if names.keys().isdisjoint(_sides_told(event)):
        return
    event.sides = tuple(dict.fromkeys(names.get(side, side) for side in event.sides))
    event.joint = {names.get(side, side) for side in event.joint}
    for transfer in event.transfers:
        transfer.direction = _renamed(transfer.direction, names)
    for person in event.persons:
        person.direction = _renamed(person.direction, names) if person.direction is not None else None


def _year_of(event: Event, published: date | None) -> int | None:
    """The year of the event: what is still to come is of the days of the report."""
    if event.date is not None and event.date.start is not None:
        return event.date.start.year
    return published.year if published is not None and event.focus and event.status in AHEAD else None


def _sides_told(event: Event) -> set[str | None]:
    return {*event.sides, *event.joint, *(side for t in event.transfers for side in t.direction)}


def _renamed(direction: Direction, names: Mapping[str, str]) -> Direction:
    giver, receiver = (None if side is None else names.get(side, side) for side in direction)
    return giver, receiver
