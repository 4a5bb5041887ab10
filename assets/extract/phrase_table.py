"""A table of phrases that is quick to look up in a text cut into tokens.

Belongs here: the table and its error. Not here: any phrase (that is data), what the phrases mean (`lexicon.py`).
"""

from __future__ import annotations

from itertools import pairwise
from operator import itemgetter
from typing import Generic, TypeVar

from assets.extract.text import tokenize

T = TypeVar("T")
PAIR = ("first", "second")  # of a phrase of two words nothing is left to compare


class LexiconError(ValueError):
    """The reference data cannot be used; the message names the file, the entry and what to mend."""


class PhraseTable(Generic[T]):
    """Phrases by their first two tokens; finds every phrase that stands in a sentence or at a token."""

    def __init__(self) -> None:
        self._alone: dict[str, list[tuple[int, T]]] = {}
        self._longer: dict[tuple[str, str], list[tuple[int, list[str], T]]] = {}

    def add(self, phrase: str, value: T) -> None:
        """Adds a phrase; the same phrase may be added with several values."""
        tokens = tokenize(phrase)
        if not tokens:
            raise LexiconError(f"the phrase {phrase!r} has no token")
        if len(tokens) == 1:
            self._alone.setdefault(tokens[0], []).append((1, value))
        else:
            self._longer.setdefault((tokens[0], tokens[1]), []).append((len(tokens), tokens, value))

    def freeze(self) -> None:
        """Puts the longest phrases first."""
        for entries in self._longer.values():
            entries.sort(key=lambda entry: -entry[0])

    def find(self, words: list[str]) -> list[tuple[int, int, T]]:
        """The phrases in some lower-case words: first word, length and value, in order, of one word the longest first.

        Phrases that overlap are all found.
        """
        pairs = map(self._longer.get, pairwise(words))
        found = [
            (index, length, value)
            for index, entries in enumerate(pairs)
            if entries is not None
            for length, tokens, value in entries
            if length == len(PAIR) or words[index : index + length] == tokens
        ]
        found += [
            (index, length, value)
            for index, entries in enumerate(map(self._alone.get, words))
            if entries is not None
            for length, value in entries
        ]
        found.sort(key=itemgetter(0))
        return found

    def at(self, lowers: list[str], index: int, last: int) -> list[tuple[int, T]]:
        """Lengths and values of the phrases that stand at the token, longest first."""
        alone = self._alone.get(lowers[index], [])
        if index + 1 >= last:
            return alone
        longer = self._longer.get((lowers[index], lowers[index + 1]))
        if longer is None:
            return alone
        return [
            *(
                (length, value)
                for length, tokens, value in longer
                if index + length <= last and lowers[index : index + length] == tokens
            ),
            *alone,
        ]
