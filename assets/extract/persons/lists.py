"""Persons told in lists: which names stand in one list, and whether a name tells who those handed over are.

Belongs here: lists, appositions and parts of a group. Not here: what a verb or a title says of the person
(`evidence.py`, `roles.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from assets.extract.flows.flows import Flow, is_counted
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.persons import PersonMention
from assets.extract.statements.statements import Statement

TITLE_REACH = 5  # tokens between a title and a name
APPOSITION_REACH = 9  # tokens between "two journalists" and their names
LIST_REACH = 14  # tokens between two names of one list
NAMING_REACH = 8  # tokens between "named" and "as": "named the four released as"
LISTED_NEAR, LISTED_REACH = 8, 14  # tokens between "the four" and the names, the latter before "were" and a name
ANSWER_REACH = 3  # sentences between "two Russians" and the two names that answer it
GROUP_BACK = 3  # sentences between "five Taliban" and "They are X, Y and Z"
# Signals of one who is told of as one of several.
MEMBER = frozenset(("introduced", "listed", "apposed", "one_of_group", "equated", "answered", "definite"))
LISTING = ("biography.listed", "persons.among", "persons.naming")  # cues of names that tell who the people are
SEPARATORS = frozenset((",", ":", "-", "–", "—"))
QUOTES = frozenset('"“”')


def listed_from_start(text: Text, mentions: Mentions, persons: list[PersonMention], lexicon: Lexicon) -> int:
    """How many names stand in one list from the beginning of the sentence on."""
    named = [p for p in persons if not p.pronoun]
    if not named or named[0].first - mentions.sentence.first > TITLE_REACH:
        return 0
    count = 1
    while count < len(named) and in_one_list(text, named[count - 1], named[count], lexicon):
        count += 1
    return count


def in_one_list(text: Text, left: PersonMention, right: PersonMention, lexicon: Lexicon) -> bool:
    """Whether two names are neighbours in one list: "Ilya Yashin, the poet Pavel Kushnir and ..."."""
    between = text.lowers[left.last : right.first]
    return (
        0 < len(between) <= LIST_REACH
        and lexicon.has_any("grammar.persons.lists", between[:1] + between[-4:])
        and not any(_parts_list(between, i, lexicon) for i in range(len(between)))
    )


def lists_of(text: Text, persons: list[PersonMention], lexicon: Lexicon) -> list[list[PersonMention]]:
    """The persons of a sentence in their order, those of one list together."""
    lists: list[list[PersonMention]] = []
    for index, person in enumerate(persons):
        if index and in_one_list(text, persons[index - 1], person, lexicon):
            lists[-1].append(person)
        else:
            lists.append([person])
    return lists


def _parts_list(between: Sequence[str], index: int, lexicon: Lexicon) -> bool:
    """Whether a word between two names begins another clause, or names a relative; `that year` does not."""
    span = between[index] == "that" and lexicon.has_any("units", between[index + 1 : index + 2])
    whose = between[index] == "of" and lexicon.has("persons.kin", between[index - 1].removesuffix("s"))
    waits = between[index] == ";" and lexicon.has_any("grammar.persons.possessives", between[index + 1 : index + 2])
    return whose or waits or (lexicon.has("grammar.persons.not_in_lists", between[index]) and not span)


def is_definite(text: Text, mentions: Mentions, person: PersonMention) -> bool:
    """`The nephews, Franqui Flores and Efrain Campo, ...`: people told of before, now by name."""
    first = mentions.sentence.first
    comma = person.first - 1
    if text.lowers[first] != "the" or text.word(comma) != ",":
        return False
    return first < comma <= first + TITLE_REACH


def is_one_of_group(text: Text, mentions: Mentions, person: PersonMention, lexicon: Lexicon) -> bool:
    """`Carlos Flores, one of the soldiers, ...`, `Shin In-young is one.`."""
    after = text.lowers[person.last : min(mentions.sentence.last, person.last + TITLE_REACH)]
    if after[:3] == [",", "one", "of"]:
        return lexicon.has_any("grammar.persons.definite", after)
    if lexicon.has("grammar.persons.one_of_several", " ".join(after[:3])):
        return True
    if not lexicon.has_any("modal.be", after[:1]):
        return False
    return after[1:3] == ["one", "."] or lexicon.has_any("persons.naming", after[1:2])


def is_apposed(text: Text, mentions: Mentions, statement: Statement | None, person: PersonMention) -> bool:
    """`The soldiers Karina Ariev and Naama Levy`, `a captured pilot, Commander Lane, ...`: a group told by name."""
    for group in mentions.groups:
        if group.bare or group.count is None or not 0 <= person.first - group.last <= APPOSITION_REACH:
            continue
        between = text.words[group.last : person.first]
        if group.count > 1 and not SEPARATORS.isdisjoint(between):
            apart = any(group.last <= v.index < person.first for v in mentions.verbs)
            if not apart:  # `Ukraine got back 215 soldiers, and Russia got Viktor Medvedchuk`
                return True
        named = between[:1] == [","] and all(w[:1].isupper() for w in between[1:])
        flows = statement.flows if named and statement is not None else []
        if any(f.verb is not None and f.group is not None and f.group.first == group.first for f in flows):
            return True
    return False


def is_listed(text: Text, mentions: Mentions, person: PersonMention, lexicon: Lexicon) -> bool:
    """`The four are X and Y`, `named as X`, `X was one of 90 Ukrainians whom Russia returned`."""
    first = mentions.sentence.first
    for start, end, cue in mentions.cues if mentions.cues.has_any(LISTING) else ():
        if cue == "biography.listed" and 0 <= person.first - end <= LISTED_REACH:
            between = text.lowers[end : person.first]
            if len(between) <= LISTED_NEAR or lexicon.has_any("modal.be", between[-2:]):
                return True
        if (
            cue == "persons.among"
            and 0 <= start - person.last <= 2
            and lexicon.has_any("modal.be", text.lowers[person.last : start])
        ):
            return True  # `Marine Oleksii Tkachuk was one of 90 Ukrainians whom Russia returned`
        if cue == "persons.among" and start <= first + 1 and _is_told_of_several(text, mentions, person, end, lexicon):
            return True
        if cue == "persons.naming":
            link = next((i for i in range(end, min(end + NAMING_REACH, person.first)) if text.lowers[i] == "as"), None)
            if link is not None and person.first - link <= TITLE_REACH:
                return True
    return False


def _is_told_of_several(text: Text, mentions: Mentions, person: PersonMention, after: int, lexicon: Lexicon) -> bool:
    """`Among the 95 men who came home were Sergeant Ostap Hrytsenko and ...`: named as some of a group."""
    stop = max(after, person.first - TITLE_REACH)
    being = next((i for i in range(person.first - 1, stop, -1) if lexicon.has("modal.be", text.lowers[i])), None)
    if being is None:
        return False
    people = any(after <= m.first < being and m.name.form == "people" for m in mentions.names)
    return people or any(after <= g.first < being for g in mentions.groups)


def group_of(
    told: Mapping[int, Statement], number: int, person: PersonMention, signals: Collection[str], n_listed: int
) -> Flow | None:
    """The people whom a name is told of as one of: `seven Americans, among them X`, `five Taliban ... They are X`.

    `n_listed` names stand in one list with the person: where several groups are told of, it is the one of as many.
    """
    if MEMBER.isdisjoint(signals):
        return None
    for back in range(GROUP_BACK + 1):
        statement = told.get(number - back)
        groups = [f for f in statement.flows if f.group is not None] if statement is not None else []
        if not groups:
            continue
        as_many = [f for f in groups if f.count == n_listed > 1]
        if back:
            return as_many[-1] if as_many else None
        before = [f for f in groups if f.last <= person.first]
        return before[-1] if before else groups[0]
    return None


def find_answering(
    text: Text,
    mentions: Mentions,
    told: Mapping[int, Statement],
    number: int,
    persons: list[PersonMention],
    lexicon: Lexicon,
) -> list[PersonMention]:
    """`... for two Russians. Yevgeny Yerofeyev and Alexander Alexandrov ...`: as many names as people were told of."""
    count = listed_from_start(text, mentions, persons, lexicon)
    if count < 2:
        return []
    before = [told[n] for n in range(number - ANSWER_REACH, number) if n in told]
    figures = {f.count for statement in before for f in statement.flows if is_counted(f)}
    return [p for p in persons if not p.pronoun][:count] if count in figures else []
