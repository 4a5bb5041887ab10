"""Words of a sentence that may tie a place to a hand-over: verbs, exchanges that were held, lines that people crossed.

Belongs here: finding such words and how strongly they tie. Not here: the places (`places.py`), which of them is tied
(`handover_places.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.triggers import Trigger
from assets.extract.mentions.verbs import VerbMention
from assets.extract.records import record

CUES = ("place.crossed", "place.held", "place.met", "status.completed")
BEFORE_LINE = 3  # tokens: "driven over the"
GOING_REACH = 3  # tokens between "driven" and "over the border"
HELD_REACH = 7  # tokens between the exchange and "took place": "the swap, the governor said, was carried out"
SUBJECT_TOKENS = 4  # at the head of a sentence: "The second prisoner exchange"
FREE_REACH = 3  # tokens: "went free", "regained their freedom"
PLACE_REACH = 26  # tokens between a hand-over and its place: "passed to the US and Haji Bashar to the Afghans today at"
RELEASE_REACH = 16  # the same for verbs that let people out, and those ...
OBJECT_REACH = 5  # ... that may mean anything: "whom they got at a checkpoint"
# How strongly words tie a place to a hand-over: an exchange held there, people handed over, people changing sides.
HELD, HANDED, CROSSED = 3.0, 2.0, 2.0


@record
class Anchor:
    """A word that tells of the hand-over: a trigger, or words such as "took place" and "walked across"."""

    index: int
    last: int
    strength: float
    handing: bool
    mutual: bool
    noun: bool
    reach: int


def find_anchors(text: Text, mentions: Mentions, triggers: list[Trigger], lexicon: Lexicon) -> Iterator[Anchor]:
    """The words of hand-over of a sentence: its triggers, words of crossing, exchanges that were held."""
    for trigger in triggers:
        verb = trigger.verb
        if verb is not None and _is_journey(text, verb, lexicon):
            continue
        if not trigger.mutual and lexicon.has("place.words.elsewhere", text.lowers[trigger.index]):
            continue
        handing = verb is not None and lexicon.has("place.words.handing", verb.sense.lemma)
        last = trigger.index + 1
        if trigger.mutual:
            reach = PLACE_REACH
        else:
            reach = PLACE_REACH if handing else RELEASE_REACH
            if verb is not None and verb.sense.needs == "sides" and not handing:
                reach = OBJECT_REACH
        strength = HELD if trigger.mutual else HANDED
        yield Anchor(trigger.index, last, strength, handing, trigger.mutual, verb is None, reach)
    yield from _cued(text, mentions, lexicon)
    yield from _lines_gone_over(text, mentions, lexicon)


def _cued(text: Text, mentions: Mentions, lexicon: Lexicon) -> Iterator[Anchor]:
    """Phrases of the lexicon that tell of people going over, of two sides meeting, of an exchange that was held."""
    for start, end, cue in mentions.cues if mentions.cues.has_any(CUES) else ():
        if cue == "place.crossed":
            yield Anchor(start, end, CROSSED, handing=True, mutual=False, noun=False, reach=PLACE_REACH)
        elif cue == "place.met" and not mentions.where("place.words.talking"):
            yield Anchor(start, end, HANDED, handing=True, mutual=False, noun=False, reach=OBJECT_REACH)
        elif (cue == "place.held" and _is_of_event(text, mentions, start, lexicon)) or (
            cue == "status.completed" and _is_held(text, mentions, start, end, lexicon)
        ):
            yield Anchor(start, end, HELD, handing=True, mutual=True, noun=False, reach=PLACE_REACH)


def _lines_gone_over(text: Text, mentions: Mentions, lexicon: Lexicon) -> Iterator[Anchor]:
    """`stepped over the line in the village of ...`: words of a crossing that no verb of the lexicon tells."""
    for index in mentions.where("place.words.lines"):
        if index - mentions.sentence.first >= BEFORE_LINE and _goes_over(text, index, lexicon):
            yield Anchor(index, index + 1, CROSSED, handing=True, mutual=False, noun=False, reach=OBJECT_REACH)


def _goes_over(text: Text, index: int, lexicon: Lexicon) -> bool:
    """`stepped over the line`, `were driven across the border`."""
    before = text.lowers[index - 2 : index]
    if before[1] != "the" or not lexicon.has("place.words.over", before[0]):
        return False
    return lexicon.has_any("place.words.going_over", text.lowers[index - 2 - GOING_REACH : index - 2])


def _is_journey(text: Text, verb: VerbMention, lexicon: Lexicon) -> bool:
    """`came home`, `landed`: where people are is not where they changed hands, unless they went over a line on foot."""
    coming = verb.sense.meaning == "come_home" and not lexicon.has("place.words.on_foot", verb.sense.lemma)
    if coming and {"free", "freedom", "liberty"} & set(text.lowers[verb.index : verb.index + FREE_REACH]):
        return False
    return coming or verb.sense.lemma == "take"


def _is_held(text: Text, mentions: Mentions, start: int, end: int, lexicon: Lexicon) -> bool:
    """`It took place`, `the swap was carried out`: an exchange that is held, not people who are."""
    words = set(text.lowers[start:end])
    if text.lowers[start:end] == ["took", "place"] and _opens_with_exchange(text, mentions, start, lexicon):
        return True
    if not {"took", "taken", "carried", "conducted", "staged", "completed", "occurred"} & words and not (
        "held" in words and {"was", "been"} & words
    ):
        return False
    before = text.lowers[max(mentions.sentence.first, start - HELD_REACH) : start]
    return not {"who", "whom"} & set(before) and _names_event(before, lexicon)


def _is_of_event(text: Text, mentions: Mentions, start: int, lexicon: Lexicon) -> bool:
    """`It happened`, `the second swap was to be held`: the subject is what the report tells of."""
    head = text.lowers[mentions.sentence.first : min(start, mentions.sentence.first + SUBJECT_TOKENS)]
    return _names_event(head, lexicon)


def _opens_with_exchange(text: Text, mentions: Mentions, start: int, lexicon: Lexicon) -> bool:
    """`The exchange of 13 men for 60 between Khartoum and the rebels took place`: the subject, however long."""
    head = text.lowers[mentions.sentence.first : min(start, mentions.sentence.first + 3)]
    return _names_event(head, lexicon)


def _names_event(words: list[str], lexicon: Lexicon) -> bool:
    """Whether one of the words is an exchange, or stands for one: "it", "which", "the operation"."""
    if lexicon.has_any("exchange_nouns.bare", words):
        return True
    return lexicon.has_any("place.words.events", words) and not lexicon.has_any("place.words.meetings", words)
