"""Intentions: how far a hand-over got that stands in the infinitive, by the word that governs it.

Belongs here: "agreed to free", "the first ones to return", "are said to have been swapped", and what a plan tells in
the present tense. Not here: other finite verbs and nouns, and the status of a sentence (`status.py`).
"""

from __future__ import annotations

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.verbs import VerbMention

AUXILIARY_REACH = 6  # tokens between an auxiliary and its verb: "will all on Friday be exchanged"
INTENTION_REACH = 9  # tokens between "agreed" and "to release": "agreed after long talks in Doha to release"
THAT_REACH = 20  # the same where it governs "that the bodies of four be given up"
BE_REACH = 4  # tokens between "are" and the verb: "are in the end to be released"
FIRST_REACH = 3  # tokens between "the first" and "to return": "the first ones"
OBJECT_REACH = 5  # tokens between "refused to return" and those who are not returned
EXCHANGE_REACH = 8  # tokens between "could return" and "in a swap": "could return to their own country in a swap"


def of_intention(text: Text, mentions: Mentions, verb: VerbMention, left: str, lexicon: Lexicon) -> str | None:
    """Status of a hand-over behind an auxiliary of what may be (`left`), or in the infinitive; None where untold."""
    first = mentions.sentence.first
    if left == "possible":
        return "completed" if _could_by_exchange(text, mentions, verb, lexicon) else "proposed"
    if left == "future":
        hoped = lexicon.has_any("grammar.status.hoping", text.lowers[first : verb.index])
        after = text.lowers[verb.last : mentions.sentence.last]
        hoped = hoped or lexicon.has_any("grammar.status.hinting", after)
        hoped = hoped or lexicon.has_any("grammar.status.conditions", after)
        return "proposed" if hoped else "agreed"
    if _is_told_as_done(text, first, verb, lexicon):
        return "completed"
    if _fell_short(text, first, verb, lexicon):
        return "cancelled"
    return _of_governing(text, mentions, verb, lexicon)


def _of_governing(text: Text, mentions: Mentions, verb: VerbMention, lexicon: Lexicon) -> str | None:
    """Status by the nearest word before an infinitive that may govern it."""
    first = mentions.sentence.first
    intentions = lexicon.data["modal"]["intention"]
    before = text.lowers[max(first, verb.index - BE_REACH) : verb.index]
    reach = INTENTION_REACH if "to" in before or "be" not in before else THAT_REACH
    for position in range(verb.index - 2, max(first, verb.index - 2 - reach) - 1, -1):
        word = text.lowers[position]
        if lexicon.has("modal.be", word) and text.word(position + 1).endswith("ing"):
            return None  # `were waiting to fly home`
        if word == "'s" and text.word(position + 1) != "to":
            continue  # `suggested that Seoul's two soldiers be exchanged`
        if lexicon.has("modal.be", word) and position >= verb.index - BE_REACH:
            could = lexicon.has("modal.possible", text.word(position - 1))  # `could be brought to let him go`
            aim = lexicon.has("grammar.status.aims", text.word(position - 1))  # `the aim is to bring all home`
            return "proposed" if could or aim else "agreed"
        if word in intentions:
            own = lexicon.has("grammar.status.own_will", word) and _goes_home(mentions, verb)
            if _lies_ahead(text, first, position, lexicon):
                return "agreed"
            if word == "ready" and lexicon.has("grammar.status.making", text.word(position - 1)):
                return "agreed"  # `are getting ready to exchange prisoners`
            return None if own else str(intentions[word])
        if text.words[position] in {";", ":"}:
            break
    return "agreed" if mentions.sentence.heading else None


def of_present(mentions: Mentions, verb: VerbMention, lexicon: Lexicon) -> str | None:
    """`In the draft Kyiv returns 6,000 bodies`, `gets nobody unless it frees five`: a plan told in the present."""
    if lexicon.has_any("grammar.status.conditions", mentions.words):
        return "conditional"
    planned = lexicon.has_any("grammar.status.drafts", mentions.text.lowers[mentions.sentence.first : verb.index])
    planned = planned or mentions.has_cue("exchange_nouns.deal")
    return "conditional" if planned and not mentions.has_cue("rate") else None


def _lies_ahead(text: Text, first: int, position: int, lexicon: Lexicon) -> bool:
    """`will start to release`, `are due to begin freeing`: a beginning that is still to come."""
    if not lexicon.has("grammar.status.beginning", text.lowers[position]):
        return False
    before = text.lowers[max(first, position - 2) : position]
    return before[-1:] == ["to"] or lexicon.has_any("modal.future", before)


def _fell_short(text: Text, first: int, verb: VerbMention, lexicon: Lexicon) -> bool:
    """`were to have been exchanged on Monday`: what was planned, and did not come about."""
    have = next((i for i in range(verb.index - 1, max(first, verb.index - 3), -1) if text.lowers[i] == "have"), None)
    return have is not None and lexicon.has("grammar.status.was_to", text.word(have - 2).lower())


def _goes_home(mentions: Mentions, verb: VerbMention) -> bool:
    """`two have decided to go back`: captives of their own will, where a side decides to return others."""
    objects = range(verb.last, verb.last + OBJECT_REACH)
    return verb.sense.meaning == "come_home" and not any(g.first in objects for g in mentions.groups)


def _is_told_as_done(text: Text, first: int, verb: VerbMention, lexicon: Lexicon) -> bool:
    """`the first ones to return`, `are said to have been swapped`."""
    marker = next(
        (i for i in range(verb.index - 1, max(first, verb.index - AUXILIARY_REACH), -1) if text.lowers[i] == "to"), None
    )
    if marker is None:
        return False
    if text.word(marker + 1) == "have":
        return verb.passive and lexicon.has("grammar.status.told_of", text.lowers[marker - 1])
    firsts = text.lowers[max(first, marker - FIRST_REACH) : marker]
    active = verb.index == marker + 1 and verb.sense.meaning == "come_home"
    return active and lexicon.has_any("grammar.status.firsts", firsts)


def _could_by_exchange(text: Text, mentions: Mentions, verb: VerbMention, lexicon: Lexicon) -> bool:
    """`could return to their country in a swap on Thursday`: what an exchange that is done made possible."""
    could = "could" in text.lowers[max(mentions.sentence.first, verb.index - 2) : verb.index]
    swap = lexicon.has_any("exchange_nouns.mutual", text.lowers[verb.last : verb.last + EXCHANGE_REACH])
    return could and swap and not lexicon.has_any("grammar.status.unsettled", mentions.words)


def of_gerund(text: Text, mentions: Mentions, verb: VerbMention, lexicon: Lexicon) -> str | None:
    """Status of a hand-over in the gerund, by the word before it: `are returning`, `began releasing`."""
    before = text.lowers[verb.index - 1] if verb.index > mentions.sentence.first else ""
    if lexicon.has("modal.be", before):
        return "completed"
    if _lies_ahead(text, mentions.sentence.first, verb.index - 1, lexicon):
        return "agreed"
    intentions = lexicon.data["modal"]["intention"]
    return str(intentions[before]) if before in intentions and before != "about" else None
