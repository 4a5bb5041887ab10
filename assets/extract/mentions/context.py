"""Context: the words around a name, as signals that are weighed.

Belongs here: which words, and how a signal shows them. Not here: their weights (`seeds/reference/weights`), signals
that take more than the words (`persons/signals.py`, `events/party_context.py`).
"""

from __future__ import annotations

from collections.abc import Collection

from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions

BEFORE, AFTER = 4, 5  # tokens
NAME = "@name"  # stands for a token of a name


def words_around(
    text: Text, mentions: Mentions, first: int, last: int, names: Collection[int] = (), *, pairs: bool = False
) -> list[str]:
    """The words of the sentence near the tokens from `first` up to, not including, `last`; all figures are one.

    So are the tokens of `names`. With `pairs` also the two words right before, and the two right after.
    """
    sentence, lowers = mentions.sentence, text.lowers
    start, stop = max(sentence.first, first - BEFORE), min(sentence.last, last + AFTER)
    before = [NAME if i in names else _shown(lowers[i]) for i in range(start, first)]
    after = [NAME if i in names else _shown(lowers[i]) for i in range(last, stop)]
    words = [*[f"before: {word}" for word in before], *[f"after: {word}" for word in after]]
    if before:
        words.append(f"right before: {before[-1]}")
        if pairs and len(before) > 1:
            words.append(f"right before: {before[-2]} {before[-1]}")
    if after:
        words.append(f"right after: {after[0]}")
        if pairs and len(after) > 1:
            words.append(f"right after: {after[0]} {after[1]}")
    return words


def cues_beside(mentions: Mentions) -> list[str]:
    """The lists of the lexicon that have a phrase in the sentence."""
    return [f"cue: {cue}" for cue in mentions.cues.by_list]


def _shown(word: str) -> str:
    return "0" if word[0].isdigit() else word
