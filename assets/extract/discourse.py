"""How a statement stands to the main exchange of its report: part of it, before it, still to come, or beside it.

Belongs here: telling these apart by time, tense, figures and cues. Not here: which event a statement joins
(`joining.py`), what an event's date or figures are (`slots.py`, `transfers.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import Enum

from assets.extract.dates import DateMention
from assets.extract.directions import Direction, decide, opposite, same_side
from assets.extract.events import Event
from assets.extract.flows import Flow, is_counted, is_surely_people
from assets.extract.parties import Sides
from assets.extract.statements import Statement

PAST_DAYS = 25  # a date further back than this before publication is not that of the news
NEWS_DAYS = 2  # news tell of the day of publication or of those just before
LEAD_STATEMENTS = 3  # the first statements tell whether the report is of an exchange that is done
HEAD_REACH = 1  # tokens before a date at the head of its sentence
DATE_REACH = 8  # tokens between a verb of hand-over and its date: "sent the student back in April"
ORDER_DAYS = 2  # two legs of one operation are days apart
EARLIER_KINDS = frozenset(("day_before", "days_earlier"))  # of dates that point back to another one
AHEAD = frozenset(("agreed", "announced", "conditional"))


class Relation(Enum):
    """How a statement stands to the main exchange; `OTHER` is an earlier or another one."""

    PART = "part"
    OTHER = "other"
    NEXT = "next"
    BESIDE = "beside"


def relation_to(statement: Statement, focus: Event, sides: Sides, published: date | None) -> Relation:
    """The relation of a statement to the main exchange as far as it has been told."""
    if not answers(statement) and _is_background(statement, focus, sides, published):
        return Relation.OTHER
    if is_next(statement, focus, published):
        return Relation.NEXT
    if _is_beside(statement, focus) or _has_other_figures(statement, focus):
        return Relation.BESIDE
    return Relation.PART


def answers(statement: Statement) -> bool:
    """`In return the government had released three`: what was given for the people told of just before."""
    head = statement.mentions.sentence.first + HEAD_REACH
    opens = any(start <= head for start, _ in statement.mentions.cues.spans("reciprocity.in_return"))
    return opens and bool(statement.flows) and not any(f.counterpart_of for f in statement.flows)


def bears_event(statement: Statement) -> bool:
    """Whether the sentence can stand for an event of its own: a mutual exchange, or people with a verb of hand-over."""
    if statement.tally:
        return False
    if any(t.mutual and not t.plural for t in statement.triggers) or _passes_two(statement):
        return True
    return any(
        f.verb is not None and not f.subset and not f.not_handed and (f.group is None or is_surely_people(f))
        for f in statement.flows
    )


def _passes_two(statement: Statement) -> bool:
    """`In December 2022 Griner and Bout passed each other`: two persons with a time at the head of the sentence."""
    told = time_of(statement)
    at_head = told is not None and told.first - statement.mentions.sentence.first <= HEAD_REACH
    return at_head and sum(f.person is not None for f in statement.flows) > 1


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


def figures_of(statements: Iterable[Statement]) -> set[int]:
    """The figures of people who change hands."""
    return {f.count for s in statements if not s.tally for f in s.flows if is_counted(f) and f.count}


def is_done(statements: Sequence[Statement]) -> bool:
    """Whether one of the statements tells of a hand-over that is done."""
    return any(s.status == "completed" for s in statements)


def _has_moved(statement: Statement) -> bool:
    """`Planes carried 150 of them to Aden`: done, though no word says so."""
    moved = any(f.verb is not None and f.verb.form == "past" and is_counted(f) for f in statement.flows)
    return moved and statement.status is None


def _is_background(statement: Statement, focus: Event, sides: Sides, published: date | None) -> bool:
    """Whether the statement tells of another exchange than the one that the report is mainly about."""
    told = time_of(statement)
    if statement.background and bears_event(statement) and not _is_news(told, focus, published):
        return True
    if _had_been_before(statement, focus):
        return True
    if statement.status == "cancelled" and _is_other_plan(statement, told, focus):
        return True
    if _is_in_another_month(statement, focus):
        return True
    if _is_outlook(statement, focus):
        return False
    if _is_settled_before(statement, focus):
        return True
    if told is not None and told.end is not None:
        at_another_time = _is_at_another_time(statement, told, told.end, focus, published)
        if at_another_time is not None:
            return at_another_time
    if len(statement.pair) >= 2 and statement.flows:
        shared = any(same_side(s, m) for m in sides.main for s in statement.pair)
        return not shared or _is_with_other_adversary(statement, focus, sides)
    return False


def _is_with_other_adversary(statement: Statement, focus: Event, sides: Sides) -> bool:
    """`... from the deal with Hezbollah, in which Israel received two bodies`, in a report of an offer to Hamas."""
    if statement.status != "completed" or is_done(focus.statements) or not bears_event(statement):
        return False
    main = [s for s in statement.pair if any(same_side(s, m) for m in sides.main[:2])]
    return len(main) == 1 and any(sides.are_foes(main[0], s) for s in statement.pair)


def _is_settled_before(statement: Statement, focus: Event) -> bool:
    """`On 16 May they agreed to exchange 1,000 each`, beside a stage of 307 that is done: the deal as a whole."""
    settled, anchor = statement.reported, focus.anchor
    if statement.status != "agreed" or settled is None or settled.start is None or statement.date is not None:
        return False
    before = anchor is not None and anchor.start is not None and settled.start < anchor.start - timedelta(NEWS_DAYS)
    figures = figures_of([statement])
    return before and is_done(focus.statements) and bool(figures) and not figures & figures_of(focus.statements)


def _is_in_another_month(statement: Statement, focus: Event) -> bool:
    """`In September 52 were released`, in a report without a date whose news has a day: with people of their own."""
    told, on_a_day = statement.date, any(s.date is not None and s.date.kind != "month" for s in focus.statements)
    if told is None or told.kind != "month" or told.start is not None or not on_a_day:
        return False
    if statement.status in AHEAD or not bears_event(statement) or not _is_beside_verb_or_head(statement, told):
        return False
    own, known = _told_of([statement]), _told_of(focus.statements)
    return bool(own and known) and not own & known


def _is_beside_verb_or_head(statement: Statement, told: DateMention) -> bool:
    """Whether a date stands at the head of its sentence, or right after its first word of hand-over."""
    if told.first - statement.mentions.sentence.first <= HEAD_REACH:
        return True
    first = min(statement.triggers, key=lambda t: t.index, default=None)
    return first is not None and first.strong and 0 < told.first - first.index <= DATE_REACH


def _told_of(statements: Sequence[Statement]) -> set[str | int]:
    """The figures and the persons of those who change hands; one may be anybody."""
    return {*figures_of(statements) - {1}, *_people_of(statements)}


def _is_at_another_time(
    statement: Statement, told: DateMention, end: date, focus: Event, published: date | None
) -> bool | None:
    """Whether the statement's date is that of another exchange; None where dates leave it open."""
    if _is_precedent(statement, focus, end, published):
        return True
    if focus.anchor is not None and focus.anchor.start is not None:
        in_order = _in_order(focus.anchor, told) and not _is_another_round(statement, focus)
        return not is_same_time(focus.anchor, told) and not in_order
    if published is None:
        return True if told.precision in {"month", "year"} else None
    return True if end < published - timedelta(days=PAST_DAYS) else None


def _is_other_plan(statement: Statement, told: DateMention | None, focus: Event) -> bool:
    """`An offer to trade A for B was turned down`: a plan that failed, with a day or with people of its own."""
    lead = focus.statements[:LEAD_STATEMENTS]
    if told is not None and is_done(lead):
        return True
    called_off = any(s.status == "cancelled" for s in lead)
    people = _people_of([statement])
    return bool(people) and not called_off and not people <= _people_of(focus.statements)


def _people_of(statements: Iterable[Statement]) -> set[str]:
    """The persons named among those who change hands."""
    return {f.person.key for s in statements for f in s.flows if f.person is not None and f.verb is not None}


def _is_news(told: DateMention | None, focus: Event, published: date | None) -> bool:
    """`exchanged 48 fighters on Friday, two months after they had agreed`: the day of the news."""
    if told is None or told.start is None or told.precision != "day" or told.kind in EARLIER_KINDS:
        return False
    if focus.anchor is not None:
        return is_same_time(focus.anchor, told)
    return published is not None and told.start >= published - timedelta(days=NEWS_DAYS)


def _had_been_before(statement: Statement, focus: Event) -> bool:
    """`On the 6th it had delivered 45`: in the past perfect other figures than those of the news."""
    verbs = [t.verb for t in sorted(statement.triggers, key=lambda t: not t.tells) if t.verb is not None]
    if not verbs or not verbs[0].perfect or statement.tally or not is_done(focus.statements):
        return False
    swapped = _swapped_figures(statement)
    if swapped and any(t.mutual for t in statement.triggers):
        return not swapped & figures_of(focus.statements)
    figures, known, told = figures_of([statement]), figures_of(focus.statements), time_of(statement)
    apart = told is not None and not (told.start is None and focus.anchor is not None)
    return apart and bool(figures and known) and not figures & known and not is_same_time(told, focus.anchor)


def _is_outlook(statement: Statement, focus: Event) -> bool:
    """After a hand-over that is done, a plan without figures: what may follow it, not another exchange."""
    return (
        is_done(focus.statements)
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
        and bears_event(statement)
    )


def _in_order(anchor: DateMention, told: DateMention) -> bool:
    """A second date within days of the first: the next leg of the same operation, not another exchange."""
    if anchor.start is None or told.start is None:
        return False
    return abs((told.start - anchor.start).days) <= ORDER_DAYS and told.precision == "day"


def _is_another_round(statement: Statement, focus: Event) -> bool:
    """`On Friday 24 hostages came out`: other people on another day, unless they are those given in return."""
    figures, known = figures_of([statement]), figures_of(focus.statements)
    if not (figures and known) or figures & known:
        return False
    answer = _ways([statement], focus) & set(map(opposite, _ways(focus.statements, focus)))
    return _is_whole([statement]) or (bears_event(statement) and not answer)


def _ways(statements: Iterable[Statement], event: Event) -> set[Direction]:
    """The directions that are told of people counted."""
    told = (decide(f.hints, event.sides)[0] for s in statements for f in s.flows if is_counted(f))
    return {way for way in told if way is not None}


def _is_whole(statements: Iterable[Statement]) -> bool:
    """Whether both directions of an exchange are told."""
    return any(f.both_ways or f.counterpart_of is not None for s in statements for f in s.flows if is_counted(f))


def _swapped_figures(statement: Statement) -> frozenset[int]:
    """The two figures of "A for B", or the one of "A each"."""
    each = frozenset(
        f.count for f in statement.flows if f.both_ways and f.count and f.group and is_counted(f) and not f.group.others
    )
    if each and any(t.strong for t in statement.triggers):
        return each
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


def _is_beside(statement: Statement, focus: Event) -> bool:
    """`Outside the swap Moscow gave back 22`: expressly no part of the exchange that the report has told of."""
    if not statement.mentions.has_cue("beside") or not bears_event(statement):
        return False
    figures, known = figures_of([statement]), figures_of(focus.statements)
    return bool(figures and known) and not figures <= known


def is_next(statement: Statement, event: Event, published: date | None) -> bool:
    """After a hand-over that is done, people who are still to be handed over: counted, or on a day that is to come."""
    lead = event.statements[:2]
    called_off = any(s.status == "cancelled" for s in lead)
    if called_off or not (is_done(lead) or any(map(_has_moved, lead))):
        return False
    known = {f.group.count for s in event.statements for f in s.flows if f.group and f.group.count}
    more = statement.mentions.has_cue("more") or any(f.group and f.group.bound == "at_most" for f in statement.flows)
    counted = [f for f in statement.flows if _is_to_move(f) and f.count and (f.count not in known or _is_more(f))]
    if statement.status == "proposed":  # `is prepared to give 6,000 in all`: the whole of what has begun
        return statement.mentions.has_cue("in_all") and any((f.count or 0) > max(known, default=0) for f in counted)
    if statement.status not in AHEAD:
        return False
    return (bool(counted) and (more or statement.status == "agreed")) or _is_on_coming_day(statement, published)


def _is_more(flow: Flow) -> bool:
    """`Next Saturday it is to free three more`: others, though as many as before."""
    return flow.group is not None and flow.group.others


def _is_on_coming_day(statement: Statement, published: date | None) -> bool:
    """`Tomorrow an exchange of the wounded is to begin`."""
    told = statement.date
    ahead = published is not None and told is not None and told.start is not None and told.start > published
    return ahead and statement.status == "agreed" and any(t.mutual and t.strong for t in statement.triggers)


def _is_to_move(flow: Flow) -> bool:
    """Whether a counted group is one that a verb of hand-over lets move."""
    return (
        flow.verb is not None
        and is_counted(flow)
        and flow.group is not None
        and is_surely_people(flow)
        and not flow.group.indefinite
    )
