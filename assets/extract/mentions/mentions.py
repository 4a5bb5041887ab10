"""Mentions: what the words of one sentence name, typed and with spans.

Belongs here: the mentions of a sentence put together. Not here: how each kind is found (`numbers.py`, `names.py`,
`verbs.py`, `groups.py`), dates (`dates.py`), named persons (`persons.py`), who did what to whom (`flows/frames.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.phrase_table import Found
from assets.extract.language.text import Sentence, Text
from assets.extract.mentions.cues import Cue, Cues
from assets.extract.mentions.date_phrases import DatePhrase, find_phrases
from assets.extract.mentions.groups import Group, find_groups
from assets.extract.mentions.names import DATELINE_MARKS, NameMention, dateline_end, find_names
from assets.extract.mentions.numbers import Number, find_numbers, that_count
from assets.extract.mentions.verbs import VerbMention, find_verbs

MAX_FIGURES = 40  # in one sentence, dates with them: more than twice as many as any of a report has; others are tables
NOWHERE: Final[list[int]] = []  # what is most often told; nobody adds to it


@dataclass(slots=True)
class Mentions:
    """Everything that one sentence names, and which lower-case words it has.

    Dates, figures and groups of people are read when they are first asked for: of most sentences nobody asks.
    """

    text: Text
    sentence: Sentence
    lexicon: Lexicon
    words: frozenset[str]
    capitals: list[int]  # the tokens that begin with a capital
    figures: list[int]  # the tokens that begin with a digit
    dateline: int  # the token after it; the first of the sentence where there is none
    names: list[NameMention]
    verbs: list[VerbMention]
    cues: Cues
    _sought: dict[str, list[int]]
    _people: list[Found]
    _printed: tuple[NameMention, ...]
    _parties: list[NameMention]
    with_unlisted: list[NameMention] | None = None  # the names and those that no list has, which `places` finds
    _date_phrases: list[DatePhrase] | None = None
    _numbers: list[Number] | None = None
    _groups: list[Group] | None = None

    @property
    def date_phrases(self) -> list[DatePhrase]:
        """The date phrases, in order."""
        if self._date_phrases is None:
            self._date_phrases = find_phrases(
                self.text, self.sentence, self._where_or_figure("dates.first")[:MAX_FIGURES], self.lexicon
            )
        return self._date_phrases

    @property
    def numbers(self) -> list[Number]:
        """The figures, in order."""
        if self._numbers is None:
            begins = self._where_or_figure("numbers.first")[:MAX_FIGURES]
            found = list(find_numbers(self.text, self.sentence, begins, self.lexicon))
            self._numbers = that_count(found, self.date_phrases, self._printed) if found else found
        return self._numbers

    @property
    def groups(self) -> list[Group]:
        """The groups of people, in order."""
        if self._groups is None:
            numbers, names, people = self.numbers, self._printed, self._people
            self._groups = list(find_groups(self.text, self.sentence, numbers, names, people, self.cues, self.lexicon))
        return self._groups

    def add_names(self, names: Sequence[NameMention]) -> None:
        """Takes up names of parties that other sentences give to words of this one ("the rebels")."""
        self.with_unlisted = None
        self.names = sorted([*self.names, *names], key=lambda m: m.first)
        self._parties = [m for m in self.names if m.name.kind == "party"]

    def drop_names(self, names: Sequence[NameMention]) -> None:
        """Gives up names of parties that only describe another one ("Colombian guerrillas")."""
        self.with_unlisted = None
        self.names = [m for m in self.names if m not in names]
        self._parties = [m for m in self._parties if m not in names]

    def has_cue(self, name: str) -> bool:
        """Whether a cue of that name stands in the sentence."""
        return name in self.cues.by_list

    def same_number(self) -> list[tuple[int, int]]:
        """Where words such as "the same number" or "as many" stand; `as many as 200` is a bound."""
        spans = self.cues.spans("reciprocity.same_number")
        return [(start, end) for start, end in spans if self.text.word(end) != "as"]

    def where(self, group: str) -> list[int]:
        """The tokens of the sentence whose words belong to a group of single words of the lexicon, in order."""
        found = self._sought.get(group)
        if found is None:
            return NOWHERE if group in self.lexicon.sought else self.indices(self.lexicon.words[group])
        return found

    def has_word(self, group: str) -> bool:
        """Whether the sentence has a word that belongs to a group of single words of the lexicon."""
        return group in self._sought or (group not in self.lexicon.sought and bool(self.where(group)))

    def indices(self, words: frozenset[str]) -> list[int]:
        """The tokens of the sentence that are one of some lower-case words, in order."""
        if words.isdisjoint(self.words):
            return []
        lowers = self.text.lowers
        return [index for index in range(self.sentence.first, self.sentence.last) if lowers[index] in words]

    def _where_or_figure(self, group: str) -> list[int]:
        """The tokens of the sentence that are figures, or whose words belong to a group of the lexicon, in order."""
        named, figures = self.where(group), self.figures
        return sorted({*named, *figures}) if named and figures else named or figures

    def may_tell_times(self) -> bool:
        """Whether the sentence has so many words with which a date may begin that it may tell two."""
        return len(self._where_or_figure("dates.first")) > 1

    def parties(self) -> list[NameMention]:
        """The parties named, in order."""
        return self._parties


def find_mentions(text: Text, sentence: Sentence, lexicon: Lexicon) -> Mentions:
    """All mentions of one sentence."""
    words = frozenset(text.lowers[sentence.first : sentence.last])
    cues, people, named, forms, sought = lexicon.phrases.find(text, sentence.first, sentence.last)
    dateline = sentence.first if DATELINE_MARKS.isdisjoint(words) else dateline_end(text, sentence)
    names = list(find_names(text, named, dateline, lexicon))
    verbs = list(find_verbs(text, sentence, words, forms, lexicon))
    parties = [m for m in names if m.name.kind == "party"]
    return Mentions(
        text,
        sentence,
        lexicon,
        words,
        text.capitals_in(sentence.first, sentence.last),
        text.figures_in(sentence.first, sentence.last),
        dateline,
        names,
        verbs,
        _cues(text, sentence, words, cues, lexicon),
        _by_group(sought),
        people,
        tuple(names),
        parties,
    )


def _by_group(sought: list[Found]) -> dict[str, list[int]]:
    """The tokens of the words that rules ask for, by group."""
    tokens: dict[str, list[int]] = {}
    for index, _, group in sought:
        indices = tokens.get(group)
        if indices is None:
            tokens[group] = [index]
        else:
            indices.append(index)
    return tokens


def _cues(text: Text, sentence: Sentence, words: frozenset[str], found: list[Cue], lexicon: Lexicon) -> Cues:
    months = lexicon.words["grammar.dates.ambiguous_months"]
    if not months.isdisjoint(words):
        # `in May 2023` is no `may`, but headlines write `May Swap Prisoners`, too.
        named = frozenset[str]() if sentence.heading else months
        found = [cue for cue in found if text.lowers[cue[0]] not in named or text.words[cue[0]].islower()]
    return Cues(found)
