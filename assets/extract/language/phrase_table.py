"""Tables of phrases that are quick to look up in a text cut into tokens.

Belongs here: the tables and their error. Not here: any phrase (that is data), what the phrases mean (`lexicon.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Generic, TypeVar

from assets.extract.language.text import Text, tokenize

T = TypeVar("T")
_Values = list[tuple[int, Any]]  # number of the table, value of the phrase
# The phrases that begin with a token: of it alone, and by the second token those of two and, by the third, longer ones.
_Node = tuple[_Values, dict[str, tuple[_Values, dict[str, list[tuple[int, list[str], Any]]]]]]
Found = tuple[int, int, Any]  # first token of a phrase, the token after it, its value


class LexiconError(ValueError):
    """The reference data cannot be used; the message names the file, the entry and what to mend."""


class PhraseTable(Generic[T]):
    """Phrases by their first two tokens; tells which stand at a token. Those of a sentence a `PhraseIndex` finds."""

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

    def entries(self) -> Iterator[tuple[list[str], T]]:
        """Tokens and value of each phrase, longest first among those of equal first words."""
        for found in self._longer.values():
            yield from ((tokens, value) for _, tokens, value in found)
        for token, alone in self._alone.items():
            yield from (([token], value) for _, value in alone)


class PhraseIndex:
    """The phrases of several tables together: one pass over a sentence finds those of all."""

    def __init__(self, *tables: PhraseTable[Any]) -> None:
        self._n_tables = len(tables)
        self.nodes: dict[str, _Node] = {}
        for number, table in enumerate(tables):
            for tokens, value in table.entries():
                self._add(number, tokens, value)

    def _add(self, number: int, tokens: list[str], value: Any) -> None:
        alone, seconds = self.nodes.setdefault(tokens[0], ([], {}))
        if len(tokens) == 1:
            alone.append((number, value))
            return
        pair, longer = seconds.setdefault(tokens[1], ([], {}))
        if len(tokens) == 2:
            pair.append((number, value))
        else:
            longer.setdefault(tokens[2], []).append((number, tokens, value))

    def find(self, text: Text, first: int, last: int) -> list[list[Found]]:
        """For each table its phrases in the tokens `first` up to, not including, `last`, in order.

        Phrases that overlap are all found; of those that begin at one token the longest comes first.
        """
        found: list[list[Found]] = [[] for _ in range(self._n_tables)]
        lowers, phrases = text.lowers, text.phrases
        for index in range(first, last):
            begun = phrases[index]
            if begun is None:
                continue
            node: _Node = begun
            alone, seconds = node
            second = seconds.get(lowers[index + 1]) if seconds and index + 1 < last else None
            if second is not None:
                pair, longer = second
                for number, tokens, value in longer.get(lowers[index + 2], ()) if longer and index + 2 < last else ():
                    end = index + len(tokens)
                    if end == index + 3 or (end <= last and lowers[index:end] == tokens):
                        found[number].append((index, end, value))
                for number, value in pair:
                    found[number].append((index, index + 2, value))
            for number, value in alone:
                found[number].append((index, index + 1, value))
        return found
