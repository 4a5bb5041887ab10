"""Places told in other sentences than those that tell of a hand-over.

Belongs here: the place told beside a hand-over ("They changed planes at Ankara airport."), the one that "there" and
"the same bridge" mean, and the one with which a report answers its own question.
Not here: the place that one sentence tells (`places/handover_places.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from assets.extract.events.events import Event
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.triggers import Trigger
from assets.extract.parties.parties import Sides
from assets.extract.places.anchors import HELD
from assets.extract.places.handover_places import NEUTRAL, PlaceMention, find_place
from assets.extract.places.places import find_named
from assets.extract.statements.statements import Statement

LEAD_SENTENCES = 2  # of the running text that tell where it was, however many headings stand before them
BESIDE = 2  # sentences between what was told of a hand-over and where it was
NEAR = 4  # the same where the sentence says by itself that an exchange was held there; swept over 2 to 30

SHORTEST = 6  # tokens of a sentence that is a place: "Ankara airport, Turkey."
OPENING = 2  # tokens before "where" in a question, and before the place in its answer
SAME_BEFORE = 12  # sentences before "the same bridge" in which it is named

Sentences = Mapping[int, tuple[Mentions, list[Trigger]]]


def add_places(
    text: Text, sentences: Sentences, events: list[Event], sides: Sides, lexicon: Lexicon
) -> dict[int, PlaceMention]:
    """Gives a place to each event that has none from the sentences beside it, and returns what these tell, by number.

    Args:
        text: the report.
        sentences: those that tell of no hand-over, by number, with their words of hand-over.
        events: what the report tells of.
        sides: the sides of the main exchange.
        lexicon: the words.
    """
    if all(event.place is not None for event in events):
        return {}
    lead = sorted(n for n, (m, _) in sentences.items() if not m.sentence.heading)[:LEAD_SENTENCES]
    found: list[tuple[int, PlaceMention]] = []
    told = {s.number for event in events for s in event.statements}
    beside = {number + distance for number in told for distance in range(-NEAR, NEAR + 1)}
    for number in sorted(n for n in sentences if n in lead or n in beside):
        mentions, triggers = sentences[number]
        place = find_place(text, mentions, list(triggers), sides, lexicon)
        short = mentions.sentence.last - mentions.dateline <= SHORTEST
        if place is None and short and number - 1 in sentences and sentences[number - 1][0].date_phrases:
            place = _told_alone(text, mentions, sides, lexicon)
        if place is not None:
            found.append((number, place))
    for event in events:
        if event.place is None:
            near = [p for n, p in found if _is_of(event, n, p, events) or event is events[0]]
            event.place = max(near, key=lambda place: place.score, default=None)
    return dict(found)


def _told_alone(text: Text, mentions: Mentions, sides: Sides, lexicon: Lexicon) -> PlaceMention | None:
    """`July 2010. Vienna. Ten agents for four.`: a place that is a sentence by itself."""
    named = [n for n in find_named(text, mentions, sides, lexicon) if n.first == mentions.dateline]
    return PlaceMention(named[0].country, text.slice(named[0].first, named[0].last), HELD) if named else None


def find_answers(
    text: Text, sentences: Sequence[Mentions], triggers: Sequence[list[Trigger]], sides: Sides, lexicon: Lexicon
) -> dict[int, PlaceMention]:
    """`Where were they handed over? In Zabul, in the south.`: places that questions are answered with, by sentence."""
    found: dict[int, PlaceMention] = {}
    for number, (asked, answer) in enumerate(pairwise(sentences)):
        question = "where" in asked.words and text.lowers[asked.sentence.last - 1] == "?"
        if not question or not (triggers[number] or "happen" in asked.words or {"take", "place"} <= asked.words):
            continue
        for named in find_named(text, answer, sides, lexicon):
            if named.preposition is not None and named.preposition - answer.dateline <= OPENING:
                found[number + 1] = PlaceMention(named.country, text.slice(named.first, named.last), HELD)
                break
    return found


def _is_of(event: Event, number: int, place: PlaceMention, events: list[Event]) -> bool:
    """Whether a place is told near enough to the event, and to no other one nearer."""
    distance = _distance([event], number)
    if distance > BESIDE and ((HELD > place.score != NEUTRAL) or distance > _distance(events, number)):
        return False
    return distance <= NEAR


def _distance(events: Sequence[Event], number: int) -> int:
    """Sentences between a sentence and the nearest one that tells of some events."""
    return min((abs(s.number - number) for event in events for s in event.statements), default=NEAR + 1)


def add_places_before(text: Text, sentences: Sequence[Mentions], events: list[Event]) -> None:
    """`walked out on the same bridge`, `In 1962 he had been freed there`: the place named, or told of, before."""
    for event in events:
        same = next(filter(None, (_same_place(text, sentences, s) for s in event.statements)), None)
        event.place = same or event.place
        for statement in event.statements:
            event.place = event.place or _there(statement, events)


def _same_place(text: Text, sentences: Sequence[Mentions], statement: Statement) -> PlaceMention | None:
    """The last place named before whose name has the noun after "the same"."""
    mentions = statement.mentions
    if "same" not in mentions.words:
        return None
    first, last = mentions.sentence.first, mentions.sentence.last
    nouns = {text.word(i + 1) for i in range(first, last) if text.lowers[i] == "same"}
    for before in reversed(sentences[max(0, statement.number - SAME_BEFORE) : statement.number]):
        for name in reversed(before.names):
            if (
                name.name.kind == "place"
                and name.name.codes
                and not nouns.isdisjoint(text.lowers[name.first : name.last])
            ):
                return PlaceMention(name.name.codes[0], text.slice(name.first, name.last), NEUTRAL)
    return None


def _there(statement: Statement, events: list[Event]) -> PlaceMention | None:
    """The place of the event told right before, of a sentence that says "there", and not "there were"."""
    mentions = statement.mentions
    if "there" not in mentions.words:
        return None
    text, first, last = mentions.text, mentions.sentence.first, mentions.sentence.last
    said = [i for i in range(first + 1, last) if text.lowers[i] == "there"]
    if not any(mentions.lexicon.has("place.words.after_pointing", text.word(i + 1)) for i in said):
        return None
    told = [(s.number, e.place) for e in events for s in e.statements if s.number < statement.number and e.place]
    number, place = max(told, key=lambda t: t[0], default=(0, None))
    return place if statement.number - number <= BESIDE else None
