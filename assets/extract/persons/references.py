"""Persons told of by words that stand for their names: "both", "the two priests".

Belongs here: finding such words and whom of the sentences before they mean. Not here: `he` and `she`
(`pronouns.py`), what the words beside them say (`fates.py`).
"""

from __future__ import annotations

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.persons import PersonMention
from assets.extract.records import record

BACK = 2  # sentences between the names and the words that stand for them
PAIR = 2


@record
class Reference:
    """Words from `first` to `last` that stand for persons named before."""

    first: int
    last: int
    persons: tuple[PersonMention, ...]


def find_reference(
    text: Text, number: int, sentences: list[Mentions], persons: dict[int, list[PersonMention]], lexicon: Lexicon
) -> Reference | None:
    """The first words of a sentence that stand for the persons last named, if their number fits."""
    if persons[number] and not persons[number][0].pronoun:
        return None
    before = (persons[n] for n in range(number - 1, max(-1, number - 1 - BACK), -1))
    named = _named(next((found for found in before if found), []))
    for index in sentences[number].where("grammar.pointing") if len(named) >= PAIR else ():
        if index + 1 < sentences[number].sentence.last and _count_meant(text, index, lexicon) == len(named):
            return Reference(index, index + PAIR, tuple(named))
    return None


def _count_meant(text: Text, index: int, lexicon: Lexicon) -> int:
    """How many persons words mean: `both` two, `the three` three; 0 if they mean nobody."""
    if text.lowers[index] == "both":
        return PAIR
    return int(lexicon.data["numbers"]["units"].get(text.lowers[index + 1], 0))


def _named(persons: list[PersonMention]) -> list[PersonMention]:
    """The persons named in a sentence, each once; nobody if one holds an office."""
    named = list({p.key: p for p in persons if not p.pronoun}.values())
    return [] if any(p.official for p in named) else named
