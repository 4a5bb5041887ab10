"""Circumstances of a hand-over: the place where it was and who mediated it.

Belongs here: reading place and mediators from one sentence. Not here: choosing among several sentences (`events.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assets.extract.lexicon import Lexicon
from assets.extract.mentions import Mentions, NameMention
from assets.extract.parties import Sides
from assets.extract.text import Text

if TYPE_CHECKING:
    from assets.extract.statements import Trigger

PLACE_SCORE, SEAT_SCORE = (
    2.0,
    3.0,
)  # a capital or a country needs an exchange held there: it mostly stands for its government
CLEFT_REACH = 5  # tokens: "it was in Doha that the exchange was made"
VERB_REACH = 10  # tokens between a verb of release and the place
PLACE_REACH = (
    14  # tokens between a verb of hand-over and the place: "exchanged prisoners on Sunday ... close to Gorlivka"
)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place of hand-over: country (alpha-3), name as printed, and how strongly the words tie it to the hand-over."""

    country: str | None
    name: str
    score: float


def find_place(
    text: Text, mentions: Mentions, triggers: list[Trigger], sides: Sides, lexicon: Lexicon
) -> PlaceMention | None:
    """The place where the sentence's hand-over is, if it tells one."""
    best: PlaceMention | None = None
    for name in mentions.names:
        country = _country(name, lexicon)
        if country is None or (name.name.form == "name" and country in sides.main):
            continue
        preposition = _preposition(text, mentions, name, lexicon)
        if preposition is None:
            continue
        cleft = any(t.mutual and 0 < t.index - preposition <= CLEFT_REACH for t in triggers)
        if not cleft and _is_elsewhere(text, mentions, name, preposition, triggers, lexicon):
            continue
        score = _tie(text, mentions, name, preposition, triggers, lexicon)
        wanted = SEAT_SCORE if name.name.kind == "party" else PLACE_SCORE
        if score >= wanted and (best is None or score > best.score):
            best = PlaceMention(country, text.slice(name.first, name.last), score)
    return best


def _country(name: NameMention, lexicon: Lexicon) -> str | None:
    if name.name.kind == "place":
        return name.name.codes[0]
    is_state = len(name.name.codes) == 1 and lexicon.party_kinds.get(name.name.codes[0]) == "state"
    return name.name.codes[0] if is_state and name.name.form in {"name", "seat"} else None


def _tie(
    text: Text, mentions: Mentions, name: NameMention, preposition: int, triggers: list[Trigger], lexicon: Lexicon
) -> float:
    """How strongly the words tie the place to a hand-over: 3 for an exchange held there, 2 for people handed over."""
    score = 0.0
    for trigger in triggers:
        gap = preposition - trigger.index
        if trigger.verb is not None and trigger.verb.sense.meaning == "come_home":
            continue
        if 0 < gap <= PLACE_REACH:
            tied = _tie_of(text, mentions, trigger, gap, preposition)
        elif -CLEFT_REACH <= gap < 0 and trigger.mutual:
            tied = 3.0
        else:
            continue
        score = max(score, tied)
    if score and (
        name.name.form in {"crossing", "bridge", "border", "airport"} or _place_noun_near(text, name, preposition)
    ):
        score += 1.0
    return score


def _tie_of(text: Text, mentions: Mentions, trigger: Trigger, gap: int, preposition: int) -> float:
    if trigger.verb is not None:
        if trigger.mutual:
            return 3.0
        return 2.0 if gap <= VERB_REACH else 0.0
    held = any(cue == "status.completed" and trigger.index < end <= preposition for _, end, cue in mentions.cues)
    if trigger.mutual:
        settled = {"settled", "agreed", "agree", "discussed", "discuss", "on", "announced", "negotiated"} & set(
            text.lowers[trigger.index - 3 : trigger.index]
        )
        return 3.0 if held or (gap <= CLEFT_REACH and not settled) else 0.0 if settled else 2.0
    return 2.0 if held or gap <= CLEFT_REACH else 0.0


def _place_noun_near(text: Text, name: NameMention, preposition: int) -> bool:
    words = text.lowers[preposition : name.first] + text.lowers[name.last : name.last + 2]
    return bool(set(words) & {"bridge", "crossing", "border", "checkpoint", "airport", "airfield"})


def _preposition(text: Text, mentions: Mentions, name: NameMention, lexicon: Lexicon) -> int | None:
    """Where the preposition of place before the name stands; words like `the`, `border`, `of` may be between."""
    nouns = lexicon.words["place.nouns"]
    for position in range(name.first - 1, max(mentions.sentence.first, name.first - 8) - 1, -1):
        word = text.lowers[position]
        if word in {"in", "at", "near", "on", "outside", "around"}:
            return position
        if word == "to" and position + 1 < name.first and text.lowers[position - 1] == "close":
            return position - 1
        inside_name = any(m.first <= position < m.last for m in mentions.names)
        if not (
            word in nouns
            or inside_name
            or word
            in {
                "the",
                "of",
                "a",
                ",",
                "'s",
                "city",
                "northern",
                "southern",
                "eastern",
                "western",
                "central",
                "-",
                "called",
                "capital",
                "from",
                "far",
                "not",
                "town",
                "rebel",
                "same",
                "international",
            }
        ):
            return None
    return None


def _is_elsewhere(
    text: Text, mentions: Mentions, name: NameMention, preposition: int, triggers: list[Trigger], lexicon: Lexicon
) -> bool:
    """Whether what happened at the place is talks, an arrest, a landing: anything but the hand-over."""
    elsewhere = lexicon.words["place.elsewhere"]
    indices = {t.index for t in triggers}
    for position in range(preposition - 1, max(mentions.sentence.first, preposition - 7) - 1, -1):
        if position in indices:
            break
        if text.lowers[position] in elsewhere and text.lowers[position - 1 : position] != ["of"]:
            return True
    after = text.lowers[name.last : name.last + 3]
    return bool({"captivity", "custody", "prison", "jail", "prisons", "jails"} & set(after)) or (
        after[:1] == ["'s"] and not set(after[1:]) & {"capital", *lexicon.words["place.nouns"]}
    )
