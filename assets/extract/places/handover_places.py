"""The place of a hand-over.

Belongs here: which of the places that a sentence names is that of its hand-over. Not here: finding the places named
(`places.py`), who mediated (`mediation/mediation.py`), choosing among several sentences (`events/events.py`).
"""

from __future__ import annotations

from collections.abc import Iterable

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.names import NameMention
from assets.extract.mentions.triggers import Trigger
from assets.extract.parties.parties import Sides
from assets.extract.places.anchors import HANDED, HELD, RELEASE_REACH, Anchor, find_anchors
from assets.extract.places.countries import country_of
from assets.extract.places.neutral_ground import find_neutral
from assets.extract.places.places import (
    SEAT_SCORE,
    Candidate,
    dateline_place,
    find_candidates,
    may_name_place,
    with_unlisted,
)
from assets.extract.places.pointers import find_led_over, find_pointed, find_sites
from assets.extract.records import record

AT_CROSSING = 1.0  # a bridge, crossing or airport is where people are handed over
BESIDE, BESIDE_REACH = 1.0, 2  # a place right beside the verb: "were handed over in Khartoum"
VENUE_REACH = 6  # tokens: "X had been agreed on as the place of the exchange"
VENUE = 4.0  # "Abu Dhabi as the place of the exchange"
NEUTRAL = 1.0  # where people of both sides came, if nothing tells the place of the hand-over itself
CLEFT_REACH = 5  # tokens: "it was in Doha that the exchange was made"
TIME_REACH = 5  # tokens: "since the Cold War" is no clause
INSERTED_REACH = 8  # tokens between the comma and the verb of speech of an inserted clause
DESCRIBING = frozenset(("adjective", "people"))
FRONTED_REACH = 18  # tokens between a fronted place and the verb: "In Gaza City the Red Cross took them over"
ELSEWHERE_REACH = 7  # tokens before the preposition that may tell of something else


@record
class PlaceMention:
    """A place of hand-over: country (alpha-3), name as printed, and how strongly the words tie it to the hand-over."""

    country: str | None
    name: str
    score: float


def find_place(
    text: Text, mentions: Mentions, triggers: list[Trigger], sides: Sides, lexicon: Lexicon
) -> PlaceMention | None:
    """The place where the sentence's hand-over is, if it tells one."""
    if not may_name_place(mentions):
        return None
    anchors = list(find_anchors(text, mentions, triggers, lexicon))
    best = _told_without_verb(text, mentions, anchors, sides, lexicon)
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


# --- places that need no word of hand-over beside them ---------------------------------------------------------------


def _told_without_verb(
    text: Text, mentions: Mentions, anchors: list[Anchor], sides: Sides, lexicon: Lexicon
) -> PlaceMention | None:
    """The place that other words than those of hand-over tie to it most surely."""
    return (
        _venue(text, mentions, sides, lexicon)
        or _bridge(text, mentions, anchors)
        or _first_of(text, find_sites(text, mentions, sides, lexicon), VENUE)
        or _first_of(text, find_led_over(text, mentions, lexicon), HELD)
        or _first_of(text, find_pointed(text, mentions, anchors, sides, lexicon), HANDED)
        or _first_of(text, find_neutral(text, mentions, sides, lexicon), NEUTRAL)
    )


def _first_of(text: Text, found: Iterable[tuple[str, NameMention]], score: float) -> PlaceMention | None:
    """The first of some countries with their names, if there is one."""
    for country, name in found:
        return PlaceMention(country, text.slice(name.first, name.last), score)
    return None


def _venue(text: Text, mentions: Mentions, sides: Sides, lexicon: Lexicon) -> PlaceMention | None:
    """`picked Abu Dhabi as the place of the exchange`: a place named as the venue."""
    for start, end in mentions.cues.spans("place.venue"):
        if not _is_of_exchange(text, mentions, end, lexicon):
            continue
        named = with_unlisted(text, mentions, sides, lexicon)
        for name in reversed([m for m in named if 0 <= start - m.last <= VENUE_REACH]):
            country = country_of(name.name, lexicon)
            if country is not None:
                return PlaceMention(country, text.slice(name.first, name.last), VENUE)
    return None


def _bridge(text: Text, mentions: Mentions, anchors: list[Anchor]) -> PlaceMention | None:
    """`They met on the Glienicke Bridge`: a bridge in a sentence about an exchange, or over which people walk."""
    for name in mentions.names:
        if name.name.form == "bridge":
            told = any(anchor.mutual for anchor in anchors) or mentions.has_word("place.words.on_foot")
            return PlaceMention(name.name.codes[0], text.slice(name.first, name.last), HANDED) if told else None
    return None


def _is_of_exchange(text: Text, mentions: Mentions, end: int, lexicon: Lexicon) -> bool:
    if text.word(end - 2) == "meeting":
        return True
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
    settled = _is_settled(text, anchor, lexicon)
    if gap <= CLEFT_REACH and not settled:
        return anchor.strength
    return HANDED if anchor.mutual and not settled else 0.0


def _is_barred(text: Text, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a new clause begins between a hand-over and a place."""
    barriers, speech = lexicon.words["place.words.barriers"], lexicon.words["speech.verbs"]
    return any(
        (text.lowers[i] in barriers or text.words[i] in speech) and not _is_inserted(text, i, first, last, lexicon)
        for i in range(first, last)
    )


def _is_inserted(text: Text, index: int, first: int, last: int, lexicon: Lexicon) -> bool:
    """`before dawn`, `since the Cold War at`, `, a police chief said,`: no clause that another place belongs to."""
    if lexicon.has("place.words.times", text.word(index + 1)):
        return True
    if lexicon.has("place.words.before_times", text.lowers[index]) and last - index <= TIME_REACH:
        return True
    speaks = lexicon.has("speech.verbs", text.lowers[index]) and text.word(index + 1) == ","
    return speaks and "," in text.lowers[max(first, index - INSERTED_REACH) : index]


def _before_inserted(text: Text, mentions: Mentions, preposition: int) -> int:
    """The comma before `, a police chief said,` where such a clause stands right before a place, else the place."""
    last = preposition - 1
    if text.word(last) != ",":
        return preposition
    low = max(mentions.sentence.first, last - INSERTED_REACH)
    return next((i for i in range(last - 2, low - 1, -1) if text.lowers[i] == ","), preposition)


def _is_settled(text: Text, anchor: Anchor, lexicon: Lexicon) -> bool:
    """`agreed on the exchange in Paris`: the place of the talks."""
    return lexicon.has_any("place.words.settling", text.lowers[max(0, anchor.index - 3) : anchor.index])


def _tie_fronted(text: Text, mentions: Mentions, candidate: Candidate, anchor: Anchor, lexicon: Lexicon) -> float:
    """`At Quneitra Damascus returned three soldiers`, `it was in Doha that the exchange was made`."""
    gap = anchor.index - candidate.last
    where = _where_after(text, candidate)
    if not 0 <= gap <= FRONTED_REACH or _is_barred(text, where or candidate.last, anchor.index, lexicon):
        return 0.0
    if where is not None:
        return HELD if anchor.handing or anchor.mutual else 0.0
    if _is_cleft(text, candidate, lexicon):
        return HELD if gap <= CLEFT_REACH else 0.0
    before = text.lowers[max(mentions.sentence.first, candidate.preposition - 2) : candidate.preposition]
    start = mentions.dateline
    opens = candidate.preposition == start or before[-1:] in ([","], ["and"], ["also"])
    opens = opens or _opens_sentence(text, mentions, start, candidate.preposition, lexicon)
    freed = anchor.handing or anchor.reach == RELEASE_REACH
    return HANDED if opens and freed and not anchor.noun and candidate.wanted < SEAT_SCORE else 0.0


def _opens_sentence(text: Text, mentions: Mentions, start: int, preposition: int, lexicon: Lexicon) -> bool:
    """`In darkness on a road north of X`, `On the line between Ukrainian and Russian troops in X`: nobody named yet."""
    named = any(start <= m.first < preposition and m.name.form not in DESCRIBING for m in mentions.names)
    return lexicon.has("place.words.openers", text.lowers[start]) and not named


def _where_after(text: Text, candidate: Candidate) -> int | None:
    """The token after `where` in "outside Avdiivka, where the captives were exchanged"."""
    after = text.lowers[candidate.last : candidate.last + 2]
    return candidate.last + after.index("where") + 1 if "where" in after else None


def _is_cleft(text: Text, candidate: Candidate, lexicon: Lexicon) -> bool:
    """`it was in Doha`."""
    before = text.lowers[max(0, candidate.preposition - 2) : candidate.preposition]
    return before[:1] == ["it"] and lexicon.has_any("modal.be", before[1:])


def _is_no_deed(text: Text, mentions: Mentions, position: int, lexicon: Lexicon) -> bool:
    """`wounded prisoners`, `exchange of wounded`: who was handed over, not what happened there."""
    people = any(True for _ in lexicon.people.at(text.lowers, position + 1, mentions.sentence.last))
    return people or text.word(position - 1) == "of"


def _is_somewhere_else(
    text: Text, mentions: Mentions, candidate: Candidate, anchors: list[Anchor], lexicon: Lexicon
) -> bool:
    """Whether what happened at the place is talks, an arrest, a landing: anything but the hand-over."""
    if _where_after(text, candidate) is not None:
        return False
    elsewhere = lexicon.words["place.words.elsewhere"]
    if candidate.at_talks:
        elsewhere = elsewhere | lexicon.words["place.words.in_capitals"]
    told = {i for anchor in anchors for i in range(anchor.index, anchor.last)}
    start = _before_inserted(text, mentions, candidate.preposition)
    for position in range(start - 1, max(mentions.sentence.first, start - ELSEWHERE_REACH) - 1, -1):
        if position in told:
            break
        if text.lowers[position] in elsewhere and not _is_no_deed(text, mentions, position, lexicon):
            return True
    return False
