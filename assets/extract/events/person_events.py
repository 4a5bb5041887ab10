"""Persons of events: which event of a report each person handed over belongs to.

Belongs here: the sentence that tells most of the person's hand-over, and what is known of when somebody was exchanged.
Not here: who was handed over (`persons/handed_over.py`), which way (`person_ways.py`), counts (`person_counts.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from assets.extract.events.events import Event
from assets.extract.events.person_counts import count_persons, lend_direction
from assets.extract.events.person_ways import tell_ways
from assets.extract.flows.directions import same_side
from assets.extract.language.known_exchanges import DAYS_OF_NEWS, Days, are_news
from assets.extract.persons.captives import DAYS_OF_DEAL, is_of_one_deal
from assets.extract.persons.handed_over import HandedOver
from assets.extract.statements.statements import Statement

FOREIGN_REACH = 4  # sentences between a hand-over of foreigners and the name of one of them
SEVERAL = 2  # captives known from one exchange, who tell that the day of an event is wrong


def give_persons(events: list[Event], persons: dict[str, HandedOver], published: date | None) -> None:
    """Puts each person under the event of the sentence that tells most of the hand-over, or of the one before it.

    Somebody who is known to have been exchanged at another time is put under the event of that time, or under none.
    """
    for person in persons.values():
        event = _planned(events, person, published) if "planned" in person.signals else _told(events, person)
        if event is not None:
            event.persons.append(person)
    for person, days in [moved for event in events for moved in _take_out(event, published)]:
        other = _at_that_time(events, days, published)
        if other is not None:
            other.persons.append(person)
    for event in events:
        tell_ways(event)
        count_persons(event)
        lend_direction(event)


def _told(events: Sequence[Event], person: HandedOver) -> Event | None:
    """The event of the sentence that tells most of the person, or of the one before, else the first.

    What is still to come right before says nothing of somebody told of after it. A foreigner who is
    named later belongs to the last hand-over that was told.
    """
    at = person.event_sentence
    near = [(s, e) for e in events for s in e.statements if 0 <= at - s.number <= 1]
    if near:
        statement, event = max(near, key=lambda told: (told[0].number, _has_flow_of(told[0], person)))
        if statement.number == at or event.status == "completed":
            return event
    if len(events) > 1 and _is_foreign(events[0], person):
        done = [(s.number, e) for e in events if e.status == "completed" for s in e.statements]
        before = [told for told in done if 0 <= at - told[0] <= FOREIGN_REACH]
        if before:
            return max(before, key=lambda told: told[0])[1]
    return events[0] if events else None


def _is_foreign(event: Event, person: HandedOver) -> bool:
    """Whether it is known whose the person is, and that is none of the sides of the event."""
    own = {hint.receiver for hint in person.life if hint.receiver is not None}
    return bool(own) and not any(same_side(side, receiver) for side in event.sides for receiver in own)


def _planned(events: Sequence[Event], person: HandedOver, published: date | None) -> Event | None:
    """The event of the plan of which alone one is told, else the one in which the person is known to have been."""
    told = (e for e in events if e.status != "completed" for s in e.statements if s.number == person.event_sentence)
    event, days = next(told, None), person.exchanged
    if event is not None or days is None or (published is not None and published < days[0]):
        return event
    return _at_that_time([event for event in events if event.status == "completed"], days, published)


def _has_flow_of(statement: Statement, person: HandedOver) -> bool:
    """Whether it is this part of a sentence that tells of two exchanges in which the person is named."""
    return any(f.person is not None and f.person.key == person.key for f in statement.flows)


# --- what is known of when somebody was exchanged ---------------------------------------------------------------------


def _take_out(event: Event, published: date | None) -> list[tuple[HandedOver, Days]]:
    """Takes from the event those known to have been exchanged at another time, and returns them with that time."""
    known = {person.key: person.exchanged for person in event.persons if person.exchanged is not None}
    if not known:
        return []
    if event.status != "completed":
        staying = {key for key, days in known.items() if published is None or published <= days[1] + DAYS_OF_NEWS}
    else:
        done = {k: days for k, days in known.items() if published is None or published >= days[0] - DAYS_OF_DEAL}
        staying = _of_one_exchange(event, done, published)
    out = [(person, known[person.key]) for person in event.persons if person.key in known.keys() - staying]
    event.persons = [person for person in event.persons if person.key not in known.keys() - staying]
    return out


def _of_one_exchange(event: Event, known: Mapping[str, Days], published: date | None) -> set[str]:
    """Those who were exchanged at the time of the event, else most of those who were exchanged together.

    Where that is several, or news, the day of the event is wrong.
    """
    deals = [{key for key, days in known.items() if is_of_one_deal(days, other)} for other in known.values()]
    together = max(deals, key=len, default=set())
    told = _days_of(event)
    if told is None:
        return together
    then = {key for key, days in known.items() if is_of_one_deal(days, told)}
    if then or (len(together) < SEVERAL and not any(are_news(known[key], published) for key in together)):
        return then
    event.date = None
    return together


def _at_that_time(events: Sequence[Event], days: Days, published: date | None) -> Event | None:
    """The event that is the exchange of those days; where that is to come, the first one that is planned."""
    for event in events:
        told = (_days_of(event), *(person.exchanged for person in event.persons))
        if any(each is not None and is_of_one_deal(days, each) for each in told):
            return event
    is_past = published is not None and published > days[1] + DAYS_OF_NEWS
    return None if is_past else next((event for event in events if event.status != "completed"), None)


def _days_of(event: Event) -> Days | None:
    when = event.date
    return (when.start, when.end or when.start) if when is not None and when.start is not None else None
