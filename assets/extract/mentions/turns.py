"""Turns: where a sentence goes over from people who were handed over to others who are still to be, or back.

Belongs here: which verbs of hand-over tell what is done and which what is to come, the word at which the second of
two such clauses begins, and the whole exchange that a stage is told to be one of. Not here: clauses of two times
(`clauses.py`), how far a sentence's hand-over got (`statements/status.py`).
"""

from __future__ import annotations

from itertools import pairwise

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.verbs import VerbMention

AUXILIARY_REACH = 5  # tokens between "will", "is to" or "agreed to" and the verb
INTENTION_REACH = 3  # tokens between "agreed" and the "to" of its infinitive
STAGE_LENGTH = 3  # tokens of "first phase of"
WHOLE_REACH = 6  # tokens between it and the exchange: "a 1,000-for-1,000 exchange"
DONE_FORMS = frozenset(("past", "participle"))
BREAKS = frozenset((";", "–", "—"))


def find_turn(text: Text, mentions: Mentions, lexicon: Lexicon) -> int | None:
    """`It freed 19 on Friday, and one more is to be let out on Sunday`: the token at which the second clause begins."""
    verbs = [v for v in mentions.verbs if not v.noun]
    if len(verbs) < 2 or lexicon.words["grammar.turns.to_come"].isdisjoint(mentions.words):
        return None
    first = mentions.sentence.first
    staged = [(v, stage) for v in verbs if (stage := stage_of(text, first, v, lexicon)) is not None]
    for (left, one), (right, other) in pairwise(staged):
        cut = _joint(text, left.last, right.index, lexicon) if one != other else None
        if cut is not None and _tells_of_others(text, mentions, cut):
            return cut
    return None


def find_whole(text: Text, mentions: Mentions, lexicon: Lexicon) -> int | None:
    """`... in the first phase of a 1,000-for-1,000 swap`: the token at which the whole exchange is told of."""
    first, last = mentions.sentence.first, mentions.sentence.last
    for start, _ in [*mentions.cues.spans("exchange_nouns.mutual"), *mentions.cues.spans("exchange_nouns.deal")]:
        for cut in range(max(first + 1, start - WHOLE_REACH), start + 1):
            told = any(verb.index < cut for verb in mentions.verbs)
            if told and is_whole_of_stage(text, cut, lexicon) and _counts(mentions, cut, last):
                return cut
    return None


def is_whole_of_stage(text: Text, first: int, lexicon: Lexicon) -> bool:
    """Whether `first phase of` stands before a token, and not `last phase of`; `in what is to become a swap of ...`."""
    if first < STAGE_LENGTH:
        return False
    if text.lowers[first] == "what":
        return text.word(first + 2) == "to"
    if text.lowers[first - 1] != "of":
        return False
    ordinal, stage = text.lowers[first - STAGE_LENGTH : first - 1]
    return lexicon.has("grammar.turns.ordinals", ordinal) and lexicon.has("grammar.turns.stages", stage)


def _counts(mentions: Mentions, first: int, last: int) -> bool:
    return any(n.value is not None and first <= n.first < last for n in mentions.numbers)


def stage_of(text: Text, first: int, verb: VerbMention, lexicon: Lexicon) -> str | None:
    """How far a verb tells that it got: done, agreed or proposed; None where its form tells nothing."""
    if verb.sense.status is not None:
        return verb.sense.status
    wished = False
    for position in range(verb.index - 1, max(first, verb.index - AUXILIARY_REACH) - 1, -1):
        word = text.lowers[position]
        if lexicon.has("modal.future", word) or word == "would":
            return "agreed"
        if lexicon.has("modal.possible", word) and not text.words[position][0].isupper():  # `in May`
            return "proposed"
        if word == "to":
            return _intention(text.lowers[max(first, position - INTENTION_REACH) : position], lexicon)
        if word in BREAKS:
            break
        wished = wished or word == "be"
    if wished:
        return "proposed"  # `urges that the other 18 be released`
    return "completed" if verb.form in DONE_FORMS else None


def _intention(before: list[str], lexicon: Lexicon) -> str | None:
    """What stands before the "to" of an infinitive: `agreed to free`, `is to free`, and not `managed to free`."""
    if lexicon.has_any("grammar.turns.proposed", before):
        return "proposed"
    agreed = lexicon.has_any("grammar.turns.agreed", before) or lexicon.has_any("modal.be", before[-1:])
    return "agreed" if agreed else None


def _joint(text: Text, first: int, last: int, lexicon: Lexicon) -> int | None:
    """The token at which a clause begins between two verbs: after a semicolon, or at `and` and the like."""
    for index in range(last - 1, first, -1):
        if text.lowers[index] in BREAKS:
            return index + 1
        if lexicon.has("grammar.turns.subordinate", text.lowers[index]):
            return None
    joints = lexicon.where("grammar.clauses.after_comma", text.lowers, first, last)
    return joints[-1] if joints else None


def _tells_of_others(text: Text, mentions: Mentions, cut: int) -> bool:
    """Whether the first clause counts people; after a semicolon a side's name is enough."""
    if text.lowers[cut - 1] == ";" and any(party.first >= cut for party in mentions.parties()):
        return True
    return _counts(mentions, mentions.sentence.first, cut)
