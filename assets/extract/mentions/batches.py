"""Batches: words for the next of several hand-overs, and for the whole of them: "A third group is due on Friday".

Belongs here: finding them, and whether they are said to be still to come. Not here: whether that is a hand-over of its
own (`events/same_course.py`), the figures of those who are to come (`groups.py`).
"""

from __future__ import annotations

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.groups import Group
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.turns import stage_of

AHEAD = frozenset(("agreed", "proposed"))
NUMBER_REACH = 3  # tokens between "another" and its noun: "another large prisoner exchange"
TALKS_REACH = 3  # tokens between "of" and the talks: "the next round of direct talks"
COVERED_REACH = 6  # tokens between "takes in" and the figure: "covers the release of up to 5,500"


def find_batch(text: Text, mentions: Mentions, lexicon: Lexicon) -> int | None:
    """Where the noun of a numbered batch stands: "a further exchange", "more flights", "the second half"."""
    numbered = frozenset(mentions.where("grammar.batches.numbered"))
    for index in mentions.where("grammar.batches.nouns") if numbered else ():
        if not numbered.isdisjoint(range(index - NUMBER_REACH, index)) and not _is_of_talks(text, index, lexicon):
            return index
    return None


def _is_of_talks(text: Text, index: int, lexicon: Lexicon) -> bool:
    """`a second round of talks`, where `a second group of prisoners` is one of people."""
    return text.word(index + 1) == "of" and lexicon.has_any(
        "grammar.batches.talks", text.lowers[index + 2 : index + 2 + TALKS_REACH]
    )


def is_coming(mentions: Mentions) -> bool:
    """`is due over the weekend`, `are to follow on Friday`: words of what is ahead, and a time."""
    going = any(v.form == "third" and not v.noun for v in mentions.verbs)  # `the second batch leaves on April 15`
    if not (going or mentions.has_cue("coming") or mentions.has_cue("status.agreed") or _is_verb_ahead(mentions)):
        return False
    return bool(mentions.date_phrases) or mentions.has_cue("coming_times")


def _is_verb_ahead(mentions: Mentions) -> bool:
    """`should be freed`, `may go home`: a verb of hand-over that tells of what is not done yet."""
    first = mentions.sentence.first
    stages = (stage_of(mentions.text, first, v, mentions.lexicon) for v in mentions.verbs if not v.noun)
    return not AHEAD.isdisjoint(stages)


def is_next_batch(mentions: Mentions) -> bool:
    """Whether a sentence tells of a further hand-over that is still to come, and when."""
    text, lexicon = mentions.text, mentions.lexicon
    told = find_batch(text, mentions, lexicon) is not None or is_rest(mentions)
    return told and is_coming(mentions)


def is_rest(mentions: Mentions) -> bool:
    """`those who remain`, `the twentieth is to follow`: those of one hand-over who are left for later."""
    if mentions.has_cue("rest"):
        return True
    text, ordinals = mentions.text, mentions.where("grammar.batches.ordinals")
    return bool(ordinals) and any(
        text.word(i - 1) == "the" and mentions.lexicon.has("grammar.batches.after_ordinal", text.word(i + 1))
        for i in ordinals
    )


def find_whole_deal(mentions: Mentions) -> Group | None:
    """`The deal takes in 887 prisoners`, `It provides for 50 hostages and 150 prisoners`: the people it is about."""
    if not mentions.has_cue("covering"):
        return None
    opens = mentions.text.lowers[mentions.sentence.first] == "it"
    if not (opens or mentions.has_cue("exchange_nouns.deal")):
        return None
    ends = [end for _, end in mentions.cues.spans("covering")]
    counted = [g for g in mentions.groups if g.count and not g.bare]
    return next((g for g in counted if any(0 <= g.first - end <= COVERED_REACH for end in ends)), None)
