"""Context: the words around a name, as signals that are weighed.

Belongs here: which words, and how a signal shows them. Not here: their weights (`seeds/reference/weights`), signals
that take more than the words (`persons/signals.py`, `events/party_context.py`).
"""

from __future__ import annotations

from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions

BEFORE, AFTER = 4, 5  # tokens


def words_around(text: Text, mentions: Mentions, first: int, last: int) -> list[str]:
    """The words of the sentence near the tokens from `first` up to, not including, `last`; all figures are one."""
    sentence = mentions.sentence
    before = [_shown(word) for word in text.lowers[max(sentence.first, first - BEFORE) : first]]
    after = [_shown(word) for word in text.lowers[last : min(sentence.last, last + AFTER)]]
    words = [*[f"before: {word}" for word in before], *[f"after: {word}" for word in after]]
    if before:
        words.append(f"right before: {before[-1]}")
    if after:
        words.append(f"right after: {after[0]}")
    return words


def cues_beside(mentions: Mentions) -> list[str]:
    """The lists of the lexicon that have a phrase in the sentence."""
    return [f"cue: {cue}" for cue in mentions.cues.by_list]


def _shown(word: str) -> str:
    return "0" if word[0].isdigit() else word
