"""Persons handed over, told from persons who speak, decide, or wait at home.

Belongs here: weighing what all sentences of a report say of one named person. Not here: finding names (`persons.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assets.extract.biographies import hints_of_biography
from assets.extract.directions import Direction, decide, opposite
from assets.extract.flows import NATION, Flow, Hint, is_counted
from assets.extract.lexicon import Lexicon
from assets.extract.mentions import Mentions
from assets.extract.parties import Sides
from assets.extract.person_evidence import HANDED, Evidence, flow_of, weigh_mentions
from assets.extract.person_fates import weigh_arrival, weigh_biography
from assets.extract.person_lists import listed_from_start
from assets.extract.person_references import Reference, find_reference, is_group
from assets.extract.persons import PersonMention
from assets.extract.statements import Statement
from assets.extract.text import Text

THRESHOLD = 2.0  # evidence that a person was handed over; one verb of hand-over is 3, one list after "including" 2
AGAIN = 0.5  # what further mentions say beyond the strongest one counts half ...
MOST_AGAIN = 1.5  # ... and no more than this: a calling repeated often is no hand-over
LIFE = 1.0  # weaker than what the sentence of the hand-over tells
SPEAKING = 3.0  # who is quoted is mostly an official or a relative; of those freed more is told than that they speak
TOLD_OF = 1.5  # evidence from which who speaks may be one of those freed
ANSWER_REACH = 3  # sentences between "two Russians" and the two names that answer it
ANSWERED = 2.5  # as many names as people were told of


@dataclass(slots=True)
class HandedOver:
    """A person who changed hands: name as printed, direction, and where it is said.

    `hints` at the direction are of the hand-over, those of `life` of what befell the person before.
    """

    name: str
    key: str
    first: int
    last: int
    event_sentence: int
    best: float = 0.0
    again: float = 0.0
    office: float = 0.0
    speaks: bool = False
    stays: bool = False
    direction: Direction | None = None
    among: bool = False
    category: str = "detainee"
    hints: list[Hint] = field(default_factory=list)
    life: list[Hint] = field(default_factory=list)


def find_handed_over(
    text: Text,
    sentences: list[Mentions],
    statements: list[Statement],
    persons: dict[int, list[PersonMention]],
    sides: Sides,
    lexicon: Lexicon,
) -> dict[str, HandedOver]:
    """Persons handed over, by the fullest form of their name."""
    told = {s.number: s for s in statements}
    planned = _only_planned(statements)
    done = any(s.status == "completed" for s in statements)
    people: dict[str, HandedOver] = {}
    flows_of: dict[str, list[Flow]] = defaultdict(list)
    itemised = 0
    for number in sorted(persons):
        statement = told.get(number)
        weights = weigh_mentions(text, sentences[number], statement, persons[number], lexicon)
        itemised = _is_item(text, sentences[number], itemised, lexicon)
        answering = _answering(text, number, sentences, told, persons[number], lexicon)
        for mention, evidence in zip(persons[number], weights, strict=True):
            entry = people.setdefault(
                mention.key, HandedOver(mention.key, mention.key, mention.first, mention.last, number)
            )
            flow = flow_of(statement, mention)
            entry.life += hints_of_biography(text, sentences[number], mention, persons[number], sides, lexicon)
            if flow is not None:
                flows_of[mention.key].append(flow)
                entry.hints += [h for h in flow.hints if not _is_travel(h, flow)]
            if evidence.remains:
                entry.category = "remains"
            if evidence.stays and done:
                entry.stays = True
            elif number not in planned or evidence.remains:  # `could be recovered and are home`
                listed = mention in answering or (itemised > 1 and mention is persons[number][0])
                _add_evidence(entry, mention, number, evidence, ANSWERED if listed else 0.0)
        reference = find_reference(text, number, sentences, persons, statement, lexicon)
        if reference is not None and number not in planned:
            gained = _weigh_reference(text, sentences[number], statement, reference, lexicon)
            _add_referred(people, reference, number, gained)
    kept = {key: person for key, person in people.items() if _is_handed_over(person)}
    for person in kept.values():
        hints = [h for h in person.hints if person.category != "remains" or h.rule not in NATION]
        person.direction, _ = decide(hints, sides.main)  # the dead go to whom they fought for, whatever their nation
    _mirror(kept, flows_of)
    return kept


def add_hints_of_life(statements: Sequence[Statement], people: Mapping[str, HandedOver], sides: Sides) -> None:
    """`450 prisoners for Gilad Shalit`: what befell a person tells the direction of those for whom one is exchanged."""
    for flow in (f for s in statements for f in s.flows if f.person is not None and not f.hints):
        entry = people.get(flow.person.key) if flow.person is not None else None
        way = decide(entry.life, sides.main)[0] if entry is not None else None
        swapped = flow.counterpart_of is not None or flow.exchanged_for
        if swapped and way is not None and set(way) <= set(sides.main):
            flow.hints.append(Hint(*way, LIFE, "biography.way"))


def _is_item(text: Text, mentions: Mentions, before: int, lexicon: Lexicon) -> int:
    """2 for an item of a list of people, 1 for a sentence that such a list follows, 0 for another one."""
    sentence = mentions.sentence
    if before and lexicon.has("grammar.persons.bullets", text.lowers[sentence.first]):
        return 2
    opens_list = text.lowers[sentence.last - 1] == ":"
    return int(opens_list and lexicon.has_any("grammar.persons.itemising", mentions.words))


def _answering(
    text: Text,
    number: int,
    sentences: list[Mentions],
    told: dict[int, Statement],
    persons: list[PersonMention],
    lexicon: Lexicon,
) -> list[PersonMention]:
    """`... for two Russians. Yevgeny Yerofeyev and Alexander Alexandrov ...`: as many names as people were told of."""
    count = listed_from_start(text, sentences[number], persons, lexicon)
    if count < 2:
        return []
    before = [told[n] for n in range(number - ANSWER_REACH, number) if n in told]
    figures = {f.count for statement in before for f in statement.flows if is_counted(f)}
    return [p for p in persons if not p.pronoun][:count] if count in figures else []


def _add_evidence(entry: HandedOver, mention: PersonMention, number: int, evidence: Evidence, answered: float) -> None:
    gained = evidence.gained + (answered if evidence.office == 0.0 else 0.0)
    if mention.pronoun and entry.best == 0.0 and gained >= HANDED and not entry.speaks:
        entry.best, entry.event_sentence = gained, number
    elif gained > entry.best and not mention.pronoun:
        entry.again += entry.best
        entry.best, entry.event_sentence = gained, number
        entry.first, entry.last = mention.first, mention.last
    else:
        entry.again += gained
    entry.office += evidence.office
    entry.speaks = entry.speaks or evidence.speaks
    entry.among = entry.among or evidence.among


def _weigh_reference(
    text: Text, mentions: Mentions, statement: Statement | None, reference: Reference, lexicon: Lexicon
) -> float:
    """What a sentence tells of those whom "both" or "the two priests" stand for."""
    if statement is not None and (reference.remains or is_group(statement, reference)):
        return HANDED
    words = PersonMention(reference.first, reference.last, "", "", pronoun=True)
    last = mentions.sentence.last
    told = weigh_biography(text, mentions, words, last, lexicon)
    return max(told, weigh_arrival(text, mentions, words, last, lexicon))


def _add_referred(people: dict[str, HandedOver], reference: Reference, number: int, gained: float) -> None:
    """Adds to each person meant what a sentence tells without the name."""
    for entry in [people[meant.key] for meant in reference.persons if meant.key in people]:
        if gained > entry.best:
            entry.again += entry.best
            entry.best, entry.event_sentence = gained, number
        else:
            entry.again += gained


def _is_handed_over(person: HandedOver) -> bool:
    score = person.best + min(MOST_AGAIN, AGAIN * person.again) + person.office
    if person.speaks and person.best < TOLD_OF:
        score -= SPEAKING
    needed = HANDED if person.stays else THRESHOLD
    return score >= needed and person.best > 0


def _only_planned(statements: list[Statement]) -> set[int]:
    """Sentences that, in a report of a hand-over that is done, tell what was only hoped for or refused."""
    done = False
    planned = set()
    for statement in statements:
        done = done or statement.status == "completed"
        if done and statement.status in {"proposed", "cancelled", "conditional"}:
            planned.add(statement.number)
    return planned


def _is_travel(hint: Hint, flow: Flow) -> bool:
    """`came to the US in 2022`: a journey that is no way home."""
    return hint.rule == "frame.verb.come_home" and flow.verb is not None and flow.verb.sense.needs == "sides"


def _mirror(people: dict[str, HandedOver], flows_of: dict[str, list[Flow]]) -> None:
    """A person exchanged for another goes the other way."""
    for key, flows in flows_of.items():
        for flow in flows:
            partner = flow.counterpart_of.person if flow.counterpart_of is not None else None
            if partner is None or key not in people or partner.key not in people:
                continue
            a, b = people[key], people[partner.key]
            if a.direction is None and b.direction is not None:
                a.direction = opposite(b.direction)
            elif b.direction is None and a.direction is not None:
                b.direction = opposite(a.direction)
