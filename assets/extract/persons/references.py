"""Persons told of by words that stand for their names: "both", "the two priests", "they", "his body".

Belongs here: finding such words and whom of the sentences before they mean. Not here: `he` and `she`
(`pronouns.py`), what the words beside them say (`fates.py`).
"""

from __future__ import annotations

from itertools import pairwise

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.persons import PersonMention
from assets.extract.records import record
from assets.extract.statements.statements import Statement

BACK = 2  # sentences between the names and the words that stand for them
LIST_REACH = 14  # tokens between two names of one list
GROUP_REACH = 6  # tokens of "the two Greek Catholic priests"
PAIR = 2
THESE = frozenset(("the", "these"))
POINTERS = THESE | {"both", "they"}


@record
class Reference:
    """Words from `first` to `last` that stand for persons named before; `remains` where they mean their bodies."""

    first: int
    last: int
    persons: tuple[PersonMention, ...]
    remains: bool = False


def find_reference(
    text: Text,
    number: int,
    sentences: list[Mentions],
    persons: dict[int, list[PersonMention]],
    statement: Statement | None,
    lexicon: Lexicon,
) -> Reference | None:
    """The first words of a sentence that stand for the persons last named, if their number fits."""
    if persons[number] and not persons[number][0].pronoun:
        return None
    before = (persons[n] for n in range(number - 1, max(-1, number - 1 - BACK), -1))
    named = next((found for found in before if found), None)
    if named is None:
        return None
    sentence, pointers = sentences[number].sentence, sentences[number].indices(POINTERS)
    if not (pointers or (statement is not None and statement.remains)):
        return None
    listed, told = (_listed(text, named, lexicon), _named(named)) if pointers else ([], [])
    for index in pointers:
        found = _count_meant(text, index, sentence.first, lexicon) if index + 1 < sentence.last else 0
        if found == -1 and len(listed) >= PAIR:
            return Reference(index, index + 1, tuple(listed))
        if found == len(told) >= PAIR:
            return Reference(index, index + PAIR, tuple(told))
    if statement is not None and statement.remains and not named[0].official:
        for index in sentences[number].where("grammar.persons.possessives"):
            if index + 1 < sentence.last and lexicon.has("grammar.persons.remains", text.lowers[index + 1]):
                return Reference(index, index + PAIR, (named[0],), remains=True)
    return None


def is_group(statement: Statement, reference: Reference) -> bool:
    """Whether the people whom the words stand for are those whom the sentence lets change hands."""
    return any(
        flow.verb is not None
        and flow.group is not None
        # `the bodies of both men` begins before, `the two priests` with them
        and flow.first <= reference.last + GROUP_REACH
        and reference.first <= flow.last + 1
        for flow in statement.flows
    )


def _count_meant(text: Text, index: int, first: int, lexicon: Lexicon) -> int:
    """How many persons words mean: `both` two, `the three` three, `they` -1 for any number; 0 if they mean nobody."""
    word, following = text.lowers[index], text.lowers[index + 1]
    if word == "both" and (index == first or lexicon.has("grammar.persons.somebodies", following)):
        return PAIR
    if word == "they" and index == first:
        return -1
    if word in THESE:
        if lexicon.has("grammar.persons.pairs", following):
            return PAIR
        return int(lexicon.data["numbers"]["units"].get(following, 0))
    return 0


def _listed(text: Text, persons: list[PersonMention], lexicon: Lexicon) -> list[PersonMention]:
    """The persons named in one list in a sentence."""
    named = _named(persons)
    between = [text.lowers[a.last : b.first] for a, b in pairwise(named)]
    together = all(
        len(words) <= LIST_REACH and not lexicon.has_any("grammar.persons.not_in_lists", words) for words in between
    )
    return named if together else []


def _named(persons: list[PersonMention]) -> list[PersonMention]:
    """The persons named in a sentence, each once; nobody if one holds an office."""
    named = list({p.key: p for p in persons if not p.pronoun}.values())
    return [] if any(p.official for p in named) else named
