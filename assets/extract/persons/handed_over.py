"""Persons handed over, told from persons who speak, decide, or wait at home.

Belongs here: weighing what all sentences of a report say of one named person. Not here: finding names
(`mentions/persons.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from assets.extract.flows.directions import Direction, decide
from assets.extract.flows.flows import Flow, Hint, is_counted
from assets.extract.language.known_exchanges import Captive, Days
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.persons import PersonMention
from assets.extract.parties.parties import Sides
from assets.extract.persons.biographies import hints_of_biography
from assets.extract.persons.evidence import (
    AMONG,
    PLAIN,
    ROLES,
    SEVERAL,
    STRONG,
    signals_around,
    weigh_mentions,
)
from assets.extract.persons.fates import find_arrival, find_biography
from assets.extract.persons.items import find_items
from assets.extract.persons.lists import find_answering, group_of, lists_of
from assets.extract.persons.references import Reference, find_reference
from assets.extract.persons.signals import flow_of
from assets.extract.records import record
from assets.extract.statements.statements import Statement
from assets.extract.weighing import Signals, is_likely, weigh

SLOT = "persons"
LIFE = 1.0  # weaker than what the sentence of the hand-over tells
LEAD = 2  # sentences at the head of a report
KNOWN = "captive.known"  # the rule of a hint from what is known of a captive
OFTEN = 3  # sentences that name somebody whom a report is about
FULLER = frozenset(("joined", "called_so"))  # named by one word for a reason: "Peter Kroger and his wife Helen"
LATE = 15  # sentences before the first one that names somebody; more tell no more


@dataclass(slots=True)
class HandedOver:
    """A person who changed hands: name as printed, direction, and where it is said.

    `signals` are those of all its mentions, `strongest` those of the one that weighs most, in the sentence
    `event_sentence`. `hints` at the direction are of the hand-over, those of `life` of what befell the person before;
    `groups` are people whom the name is told of as one of, `listed_with` the others of its lists; `exchanged` is when
    that is known to have been.
    """

    name: str
    key: str
    first: int
    last: int
    event_sentence: int
    best: float | None = None
    strongest: Signals = field(default_factory=dict)
    signals: Signals = field(default_factory=dict)
    planned: int = 0
    named_in: list[int] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)
    direction: Direction | None = None
    category: str = "detainee"
    hints: list[Hint] = field(default_factory=list)
    life: list[Hint] = field(default_factory=list)
    groups: list[Flow] = field(default_factory=list)
    listed_with: set[str] = field(default_factory=set)
    exchanged: Days | None = None

    def weight(self, lexicon: Lexicon) -> float:
        """What the strongest mention weighs: of a person named once nobody asks."""
        if self.best is None:
            self.best = weigh(self.strongest, lexicon.weights[SLOT])
        return self.best

    @property
    def among(self) -> bool:
        """Whether the person is told of as one of several."""
        return not AMONG.isdisjoint(self.signals)

    @property
    def plain(self) -> bool:
        """Whether words say that the person changed hands or was held, not only the report as a whole."""
        return not PLAIN.isdisjoint(self.signals)


@record
class _Report:
    """What each naming of a person is held against: the statements `told`, by the numbers of their sentences.

    `planned` are those of them that tell of what did not come about, `done`: some hand-over was carried out; `itemised`
    are the first tokens of names that stand line by line; `captives` are who is known to have been exchanged.
    """

    text: Text
    sentences: list[Mentions]
    told: dict[int, Statement]
    planned: set[int]
    done: bool
    itemised: set[int]
    captives: Mapping[str, Captive]
    sides: Sides
    published: date | None
    lexicon: Lexicon


def weigh_persons(
    text: Text,
    sentences: list[Mentions],
    statements: list[Statement],
    persons: dict[int, list[PersonMention]],
    captives: Mapping[str, Captive],
    sides: Sides,
    published: date | None,
    lexicon: Lexicon,
) -> dict[str, HandedOver]:
    """Everybody named, by the fullest form of the name, with what the report says of each.

    `captives` are those of them who are known to have been exchanged.
    """
    told, planned = {s.number: s for s in statements}, _only_planned(statements)
    done = any(s.status == "completed" for s in statements)
    items = find_items(text, sentences, persons)
    itemised = {item.first for listed in items for item in listed}
    report = _Report(text, sentences, told, planned, done, itemised, captives, sides, published, lexicon)
    people: dict[str, HandedOver] = {}
    for number in sorted(persons):
        if persons[number]:
            _add_sentence(report, number, persons[number], people)
        reference = find_reference(text, number, sentences, persons, lexicon)
        if reference is None or number in planned:
            continue
        if _is_told_of(text, sentences[number], reference, lexicon):
            _add_referred(people, reference)
    _link_lists(items, people)
    for item in (item for listed in items if len(listed) >= SEVERAL for item in listed):
        people[item.key].signals["long_list"] = 1.0
    _add_standing(people, told)
    return people


def _add_sentence(report: _Report, number: int, persons: list[PersonMention], people: dict[str, HandedOver]) -> None:
    """Adds what one sentence says of the people whom it names."""
    text, mentions, lexicon = report.text, report.sentences[number], report.lexicon
    found = weigh_mentions(text, mentions, report.told.get(number), persons, lexicon, done=report.done)
    lists = lists_of(text, persons, lexicon)
    around = signals_around(text, mentions, lists)
    answering = find_answering(text, mentions, report.told, number, persons, lexicon)
    for mention, signals, beside in zip(persons, found, around, strict=True):
        key = mention.key
        entry = people.setdefault(key, HandedOver(key, key, mention.first, mention.last, number))
        entry.life += hints_of_biography(text, mentions, mention, persons, report.sides, lexicon)
        if key in report.captives:
            _add_known(entry, report.captives[key], report.published, signals)
        if mention in answering:
            signals["answered"] = 1.0
        if mention.first in report.itemised:
            signals.pop("heading", None)
            signals["equated"] = 1.0
        signals.update(beside)
        _add_mention(report, number, mention, signals, entry)
    _link_lists(lists, people)
    _find_groups(report.told, number, persons, found, people)


def _add_mention(report: _Report, number: int, mention: PersonMention, signals: Signals, entry: HandedOver) -> None:
    """Adds what one mention of a person tells; of a sentence that only tells of a plan less."""
    flow = flow_of(report.told.get(number), mention)
    if flow is not None:
        entry.flows.append(flow)
        entry.hints += [h for h in flow.hints if not _is_travel(h, flow)]
    if "remains" in signals:
        entry.category = "remains"
    signals.update(_told_near(report.told, number))
    only_planned = number in report.planned and "remains" not in signals  # `could be recovered and are home`
    entry.planned += only_planned
    _add_evidence(entry, mention, number, _of_plan(signals) if only_planned else signals, report.lexicon)


def _add_known(entry: HandedOver, known: Captive, published: date | None, signals: Signals) -> None:
    """Adds which way and when somebody went who is known to have been exchanged; each naming says so anew."""
    signals["known_captive"] = 1.0
    if "captivity" in signals:
        signals.pop("official", None)  # who is in office today was exchanged once
    if known.is_news(published):
        signals["known_captive: news"] = 1.0
    entry.exchanged = known.exchanged
    hint = Hint(known.held_by, known.of, LIFE, KNOWN)
    entry.life.append(hint)
    entry.hints.append(hint)


def _told_near(told: Mapping[int, Statement], number: int) -> Signals:
    """Whether the sentences before and after tell of a hand-over, and how far that got by the one before."""
    signals: Signals = {}
    before = told.get(number - 1)
    if before is not None:
        signals["near_told"] = signals[f"told_before: {before.status}"] = 1.0
    if number + 1 in told:
        signals["near_told"] = signals["told_after"] = 1.0
    return signals


def keep_handed_over(people: Mapping[str, HandedOver], lexicon: Lexicon) -> dict[str, HandedOver]:
    """Those of the persons named who were handed over."""
    return {key: person for key, person in people.items() if is_likely(person.signals, lexicon.weights[SLOT])}


def add_hints_of_life(statements: Sequence[Statement], people: Mapping[str, HandedOver], sides: Sides) -> None:
    """`450 prisoners for Gilad Shalit`: what befell a person tells the direction of those for whom one is exchanged."""
    for flow in (f for s in statements for f in s.flows if f.person is not None and not f.hints):
        entry = people.get(flow.person.key) if flow.person is not None else None
        way = decide(entry.life, sides.main)[0] if entry is not None else None
        swapped = flow.counterpart_of is not None or flow.exchanged_for
        if swapped and way is not None and set(way) <= set(sides.main):
            flow.hints.append(Hint(*way, LIFE, "biography.way"))


def _link_lists(lists: list[list[PersonMention]], people: Mapping[str, HandedOver]) -> None:
    """Remembers whose names stand in one list: they mostly go one way."""
    for listed in lists:
        keys = {person.key for person in listed}
        for key in keys if len(keys) > 1 else ():
            people[key].listed_with |= keys - {key}


def _find_groups(
    told: Mapping[int, Statement],
    number: int,
    persons: list[PersonMention],
    found: list[Signals],
    people: Mapping[str, HandedOver],
) -> None:
    """Remembers the groups of people that names of a sentence are told of as some of."""
    for mention, signals in zip(persons, found, strict=True):
        entry = people[mention.key]
        group = group_of(told, number, mention, signals, len(entry.listed_with) + 1)
        if group is not None:
            entry.groups.append(group)


def _of_plan(signals: Signals) -> Signals:
    """What a sentence that only tells of a plan says: the part that the person has otherwise."""
    return {**signals, "planned": 1.0}


def _add_evidence(entry: HandedOver, mention: PersonMention, number: int, signals: Signals, lexicon: Lexicon) -> None:
    """Adds what one mention says; the strongest one, by name rather than by pronoun, tells the event."""
    of_mention, counts = signals, True
    if mention.pronoun:
        signals = {name: value for name, value in signals.items() if name in STRONG | ROLES}
        counts = not STRONG.isdisjoint(signals) and STRONG.isdisjoint(entry.signals)
    else:
        entry.named_in.append(number)
    if not entry.signals or (counts and weigh(of_mention, lexicon.weights[SLOT]) > entry.weight(lexicon)):
        entry.event_sentence = number
        if counts:
            entry.strongest, entry.best = of_mention, None
        if not mention.pronoun:
            entry.first, entry.last = mention.first, mention.last
    known = entry.signals
    if not known:
        known.update(signals)
        return
    for name, value in signals.items():
        if value > known.get(name, 0.0):
            known[name] = value


def _is_told_of(text: Text, mentions: Mentions, reference: Reference, lexicon: Lexicon) -> bool:
    """Whether a sentence tells of the captivity or the way home of those for whom "both" or "the two priests" stand."""
    words = PersonMention(reference.first, reference.last, "", "", pronoun=True)
    last = mentions.sentence.last
    biography = find_biography(text, mentions, words, last, lexicon) == "captivity"
    return biography or find_arrival(mentions, words, last) == "arrived"


def _add_referred(people: dict[str, HandedOver], reference: Reference) -> None:
    """Adds to each person meant that a sentence tells of them without the name."""
    for entry in [people[meant.key] for meant in reference.persons if meant.key in people]:
        entry.signals["referred"] = 1.0


def _add_standing(people: dict[str, HandedOver], told: Mapping[int, Statement]) -> None:
    """Adds how the report as a whole treats each person: named how often, how early, with a part of another kind."""
    handed = {key for key, person in people.items() if not STRONG.isdisjoint(person.signals)}
    surnames = set(map(_surname, handed))
    all_named = len(handed) < len(people) and _are_all_named(told, len(handed))
    last_told = max(told, default=0)
    for key, person in people.items():
        signals, named = person.signals, person.named_in
        if len(named) > person.planned:
            signals.pop("planned", None)
        standing = {
            "no_other_part": ROLES.isdisjoint(signals),
            "named_again": len(named) > 1,
            "named_often": len(named) >= OFTEN,
            "in_lead": bool(named) and named[0] < LEAD,
            "first_told": bool(named) and named[0] in told and "planned" not in signals,
            "no_room": all_named and key not in handed,
            "plainly_handed": key in handed,
            "one_word": " " not in key and FULLER.isdisjoint(signals),
            "after_told": key not in handed and bool(named) and named[0] > last_told + 1,
            "surname_of_other": key not in handed and _surname(key) in surnames,
        }
        for name, is_so in standing.items():
            if is_so:
                signals[name] = 1.0
        if named and named[0]:
            signals["late"] = min(named[0], LATE) / LATE


def _are_all_named(told: Mapping[int, Statement], n_named: int) -> bool:
    """Whether as many are named as the two largest figures of people who change hands allow."""
    figures = sorted({f.count for s in told.values() for f in s.flows if is_counted(f) and f.count})
    return bool(figures) and n_named >= sum(figures[-2:])


def _surname(name: str) -> str:
    return name.rpartition(" ")[2].lower()


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
