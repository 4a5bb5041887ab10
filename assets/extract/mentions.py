"""Mentions: what the words of one sentence name, typed and with spans.

Belongs here: the mentions of a sentence put together. Not here: how each kind is found (`numbers.py`, `names.py`,
`verbs.py`, `groups.py`), dates (`dates.py`), named persons (`persons.py`), who did what to whom (`frames.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assets.extract.groups import Cue, Group, find_groups
from assets.extract.lexicon import Lexicon
from assets.extract.names import NameMention, find_names
from assets.extract.numbers import Number, find_numbers
from assets.extract.text import Sentence, Text
from assets.extract.verbs import VerbMention, find_verbs


@dataclass(slots=True)
class Mentions:
    """Everything that one sentence names; a cue is first token, token after it, and its list in the lexicon.

    Figures and groups of people are read when they are first asked for: of most sentences nobody asks.
    """

    text: Text
    sentence: Sentence
    lexicon: Lexicon
    names: list[NameMention]
    verbs: list[VerbMention]
    cues: list[Cue]
    cue_names: frozenset[str]
    _printed: tuple[NameMention, ...]
    _parties: list[NameMention]
    _numbers: list[Number] | None = None
    _groups: list[Group] | None = None

    @property
    def numbers(self) -> list[Number]:
        """The figures, in order."""
        if self._numbers is None:
            self._numbers = find_numbers(self.text, self.sentence, self._printed, self.lexicon)
        return self._numbers

    @property
    def groups(self) -> list[Group]:
        """The groups of people, in order."""
        if self._groups is None:
            found = find_groups(self.text, self.sentence, self.numbers, self._printed, self.cues, self.lexicon)
            self._groups = list(found)
        return self._groups

    def add_names(self, names: Sequence[NameMention]) -> None:
        """Takes up names of parties that other sentences give to words of this one ("the rebels")."""
        self.names = sorted([*self.names, *names], key=lambda m: m.first)
        self._parties = [m for m in self.names if m.name.kind == "party"]

    def has_cue(self, name: str) -> bool:
        """Whether a cue of that name stands in the sentence."""
        return name in self.cue_names

    def parties(self) -> list[NameMention]:
        """The parties named, in order."""
        return self._parties


def find_mentions(text: Text, sentence: Sentence, lexicon: Lexicon) -> Mentions:
    """All mentions of one sentence."""
    cues = list(_cues(text, sentence, lexicon))
    names = list(find_names(text, sentence, lexicon))
    verbs = list(find_verbs(text, sentence, lexicon))
    cue_names = frozenset(cue for _, _, cue in cues)
    parties = [m for m in names if m.name.kind == "party"]
    return Mentions(text, sentence, lexicon, names, verbs, cues, cue_names, tuple(names), parties)


def _cues(text: Text, sentence: Sentence, lexicon: Lexicon) -> Iterator[Cue]:
    months = lexicon.words["grammar.dates.ambiguous_months"]
    for index in lexicon.cues.starts(text.lowers, sentence.first, sentence.last):
        for length, cue in lexicon.cues.at(text.lowers, index, sentence.last):
            if not (text.lowers[index] in months and cue.startswith("status.") and _is_name(text, sentence, index)):
                yield index, index + length, cue


def _is_name(text: Text, sentence: Sentence, index: int) -> bool:
    """`in May 2023`, where headlines write `May Swap Prisoners`, too."""
    return text.words[index][0].isupper() and not sentence.heading and index > sentence.first
