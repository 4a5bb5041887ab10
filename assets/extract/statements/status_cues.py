"""Cues of status: the words that tell how far an exchange got, with what the words around them make of them.

Belongs here: "could be held", "called the hand-over off", "rejected the claim". Not here: the status that a sentence
tells by its cues and verbs (`status.py`).
"""

from __future__ import annotations

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.cues import Cue
from assets.extract.mentions.mentions import Mentions

BEFORE_BE = ("grammar.status.before_be", "modal.future", "modal.possible")
CLAIM_REACH = 3  # tokens between "rejected" and "the claim"
OFF = frozenset(("off",))
OFF_REACH = 6  # tokens between "called" and "off"
HOPE_REACH = 8  # tokens between "hope" and "will be in the next exchange"
HELD_REACH = 3  # tokens between "could" and "held"


def status_cues(text: Text, mentions: Mentions, lexicon: Lexicon) -> list[Cue]:
    """The cues of status of a sentence, without those that are part of a longer one: "close to an agreement on"."""
    found = [(a, b, cue.removeprefix("status.")) for a, b, cue in mentions.cues if cue.startswith("status.")]
    found += _split_cues(text, mentions, lexicon)
    if not found:
        return found
    whole = [(a, b, cue) for a, b, cue in found if not any(c <= a and b <= d and b - a < d - c for c, d, _ in found)]
    return [
        (a, b, _meaning(text, mentions, a, b, cue, lexicon))
        for a, b, cue in whole
        if not (cue == "cancelled" and (_is_refused_by_captives(text, b, lexicon) or _describes(text, a, b, lexicon)))
    ]


def _is_refused_by_captives(text: Text, end: int, lexicon: Lexicon) -> bool:
    """`nine refused to return`: those who are to be exchanged do, not the sides."""
    after = text.lowers[end : end + 2]
    passive = after == ["to", "be"]  # `he refused to be exchanged`
    return passive or (after[:1] == ["to"] and lexicon.has_any("grammar.status.going_home", after[1:]))


def _describes(text: Text, start: int, end: int, lexicon: Lexicon) -> bool:
    """`on a blocked road`: a participle of something else, where `a cancelled exchange` is one."""
    described = text.word(end)
    attributive = lexicon.has("grammar.status.before_described", text.word(start - 1)) and described.isalpha()
    return attributive and not lexicon.has("exchange_nouns.bare", described)


def _split_cues(text: Text, mentions: Mentions, lexicon: Lexicon) -> list[Cue]:
    """`called the hand-over off`: where the exchange stands between the verb and its particle."""
    return [
        (at, off + 1, "cancelled")
        for off in mentions.indices(OFF)
        for at in range(max(mentions.sentence.first, off - OFF_REACH), off - 1)
        if lexicon.has("grammar.status.calling_off", text.lowers[at])
    ]


def _meaning(text: Text, mentions: Mentions, start: int, end: int, cue: str, lexicon: Lexicon) -> str:
    """What a cue means with the words around it: `could be held`, `rejected the claim`."""
    if cue == "completed":
        left = _auxiliary_before(text, mentions.sentence.first, start, lexicon)
        return {"possible": "proposed", "future": "agreed", "conditional": "proposed"}.get(left, cue)
    if cue == "agreed" and lexicon.has("modal.future", text.lowers[start]):
        hoped = lexicon.has_any(
            "grammar.status.hoping", text.lowers[max(mentions.sentence.first, start - HOPE_REACH) : start]
        )
        return "proposed" if hoped else cue
    return "denied" if _rejects_claim(text, end, cue, lexicon) else cue


def _auxiliary_before(text: Text, first: int, index: int, lexicon: Lexicon) -> str:
    """The auxiliary of a participle: `could be`, `will soon be`."""
    for position in range(index - 1, max(first, index - HELD_REACH) - 1, -1):
        kind = find_auxiliary(text, first, position, lexicon)
        if kind is not None or not may_precede_verb(text.lowers[position], lexicon):
            return kind or ""
    return ""


def _rejects_claim(text: Text, end: int, cue: str, lexicon: Lexicon) -> bool:
    """`rejected the claim that it had offered a swap`: what is called off is a story, not an exchange."""
    return cue == "cancelled" and lexicon.has_any("grammar.status.claims", text.lowers[end : end + CLAIM_REACH])


def find_auxiliary(text: Text, first: int, position: int, lexicon: Lexicon) -> str | None:
    """What a word makes of the verb after it: future, conditional, possible or infinitive; None of other words."""
    word = text.lowers[position]
    if not lexicon.has("grammar.status.auxiliaries", word):
        return None
    if lexicon.has("modal.future", word):
        return "future"
    if lexicon.has("grammar.status.conditional", word):
        return "conditional"
    if lexicon.has("modal.possible", word) and not (word == "may" and _is_month(text, position, lexicon)):
        return "possible"
    if word == "to" or (word == "be" and not _is_helped(text, first, position, lexicon)):
        return "infinitive"
    return None


def _is_month(text: Text, position: int, lexicon: Lexicon) -> bool:
    """`freed in May`, `On 16 May Ukraine freed 20`, where a headline writes `Russia May Swap Prisoners`."""
    if text.words[position].islower():
        return False
    after = text.word(position + 1)
    return not lexicon.has("grammar.status.after_may", after) or text.words[position + 1].islower()


def may_precede_verb(word: str, lexicon: Lexicon) -> bool:
    """Whether a word may stand between an auxiliary and its verb: "will soon be"."""
    return (
        lexicon.has("modal.be", word)
        or lexicon.has("modal.have", word)
        or word.endswith("ly")
        or lexicon.has("grammar.status.adverbs", word)
    )


def _is_helped(text: Text, first: int, position: int, lexicon: Lexicon) -> bool:
    """Whether `be` has an auxiliary before it; without one it is "proposed that he be swapped"."""
    before = text.lowers[max(first, position - 2) : position]
    return any(lexicon.has_any(group, before) for group in BEFORE_BE)
