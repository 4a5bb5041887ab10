"""Cues: phrases of the lexicon's lists as they stand in a sentence.

Belongs here: the record that rules ask. Not here: finding the phrases (`mentions.py`), what a list means (the rules).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

Cue = tuple[int, int, str]
Span = tuple[int, int]
NOWHERE: Final[list[Span]] = []  # what is most often told; nobody adds to it


class Cues:
    """The cues of a sentence in order: first token, token after it, and the list of the lexicon that has the phrase.

    Most rules ask for one list, which most sentences have nothing of: the answer is at hand for each.
    """

    __slots__ = ("_found", "by_list")

    def __init__(self, found: list[Cue]) -> None:
        self._found = found
        self.by_list: dict[str, list[Span]] = {}
        for first, last, name in found:
            spans = self.by_list.get(name)
            if spans is None:  # compiled, `setdefault` raises an error for each new list
                self.by_list[name] = [(first, last)]
            else:
                spans.append((first, last))

    def __iter__(self) -> Iterator[Cue]:
        return iter(self._found)

    def spans(self, name: str) -> list[Span]:
        """First token and the token after it of each phrase of a list, in order."""
        return self.by_list.get(name, NOWHERE)

    def has_any(self, names: tuple[str, ...]) -> bool:
        """Whether the sentence has a phrase of one of some lists."""
        for name in names:  # noqa: SIM110 - asked thousands of times, and a generator takes three times as long
            if name in self.by_list:
                return True
        return False
