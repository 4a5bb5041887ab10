"""Circumstances of a hand-over: the place where it was.

Belongs here: which of the places that a sentence names is that of its hand-over. Not here: finding the places named
(`places.py`), who mediated (`mediation.py`), choosing among several sentences (`events.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assets.extract.lexicon import Lexicon
from assets.extract.mentions import Mentions
from assets.extract.names import dateline_end
from assets.extract.parties import Sides
from assets.extract.places import SEAT_SCORE, Candidate, country_of, dateline_place, find_candidates
from assets.extract.text import Text
from assets.extract.triggers import Trigger
from assets.extract.verbs import VerbMention

# How strongly words tie a place to a hand-over: an exchange held there, people handed over, people changing sides.
HELD, HANDED, CROSSED = 3.0, 2.0, 2.0
AT_CROSSING = 1.0  # a bridge, crossing or airport is where people are handed over
BESIDE, BESIDE_REACH = 1.0, 2  # a place right beside the verb: "were handed over in Khartoum"
VENUE = 4.0  # "Abu Dhabi as the place of the exchange"
MOVED_REACH = 12  # tokens around "to Vienna" that tell of a journey to the exchange
CLEFT_REACH = 5  # tokens: "it was in Doha that the exchange was made"
INSERTED_REACH = 8  # tokens between the comma and the verb of speech of an inserted clause
OPENING_REACH = 4  # tokens of time or light before a fronted place: "In darkness on a road north of Donetsk"
GOING_REACH = 3  # tokens between "driven" and "over the border"
HELD_REACH = 7  # tokens between the exchange and "took place": "the swap, the governor said, was carried out"
FRONTED_REACH = 12  # tokens between a fronted place and the verb: "In Gaza City the Red Cross took them over"
PLACE_REACH = 18  # tokens between a hand-over and its place: "passed to the US and Haji Bashar to the Afghans today at"
RELEASE_REACH = 10  # the same for verbs that let people out, and those ...
OBJECT_REACH = 5  # ... that may mean anything: "whom they got at a checkpoint"
ELSEWHERE_REACH = 7  # tokens before the preposition that may tell of something else


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place of hand-over: country (alpha-3), name as printed, and how strongly the words tie it to the hand-over."""

    country: str | None
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Anchor:
    """A word that tells of the hand-over: a trigger, or words such as "took place" and "walked across"."""

    index: int
    last: int
    strength: float
    handing: bool
    mutual: bool
    noun: bool
    reach: int


def find_place(
    text: Text, mentions: Mentions, triggers: list[Trigger], sides: Sides, lexicon: Lexicon
) -> PlaceMention | None:
    """The place where the sentence's hand-over is, if it tells one."""
    anchors = list(_anchors(text, mentions, triggers, lexicon))
    best = (
        _venue(text, mentions, lexicon)
        or _destination(text, mentions, sides, lexicon)
        or _bridge(text, mentions, anchors, lexicon)
    )
    if not anchors:
        return best
    for candidate in find_candidates(text, mentions, sides, lexicon):
        if _is_somewhere_else(text, mentions, candidate, anchors, lexicon):
            continue
        score = max((_tie(text, mentions, candidate, anchor, lexicon) for anchor in anchors), default=0.0)
        if score and candidate.at_crossing:
            score += AT_CROSSING
        if score >= candidate.wanted and (best is None or score > best.score):
            best = PlaceMention(candidate.country, text.slice(candidate.first, candidate.last), score)
    return best


def place_of_dateline(text: Text, sides: Sides, lexicon: Lexicon) -> PlaceMention | None:
    """`IGOETI, Georgia -`: a small place of one of the sides from which a hand-over is reported."""
    found = dateline_place(text, lexicon)
    if (
        found is None
        or lexicon.has_any("place.words.bases", found[0].lower().split())
        or not any(found[1] in side.split("/") for side in sides.main)
    ):
        return None
    return PlaceMention(found[1], found[0], HANDED)


# --- words of hand-over ---------------------------------------------------------------------------------------------


def _anchors(text: Text, mentions: Mentions, triggers: list[Trigger], lexicon: Lexicon) -> Iterator[Anchor]:
    for trigger in triggers:
        verb = trigger.verb
        if verb is not None and _is_journey(verb, lexicon):
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
    for start, end, cue in mentions.cues:
        if cue == "place.crossed":
            yield Anchor(start, end, CROSSED, handing=True, mutual=False, noun=False, reach=PLACE_REACH)
        elif cue == "status.completed" and _is_held(text, mentions, start, end):
            yield Anchor(start, end, HELD, handing=True, mutual=True, noun=False, reach=PLACE_REACH)
    yield from _lines_gone_over(text, mentions, lexicon)


def _lines_gone_over(text: Text, mentions: Mentions, lexicon: Lexicon) -> Iterator[Anchor]:
    """`stepped over the line in the village of ...`: words of a crossing that no verb of the lexicon tells."""
    for index in lexicon.where("place.words.lines", text.lowers, mentions.sentence.first + 3, mentions.sentence.last):
        if _goes_over(text, index, lexicon):
            yield Anchor(index, index + 1, CROSSED, handing=True, mutual=False, noun=False, reach=OBJECT_REACH)


def _goes_over(text: Text, index: int, lexicon: Lexicon) -> bool:
    """`stepped over the line`, `were driven across the border`."""
    before = text.lowers[index - 2 : index]
    if before[1] != "the" or before[0] not in {"over", "across"}:
        return False
    return lexicon.has_any("place.words.going_over", text.lowers[index - 2 - GOING_REACH : index - 2])


def _is_journey(verb: VerbMention, lexicon: Lexicon) -> bool:
    """`came home`, `landed`: where people are is not where they changed hands, unless they went over a line on foot."""
    coming = verb.sense.meaning == "come_home" and not lexicon.has("place.words.on_foot", verb.sense.lemma)
    return coming or verb.sense.lemma == "take"


def _is_held(text: Text, mentions: Mentions, start: int, end: int) -> bool:
    """`It took place`, `the swap was carried out`: an exchange that is held, not people who are."""
    words = set(text.lowers[start:end])
    if text.lowers[start:end] == ["took", "place"] and _opens_with_exchange(text, mentions, start):
        return True
    if not {"took", "taken", "carried", "conducted", "staged", "completed", "occurred"} & words and not (
        "held" in words and {"was", "been"} & words
    ):
        return False
    before = text.lowers[max(mentions.sentence.first, start - HELD_REACH) : start]
    return not {"who", "whom"} & set(before) and bool(
        {"it", "this", "which", "exchange", "swap", "handover", "trade", "operation"} & set(before)
    )


def _opens_with_exchange(text: Text, mentions: Mentions, start: int) -> bool:
    """`The exchange of 13 men for 60 between Khartoum and the rebels took place`: the subject, however long."""
    head = text.lowers[mentions.sentence.first : min(start, mentions.sentence.first + 3)]
    return bool({"exchange", "swap", "handover", "trade"} & set(head))


# --- places that need no word of hand-over beside them ---------------------------------------------------------------


def _venue(text: Text, mentions: Mentions, lexicon: Lexicon) -> PlaceMention | None:
    """`picked Abu Dhabi as the place of the exchange`: a place named as the venue."""
    for start, end, cue in mentions.cues:
        if cue != "place.venue" or not _is_of_exchange(text, mentions, end, lexicon):
            continue
        for name in reversed([m for m in mentions.names if 0 <= start - m.last <= 2]):
            country = country_of(name.name, lexicon)
            if country is not None:
                return PlaceMention(country, text.slice(name.first, name.last), VENUE)
    return None


def _destination(text: Text, mentions: Mentions, sides: Sides, lexicon: Lexicon) -> PlaceMention | None:
    """`brought from Tehran and Stockholm to Muscat to be repatriated`: a third country where both sides go."""
    for name in mentions.names:
        country, first = country_of(name.name, lexicon), mentions.sentence.first
        if country is None or country in sides.main or text.lowers[max(first, name.first - 1)] not in {"to", "into"}:
            continue
        before = text.lowers[max(first, name.first - MOVED_REACH) : name.first]
        after = text.lowers[name.last : min(mentions.sentence.last, name.last + MOVED_REACH)]
        moved = lexicon.has_any("place.words.moved", before)
        if moved and lexicon.has_any("place.words.purpose", [*before, *after]):
            return PlaceMention(country, text.slice(name.first, name.last), HANDED)
    return None


def _bridge(text: Text, mentions: Mentions, anchors: list[Anchor], lexicon: Lexicon) -> PlaceMention | None:
    """`They met on the Glienicke Bridge`: a bridge in a sentence about an exchange, or over which people walk."""
    sentence = text.lowers[mentions.sentence.first : mentions.sentence.last]
    if not (any(anchor.mutual for anchor in anchors) or lexicon.has_any("place.words.on_foot", sentence)):
        return None
    for name in mentions.names:
        if name.name.form == "bridge":
            return PlaceMention(name.name.codes[0], text.slice(name.first, name.last), HANDED)
    return None


def _is_of_exchange(text: Text, mentions: Mentions, end: int, lexicon: Lexicon) -> bool:
    words = text.lowers[end - 1 : min(mentions.sentence.last, end + 6)]
    return lexicon.has_any("exchange_nouns.bare", words)


# --- what ties a place to a hand-over -------------------------------------------------------------------------------


def _tie(text: Text, mentions: Mentions, candidate: Candidate, anchor: Anchor, lexicon: Lexicon) -> float:
    """How strongly one word of hand-over ties the place to it."""
    gap = candidate.preposition - anchor.index
    if gap <= 0:
        return _tie_fronted(text, mentions, candidate, anchor, lexicon)
    if gap > anchor.reach or _is_barred(text, anchor.last, candidate.preposition, lexicon):
        return 0.0
    if not anchor.noun:
        return anchor.strength + (BESIDE if anchor.handing and gap <= BESIDE_REACH else 0.0)
    settled = _is_settled(text, anchor)
    if gap <= CLEFT_REACH and not settled:
        return anchor.strength
    return HANDED if anchor.mutual and not settled else 0.0


def _is_barred(text: Text, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a new clause begins between a hand-over and a place."""
    return any(
        lexicon.has("place.words.barriers", text.lowers[i]) and not _is_inserted(text, i, first, lexicon)
        for i in range(first, last)
    )


def _is_inserted(text: Text, index: int, first: int, lexicon: Lexicon) -> bool:
    """`before dawn`, `, a police chief said,`: no clause that another place belongs to."""
    if lexicon.has("place.words.times", text.word(index + 1)):
        return True
    speaks = lexicon.has("speech.verbs", text.lowers[index]) and text.word(index + 1) == ","
    return speaks and "," in text.lowers[max(first, index - INSERTED_REACH) : index]


def _is_settled(text: Text, anchor: Anchor) -> bool:
    """`agreed on the exchange in Paris`: the place of the talks."""
    words = {"settled", "agreed", "agree", "discussed", "discuss", "on", "announced", "negotiated", "mediating"}
    return bool(words & set(text.lowers[max(0, anchor.index - 3) : anchor.index]))


def _tie_fronted(text: Text, mentions: Mentions, candidate: Candidate, anchor: Anchor, lexicon: Lexicon) -> float:
    """`At Quneitra Damascus returned three soldiers`, `it was in Doha that the exchange was made`."""
    gap = anchor.index - candidate.last
    where = _where_after(text, candidate)
    if not 0 <= gap <= FRONTED_REACH or _is_barred(text, where or candidate.last, anchor.index, lexicon):
        return 0.0
    if where is not None:
        return HELD if anchor.handing or anchor.mutual else 0.0
    if _is_cleft(text, candidate):
        return HELD if gap <= CLEFT_REACH else 0.0
    before = text.lowers[max(mentions.sentence.first, candidate.preposition - 2) : candidate.preposition]
    start = dateline_end(text, mentions.sentence)
    opens = candidate.preposition == start or before[-1:] in ([","], ["and"])
    opens = opens or _opens_sentence(text, mentions, start, candidate.preposition, lexicon)
    if not opens or anchor.noun or not (anchor.mutual or anchor.handing):
        return 0.0
    return HANDED if not anchor.mutual or candidate.wanted < SEAT_SCORE else 0.0


def _opens_sentence(text: Text, mentions: Mentions, start: int, preposition: int, lexicon: Lexicon) -> bool:
    """Whether only a few words of time or manner stand before the place."""
    if not 0 < preposition - start <= OPENING_REACH or not lexicon.has("place.words.openers", text.lowers[start]):
        return False
    named = any(start <= m.first < preposition for m in mentions.names)
    return not named and not any(start <= v.index < preposition for v in mentions.verbs)


def _where_after(text: Text, candidate: Candidate) -> int | None:
    """The token after `where` in "outside Avdiivka, where the captives were exchanged"."""
    after = text.lowers[candidate.last : candidate.last + 2]
    return candidate.last + after.index("where") + 1 if "where" in after else None


def _is_cleft(text: Text, candidate: Candidate) -> bool:
    """`it was in Doha`."""
    before = text.lowers[max(0, candidate.preposition - 2) : candidate.preposition]
    return before in (["it", "was"], ["it", "is"])


def _is_somewhere_else(
    text: Text, mentions: Mentions, candidate: Candidate, anchors: list[Anchor], lexicon: Lexicon
) -> bool:
    """Whether what happened at the place is talks, an arrest, a landing: anything but the hand-over."""
    if _is_cleft(text, candidate) or _where_after(text, candidate) is not None:
        return False
    elsewhere = lexicon.words["place.words.elsewhere"]
    told = {i for anchor in anchors for i in range(anchor.index, anchor.last)}
    low = max(mentions.sentence.first, candidate.preposition - ELSEWHERE_REACH)
    for position in range(candidate.preposition - 1, low - 1, -1):
        if position in told:
            break
        if text.lowers[position] in elsewhere and text.lowers[position - 1 : position] != ["of"]:
            return True
    after = text.lowers[candidate.last : candidate.last + 3]
    return bool({"captivity", "custody", "prison", "jail", "prisons", "jails"} & set(after)) or (
        after[:1] == ["'s"] and not any(w == "capital" or lexicon.has("place.words.nouns", w) for w in after[1:])
    )
