"""Ways: which side gave up each named person of an event, and which got them.

Belongs here: what the person's own sentences say of it, else the groups that the person is named as one of, else the
life told. Not here: the hints themselves (`flows/hints.py`, `flows/nations.py`, `persons/biographies.py`), directions
of groups (`flows/directions.py`), who was handed over (`persons/handed_over.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from assets.extract.events.events import Event
from assets.extract.flows.directions import decide, same_side
from assets.extract.flows.flows import Hint
from assets.extract.persons.handed_over import KNOWN, HandedOver

OF_GROUP = 1.5  # "seven Americans, among them X": a way that is told of the group is told of the one named


def tell_ways(event: Event) -> None:
    """Gives each person of the event a direction: the first that is told, from what is nearest to the person."""
    people = {person.key: person for person in event.persons}
    for key, person in people.items():
        known = [hint for hint in person.life if _is_known(hint, event)]
        hints = known or person.hints
        person.direction = decide(hints, event.sides)[0] or event.directions.get(key)
    for person in people.values():
        for hints in ([*_hints_of_groups(person)], person.life):
            person.direction = person.direction or decide(hints, event.sides)[0]


def _is_known(hint: Hint, event: Event) -> bool:
    """Whether it is known that the person went from one side of the event to the other."""
    ends = (hint.giver, hint.receiver)
    return hint.rule == KNOWN and all(any(same_side(end, side) for side in event.sides[:2]) for end in ends)


def _hints_of_groups(person: HandedOver) -> Iterator[Hint]:
    """What is told of the groups that the person is named as one of."""
    for flow in person.groups:
        if flow.way is not None:
            yield Hint(*flow.way, OF_GROUP, "person.group")
        else:
            yield from flow.hints
