"""Turns: where a sentence goes over from people who were handed over to others who are still to be, or back.

Belongs here: which verbs of hand-over tell what is done and which what is to come, and the word at which the second of
two such clauses begins. Not here: clauses of two times (`clauses.py`), how far a sentence's hand-over got
(`statements/status.py`).
"""

from __future__ import annotations

from itertools import pairwise

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.verbs import VerbMention

AUXILIARY_REACH = 5  # tokens between "will", "is to" or "agreed to" and the verb
INTENTION_REACH = 3  # tokens between "agreed" and the "to" of its infinitive
SUBJECT_REACH = 6  # tokens between an "and" without a comma and its verb: "and may free another 100"
DONE_FORMS = frozenset(("past", "participle"))
BREAKS = frozenset((";", "–", "—"))


def find_turn(text: Text, mentions: Mentions, lexicon: Lexicon) -> int | None:
    """`It freed 19 on Friday, and one more is to be let out on Sunday`: the token at which the second clause begins."""
    verbs = [v for v in mentions.verbs if not v.noun]
    if len(verbs) < 2 or lexicon.words["grammar.turns.to_come"].isdisjoint(mentions.words):
        return None
    first = mentions.sentence.first
    staged = [(v, stage) for v in verbs if (stage := _stage(text, first, v, lexicon)) is not None]
    for (left, one), (right, other) in pairwise(staged):
        cut = _joint(text, left.last, right.index, lexicon) if one != other else None
        if cut is not None and _tells_of_others(text, mentions, cut, lexicon):
            return cut
    return None


def _stage(text: Text, first: int, verb: VerbMention, lexicon: Lexicon) -> str | None:
    """How far a verb tells that it got: done, agreed or proposed; None where its form tells nothing."""
    if verb.sense.status is not None:
        return verb.sense.status
    wished = False
    for position in range(verb.index - 1, max(first, verb.index - AUXILIARY_REACH) - 1, -1):
        word = text.lowers[position]
        if lexicon.has("modal.future", word) or word == "would":
            return "agreed"
        if lexicon.has("modal.possible", word) and not (word == "may" and text.words[position][0].isupper()):
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
    joints = lexicon.where("grammar.clauses.before_time", text.lowers, first, last)
    after_comma = [index for index in joints if text.word(index - 1) == ","]
    near = [index for index in joints if last - index <= SUBJECT_REACH]
    return next(iter(after_comma[::-1] or near[::-1]), None)


def _tells_of_others(text: Text, mentions: Mentions, cut: int, lexicon: Lexicon) -> bool:
    """Whether both clauses count people or the second speaks of others; after a semicolon a side's name is enough."""
    if text.lowers[cut - 1] == ";" and any(party.first >= cut for party in mentions.parties()):
        return True
    counted = [n.first for n in mentions.numbers if n.value is not None]
    others = lexicon.where("grammar.triggers.more_people", text.lowers, cut, mentions.sentence.last)
    return any(n < cut for n in counted) and (bool(others) or any(n >= cut for n in counted))
