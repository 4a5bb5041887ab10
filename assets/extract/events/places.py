"""The place of each event, weighed over the places that its sentences and those right beside them name.

Belongs here: bringing what rules find and what stands around the names together. Not here: what one sentence tells of
its place (`places/handover_places.py`), the place told elsewhere (`places_elsewhere.py`), the signals
(`place_signals.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assets.extract.events.events import Event
from assets.extract.events.place_signals import SeenPlace, is_inside, see_places, signals_beside, signals_of_event
from assets.extract.events.places_elsewhere import add_places, add_places_before, find_answers
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.triggers import Trigger
from assets.extract.parties.parties import Sides
from assets.extract.places.anchors import HELD
from assets.extract.places.handover_places import PlaceMention, place_of_dateline
from assets.extract.weighing import Weighed, choose, weigh

SLOT = "place"
LEAST = 0.35  # swept over 0.25 to 0.5 on reports that the weights have not seen
BESIDE = 1  # sentences; swept over 1 to 3

Seen = dict[int, list[SeenPlace]]


def give_places(
    text: Text,
    sentences: list[Mentions],
    triggers: Sequence[list[Trigger]],
    events: list[Event],
    sides: Sides,
    lexicon: Lexicon,
) -> None:
    """Puts the place of each event."""
    told = {s.number for event in events for s in event.statements}
    beside = {n: (sentences[n], triggers[n]) for n in range(len(sentences)) if n not in told}
    ruled = {n: [place] for n, place in add_places(text, beside, events, sides, lexicon).items()}
    for event in events:
        for statement in event.statements:
            if statement.place is not None:
                ruled.setdefault(statement.number, []).append(statement.place)
    for number, place in find_answers(text, sentences, triggers, sides, lexicon).items():
        ruled.setdefault(number, []).append(place)
        events[0].place = place
    near = {n for t in told for n in range(t - BESIDE, t + BESIDE + 1) if 0 <= n < len(sentences)} | set(ruled)
    seen = {n: see_places(text, sentences[n], triggers[n], ruled.get(n, ()), sides, lexicon) for n in sorted(near)}
    for event in events:
        if event.in_passing:
            continue
        farther = {n for n, places in ruled.items() if any(p is event.place and p.score >= HELD for p in places)}
        _give_place(seen, event, events, farther, sides, lexicon)
    add_places_before(text, sentences, events)
    if events and events[0].place is None and events[0].status == "completed":
        events[0].place = place_of_dateline(text, sides, lexicon)


def _give_place(
    seen: Seen, event: Event, events: list[Event], farther: set[int], sides: Sides, lexicon: Lexicon
) -> None:
    """Puts the place of one event, and what was weighed for it; `farther` sentences have the one that rules found."""
    weights = lexicon.weights[SLOT]
    weighed = list(_weighed(seen, event, events, farther, sides, lexicon))
    country = choose(weighed, weights, LEAST)
    event.weighed += weighed
    if event.place is None or event.place.country != country:
        told = [w for w in weighed if w.value == country]
        best = max(told, key=lambda w: weigh(w.signals, weights), default=None)
        event.place = None if best is None else PlaceMention(best.value, best.printed, 0.0)
        event.rules |= {"place.weighed"} if best is not None else set()


def _weighed(
    seen: Seen, event: Event, events: list[Event], farther: set[int], sides: Sides, lexicon: Lexicon
) -> Iterator[Weighed]:
    """The places named near an event, with all that speaks for and against each; none told of another event."""
    of_event, inside = signals_of_event(event, events), is_inside(event, lexicon)
    told = sorted({s.number for s in event.statements})
    others = {s.number for other in events if other is not event for s in other.statements}
    near = {n for t in told for n in range(t - BESIDE, t + BESIDE + 1)} - (others - set(told))
    for number in sorted(near | farther):
        for place in seen.get(number, ()):
            signals = of_event | place.signals
            for name in signals_beside(place, number, event, told, sides, lexicon, inside=inside):
                signals[name] = 1.0
            yield Weighed(SLOT, place.country, signals, place.name)
