"""Evidence that a named person was handed over, in one sentence: verbs, lists, titles, what befell the person.

Belongs here: weighing one mention of a name. Not here: finding names (`persons.py`), adding up what all sentences say
of a person (`handed_over.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assets.extract.flows import Flow
from assets.extract.lexicon import Lexicon
from assets.extract.mentions import Mentions
from assets.extract.persons import PersonMention, is_office
from assets.extract.statements import Statement
from assets.extract.text import Text

TITLE_REACH = 5  # tokens between a title and a name
OFFICE_BEFORE, OFFICE_AFTER = 4, 7  # the same for titles of office
CALLING_BEFORE, CALLING_AFTER = 3, 6  # the same for callings of those held
CLAUSE_REACH = 22  # tokens of a clause between a name and its verb of speech
BIOGRAPHY = 2.0  # "Hamid Noury, who was serving life in Sweden": swept over 1 to 2.5 on the annotated reports
BIOGRAPHY_BEFORE = 0.7  # "the jailed journalist ...": a word of captivity before the name
BIOGRAPHY_REACH = 24  # tokens between a name and words of captivity
KIN = 1.5  # "Reed's father said": in a report of an exchange the relatives of those freed speak
AGE = 1.5  # "Or Levy, 34": ages are given of those freed, seldom of those who speak
AGE_BEFORE = 6  # tokens between "25-year-old" and the name
YOUNGEST, OLDEST = 10, 99
APPOSITION_REACH = 9  # tokens between "two journalists" and their names
LIST_REACH = 14  # tokens between two names of one list
NAMING_REACH = 8  # tokens between "named" and "as": "named the four released as"
LISTED_NEAR, LISTED_REACH = 8, 14  # tokens between "the four" and the names, the latter before "were" and a name
NEAR_VERB = 8  # tokens between a verb and its object; one further away may belong to another verb
HANDED = 3.0  # subject or object of a verb of hand-over, or exchanged for somebody
WEAK_VERB = 1.0  # the same of a verb that may mean anything
INTRODUCED = 2.0  # named after "including"
DEFINITE = 2.0  # named after "the nephews"
KIN_AFTER = 5  # tokens after a name: ", Tomeu's daughter"
LISTED = 2.5  # named in a list of those handed over
OFFICE, OFFICIAL = 3.0, 5.0  # a title of office; an official of the reference data
CALLING = 0.7  # a calling that those held often have
LEFT_REACH = 14  # tokens between "remains in prison" or "works for the release of" and the name
STOPS = frozenset(".;")
APPOSITION_ENDS = frozenset((".", ";", ",", "who", "whose", "whom", ")"))
OF_ANOTHER = frozenset(("of", "for", "to", "with", "'s"))
SEPARATORS = frozenset((",", ":", "-", "–", "—"))
MOST_CALLINGS = 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one mention says: for the hand-over, of an office; whether the person speaks, is one of several, stays."""

    gained: float
    office: float = 0.0
    speaks: bool = False
    among: bool = False
    stays: bool = False


def weigh_mentions(
    text: Text,
    mentions: Mentions,
    statement: Statement | None,
    persons: list[PersonMention],
    lexicon: Lexicon,
) -> list[Evidence]:
    """Evidence for each person of a sentence; names in one list share the best of it."""
    found = [_weigh(text, mentions, statement, person, persons, lexicon) for person in persons]
    for index in (*range(1, len(persons)), *range(len(persons) - 1, 0, -1)):  # to the last of a list, and back
        left, right = found[index - 1], found[index]
        if left.office == right.office == 0.0 and _in_one_list(text, persons[index - 1], persons[index], lexicon):
            best = max(left.gained, right.gained)
            found[index - 1] = replace(left, gained=best)
            found[index] = replace(right, gained=best, among=left.among or right.among)
    for index in range(1, len(persons)):
        joined = _is_joined(text, persons[index], lexicon) and found[index - 1].gained >= HANDED
        if joined and found[index].office == 0.0:
            found[index] = replace(found[index], gained=max(HANDED, found[index].gained))
    return found


def flow_of(statement: Statement | None, mention: PersonMention) -> Flow | None:
    """The flow of the sentence that is about the person."""
    return next((f for f in statement.flows if f.person is mention), None) if statement is not None else None


def listed_from_start(text: Text, mentions: Mentions, persons: Sequence[PersonMention], lexicon: Lexicon) -> int:
    """How many names stand in one list from the beginning of the sentence on."""
    named = [p for p in persons if not p.pronoun]
    if not named or named[0].first - mentions.sentence.first > TITLE_REACH:
        return 0
    count = 1
    while count < len(named) and _in_one_list(text, named[count - 1], named[count], lexicon):
        count += 1
    return count


def _weigh(
    text: Text,
    mentions: Mentions,
    statement: Statement | None,
    person: PersonMention,
    persons: list[PersonMention],
    lexicon: Lexicon,
) -> Evidence:
    taken = {i for p in persons if p is not person for i in range(p.first, p.last)}
    office = 0.0 if person.freed else _office(text, mentions, person, taken, lexicon)
    gained = _calling(text, mentions, person, taken, lexicon)
    gained += _biography(text, mentions, person, persons, lexicon) + _age(text, mentions, person)
    gained += KIN if _has_kin(text, person, lexicon) else 0.0
    played, among = 0.0, False
    flow = flow_of(statement, person)
    if statement is not None and flow is not None:
        played, among = _part_played(text, statement, flow, lexicon)
    if played < HANDED and _is_relative(text, mentions, person, taken, lexicon):
        office += OFFICE
    listed = _is_listed(text, mentions, person, lexicon) or _is_apposed(text, mentions, statement, person)
    gained += played + (LISTED if listed else 0.0) + (DEFINITE if _is_definite(text, mentions, person) else 0.0)
    if person.official or office:
        return Evidence(0.0, -(OFFICIAL if person.official else 0.0) - office, _speaks(text, person, lexicon), among)
    stays = _stays(text, mentions, person)
    speaks = not listed and _speaks(text, person, lexicon)
    return Evidence(gained, 0.0, speaks, among or listed, stays)


# --- words beside the name ------------------------------------------------------------------------------------------


def _office(text: Text, mentions: Mentions, person: PersonMention, taken: set[int], lexicon: Lexicon) -> float:
    """Titles of office right before the name or in an apposition after it."""
    first = _start_of_titles(text, mentions, person, taken, OFFICE_BEFORE, lexicon)
    last = _end_of_apposition(text, mentions, person, taken, OFFICE_AFTER, lexicon)
    places = (*range(first, person.first), *range(person.last, last))
    return OFFICE * sum(is_office(text, i, lexicon) for i in places)


def _is_relative(text: Text, mentions: Mentions, person: PersonMention, taken: set[int], lexicon: Lexicon) -> bool:
    """`Holt's mother, Laurie Holt`, `Cristina Vadell, Tomeu's daughter`, but not `Joshua Holt and his wife`."""
    first = _start_of_titles(text, mentions, person, taken, OFFICE_BEFORE, lexicon)
    before = any(
        lexicon.has("persons.kin", text.words[i]) and not _joins_relative(text, i, lexicon)
        for i in range(first, person.first)
    )
    last = min(_end_of_apposition(text, mentions, person, taken, OFFICE_AFTER, lexicon), person.last + KIN_AFTER)
    after = [i for i in range(person.last, last) if lexicon.has("persons.kin", text.words[i])]
    # `X, nephew of the first lady` may be the one held; he is not if he speaks
    return before or any(text.word(i + 1) != "of" or _speaks(text, person, lexicon) for i in after)


def _is_joined(text: Text, person: PersonMention, lexicon: Lexicon) -> bool:
    """`let go of Joshua Holt, who ..., and his wife Thamara`: a relative who shares what befalls the one before."""
    return lexicon.has("persons.kin", text.word(person.first - 1)) and _joins_relative(text, person.first - 1, lexicon)


def _joins_relative(text: Text, index: int, lexicon: Lexicon) -> bool:
    """`and his wife`; `the daughter of Tomeu Vadell`, who is the one held."""
    possessive = lexicon.has("grammar.persons.possessives", text.word(index - 1))
    return (possessive and text.word(index - 2) in {"and", "with"}) or text.word(index + 1) == "of"


def _calling(text: Text, mentions: Mentions, person: PersonMention, taken: set[int], lexicon: Lexicon) -> float:
    """Callings of those held, right before the name or in an apposition after it."""
    before = range(_start_of_titles(text, mentions, person, taken, CALLING_BEFORE, lexicon), person.first)
    after = range(person.last, _end_of_apposition(text, mentions, person, taken, CALLING_AFTER, lexicon))
    callings = sum(lexicon.has("persons.captive_titles", text.lowers[i]) for i in (*before, *after))
    return CALLING * min(callings, MOST_CALLINGS)


def _start_of_titles(
    text: Text, mentions: Mentions, person: PersonMention, taken: set[int], reach: int, lexicon: Lexicon
) -> int:
    """Where the words begin that may be titles before a name: after another name, a comma or `and`."""
    first = person.first
    while first > max(mentions.sentence.first, person.first - reach):
        word = text.lowers[first - 1]
        parted = word in STOPS or lexicon.has("grammar.persons.before_titles", word)
        if parted or first - 1 in taken or (word == "," and first < person.first):
            break
        first -= 1
    return first


def _end_of_apposition(
    text: Text, mentions: Mentions, person: PersonMention, taken: set[int], reach: int, lexicon: Lexicon
) -> int:
    """Where an apposition after a name ends; the end of the name where none follows, as in `X, an official said`."""
    if text.word(person.last) != ",":
        return person.last
    last = person.last + 1
    while last < min(mentions.sentence.last, person.last + reach) and text.lowers[last] not in APPOSITION_ENDS:
        if lexicon.has("speech.verbs", text.lowers[last]):
            return person.last
        last += 1
    follows = last < mentions.sentence.last and lexicon.has("speech.verbs", text.lowers[last])
    return person.last if follows or _is_of_next(text, person.last + 1, last, taken) else last


def _is_of_next(text: Text, first: int, last: int, taken: set[int]) -> bool:
    """`X, Dr. Y and Z`: titles of the next one named, where `X, the lawyer of Y` is told by his own."""
    named = next((i for i in range(first, last + 2) if i in taken), None)
    return named is not None and not OF_ANOTHER & set(text.lowers[first:named])


def _has_kin(text: Text, person: PersonMention, lexicon: Lexicon) -> bool:
    """`Reed's father`, `the lawyer of Sutyagin`: words that go with somebody held."""
    if text.word(person.first - 1) == "of":
        return lexicon.has("persons.of_captives", text.word(person.first - 2))
    return text.word(person.last) in {"'s", "'"} and lexicon.has_any(
        "persons.of_captives", text.lowers[person.last + 1 : person.last + 3]
    )


def _age(text: Text, mentions: Mentions, person: PersonMention) -> float:
    """`Or Levy, 34,`, `Or Levy (34)`, `the 34-year-old Or Levy`."""
    after = text.lowers[person.last : min(mentions.sentence.last, person.last + 3)]
    if len(after) == 3 and after[0] in {",", "("} and _is_age(after[1]) and after[2] in {",", ")", ".", "and", ";"}:
        return AGE
    before = text.lowers[max(mentions.sentence.first, person.first - AGE_BEFORE) : person.first]
    old = next((i for i, word in enumerate(before) if word == "old"), None)
    return AGE if old is not None and old >= 2 and before[old - 2] == "year" else 0.0


def _is_age(word: str) -> bool:
    return word.isdecimal() and len(word) == 2 and YOUNGEST <= int(word) <= OLDEST


def _speaks(text: Text, person: PersonMention, lexicon: Lexicon) -> bool:
    beside = (text.word(person.last), text.word(person.first - 1))
    return lexicon.has_any("speech.verbs", beside) or _speaks_after_clause(text, person, lexicon)


def _speaks_after_clause(text: Text, person: PersonMention, lexicon: Lexicon) -> bool:
    """`Viktor Medvedchuk, who watched over the exchange for Ukraine, said ...`: speech after a clause about him."""
    if text.word(person.last) != ",":
        return False
    for position in range(person.last + 1, min(len(text.lowers) - 1, person.last + CLAUSE_REACH)):
        if text.words[position] in STOPS:
            return False
        if text.words[position] == ",":
            return lexicon.has("speech.verbs", text.lowers[position + 1])
    return False


# --- what befell the person ------------------------------------------------------------------------------------------


def _biography(
    text: Text, mentions: Mentions, person: PersonMention, persons: list[PersonMention], lexicon: Lexicon
) -> float:
    """Arrest, sentence, captivity told of the person: after the name, before the next name or what the person says."""
    last = mentions.sentence.last
    stop = min(
        (p.first for p in persons if p.first > person.last and not _in_one_list(text, person, p, lexicon)), default=last
    )
    said = next(iter(lexicon.where("speech.verbs", text.lowers, person.last, stop)), last)
    for start, end, cue in mentions.cues:
        if cue == "biography" and 0 <= start - person.last <= BIOGRAPHY_REACH and start < min(stop, said):
            return BIOGRAPHY
        if cue == "biography.own" and 0 <= start - person.last <= BIOGRAPHY_REACH and start < stop:
            return BIOGRAPHY
        if cue == "biography" and 0 < person.first - start <= 3:
            return BIOGRAPHY if end == person.first else BIOGRAPHY_BEFORE
    return 0.0


def _stays(text: Text, mentions: Mentions, person: PersonMention) -> bool:
    """`works for the release of Paul Whelan`, `Paul Whelan is still held`: not handed over this time."""
    for start, end, cue in mentions.cues:
        if cue == "persons.left" and 0 <= person.first - end <= LEFT_REACH:
            return True
        if cue == "persons.left_after" and 0 <= start - person.last <= LEFT_REACH:
            between = text.lowers[person.last : start]
            return not STOPS & set(between)
    return False


# --- lists -----------------------------------------------------------------------------------------------------------


def _in_one_list(text: Text, left: PersonMention, right: PersonMention, lexicon: Lexicon) -> bool:
    between = text.lowers[left.last : right.first]
    return (
        0 < len(between) <= LIST_REACH
        and lexicon.has_any("grammar.persons.lists", between[:1] + between[-4:])
        and not lexicon.has_any("grammar.persons.not_in_lists", between)
    )


def _is_apposed(text: Text, mentions: Mentions, statement: Statement | None, person: PersonMention) -> bool:
    """`The soldiers Karina Ariev and Naama Levy`, `a captured pilot, Commander Lane, ...`: a group told by name."""
    handed = {f.group.first for f in statement.flows if f.group and f.verb} if statement is not None else set()
    for group in mentions.groups:
        between = text.words[group.last : person.first]
        if group.bare or group.count is None or not 0 <= person.first - group.last <= APPOSITION_REACH:
            continue
        if group.count > 1 and SEPARATORS & set(between):
            return True
        if group.first in handed and between[:1] == [","] and all(w[:1].isupper() for w in between[1:]):
            return True
    return False


def _is_definite(text: Text, mentions: Mentions, person: PersonMention) -> bool:
    """`The nephews, Franqui Flores and Efrain Campo, ...`: people told of before, now by name."""
    first = mentions.sentence.first
    comma = person.first - 1
    return text.word(comma) == "," and text.lowers[first] == "the" and first < comma <= first + TITLE_REACH


def _is_listed(text: Text, mentions: Mentions, person: PersonMention, lexicon: Lexicon) -> bool:
    first = mentions.sentence.first
    for start, end, cue in mentions.cues:
        if cue == "biography.listed" and 0 <= person.first - end <= LISTED_REACH:
            between = text.lowers[end : person.first]
            near = len(between) <= LISTED_NEAR or lexicon.has_any("modal.be", between[-2:])
            if near and STOPS.isdisjoint(between):
                return True
        if (
            cue == "persons.among"
            and 0 <= start - person.last <= 2
            and lexicon.has_any("modal.be", text.lowers[person.last : start])
        ):
            return True  # `Marine Oleksii Tkachuk was one of 90 Ukrainians whom Russia returned`
        if cue == "persons.among" and start <= first + 1 and _is_told_of_several(text, mentions, person, end, lexicon):
            return True
        if cue == "persons.naming" and start < person.first:
            link = next((i for i in range(end, min(end + NAMING_REACH, person.first)) if text.lowers[i] == "as"), None)
            if link is not None and person.first - link <= TITLE_REACH:
                return True
    return False


def _is_told_of_several(text: Text, mentions: Mentions, person: PersonMention, after: int, lexicon: Lexicon) -> bool:
    """`Among the 95 men who came home were Sergeant Ostap Hrytsenko and ...`: named as some of a group."""
    stop = max(after, person.first - TITLE_REACH)
    being = next((i for i in range(person.first - 1, stop, -1) if lexicon.has("modal.be", text.lowers[i])), None)
    return being is not None and any(after <= g.first < being for g in mentions.groups)


# --- the part that a person plays in a hand-over ----------------------------------------------------------------------


def _part_played(text: Text, statement: Statement, flow: Flow, lexicon: Lexicon) -> tuple[float, bool]:
    """How much the part that a person plays in a sentence speaks for a hand-over, and whether as one of several."""
    score = _verb_score(flow)
    if flow.counterpart_of is not None or any(f.counterpart_of is flow for f in statement.flows):
        score += HANDED
    introduced = _introduced(text, statement, flow)
    if introduced is None:
        return score, False
    return score + INTRODUCED, lexicon.has("grammar.persons.one_of_several", introduced)


def _verb_score(flow: Flow) -> float:
    if flow.verb is None:
        return 0.0
    if flow.verb.sense.needs == "sides" and not flow.verb.passive and not _has_both_sides(flow):
        return WEAK_VERB
    if flow.role == "object":
        return HANDED if flow.first - flow.verb.index <= NEAR_VERB else HANDED / 2
    return HANDED if flow.role in {"subject", "counterpart"} else 0.0


def _has_both_sides(flow: Flow) -> bool:
    """`Moscow handed Norway the inspector`: a verb that may mean anything, beside one who gave and one who got."""
    return any(h.giver for h in flow.hints) and any(h.receiver for h in flow.hints)


def _introduced(text: Text, statement: Statement, flow: Flow) -> str | None:
    """The words of introduction before the person: `including`, `among them`."""
    for start, end, cue in statement.mentions.cues:
        if (
            cue == "persons.introduce"
            and 0 <= flow.first - end <= LIST_REACH
            and STOPS.isdisjoint(text.words[end : flow.first])
        ):
            return " ".join(text.lowers[start:end])
    return None
