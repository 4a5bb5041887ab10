"""Batches: words for the next of several hand-overs, with or without a figure: "A third group is due on Friday".

Belongs here: finding them, and whether they are said to be still to come. Not here: whether that is a hand-over of its
own (`events/same_course.py`), the figures of those who are to come (`groups.py`).
"""

from __future__ import annotations

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions

NUMBER_REACH = 3  # tokens between "another" and its noun: "another large prisoner exchange"
TALKS_REACH = 3  # tokens between "of" and the talks: "the next round of direct talks"
WITHIN_REACH = 3  # tokens between "within" and the unit of time: "within the next two months"


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


def is_coming(text: Text, mentions: Mentions, lexicon: Lexicon) -> bool:
    """`is due over the weekend`, `are to follow on Friday`: words of what is ahead, and a time."""
    if not (mentions.has_cue("coming") or mentions.has_cue("status.agreed")):
        return False
    timed = bool(mentions.date_phrases) or mentions.has_cue("coming_times")
    return timed or any(
        lexicon.has("grammar.groups.time_units", text.lowers[at].removesuffix("s"))
        for index in mentions.where("grammar.batches.within")
        for at in range(index + 1, min(mentions.sentence.last, index + 1 + WITHIN_REACH))
    )


def is_next_batch(mentions: Mentions) -> bool:
    """Whether a sentence tells of a further hand-over that is still to come, and when."""
    text, lexicon = mentions.text, mentions.lexicon
    return find_batch(text, mentions, lexicon) is not None and is_coming(text, mentions, lexicon)
