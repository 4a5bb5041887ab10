"""Mentions: what the words of one sentence name, typed and with spans.

Belongs here: the mentions of a sentence put together. Not here: how each kind is found (`numbers.py`, `names.py`,
`verbs.py`, `groups.py`), dates (`dates.py`), named persons (`persons.py`), who did what to whom (`frames.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from assets.extract.groups import Cue, Group, find_groups
from assets.extract.lexicon import Lexicon
from assets.extract.names import NameMention, find_names
from assets.extract.numbers import Number, find_numbers
from assets.extract.text import Sentence, Text
from assets.extract.verbs import VerbMention, find_verbs


@dataclass(slots=True)
class Mentions:
    """Everything that one sentence names; a cue is first token, token after it, and its list in the lexicon."""

    sentence: Sentence
    numbers: list[Number] = field(default_factory=list)
    names: list[NameMention] = field(default_factory=list)
    verbs: list[VerbMention] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)

    def has_cue(self, name: str) -> bool:
        """Whether a cue of that name stands in the sentence."""
        return any(cue == name for _, _, cue in self.cues)

    def parties(self) -> list[NameMention]:
        """The parties named, in order."""
        return [m for m in self.names if m.name.kind == "party"]


def find_mentions(text: Text, sentence: Sentence, lexicon: Lexicon) -> Mentions:
    """All mentions of one sentence."""
    cues = list(_cues(text, sentence, lexicon))
    names = list(find_names(text, sentence, lexicon))
    numbers = find_numbers(text, sentence, names, lexicon)
    verbs = list(find_verbs(text, sentence, lexicon))
    groups = list(find_groups(text, sentence, numbers, names, cues, lexicon))
    return Mentions(sentence, numbers, names, verbs, groups, cues)


def _cues(text: Text, sentence: Sentence, lexicon: Lexicon) -> Iterator[Cue]:
    for index in lexicon.cues.starts(text.lowers, sentence.first, sentence.last):
        for length, cue in lexicon.cues.at(text.lowers, index, sentence.last):
            if not (cue.startswith("status.") and _is_name_of_month(text, sentence, index, lexicon)):
                yield index, index + length, cue


def _is_name_of_month(text: Text, sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """`in May 2023`, where headlines write `May Swap Prisoners`, too."""
    capital = text.words[index][0].isupper() and not sentence.heading and index > sentence.first
    return capital and lexicon.has("grammar.dates.ambiguous_months", text.lowers[index])
