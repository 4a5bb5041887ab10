"""The words and names that extraction knows, in tables that are quick to look up.

Belongs here: what the tables hold. Not here: reading them from `seeds/reference` (`lexicon_files.py`), any word itself
(that is data), nor what is found in a text (`mentions/mentions.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from assets.extract.language.known_exchanges import Captive, KnownExchange
from assets.extract.language.phrase_table import PhraseIndex, PhraseTable
from assets.extract.language.text import Vocabulary
from assets.extract.records import record

UNTOLD: Final = "unspecified"  # the category of people of whom it is not told what kind they are
CATEGORIES = ("military", "civilian", "remains", "detainee", "mixed", UNTOLD)  # of people who change hands
CategoryWeights = tuple[tuple[int, float], ...]  # of a signal: for categories, by their numbers


@dataclass(frozen=True, slots=True)
class VerbSense:
    """One sense of a verb: `meaning` is that of its section (release, receive, come_home, carry, exchange)."""

    meaning: str
    lemma: str
    particle: tuple[str, ...]
    needs: str
    intransitive: str | None
    status: str | None = None
    mutual: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """What a proper name stands for: a party (`form` tells how) or a place."""

    kind: str  # party, place
    codes: tuple[str, ...]
    form: str  # name, adjective, people, seat, official, group / city, region, crossing, ...
    display: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """A party whose name stands for another one in a report that names one of `beside`, and has one of `words`, if any.

    `people`: only the name of its people does.
    """

    name: str
    means: str
    beside: frozenset[str]
    people: bool
    words: frozenset[str]


@record
class WordAround:
    """A word that stands around a name, as it is shown, and the signals that it makes there."""

    shown: str
    before: str
    after: str
    right_before: str
    right_after: str


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `since` to `until`, if it has ended, on which something of a party held."""

    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Alliance:
    """Parties that exchange together: with the side `against`, if it has one, from the day `since` on."""

    states: frozenset[str]
    against: str | None
    since: date | None


@dataclass(frozen=True, slots=True)
class Absorption:
    """The state that acts for an armed group since a day; `wholly`: whatever a report names."""

    by: str
    since: date
    wholly: bool


@dataclass(slots=True)
class Lexicon:
    """Everything that extraction knows of one language and of the world."""

    language: str
    data: dict[str, Any]
    cues: PhraseTable[str] = field(default_factory=PhraseTable)
    people: PhraseTable[str] = field(default_factory=PhraseTable)
    names: PhraseTable[Name] = field(default_factory=PhraseTable)
    phrases: PhraseIndex = field(default_factory=PhraseIndex)  # of cues, people, names, forms of verbs, words sought
    sought: frozenset[str] = frozenset()  # groups of single words that are found in a sentence together with phrases
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    verbs: dict[str, list[tuple[str, VerbSense]]] = field(default_factory=dict)
    particles: dict[str, frozenset[str]] = field(default_factory=dict)  # their longest words, of forms that need one
    party_kinds: dict[str, str] = field(default_factory=dict)
    nationalities: set[str] = field(default_factory=set)
    opponents: dict[str, str] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)  # of actors that live elsewhere than their people's state
    adversaries: dict[str, frozenset[str]] = field(default_factory=dict)
    alliances: list[Alliance] = field(default_factory=list)
    brokers: frozenset[str] = frozenset()
    captives: dict[str, Captive] = field(default_factory=dict)  # by name in lower case
    captives_by_sound: dict[str, Captive] = field(default_factory=dict)  # by the form that transliterations share
    exchanges_in: dict[int, list[KnownExchange]] = field(default_factory=dict)  # known ones, by each year of theirs
    exchanges_with: dict[int, list[KnownExchange]] = field(default_factory=dict)  # by each figure told of them
    rebels: dict[str, tuple[str, ...]] = field(default_factory=dict)
    gone_states: dict[str, str] = field(default_factory=dict)
    gone_since: dict[str, int] = field(default_factory=dict)
    ended: dict[str, int] = field(default_factory=dict)  # the last year of a gone state
    absorbed: dict[str, Absorption] = field(default_factory=dict)
    meanings: list[Meaning] = field(default_factory=list)
    halves: dict[str, frozenset[str]] = field(default_factory=dict)
    wars: dict[frozenset[str], Span] = field(default_factory=dict)
    held_towns: dict[str, tuple[str, Span]] = field(default_factory=dict)  # in lower case: who held it
    constituencies: dict[str, tuple[str, ...]] = field(default_factory=dict)
    governing_since: dict[str, date] = field(default_factory=dict)
    feasts: dict[tuple[str, ...], tuple[int, int]] = field(default_factory=dict)
    holidays: dict[tuple[str, ...], tuple[tuple[int, int], ...]] = field(default_factory=dict)
    relative: dict[str, dict[str, list[tuple[str, list[str]]]]] = field(default_factory=dict)  # by the first two words
    bounds: dict[str, str] = field(default_factory=dict)
    organisations: set[str] = field(default_factory=set)
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    weights: dict[str, dict[str, float]] = field(default_factory=dict)  # of signals, by slot
    category_weights: dict[str, dict[str, CategoryWeights]] = field(default_factory=dict)  # by kind and value
    around: dict[str, WordAround] = field(default_factory=dict)  # words that were met around names
    cue_signals: dict[str, str] = field(default_factory=dict)  # of lists that were met beside names

    def has(self, group: str, word: str) -> bool:
        """Whether a lower-case word belongs to a group of single words, such as `modal.be`."""
        return word in self.words[group]

    def where(self, group: str, lowers: list[str], first: int, last: int) -> list[int]:
        """The tokens from `first` up to, not including, `last` whose words belong to a group of single words."""
        words = self.words[group]
        return [index for index in range(first, last) if lowers[index] in words]

    def has_any(self, group: str, words: Iterable[str]) -> bool:
        """Whether one of some lower-case words belongs to a group of single words."""
        return not self.words[group].isdisjoint(words)
