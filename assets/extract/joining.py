"""Joining: which statements tell of the same hand-over, and which of another one.

Belongs here: putting each statement to an event that the report has told of, or to a new one. Not here: how a statement
stands to the main exchange (`discourse.py`), what an event's date, place or figures are (`slots.py`, `transfers.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations

from assets.extract.directions import same_side
from assets.extract.discourse import Relation, bears_event, figures_of, is_next, is_same_time, relation_to, time_of
from assets.extract.events import Event
from assets.extract.flows import NATION, is_counted
from assets.extract.parties import Sides
from assets.extract.statements import Statement


def join_statements(statements: list[Statement], sides: Sides, published: date | None) -> list[Event]:
    """Statements about one hand-over under one event; the first event is the one the report is mainly about."""
    focus = Event(focus=True, sides=sides.main)
    events = [focus]
    for number, statement in enumerate(statements):
        if statement.status is None and not statement.background and any(t.elliptic for t in statement.triggers):
            statement.status = _status_before(statements[:number])
        event = _event_of(statement, events, sides, published)
        if event is None:
            continue
        event.statements.append(statement)
        if event.anchor is None:
            event.anchor = time_of(statement)
        event.remains = event.remains or (statement.remains and not statement.living)
    return [event for event in events if event.statements]


def _status_before(statements: Sequence[Statement]) -> str | None:
    """`In July it was 1,000 soldiers`: as far as what the words point back to."""
    return next((s.status for s in reversed(statements) if s.status is not None), None)


def _event_of(statement: Statement, events: list[Event], sides: Sides, published: date | None) -> Event | None:
    focus = events[0]
    if not focus.statements:
        return focus
    last = _told_last(statement, events)
    if last is not focus and not statement.pair and is_next(statement, last, published):
        return _added(events, Event(focus=False, sides=last.sides, anchor=time_of(statement)))
    relation = relation_to(statement, focus, sides, published)
    if relation is Relation.OTHER:
        return _other_event(statement, events, sides)
    if statement.remains and not statement.living and _is_separate_remains(statement, focus):
        for event in events[1:]:
            if event.focus and event.remains:
                return event
        return _added(events, Event(focus=True, sides=sides.main, remains=True, anchor=focus.anchor))
    if relation is not Relation.PART:
        anchor = time_of(statement) if relation is Relation.NEXT else focus.anchor
        return _added(events, Event(focus=True, sides=sides.main, anchor=anchor))
    return _told_before(statement, events) or focus


def _told_last(statement: Statement, events: list[Event]) -> Event:
    """The event that the sentence before tells of, else the main one: "The other 550 are to follow in December"."""
    before = [e for e in events if e.statements and 0 < statement.number - e.statements[-1].number <= 1]
    return before[-1] if before else events[0]


def _other_event(statement: Statement, events: list[Event], sides: Sides) -> Event | None:
    """The event of an exchange apart from the main one; None where the sentence says too little of it."""
    told, own = time_of(statement), _sides_of(statement, sides)
    for event in events[1:]:
        if not event.focus and is_same_time(event.anchor, told) and event.sides == own:
            return event
    return _added(events, Event(focus=False, sides=own)) if bears_event(statement) else None


def _told_before(statement: Statement, events: list[Event]) -> Event | None:
    """`Russia declared that it had given up 185`: the other event whose figures a sentence repeats."""
    figures = figures_of([statement])
    if not figures or figures & figures_of(events[0].statements):
        return None
    return next((event for event in events[1:] if figures <= figures_of(event.statements)), None)


def _added(events: list[Event], event: Event) -> Event:
    events.append(event)
    return event


def _sides_of(statement: Statement, sides: Sides) -> tuple[str, ...]:
    if statement.mentions.has_cue("mediation.verbs") and not any(
        same_side(s, m) for s in statement.pair for m in sides.main
    ):
        return sides.main  # `Qatar and Egypt brokered the truce under which 50 hostages are to be exchanged`
    outside = sum(any(same_side(s, m) for m in sides.main[:2]) for s in statement.pair) < 2
    if len(statement.pair) == 2 or (len(statement.pair) > 2 and outside):
        return next((two for two in combinations(statement.pair, 2) if sides.are_foes(*two)), statement.pair[:2])
    if len(statement.pair) == 1 and outside and _hands_over(statement, statement.pair[0]):
        other = next((m for m in sides.main if sides.are_foes(statement.pair[0], m)), None)
        return (statement.pair[0], other) if other is not None else sides.main
    return sides.main


def _hands_over(statement: Statement, side: str) -> bool:
    """`In 2010 Russia got ten agents`: whether a side gives or gets people, and is not only where that was."""
    hints = [hint for flow in statement.flows for hint in flow.hints if hint.rule not in NATION]
    return any(side in {hint.giver, hint.receiver} for hint in hints)


def _living_figures(event: Event) -> set[int]:
    return {
        f.group.count
        for s in event.statements
        for f in s.flows
        if is_counted(f) and f.group and f.group.category != "remains" and f.group.count
    }


def _is_separate_remains(statement: Statement, focus: Event) -> bool:
    """Bodies beside prisoners are exchanged apart when they go both ways, or when the prisoners already did."""
    if focus.remains:
        return False
    figures = _living_figures(focus)
    if not figures and not any(s.living and any(t.mutual for t in s.triggers) for s in focus.statements):
        return False
    if statement.mentions.has_cue("more") and any(f.group and f.verb for f in statement.flows):
        return True
    two_way = any(f.both_ways for s in focus.statements for f in s.flows) or len(figures) >= 2
    told = any(f.person is not None or is_counted(f) for f in statement.flows) or not statement.flows
    return any(t.mutual and t.strong for t in statement.triggers) or (
        two_way and told and any(t.verb for t in statement.triggers)
    )
