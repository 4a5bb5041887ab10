"""Signals: what a report says for a party's having brokered one of its events rather than another.

Belongs here: where the party is named beside what is told of the event. Not here: what speaks for its having brokered
anything (`party_context.py`), how much each signal weighs (`seeds/reference/weights`), the choice (`mediators.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from assets.extract.events.events import Event
from assets.extract.events.party_context import MEDIATION
from assets.extract.flows.directions import parts
from assets.extract.weighing import BY_RULES, Signals

FAR = 4  # sentences from what is told of an event; more are one
DAYS_OF_DEAL = 7  # between the stages of one deal
MOST = 3  # events of a report that are told apart
NEAR = tuple(f"after, {distance}" for distance in range(1, FAR + 1))
# Where a sentence stands beside what is told of an event, the closest first.
PLACES = ("in", *NEAR, "after main", "before", "after another", "in another", "before another")
CLOSE = ("in", *NEAR)
RANKS = {place: rank for rank, place in enumerate(PLACES)}


@dataclass(slots=True)
class Standing:
    """An event beside all events of its report; `deal` are the others of one deal with it."""

    event: Event
    events: Sequence[Event]
    deal: list[Standing] = field(default_factory=list)
    _places: dict[int, str] = field(default_factory=dict)
    _told: list[tuple[int, bool, bool]] = field(init=False)  # by sentence: whether of this event, and whether of news

    def __post_init__(self) -> None:
        self._told = [(s.number, e is self.event, e.focus) for e in self.events for s in e.statements]

    def closest(self, numbers: Iterable[int]) -> str:
        """Where that of some sentences stands which is closest to what is told of the event."""
        return min((self.place(number) for number in numbers), key=RANKS.__getitem__)

    def place(self, number: int) -> str:
        """Where a sentence stands beside what is told of the event."""
        place = self._places.get(number)
        if place is None:
            place = self._places[number] = self._find_place(number)
        return place

    def _find_place(self, number: int) -> str:
        told = self._told
        here = [own for n, own, _ in told if n == number]
        if here:
            return "in" if True in here else "in another"
        before = [each for each in told if each[0] < number]
        if not before:
            first = min(n for n, _, _ in told)
            return "before" if any(n == first and own for n, own, _ in told) else "before another"
        last, own, _ = max(before)
        if own:
            return NEAR[min(number - last, FAR) - 1]
        main = max((each for each in before if each[2]), default=None)
        return "after main" if main is not None and main[1] else "after another"


def standings_of(events: Sequence[Event], published: date | None) -> list[Standing]:
    """Each event beside the others."""
    standings = [Standing(event, events) for event in events]
    for one in standings:
        one.deal += [o for o in standings if o is not one and are_of_one_deal(one.event, o.event, published)]
    return standings


def event_signals(
    standing: Standing, code: str, of_sentences: Mapping[int, Signals], credited: Collection[int]
) -> Signals:
    """The signals of a party that one event has.

    `of_sentences` are the signals of the sentences that name it, `credited` those in which rules find that it brokered.
    """
    return dict.fromkeys(_told(standing, code, of_sentences, credited), 1.0)


def _told(
    standing: Standing, code: str, of_sentences: Mapping[int, Signals], credited: Collection[int]
) -> Iterator[str]:
    event = standing.event
    focus = "main" if event.focus else "passing"
    speaking = [number for number, signals in of_sentences.items() if not MEDIATION.isdisjoint(signals)]
    for what, numbers in ((f"{BY_RULES}told", credited), ("mediation", speaking), ("named", of_sentences)):
        if numbers:
            place = standing.closest(numbers)
            yield f"{what} {place}"
            yield f"{what} {place}, {focus}"
    foremost = credited or speaking or of_sentences
    if any(other.closest(foremost) in CLOSE for other in standing.deal):
        yield "told of one deal with it"
        if credited:
            yield f"{BY_RULES}told of one deal with it"
    nearest = min(abs(n - s.number) for n in (speaking or of_sentences) for s in event.statements)
    yield f"sentences between: {min(nearest, FAR)}"
    yield f"event: {event.status}"
    yield f"event: {focus}"
    yield f"event: {'first' if event is standing.events[0] else 'later'}"
    yield f"events: {min(len(standing.events), MOST)}"
    if set(event.sides[:2]) != set(standing.events[0].sides[:2]):
        yield "event: other sides"
    if event.known and any(known.mediators for known in event.known):
        yield f"known: {'broker' if any(code in known.mediators for known in event.known) else 'others'}"
    if any(code in parts(side) for t in event.transfers for side in t.direction):
        yield "gives or gets"


def are_of_one_deal(one: Event, other: Event, published: date | None) -> bool:
    """Whether two events are between the same sides and days apart, or one of them is settled, but not done."""
    if set(one.sides[:2]) != set(other.sides[:2]) or not {one.status, other.status} <= {"agreed", "completed"}:
        return False
    days = [e.date.start for e in (one, other) if e.date is not None and e.date.start is not None]
    if len(days) < 2 and "agreed" not in {one.status, other.status}:
        return False
    days += [published] if published is not None and len(days) == 1 else []
    return len(days) < 2 or abs(days[0] - days[1]) <= timedelta(days=DAYS_OF_DEAL)
