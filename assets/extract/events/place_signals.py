"""Signals of the places that a report names: what speaks for and against an event having been there.

Belongs here: the signals of one mention, and of its standing beside an event. Not here: their weights
(`seeds/reference/weights`), what rules find (`places/handover_places.py`), choosing (`places.py`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from assets.extract.events.events import Event
from assets.extract.flows.directions import parts
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.context import cues_beside, words_around
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.triggers import Trigger
from assets.extract.parties.parties import Sides
from assets.extract.places.countries import home_of
from assets.extract.places.handover_places import PlaceMention
from assets.extract.places.places import Named, find_named
from assets.extract.records import record
from assets.extract.weighing import BY_RULES, Signals

OPENING = 3  # tokens before a place at the head of its sentence
STRONGEST = 5  # of what rules say
STEP, FARTHEST = 3, 5  # tokens of a step of distance to a word of hand-over, and the last step
EARLY = 3  # sentences of heading and lead
SEVERAL = 3  # events
DEED_REACH = 8  # tokens between what was done and the place
HANDOVER = "hand-over"  # what was done, where a word of hand-over tells it


@record
class SeenPlace:
    """A place that a sentence names: country, name as printed, kind of name, and the signals of the mention."""

    country: str
    name: str
    form: str
    signals: Signals


def see_places(
    text: Text,
    mentions: Mentions,
    triggers: Sequence[Trigger],
    ruled: Sequence[PlaceMention],
    sides: Sides,
    lexicon: Lexicon,
) -> list[SeenPlace]:
    """The places that a sentence names, in order; `ruled` are those that rules take for that of its hand-over."""
    named = list(find_named(text, mentions, sides, lexicon))
    if not named:
        return []
    of_sentence = dict.fromkeys(_of_sentence(mentions, triggers), 1.0)
    seen: list[SeenPlace] = []
    for each in named:
        deed = _deed_before(text, mentions, triggers, each, lexicon)
        if deed is not None and lexicon.has("place.words.captures", deed):
            continue
        signals = of_sentence.copy()
        for name in _of_mention(text, mentions, triggers, each, ruled):
            signals[name] = 1.0
        if deed is not None:
            signals[f"deed: {deed}"] = 1.0
        seen.append(SeenPlace(each.country, text.slice(each.first, each.last), each.form, signals))
    return seen


def _of_sentence(mentions: Mentions, triggers: Sequence[Trigger]) -> Iterator[str]:
    yield from cues_beside(mentions)
    if mentions.sentence.heading:
        yield "heading"
    if not triggers:
        yield "no hand-over"


def _of_mention(
    text: Text, mentions: Mentions, triggers: Sequence[Trigger], named: Named, ruled: Sequence[PlaceMention]
) -> Iterator[str]:
    yield from words_around(text, mentions, named.first, named.last)
    word = text.lowers[named.preposition] if named.preposition is not None else "none"
    start = named.first if named.preposition is None else named.preposition
    yield f"preposition: {word}"
    if start < named.first - 1 and named.preposition is not None:
        yield "preposition far"
    yield f"form: {named.form}"
    if named.at_crossing:
        yield "crossing"
    if named.first - mentions.dateline <= OPENING:
        yield "opens"
    n_verbs = bisect_left(mentions.verbs, start, key=lambda verb: verb.index)
    yield f"verb before: {mentions.verbs[n_verbs - 1].sense.lemma}" if n_verbs else "no verb before"
    yield from _beside_triggers(triggers, start, named.last, word)
    yield from _by_rules(text.slice(named.first, named.last), named.country, ruled)


def _beside_triggers(triggers: Sequence[Trigger], start: int, last: int, preposition: str) -> Iterator[str]:
    """The words of hand-over next to the place, and how far they stand."""
    n_before = bisect_left(triggers, start, key=lambda trigger: trigger.index)
    if n_before:
        before = triggers[n_before - 1]
        yield f"hand-over before: {_kind(before)} {min(FARTHEST, (start - before.index) // STEP)}"
        yield f"hand-over before: {_kind(before)} {preposition}"
    n_till = bisect_left(triggers, last, key=lambda trigger: trigger.index)
    if n_till < len(triggers):
        after = triggers[n_till]
        yield f"hand-over after: {_kind(after)} {min(FARTHEST, (after.index - last) // STEP)}"


def _deed_before(
    text: Text, mentions: Mentions, triggers: Sequence[Trigger], named: Named, lexicon: Lexicon
) -> str | None:
    """What was done at the place, as the nearest word before it says: a hand-over, or something else like an arrest."""
    start = named.first if named.preposition is None else named.preposition
    handed = {trigger.index for trigger in triggers}
    elsewhere = lexicon.words["place.words.elsewhere"]
    for position in range(start - 1, max(mentions.sentence.first, start - DEED_REACH) - 1, -1):
        if position in handed:
            return HANDOVER
        if text.lowers[position] in elsewhere:
            return text.lowers[position]
    return None


def _kind(trigger: Trigger) -> str:
    return f"{'exchange' if trigger.mutual else 'release'} {'noun' if trigger.verb is None else 'verb'}"


def _by_rules(name: str, country: str, ruled: Sequence[PlaceMention]) -> Iterator[str]:
    same = [place for place in ruled if place.country == country]
    if same:
        best = max(same, key=lambda place: place.score)
        yield f"{BY_RULES}{min(STRONGEST, int(best.score))}"
        if best.name in name or name in best.name:
            yield f"{BY_RULES}this"
    elif ruled:
        yield f"{BY_RULES}another"


def signals_of_event(event: Event, events: Sequence[Event]) -> Signals:
    """The signals of an event, those of each place that is weighed for it."""
    rank = "main" if event is events[0] else "focus" if event.focus else "background"
    return {rank: 1.0, f"status: {event.status}": 1.0, f"events: {min(SEVERAL, len(events))}": 1.0}


def signals_beside(
    place: SeenPlace,
    number: int,
    event: Event,
    told: Sequence[int],
    sides: Sides,
    lexicon: Lexicon,
    *,
    inside: bool,
) -> Iterator[str]:
    """The signals of a place in a sentence beside an event.

    Args:
        place: the place.
        number: that of its sentence.
        event: the event.
        told: the sentences of the event, in order.
        sides: the sides of the main exchange.
        lexicon: the words.
        inside: whether the sides of the event are of one state.
    """
    distance, before = min((abs(number - n), number < n) for n in told)
    yield f"distance: {distance}{' before' if before else ''}"
    if number == told[0]:
        yield "first told"
    if number < EARLY:
        yield "early"
    part = _part_of(place.country, event, sides, lexicon)
    if inside:
        yield f"of: {part}, inside"
        yield f"inside, form: {place.form}"
    way = _only_way(place.country, event)
    if way is not None:
        yield f"of: {way}"
    yield f"of: {part}"
    yield f"of: {part}, form: {place.form}"
    if event.known and any(known.places for known in event.known):
        yield f"known: {'there' if any(place.country in known.places for known in event.known) else 'elsewhere'}"
    ruled = "none" if event.place is None else "this" if event.place.country == place.country else "other"
    yield f"{BY_RULES}event {ruled}"


def _only_way(country: str, event: Event) -> str | None:
    """Whether the country only gave or only got people."""
    gave = any(country in parts(t.direction[0]) for t in event.transfers)
    got = any(country in parts(t.direction[1]) for t in event.transfers)
    if gave == got:
        return None
    return "giver" if gave else "getter"


def is_inside(event: Event, lexicon: Lexicon) -> bool:
    """Whether both sides are of one state: a government and a group that fights it at home."""
    homes = [{home_of(actor, lexicon) for actor in parts(side)} for side in event.sides[:2]]
    return len(homes) == 2 and bool(homes[0] & homes[1] - {None})


def _part_of(country: str, event: Event, sides: Sides, lexicon: Lexicon) -> str:
    """What part the country plays in the event."""
    if any(country in parts(side) for side in event.sides[:2]):
        return "side"
    if country in event.mediators:
        return "mediator"
    if any(country == home_of(actor, lexicon) for side in sides.main[:2] for actor in side.split("/")):
        return "home"
    return "third"
