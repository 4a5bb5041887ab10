"""Names of one word and second names of one person: "Col. Abel", "Griner for Bout", "whose real name is Oleg Gusev".

Belongs here: telling such names from other capitalised words, and joining an alias to its person. Not here: full names
(`persons.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions

MIN_LENGTH = 3
QUOTES = frozenset("\"'“‘«")
ALIAS_REACH = 8  # tokens between a name and the second name of the same person
IDENTIFIED_REACH = 10  # tokens between "identified" and "as" with the name
NAME_REACH = 3  # tokens between "his name is" and the name
CALLED_REACH = 7  # tokens between "a corporal" and "called": "a woman of 24 who called herself"
AGE_DIGITS = 2
AGE_SIGNS = frozenset(((",", ","), (",", "."), (",", ";"), (",", "and"), ("(", ")")))


def find_short_names(
    text: Text, mentions: Mentions, taken: Collection[int], known: Collection[str], lexicon: Lexicon
) -> Iterator[tuple[int, int]]:
    """Names of one word that are not `known` as surnames, outside of the tokens already `taken`."""
    first, last = mentions.sentence.first, mentions.sentence.last
    new = [
        i
        for i in mentions.capitals
        if i not in taken
        and text.lowers[i] not in known
        and text.words[i] != text.lowers[i]
        and _may_be_name(text, i, last, lexicon)
    ]
    covered = {i for name in mentions.names for i in range(name.first, name.last)} if new else set()
    before = -1  # the name of one word found last
    for index in new:
        if index not in covered and (
            _has_rank(text, index, first, lexicon)
            or _is_called(text, index, first, lexicon)
            or _has_kin(text, index, first, lexicon)
            or text.lowers[index] in lexicon.captives
            or _is_swapped(text, mentions, index, lexicon)
            or (not mentions.sentence.heading and _is_told_of(text, index, first, lexicon))
            or _is_given_name(text, index, first, lexicon)
            or _is_next_in_list(text, before, index, lexicon)
        ):
            before = index
            yield index, index + 1


def is_alias(text: Text, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether the words between two names say that the second is another name of the first."""
    if text.words[first:last] in ([",", '"'], ["(", '"']) and text.words[first - 1] != '"':
        return True  # `Leonard Francis, "Fat Leonard"`, `Anatoly Sharansky ("Natan Shcharansky")`
    between = [word for word in text.lowers[first:last] if word[0].isalpha()]
    if not 0 < last - first <= ALIAS_REACH:
        return False
    posed = between[-1:] == ["as"] and lexicon.has_any("grammar.persons.posing", between)
    return posed or (
        lexicon.has_any("grammar.persons.alias_heads", between)
        and all(lexicon.has("grammar.persons.alias_words", word) for word in between)
    )


def _may_be_name(text: Text, index: int, last: int, lexicon: Lexicon) -> bool:
    word = text.words[index]
    if len(word) < MIN_LENGTH or (index + 1 < last and text.words[index + 1][0].isupper()):
        return False
    if not word.isalpha() or word.isupper() or word in lexicon.words["persons.not_names"]:
        return False
    return not lexicon.has("persons.titles", text.lowers[index])


def _is_given_name(text: Text, index: int, first: int, lexicon: Lexicon) -> bool:
    """`Oleksandr was a captive for 22 months`, but no title of a book: "'Aisha, mother of lions'"."""
    quoted = index > first and text.words[index - 1] in QUOTES
    return lexicon.has("persons.freed_by_given_name", text.lowers[index]) and not quoted


def _has_rank(text: Text, index: int, first: int, lexicon: Lexicon) -> bool:
    """`Col. Abel`, `Mr Powers`."""
    before = index - 1 - (index > first + 1 and text.words[index - 1] == ".")
    if before < first or not lexicon.has("persons.ranks", text.lowers[before]):
        return False
    return text.words[before][0].isupper()


def _is_told_of(text: Text, index: int, first: int, lexicon: Lexicon) -> bool:
    """`the servicemen Petro and Oleh`, `Maksym, 22, had been ...`, `a ranger, Saifullah, had ...`."""
    before = text.lowers[max(first, index - NAME_REACH) : index]
    if (
        before[-1:] == [","]
        and text.word(index + 1) == ","
        and lexicon.has_any("grammar.persons.somebody", before[-2:-1])
    ):
        return True
    if before and lexicon.has("grammar.persons.groups", before[-1]):
        return True
    return _has_age(text, index)


def _has_kin(text: Text, index: int, first: int, lexicon: Lexicon) -> bool:
    """`her daughters Noa and Tamar`."""
    return index > first and lexicon.has("persons.kin", text.words[index - 1])


def _has_age(text: Text, index: int) -> bool:
    """`Maksym, 22, had been captured`, `Maksym (22)`."""
    sign, age, stop = (text.word(index + i) for i in (1, 2, 3))
    return age.isdigit() and len(age) <= AGE_DIGITS and (sign, stop) in AGE_SIGNS


def _is_next_in_list(text: Text, before: int, index: int, lexicon: Lexicon) -> bool:
    """The second of `Noa and Tamar`, behind the first one."""
    return before == index - 2 and lexicon.has("grammar.persons.lists", text.words[index - 1])


def _is_called(text: Text, index: int, first: int, lexicon: Lexicon) -> bool:
    """`a corporal called Widodo`, `identified as Saifullah`."""
    before = text.lowers[max(first, index - IDENTIFIED_REACH) : index]
    if before[-1:] == ["as"] and lexicon.has_any("grammar.persons.identified", before):
        return True
    ends = [" ".join(before[-count:]) for count in (1, 2)]
    if lexicon.has_any("grammar.persons.names_by", ends):
        return True
    called = lexicon.has_any("grammar.persons.calling", ends)
    return called and lexicon.has_any("grammar.persons.somebody", before[-CALLED_REACH:])


def _is_swapped(text: Text, mentions: Mentions, index: int, lexicon: Lexicon) -> bool:
    """`traded Griner for Bout`, `in exchange for Bout`, `freed 400 prisoners for Bout`: whom others are given for."""
    if text.word(index - 1) != "for":
        return False
    words = text.lowers[max(mentions.sentence.first, index - 3) : index - 1]
    if words == ["in", "return"] or lexicon.has_any("grammar.persons.swapping", words):
        return True
    return any(group.last == index - 1 for group in mentions.groups) and any(
        verb.sense.needs == "people" and verb.last < index - 1 for verb in mentions.verbs
    )
