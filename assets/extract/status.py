"""How far an exchange got, read from the form of a verb and the words around it.

Belongs here: status of one verb or noun of hand-over in its sentence. Not here: the status of an event over several
sentences (`events.py`).
"""

from __future__ import annotations

from assets.extract.lexicon import Lexicon
from assets.extract.mentions import Mentions, VerbMention
from assets.extract.text import Text

INTENTION_REACH = 9  # tokens between "agreed" and "to release": "agreed after long talks in Doha to release"
TALKS_AFTER = 4  # "agree to a swap amid negotiations": what comes after the noun says less of it
CUE_REACH = 12  # tokens between "the exchange" and "was called off"


def verb_status(text: Text, mentions: Mentions, verb: VerbMention, lexicon: Lexicon) -> str | None:
    """Status that the verb's own form and auxiliaries tell; None where they tell nothing."""
    if verb.sense.status is not None:
        return verb.sense.status
    if verb.noun:
        return noun_status(text, mentions, verb.index, lexicon)
    left = _auxiliaries(text, mentions.sentence.first, verb.index, lexicon)
    if left == "conditional":
        return "conditional"
    if left in {"future", "possible", "infinitive"}:
        return _of_intention(text, mentions, verb, left, lexicon)
    if left == "negated":
        return None
    if verb.form == "gerund":
        return _of_gerund(text, mentions, verb, lexicon)
    if verb.form in {"past", "participle"}:
        return "completed"
    return "completed" if mentions.sentence.heading or verb.sense.lemma == "be" else None


def _auxiliaries(text: Text, first: int, index: int, lexicon: Lexicon) -> str | None:
    negated = False
    for position in range(index - 1, max(first, index - 6) - 1, -1):
        word = text.lowers[position]
        if lexicon.has("modal.negation", word):
            negated = True
        elif lexicon.has("modal.future", word):
            return "negated" if negated else "future"
        elif word in {"would", "'d"}:
            return "negated" if negated else "conditional"
        elif lexicon.has("modal.possible", word) and not (word == "may" and text.words[position][0].isupper()):
            return "negated" if negated else "possible"
        elif word == "to" or (word == "be" and not _helped(text, first, position, lexicon)):
            return "infinitive"
        elif not (
            lexicon.has("modal.be", word)
            or lexicon.has("modal.have", word)
            or word.endswith("ly")
            or word
            in {"also", "soon", "then", "both", "now", "all", "just", "already", "again", "first", "each", "jointly"}
        ):
            break
    return "negated" if negated else None


def _helped(text: Text, first: int, position: int, lexicon: Lexicon) -> bool:
    """Whether `be` has an auxiliary before it; without one it is "proposed that he be swapped"."""
    before = text.lowers[max(first, position - 3) : position]
    return any(
        w in {"to", "not", "never", "would", "'d"} or lexicon.has("modal.future", w) or lexicon.has("modal.possible", w)
        for w in before
    )


def _of_intention(text: Text, mentions: Mentions, verb: VerbMention, left: str, lexicon: Lexicon) -> str | None:
    if left == "possible":
        return "proposed"
    if left == "future":
        return "agreed"
    intentions = lexicon.data["modal"]["intention"]
    for position in range(verb.index - 2, max(mentions.sentence.first, verb.index - 2 - INTENTION_REACH) - 1, -1):
        word = text.lowers[position]
        if lexicon.has("modal.be", word) and position >= verb.index - 4:
            return "agreed"
        if word in intentions:
            return str(intentions[word])
        if text.words[position] in {";", ":"}:
            break
    return "agreed" if mentions.sentence.heading else None


def _of_gerund(text: Text, mentions: Mentions, verb: VerbMention, lexicon: Lexicon) -> str | None:
    before = text.lowers[verb.index - 1] if verb.index > mentions.sentence.first else ""
    if lexicon.has("modal.be", before):
        return "completed"
    intentions = lexicon.data["modal"]["intention"]
    return str(intentions[before]) if before in intentions else None


def is_negated(text: Text, mentions: Mentions, index: int, lexicon: Lexicon) -> bool:
    """Whether a word of negation stands up to three tokens before."""
    return any(lexicon.has("modal.negation", w) for w in text.lowers[max(mentions.sentence.first, index - 3) : index])


def noun_status(text: Text, mentions: Mentions, index: int, lexicon: Lexicon) -> str | None:
    """Status from the cue nearest to a noun of exchange; cancelled and denied win over what they undo."""
    nearest: dict[str, int] = {}
    for start, end, cue in mentions.cues:
        if cue.startswith("status.") and not is_negated(text, mentions, start, lexicon):
            gap = start - index if start > index else index - end + 1
            if start > index and cue == "status.proposed":
                gap += TALKS_AFTER
            if gap <= CUE_REACH:
                name = cue.removeprefix("status.")
                nearest[name] = min(gap, nearest.get(name, gap))
    if not nearest:
        return None
    for strong in ("cancelled", "denied"):
        if strong in nearest:
            return strong
    return min(nearest.items(), key=lambda item: (item[1], item[0]))[0]
