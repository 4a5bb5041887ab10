"""What statements tell of a hand-over by which it can be told from another one: figures, persons, ways, sides, times.

Belongs here: collecting these from one statement, and from all those of an event. Not here: weighing them
(`sameness.py`), choosing an event's date or figures (`slots.py`, `transfers.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from assets.extract.events.events import Event
from assets.extract.flows.directions import Direction, decide
from assets.extract.flows.flows import NATION, Flow, is_counted, is_surely_people
from assets.extract.language.known_exchanges import Captive
from assets.extract.mentions.dates import DateMention
from assets.extract.mentions.telling import tells_of_more
from assets.extract.parties.parties import Sides
from assets.extract.records import record
from assets.extract.statements.statements import Statement

FEW = frozenset((1, 2, 3))  # so many are exchanged again and again
HEAD_REACH = 1  # tokens before a date at the head of its sentence


@dataclass(slots=True)
class Evidence:
    """What one statement tells: when, how many (`living`: of them alive), whom by name, and "A for B".

    `people` are those of whom a verb tells, `named` all; `known` are those it names who are known to have been
    exchanged by the day of the report.
    """

    statement: Statement
    time: DateMention | None
    figures: set[int]
    living: set[int]
    people: set[str]
    named: set[str]
    swap: frozenset[int]
    known: Collection[Captive] = ()

    @property
    def those_told_of(self) -> set[str | int]:
        """The figures and the persons of those who change hands; one may be anybody."""
        return {*self.figures - {1}, *self.people}

    def is_of_others_than(self, account: Account) -> bool:
        """Whether nobody is named or counted of whom the event has told; few are counted again and again."""
        return self.named.isdisjoint(account.named) and (self.figures - FEW).isdisjoint(account.figures)


@dataclass(slots=True)
class Account:
    """An event with what its statements tell, in order and together."""

    event: Event
    told: list[Evidence] = field(default_factory=list)
    figures: set[int] = field(default_factory=set)
    living: set[int] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    known: set[Captive] = field(default_factory=set)
    done: bool = False

    def add(self, evidence: Evidence) -> None:
        """Takes a statement for one of the event."""
        statement, event = evidence.statement, self.event
        event.statements.append(statement)
        if event.anchor is None:
            event.anchor = evidence.time
        dead = statement.remains and not statement.living
        event.remains = event.remains or dead
        self.told.append(evidence)
        self.figures |= evidence.figures
        self.living = self.living - evidence.figures if dead else self.living | evidence.living
        self.people |= evidence.people
        self.named |= evidence.named
        self.known.update(evidence.known)
        self.done = self.done or (statement.status == "completed" and bears_event(statement))

    @property
    def those_told_of(self) -> set[str | int]:
        """The figures and the persons of those who change hands; one may be anybody."""
        return {*self.figures - {1}, *self.people}


@record
class View:
    """From where a statement is looked at: the sides and the day of the report, its main event, the one told last."""

    sides: Sides
    published: date | None
    main: Account
    last: Account


def evidence_of(statement: Statement, known: Collection[Captive] = ()) -> Evidence:
    """What a statement tells by which its hand-over can be told from another one.

    `known` are the captives that its sentence names who are known to have been exchanged.
    """
    counted = [f for f in statement.flows if f.count and is_counted(f)]
    return Evidence(
        statement,
        time_of(statement),
        set() if statement.tally else {f.count for f in counted if f.count},
        {f.count for f in counted if f.count and f.group and f.group.category != "remains"},
        {f.person.key for f in statement.flows if f.person is not None and f.verb is not None},
        {f.person.key for f in statement.flows if f.person is not None},
        swap_of(statement),
        known if statement.status in {"completed", None} else (),
    )


def answers(statement: Statement) -> bool:
    """`In return the government had released three`: what was given for the people told of just before."""
    head = statement.mentions.sentence.first + HEAD_REACH
    opens = any(start <= head for start, _ in statement.mentions.cues.spans("reciprocity.in_return"))
    return opens and not any(f.counterpart_of for f in statement.flows)


def time_of(statement: Statement) -> DateMention | None:
    """The date of the statement's hand-over where it can be told from others: resolved, or a day of the calendar."""
    told = statement.date
    return told if told is not None and (told.start is not None or told.calendar is not None) else None


def is_same_time(a: DateMention | None, b: DateMention | None) -> bool:
    """Whether two dates may be one; two that are not told are."""
    if a is None or b is None:
        return a is b
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return a.calendar is not None and a.calendar == b.calendar
    return a.start <= b.end and b.start <= a.end


def is_at_head(statement: Statement, told: DateMention) -> bool:
    """Whether a date stands at the head of its sentence."""
    return told.first - statement.mentions.sentence.first <= HEAD_REACH


def swap_of(statement: Statement) -> frozenset[int]:
    """The two figures of "A for B", or the one of "A each"."""
    each = frozenset(f.count for f in statement.flows if f.both_ways and f.count and f.group and not f.group.others)
    if each and any(t.strong for t in statement.triggers):
        return each
    return frozenset(
        figure
        for f in statement.flows
        if f.group and f.group.count and f.counterpart_of is not None and f.counterpart_of.group
        for figure in (f.group.count, f.counterpart_of.group.count)
        if figure
    )


def ways_of(statements: Sequence[Statement], event: Event) -> set[Direction]:
    """The directions that are told of people counted, as far as the event's sides tell them."""
    told = (decide(f.hints, event.sides)[0] for s in statements for f in s.flows if is_counted(f))
    return {way for way in told if way is not None}


def is_whole(statement: Statement) -> bool:
    """Whether both directions of an exchange are told."""
    return any(f.both_ways or f.counterpart_of is not None for f in statement.flows if is_counted(f))


def acting_sides(statement: Statement) -> set[str]:
    """`In 2010 Russia got ten agents`: the sides that give or get people, and not only those where that was."""
    hints = [hint for flow in statement.flows for hint in flow.hints if hint.rule not in NATION]
    return {side for hint in hints for side in (hint.giver, hint.receiver) if side is not None}


def bears_event(statement: Statement) -> bool:
    """Whether the sentence can stand for an event of its own: a mutual exchange, or people with a verb of hand-over."""
    if statement.tally:
        return False
    if any(t.mutual and not t.plural for t in statement.triggers) or _passes_two(statement) or is_whole(statement):
        return True
    return _is_dated_figure(statement) or any(
        f.verb is not None and not f.subset and (f.group is None or is_surely_people(f) or is_of_more(f, statement))
        for f in statement.flows
    )


def _is_dated_figure(statement: Statement) -> bool:
    """`Two, who were wounded, it sent back on 1 August`: a figure without a noun that has a day of its own."""
    told = statement.date
    if told is None or told.precision not in {"day", "month"}:
        return False
    return any(is_counted(f) and f.verb is not None for f in statement.flows)


def is_of_more(flow: Flow, statement: Statement) -> bool:
    """`Next Saturday it is to free three more`: people beside those told of before, though they may be as many."""
    mentions, group = statement.mentions, flow.group
    return group is not None and (group.others or tells_of_more(mentions.text, group, mentions.lexicon))


def _passes_two(statement: Statement) -> bool:
    """`In December 2022 Griner and Bout passed each other`: two persons with a time at the head of the sentence."""
    told = time_of(statement)
    return told is not None and is_at_head(statement, told) and sum(f.person is not None for f in statement.flows) > 1
