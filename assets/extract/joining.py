"""Joining: which statements tell of the same hand-over, and which of another one.

Belongs here: telling the report's main exchange from background, from bodies handed over beside prisoners, and from a
second exchange. Not here: what an event's date, place or figures are (`slots.py`, `transfers.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from assets.extract.dates import DateMention
from assets.extract.directions import same_side
from assets.extract.events import Event
from assets.extract.flows import Flow, is_counted, is_surely_people
from assets.extract.parties import Sides
from assets.extract.statements import Statement

PAST_DAYS = 25  # a date further back than this before publication is not that of the news
LEAD_STATEMENTS = 3  # the first statements tell whether the report is of an exchange that is done
ORDER_DAYS = 2  # two legs of one operation are days apart


def join_statements(statements: list[Statement], sides: Sides, published: date | None) -> list[Event]:
    """Statements about one hand-over under one event; the first event is the one the report is mainly about."""
    focus = Event(focus=True, sides=sides.main)
    events = [focus]
    for statement in statements:
        event = _event_of(statement, events, sides, published)
        if event is None:
            continue
        event.statements.append(statement)
        if statement.date is not None and statement.date.start is not None and event.anchor is None:
            event.anchor = statement.date
        event.remains = event.remains or (statement.remains and not statement.living)
    return [event for event in events if event.statements]


def _event_of(statement: Statement, events: list[Event], sides: Sides, published: date | None) -> Event | None:
    focus = events[0]
    if not focus.statements:
        return focus
    told = statement.date if statement.date is not None and statement.date.start is not None else None
    if _is_background(statement, focus, told, sides, published):
        for event in events[1:]:
            if not event.focus and _same_time(event.anchor, told) and event.sides == _sides_of(statement, sides):
                return event
        if not _bears_event(statement):
            return None
        return _added(events, Event(focus=False, sides=_sides_of(statement, sides)))
    if statement.remains and not statement.living and _is_separate_remains(statement, focus):
        for event in events[1:]:
            if event.focus and event.remains:
                return event
        return _added(events, Event(focus=True, sides=sides.main, remains=True, anchor=focus.anchor))
    if _has_other_figures(statement, focus) or _is_pending(statement, focus):
        return _added(events, Event(focus=True, sides=sides.main, anchor=focus.anchor))
    return focus


def _bears_event(statement: Statement) -> bool:
    """Whether the sentence can stand for an event of its own: a mutual exchange, or people with a verb of hand-over."""
    if statement.tally:
        return False
    if any(t.mutual and not t.plural for t in statement.triggers):
        return True
    return any(
        f.verb is not None and not f.subset and not f.not_handed and (f.group is None or is_surely_people(f))
        for f in statement.flows
    )


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
        return statement.pair[:2]
    return sides.main


def _same_time(a: DateMention | None, b: DateMention | None) -> bool:
    if a is None or b is None or a.start is None or b.start is None or a.end is None or b.end is None:
        return a is None and b is None
    return a.start <= b.end and b.start <= a.end


def _is_background(
    statement: Statement, focus: Event, told: DateMention | None, sides: Sides, published: date | None
) -> bool:
    """Whether the statement tells of another exchange than the one that the report is mainly about."""
    if (statement.background and _bears_event(statement)) or _had_been_before(statement, focus):
        return True
    if statement.status == "cancelled" and told is not None and _is_done(focus.statements[:LEAD_STATEMENTS]):
        return True
    if _is_outlook(statement, focus):
        return False
    if told is not None and told.end is not None:
        if _is_precedent(statement, focus, told.end, published):
            return True
        if focus.anchor is not None:
            return not _same_time(focus.anchor, told) and not _in_order(focus.anchor, told)
        if published is not None and told.end < published - timedelta(days=PAST_DAYS):
            return True
        if published is None and told.precision in {"month", "year"}:
            return True
    if len(statement.pair) >= 2 and statement.flows:
        return not any(same_side(s, m) for m in sides.main for s in statement.pair)
    return False


def _had_been_before(statement: Statement, focus: Event) -> bool:
    """`They had already swapped 55 captives for 14`: an exchange with other figures than the one told as news."""
    figures = _swapped_figures(statement)
    perfect = any(t.mutual and t.verb is not None and t.verb.perfect for t in statement.triggers)
    return perfect and bool(figures) and _is_done(focus.statements) and not figures & _living_figures(focus)


def _is_done(statements: Sequence[Statement]) -> bool:
    return any(s.status == "completed" for s in statements)


def _is_outlook(statement: Statement, focus: Event) -> bool:
    """After a hand-over that is done, a plan without figures: what may follow it, not another exchange."""
    return (
        _is_done(focus.statements)
        and statement.status in {"agreed", "announced", "proposed", "conditional"}
        and not any(is_counted(f) for f in statement.flows)
    )


def _is_precedent(statement: Statement, focus: Event, end: date, published: date | None) -> bool:
    """In a report of a plan, a hand-over that was done before."""
    return (
        focus.statements[0].status in {"proposed", "announced", "agreed"}
        and statement.status == "completed"
        and published is not None
        and end < published
        and _bears_event(statement)
    )


def _in_order(anchor: DateMention, told: DateMention) -> bool:
    """A second date within days of the first: the next leg of the same operation, not another exchange."""
    if anchor.start is None or told.start is None:
        return False
    return abs((told.start - anchor.start).days) <= ORDER_DAYS and told.precision == "day"


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
    return any(t.mutual and t.strong for t in statement.triggers) or (
        two_way and any(t.verb for t in statement.triggers)
    )


def _swapped_figures(statement: Statement) -> frozenset[int]:
    """The two figures of "A for B"."""
    return frozenset(
        figure
        for f in statement.flows
        if f.group and f.group.count and f.counterpart_of is not None and f.counterpart_of.group
        for figure in (f.group.count, f.counterpart_of.group.count)
        if figure
    )


def _has_other_figures(statement: Statement, focus: Event) -> bool:
    """A second "A for B" with other figures is a second exchange."""
    figures = _swapped_figures(statement)
    if not figures:
        return False
    known = [f for f in (_swapped_figures(s) for s in focus.statements) if f]
    return bool(known) and not any(figures & k for k in known)


def _is_pending(statement: Statement, focus: Event) -> bool:
    """After a hand-over that is done, counted people who are still to be handed over."""
    more = statement.mentions.has_cue("more") or any(f.group and f.group.bound == "at_most" for f in statement.flows)
    if statement.status not in {"agreed", "announced", "conditional"} or not more or not _is_done(focus.statements[:2]):
        return False
    known = {f.group.count for s in focus.statements for f in s.flows if f.group}
    return any(_is_other_object(f) and f.count not in known for f in statement.flows)


def _is_other_object(flow: Flow) -> bool:
    """Whether a counted group, told with its noun, is the object of a verb of hand-over."""
    return (
        flow.verb is not None
        and flow.role == "object"
        and is_counted(flow)
        and flow.group is not None
        and is_surely_people(flow)
        and not flow.group.indefinite
    )
