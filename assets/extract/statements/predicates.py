"""Predicates: how far an exchange got of which a sentence tells by its noun alone, by the verb of that noun.

Belongs here: "a swap is due in March", "the exchange hinges on a pardon", "eyes a swap". Not here: phrases of status
wherever they stand (`status_cues.py`), the forms of verbs of hand-over (`status.py`).
"""

from __future__ import annotations

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions

SUBJECT_REACH = 14  # tokens between "exchange" and its predicate: "of 40 prisoners between Armenia and Azerbaijan"
HEAD_REACH = 4  # tokens between a preposition and the noun that is no subject: "in a mass prisoner swap"
COMPLEMENT_REACH = 4  # tokens after the predicate: "is still only weeks away"
OBJECT_REACH = 6  # tokens between "eyes" and its object: "a new large prisoner exchange"
GOVERNING = {"seeking": "proposed", "preparing": "agreed"}
KINDS = ("linking", "linking_past", "waiting", "coming")
COMPLEMENTS = {
    "linking": {"ahead": "agreed", "open": "proposed", "undone": "cancelled"},
    "linking_past": {"planned": "agreed"},
}


def of_predicate(text: Text, mentions: Mentions, index: int, lexicon: Lexicon) -> str | None:
    """Status by the predicate of the noun at `index`; None where it is no subject, or is told of in other ways."""
    found = _predicate(text, mentions, index, lexicon)
    if found is None:
        return None
    at, kind = found
    if kind == "waiting":
        return "proposed"
    reach = range(at + 1, min(mentions.sentence.last, at + 1 + COMPLEMENT_REACH))
    if kind == "coming":
        ahead = any(phrase.first in reach for phrase in mentions.date_phrases)
        return "agreed" if ahead and not mentions.sentence.heading else None
    after = [text.lowers[position] for position in reach]
    if lexicon.has_any("grammar.predicates.ranking", after) or lexicon.has_any("modal.negation", after):
        return None  # `is likely the largest of the war`
    statuses = (
        status
        for word in after
        for complements, status in COMPLEMENTS[kind].items()
        if lexicon.has(f"grammar.predicates.{complements}", word)
    )
    return next(statuses, None)


def of_verb_before(text: Text, mentions: Mentions, index: int, lexicon: Lexicon) -> str | None:
    """Status by the verb that has the noun at `index` as its object: `eyes a swap`; None of other verbs."""
    loose = mentions.sentence.heading  # `Mali eyes prisoner swap with JNIM`
    for position in range(index - 1, max(mentions.sentence.first, index - OBJECT_REACH) - 1, -1):
        word = text.lowers[position]
        told = next((s for kind, s in GOVERNING.items() if lexicon.has(f"grammar.predicates.{kind}", word)), None)
        if told is not None:
            return told if loose and text.word(position - 1) != "-" else None
        if lexicon.has("grammar.predicates.one_of_many", word):
            loose = True
        elif lexicon.has("grammar.status.definite", word) or not word.isalpha():
            return None
    return None


def _predicate(text: Text, mentions: Mentions, index: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """The verb that a noun of exchange is the subject of, where it tells of no hand-over itself, and its kind."""
    before = text.lowers[max(mentions.sentence.first, index - HEAD_REACH) : index]
    if lexicon.has_any("grammar.predicates.before_other", before):
        return None
    verbs = {v.index for v in mentions.verbs if not v.noun}
    for position in range(index + 1, min(mentions.sentence.last, index + 1 + SUBJECT_REACH)):
        word = text.lowers[position]
        kind = next((kind for kind in KINDS if lexicon.has(f"grammar.predicates.{kind}", word)), None)
        if kind is not None:
            return position, kind
        if position in verbs or lexicon.has("grammar.predicates.stop", word):
            return None
    return None
