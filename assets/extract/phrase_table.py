"""A table of phrases that is quick to look up in a text cut into tokens.

Belongs here: the table and its error. Not here: any phrase (that is data), what the phrases mean (`lexicon.py`).
"""

from __future__ import annotations

from typing import Generic, TypeVar

from assets.extract.text import tokenize

T = TypeVar("T")


class LexiconError(ValueError):
    """The reference data cannot be used; the message names the file, the entry and what to mend."""


class PhraseTable(Generic[T]):
    """Phrases by their first two tokens; finds every phrase that stands at a token."""

    def __init__(self) -> None:
        self._words: dict[str, tuple[list[tuple[int, T]], dict[str, list[tuple[int, list[str], T]]]]] = {}

    def add(self, phrase: str, value: T) -> None:
        """Adds a phrase; the same phrase may be added with several values."""
        tokens = tokenize(phrase)
        if not tokens:
            raise LexiconError(f"the phrase {phrase!r} has no token")
        alone, longer = self._words.setdefault(tokens[0], ([], {}))
        if len(tokens) == 1:
            alone.append((1, value))
        else:
            longer.setdefault(tokens[1], []).append((len(tokens), tokens, value))

    def freeze(self) -> None:
        """Puts the longest phrases first."""
        for _, longer in self._words.values():
            for entries in longer.values():
                entries.sort(key=lambda entry: -entry[0])

    def starts(self, lowers: list[str], first: int, last: int) -> list[int]:
        """The tokens from `first` up to, not including, `last` at which a phrase may stand."""
        words = self._words
        return [index for index in range(first, last) if lowers[index] in words]

    def at(self, lowers: list[str], index: int, last: int) -> list[tuple[int, T]]:
        """Lengths and values of the phrases that stand at the token, longest first."""
        found = self._words.get(lowers[index])
        if found is None:
            return []
        alone, longer = found
        entries = longer.get(lowers[index + 1]) if longer and index + 1 < last else None
        if not entries:
            return alone
        return [
            *(
                (length, value)
                for length, tokens, value in entries
                if index + length <= last and lowers[index : index + length] == tokens
            ),
            *alone,
        ]
