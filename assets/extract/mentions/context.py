"""Context: the words around a name, as signals that are weighed.

Belongs here: which words, and how a signal shows them. Not here: their weights (`seeds/reference/weights`), signals
that take more than the words (`persons/signals.py`, `events/party_context.py`).
"""

from __future__ import annotations

import sys
from collections.abc import Collection

from assets.extract.language.lexicon import WordAround
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions

BEFORE, AFTER = 4, 5  # tokens
NAME = "@name"  # stands for a token of a name
MAX_KNOWN = 1 << 14  # words whose signals are kept: twice as many as there are in reports of exchanges


def words_around(
    text: Text, mentions: Mentions, first: int, last: int, names: Collection[int] = (), *, pairs: bool = False
) -> list[str]:
    """The words of the sentence near the tokens from `first` up to, not including, `last`; all figures are one.

    So are the tokens of `names`. With `pairs` also the two words right before, and the two right after.
    """
    sentence, lowers, known = mentions.sentence, text.lowers, mentions.lexicon.around
    start, stop = max(sentence.first, first - BEFORE), min(sentence.last, last + AFTER)
    told_before, told_after = lowers[start:first], lowers[last:stop]
    if names:
        told_before = [NAME if i in names else lowers[i] for i in range(start, first)]
        told_after = [NAME if i in names else lowers[i] for i in range(last, stop)]
    before = [known.get(word) or _learnt(word, known) for word in told_before]
    after = [known.get(word) or _learnt(word, known) for word in told_after]
    words = [word.before for word in before]
    words += [word.after for word in after]
    if before:
        words.append(before[-1].right_before)
        if pairs and len(before) > 1:
            words.append(f"right before: {before[-2].shown} {before[-1].shown}")
    if after:
        words.append(after[0].right_after)
        if pairs and len(after) > 1:
            words.append(f"right after: {after[0].shown} {after[1].shown}")
    return words


def cues_beside(mentions: Mentions) -> list[str]:
    """The lists of the lexicon that have a phrase in the sentence."""
    known = mentions.lexicon.cue_signals
    return [known.get(cue) or known.setdefault(cue, sys.intern(f"cue: {cue}")) for cue in mentions.cues.by_list]


def _learnt(word: str, known: dict[str, WordAround]) -> WordAround:
    """How a word is shown that has not been before."""
    shown = "0" if word[0].isdigit() else word
    names = (sys.intern(f"{place}: {shown}") for place in ("before", "after", "right before", "right after"))
    if len(known) >= MAX_KNOWN:
        known.clear()
    found = known[word] = WordAround(shown, *names)
    return found
