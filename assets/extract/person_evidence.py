"""Evidence that a named person was handed over, in one sentence: verbs, lists, titles, what befell the person.

Belongs here: weighing one mention of a name. Not here: finding names (`persons.py`), lists of names
(`person_lists.py`), adding up what all sentences say of a person (`handed_over.py`).
"""

from __future__ import annotations

from dataclasses import replace

from assets.extract.flows import Flow
from assets.extract.lexicon import Lexicon
from assets.extract.mentions import Mentions
from assets.extract.person_fates import (
    has_no_stop,
    is_remains_of,
    is_told_as_captive,
    stays,
    tells_of_own_captivity,
    weigh_age,
    weigh_arrival,
    weigh_biography,
)
from assets.extract.person_lists import LIST_REACH, QUOTES, in_one_list, is_definite, is_told_in_list, listed_from_start
from assets.extract.person_roles import (
    count_callings,
    count_offices,
    goes_with,
    has_kin,
    is_joined,
    is_named_for_kin,
    is_relative,
    speaks,
)
from assets.extract.persons import PersonMention, is_office
from assets.extract.records import record
from assets.extract.statements import Statement
from assets.extract.text import Text

NO_INTRODUCTION = frozenset(("in", "and"))
COMPANY = 2.0  # "was flown to Qatar with X and Y": as sure as the one who is told of first
SEVERAL = 3  # names in one list: two who land may be travellers
KIN = 1.5  # "Reed's father said": in a report of an exchange the relatives of those freed speak
NEAR_VERB = 8  # tokens between a verb and its object; one further away may belong to another verb
HANDED = 3.0  # subject or object of a verb of hand-over, or exchanged for somebody
WEAK_VERB = 1.0  # the same of a verb that may mean anything
INTRODUCED = 2.0  # named after "including"
DEFINITE = 2.0  # named after "the nephews"
LISTED = 2.5  # named in a list of those handed over
TESTIFIED = 2.5  # quoted as telling of the own captivity
OFFICE, OFFICIAL = 3.0, 5.0  # a title of office; an official of the reference data
CALLING = 0.7  # a calling that those held often have


@record
class Evidence:
    """What one mention says: for the hand-over, of an office; whether the person speaks, is one of several, stays.

    `remains`: it is the person's body that it tells of.
    """

    gained: float
    office: float = 0.0
    speaks: bool = False
    among: bool = False
    stays: bool = False
    remains: bool = False


def weigh_mentions(
    text: Text,
    mentions: Mentions,
    statement: Statement | None,
    persons: list[PersonMention],
    lexicon: Lexicon,
) -> list[Evidence]:
    """Evidence for each person of a sentence; names in one list share the best of it."""
    if not persons:
        return []
    named = {i for person in persons for i in range(person.first, person.last)}
    found = [_weigh(text, mentions, statement, person, persons, named, lexicon) for person in persons]
    for index in range(1, len(persons)):
        right = found[index]
        company = found[index - 1].gained >= COMPANY and goes_with(text, persons[index - 1], persons[index], lexicon)
        if company and right.office == 0.0 and not right.speaks:
            found[index] = replace(right, gained=max(COMPANY, right.gained))
    for index in (*range(1, len(persons)), *range(len(persons) - 1, 0, -1)):  # to the last of a list, and back
        left, right = found[index - 1], found[index]
        titled = is_office(text, persons[index].first - 1, lexicon)  # `including X, minister Y said`
        if _share_a_list(left, right, titled=titled) and in_one_list(text, persons[index - 1], persons[index], lexicon):
            best = max(left.gained, right.gained)
            found[index - 1] = replace(left, gained=best, office=0.0)
            found[index] = replace(right, gained=best, office=0.0, among=left.among or right.among)
    for index in range(1, len(persons)):
        joined = is_joined(text, persons[index], lexicon) and found[index - 1].gained >= HANDED
        if joined and found[index].office == 0.0:
            found[index] = replace(found[index], gained=max(HANDED, found[index].gained))
    return found


def _share_a_list(left: Evidence, right: Evidence, *, titled: bool) -> bool:
    """Whether what is told of one is told of the other: among those freed "the historian" is a calling, no office."""
    if left.office == right.office == 0.0:
        return True
    held, other = (left, right) if left.office == 0.0 else (right, left)
    return held.gained >= LISTED and other.office == -OFFICE and not other.speaks and not titled


def flow_of(statement: Statement | None, mention: PersonMention) -> Flow | None:
    """The flow of the sentence that is about the person."""
    return next((f for f in statement.flows if f.person is mention), None) if statement is not None else None


def _weigh(
    text: Text,
    mentions: Mentions,
    statement: Statement | None,
    person: PersonMention,
    persons: list[PersonMention],
    named: set[int],
    lexicon: Lexicon,
) -> Evidence:
    """Evidence for one person; `named` are the tokens of all names."""
    stop = _next_person(text, mentions, person, persons, lexicon)
    office = OFFICE * count_offices(text, mentions, person, named, lexicon)
    if office and not person.official and is_told_as_captive(text, mentions, person, stop, lexicon):
        office = 0.0
    gained = CALLING * count_callings(text, mentions, person, named, lexicon)
    gained += _befallen(text, mentions, person, stop, lexicon)
    speaking = speaks(text, person, lexicon)
    if speaking and tells_of_own_captivity(mentions):
        gained, speaking = gained + TESTIFIED, False
    played, among = 0.0, False
    flow = flow_of(statement, person)
    if statement is not None and flow is not None:
        played, among = _part_played(text, statement, flow, lexicon)
    remains = is_remains_of(text, mentions, person, lexicon)
    if remains:
        played = max(played, HANDED if statement is not None else INTRODUCED)
    if person.freed or (flow is not None and _is_exchanged(flow)):
        office = 0.0
    if is_named_for_kin(text, person, lexicon):
        return Evidence(0.0)
    if flow is not None and flow.role == "object" and _is_no_object(text, person, lexicon):
        played = 0.0
    if played < HANDED and is_relative(text, mentions, person, named, lexicon):
        office += OFFICE
    several = statement is not None and listed_from_start(text, mentions, persons, lexicon) >= SEVERAL
    played = max(played, weigh_arrival(text, mentions, person, stop, lexicon, several=several))
    listed = is_told_in_list(text, mentions, statement, person, lexicon)
    gained += played + (LISTED if listed else 0.0) + (DEFINITE if is_definite(text, mentions, person, lexicon) else 0.0)
    if person.official or office:
        return Evidence(0.0, -(OFFICIAL if person.official else 0.0) - office, speaking, among)
    return Evidence(gained, 0.0, speaking and not listed, among or listed, stays(text, mentions, person), remains)


def _is_no_object(text: Text, person: PersonMention, lexicon: Lexicon) -> bool:
    """`came out of prison, X said, in exchange for 54`, `was freed after talks with X`."""
    talked = text.word(person.first - 1) == "with" and lexicon.has(
        "grammar.persons.no_company", text.word(person.first - 2)
    )
    return talked or lexicon.has("speech.verbs", text.word(person.last))


def _is_exchanged(flow: Flow) -> bool:
    """`an aide of the chancellor, was returned in exchange`, `for X, the leader of the party`: whatever the office."""
    verb = flow.verb
    suffered = verb is not None and verb.passive and flow.role == "subject" and verb.sense.needs == "people"
    given_for = flow.role == "counterpart" or flow.counterpart_of is not None or flow.exchanged_for
    return (flow.in_exchange and suffered) or given_for


def _next_person(
    text: Text, mentions: Mentions, person: PersonMention, persons: list[PersonMention], lexicon: Lexicon
) -> int:
    """The token of the next person who is not in one list with this one; the end of the sentence if nobody is."""
    after = (p.first for p in persons if p.first > person.last and not in_one_list(text, person, p, lexicon))
    return next(after, mentions.sentence.last)


def _befallen(text: Text, mentions: Mentions, person: PersonMention, stop: int, lexicon: Lexicon) -> float:
    """What befell the person: captivity; an age, relatives who wait."""
    gained = weigh_biography(text, mentions, person, stop, lexicon) + weigh_age(text, mentions, person)
    return gained + (KIN if has_kin(text, person, lexicon) else 0.0)


# --- the part that a person plays in a hand-over ----------------------------------------------------------------------


def _part_played(text: Text, statement: Statement, flow: Flow, lexicon: Lexicon) -> tuple[float, bool]:
    """How much the part that a person plays in a sentence speaks for a hand-over, and whether as one of several."""
    score = 0.0 if _is_quoted_away(text, flow) or _is_beside_noun(text, flow) else _weigh_verb(flow)
    if flow.counterpart_of is not None or any(_is_for(f.counterpart_of, flow) for f in statement.flows):
        score += HANDED
    introduced = _introduced(text, statement, flow, lexicon)
    if introduced is None:
        return score, False
    return score + INTRODUCED, lexicon.has("grammar.persons.one_of_several", introduced)


def _is_for(partner: Flow | None, flow: Flow) -> bool:
    """`For the pilot, Amer Said, the army let go 15`: for the person, or for somebody of whom the name tells who."""
    if partner is None or partner is flow:
        return partner is flow
    return partner.count == 1 and 0 <= flow.first - partner.last <= 1


def _is_quoted_away(text: Text, flow: Flow) -> bool:
    """`"Until the last one is back," X said`: the end of a quote between the verb and the person."""
    if flow.verb is None:
        return False
    first, last = sorted((flow.verb.index, flow.first))
    return not QUOTES.isdisjoint(text.words[first:last])


def _is_beside_noun(text: Text, flow: Flow) -> bool:
    """`attended the exchange, and X thanked him`: another clause, about somebody who is not one of it."""
    if flow.verb is None or not flow.verb.noun or flow.role != "object":
        return False
    between = text.lowers[flow.verb.last : flow.first]
    return "," in between and "and" in between and "of" not in between


def _weigh_verb(flow: Flow) -> float:
    if flow.verb is None or flow.verb.sense.particle == ("part",):
        return 0.0  # who took part in an exchange may have watched over it
    if flow.verb.sense.needs == "sides" and not flow.verb.passive and not _has_both_sides(flow):
        return WEAK_VERB
    if flow.role == "object":
        return HANDED if flow.first - flow.verb.index <= NEAR_VERB else HANDED / 2
    return HANDED if flow.role in {"subject", "counterpart"} else 0.0


def _has_both_sides(flow: Flow) -> bool:
    """`Moscow handed Norway the inspector`: a verb that may mean anything, beside one who gave and one who got."""
    return any(h.giver for h in flow.hints) and any(h.receiver for h in flow.hints)


def _is_predicate(text: Text, first: int, last: int, lexicon: Lexicon) -> bool:
    """`the captives are Captain X and Y`, but not `if they are locked up, it will be for Admiral X`."""
    return not lexicon.has_any("modal.be", text.lowers[first:last])


def _introduced(text: Text, statement: Statement, flow: Flow, lexicon: Lexicon) -> str | None:
    """The words of introduction before the person: `including`, `among them`."""
    for start, end in statement.mentions.cues.spans("persons.introduce"):
        if (
            0 <= flow.first - end <= LIST_REACH
            and text.word(start - 1) not in NO_INTRODUCTION  # `in one of them X ...`, `and named X, who vanished`
            and not lexicon.has_any("speech.verbs", text.lowers[end : flow.first])
            and (text.lowers[start] not in {"are", "is"} or _is_predicate(text, end, flow.first, lexicon))
            and has_no_stop(text.words[end : flow.first])
            and QUOTES.isdisjoint(text.words[end : flow.first])
        ):
            return " ".join(text.lowers[start:end])
    return None
