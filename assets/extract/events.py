"""Events: statements about the same hand-over joined, events told apart, and each slot filled.

Belongs here: which statement belongs to which event and what an event's status, date, place, transfers and persons
are. Not here: reading a sentence (`statements.py`), the rows of the tables (`claims.py`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from assets.extract.circumstances import PlaceMention
from assets.extract.dates import DateMention
from assets.extract.directions import Direction, decide_flows, opposite, same_side
from assets.extract.frames import Flow
from assets.extract.handed_over import HandedOver
from assets.extract.lexicon import Lexicon
from assets.extract.parties import Sides
from assets.extract.statements import Statement
from assets.extract.text import Text

PAST_DAYS = 25  # a date further back than this before publication is not that of the news
DIRECT_REACH = 4  # tokens between "an American" and "was freed"
ROUND = 100  # figures that are whole hundreds may be rounded ones ...
ROUNDING = 0.1  # ... of a figure within a tenth
CANCELLED_WEIGHT = 1.5  # a report that calls an exchange off still tells what had been planned
STATUS_DECAY = 0.75  # the lead tells the status; each later sentence weighs less


@dataclass(slots=True)
class Transfer:
    """People of one category in one direction, with the words they rest on."""

    direction: Direction
    category: str
    count: int | None
    bound: str
    claimant: str | None
    first: int
    last: int
    statement: Statement
    explicit: bool = False


@dataclass(slots=True)
class Event:
    """One hand-over that a report tells of."""

    focus: bool
    statements: list[Statement] = field(default_factory=list)
    sides: tuple[str, ...] = ()
    status: str = "proposed"
    date: DateMention | None = None
    place: PlaceMention | None = None
    mediators: tuple[str, ...] = ()
    total: int | None = None
    transfers: list[Transfer] = field(default_factory=list)
    persons: list[HandedOver] = field(default_factory=list)
    confidence: float = 0.0
    rules: set[str] = field(default_factory=set)
    remains: bool = False
    anchor: DateMention | None = None
    directions: dict[str, Direction] = field(default_factory=dict)


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
        f.verb is not None and not f.subset and not f.not_handed and (f.group is None or not f.group.bare)
        for f in statement.flows
    )


def _added(events: list[Event], event: Event) -> Event:
    events.append(event)
    return event


def _sides_of(statement: Statement, sides: Sides) -> tuple[str, ...]:
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
    if statement.background and _bears_event(statement):
        return True
    if (
        statement.status == "cancelled"
        and told is not None
        and any(s.status == "completed" for s in focus.statements[:3])
    ):
        return True
    done = any(s.status == "completed" for s in focus.statements)
    if (
        done
        and statement.status in {"agreed", "proposed", "conditional"}
        and not any(_counts(f) for f in statement.flows)
    ):
        return False
    planned = focus.statements[0].status in {"proposed", "agreed"}
    if (
        planned
        and statement.status == "completed"
        and told is not None
        and told.end is not None
        and published is not None
        and told.end < published
        and _bears_event(statement)
    ):
        return True
    if told is not None and told.end is not None:
        if focus.anchor is not None:
            return not _same_time(focus.anchor, told) and not _in_order(statement, focus, told)
        if published is not None and told.end < published - timedelta(days=PAST_DAYS):
            return True
        if published is None and told.precision in {"month", "year"}:
            return True
    if len(statement.pair) >= 2 and statement.flows:
        return not any(same_side(s, m) for m in sides.main for s in statement.pair)
    return False


def _in_order(statement: Statement, focus: Event, told: DateMention) -> bool:
    """A second date within days of the first: the next leg of the same operation, not another exchange."""
    if focus.anchor is None or focus.anchor.start is None or told.start is None:
        return False
    return abs((told.start - focus.anchor.start).days) <= 2 and told.precision == "day"


def _living_figures(event: Event) -> set[int]:
    return {
        f.group.count
        for s in event.statements
        for f in s.flows
        if _counts(f) and f.group and f.group.category != "remains" and f.group.count
    }


def _is_separate_remains(statement: Statement, focus: Event) -> bool:
    """Bodies beside prisoners are an exchange of their own when they go both ways, or when the prisoners already did."""
    if focus.remains:
        return False
    if not _living_figures(focus) and not any(s.living and any(t.mutual for t in s.triggers) for s in focus.statements):
        return False
    if any(cue == "more" for _, _, cue in statement.mentions.cues) and any(f.group and f.verb for f in statement.flows):
        return True
    two_way = any(f.both_ways for s in focus.statements for f in s.flows) or len(_living_figures(focus)) >= 2
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
    known = [f for f in (_swapped_figures(s) for s in focus.statements) if f]
    return bool(figures) and bool(known) and not any(figures & k for k in known)


def _is_pending(statement: Statement, focus: Event) -> bool:
    """After a hand-over that is done, counted people who are still to be handed over."""
    more = any(cue == "more" for _, _, cue in statement.mentions.cues) or any(
        f.group and f.group.bound == "at_most" for f in statement.flows
    )
    if (
        statement.status not in {"agreed", "conditional"}
        or not more
        or not any(s.status == "completed" for s in focus.statements[:2])
    ):
        return False
    known = {f.group.count for s in focus.statements for f in s.flows if f.group}
    return any(
        f.verb is not None
        and f.role == "object"
        and _counts(f)
        and f.group
        and not f.group.bare
        and not f.group.indefinite
        and f.group.count not in known
        for f in statement.flows
    )


# --- slots -------------------------------------------------------------------------------------------------------------


def fill_event(event: Event, text: Text, sides: Sides, published: date | None, lexicon: Lexicon) -> None:
    """Fills the event's slots from its statements."""
    event.status = _status(event)
    event.date = _date(event, published)
    places = [s.place for s in event.statements if s.place is not None]
    event.place = max(places, key=lambda place: place.score, default=None)
    event.mediators = tuple(sorted({code for s in event.statements for code in s.mediators}))
    flows = [(s, f) for s in event.statements if not s.tally for f in s.flows if f.person is not None or _counts(f)]
    _split_halves([f for _, f in flows])
    decided, margins = decide_flows([f for _, f in flows], event.sides)
    _drop_contradicted([f for _, f in flows], decided, margins)
    _complete_directions([f for _, f in flows], decided, event)
    _find_whole([f for _, f in flows], decided)
    event.directions = {f.person.key: decided[i] for i, (_, f) in enumerate(flows) if f.person and i in decided}
    event.transfers = _transfers(event, [(s, f, decided.get(i)) for i, (s, f) in enumerate(flows)])
    event.total = _total(event, [f for _, f in flows])
    for statement in event.statements:
        event.rules |= statement.rules
        for flow in statement.flows:
            event.rules |= flow.rules


def _split_halves(flows: list[Flow]) -> None:
    """`12,000 bodies, 6,000 on each side`: the figure that is twice one for each side is the total."""
    halves = {f.group.count for f in flows if f.both_ways and f.group and f.group.count}
    for flow in flows:
        if (
            flow.group is not None
            and flow.group.count is not None
            and flow.group.count % 2 == 0
            and flow.group.count // 2 in halves
        ):
            flow.overall, flow.both_ways = True, False


def _drop_contradicted(flows: list[Flow], decided: dict[int, Direction], margins: dict[int, float]) -> None:
    """One figure read both ways in one report is one transfer: the surer reading stays."""
    for index in sorted(decided):
        for other in sorted(decided):
            if index == other or index not in decided or other not in decided:
                continue
            a, b = flows[index], flows[other]
            linked = a.counterpart_of is b or b.counterpart_of is a
            same = a.group and b.group and a.group.count == b.group.count
            if (
                same
                and not linked
                and decided[index] == opposite(decided[other])
                and _is_same_people(a, b)
                and margins.get(index, 0) < margins.get(other, 0)
            ):
                del decided[index]


def _is_same_people(a: Flow, b: Flow) -> bool:
    """Two groups of the same size that no nationality tells apart."""
    return (
        a.group is None
        or b.group is None
        or not (a.group.nations and b.group.nations and a.group.nations != b.group.nations)
    )


def _find_whole(flows: list[Flow], decided: dict[int, Direction]) -> None:
    """`70 captives, 35 in Kyiv and 35 in Moscow`: the figure that is the sum of the two ways is the total."""
    ways: dict[Direction, set[int]] = defaultdict(set)
    for index, way in decided.items():
        group = flows[index].group
        if group is not None and group.count:
            ways[way].add(group.count)
    sums = {a + b for way, there in ways.items() for a in there for b in ways.get(opposite(way), ())}
    for flow in flows:
        if flow.group is not None and flow.group.count in sums and not flow.both_ways:
            flow.overall, flow.group = True, replace(flow.group, bare=False)


def _complete_directions(flows: list[Flow], decided: dict[int, Direction], event: Event) -> None:
    """Where all that is known goes one way, people with another figure went the other way."""
    ways = set(decided.values())
    if len(ways) != 1 or len(event.sides) < 2:
        return
    way = next(iter(ways))
    known = {f.group.count for i, f in enumerate(flows) if i in decided and f.group}
    for index, flow in enumerate(flows):
        if index in decided or flow.overall or flow.both_ways or flow.group is None or flow.verb is None:
            continue
        if flow.group.count not in known and not flow.group.bare and flow.verb.sense.meaning != "exchange":
            decided[index] = opposite(way)
            flow.rules.add("direction.remaining_way")


def _counts(flow: Flow) -> bool:
    if flow.group is None or flow.subset or flow.not_handed:
        return False
    if flow.group.indefinite and not _is_direct(flow):
        return False
    if flow.group.bare and not (flow.verb is not None or flow.counterpart_of is not None or flow.both_ways):
        return False
    if flow.verb is not None or flow.counterpart_of is not None or flow.both_ways:
        return True
    rules = {hint.rule for hint in flow.hints}
    return "frame.nation" in rules and (flow.in_exchange or "frame.held" in rules)


def _is_direct(flow: Flow) -> bool:
    """Whether one unnamed person stands right beside the verb of hand-over, or opposite somebody."""
    if flow.counterpart_of is not None:
        return True
    if flow.verb is None or flow.verb.noun:
        return False
    gap = flow.verb.index - flow.last if flow.role == "subject" else flow.first - flow.verb.last
    return gap <= DIRECT_REACH


def _status(event: Event) -> str:
    votes: Counter[str] = Counter()
    weight = 1.0
    for statement in event.statements:
        if statement.status is not None:
            strong = any(t.mutual or t.strong for t in statement.triggers)
            if statement.tally:
                continue
            votes[statement.status] += (
                weight * (1.0 if strong else 0.4) * (CANCELLED_WEIGHT if statement.status == "cancelled" else 1.0)
            )
            weight *= STATUS_DECAY
    conditional = votes.pop("conditional", 0.0)  # "would": a plan that is settled, or an idea
    if conditional and votes["agreed"] + votes["cancelled"] > votes["proposed"]:
        votes["agreed"] += conditional
    elif conditional:
        votes["proposed"] += conditional
    if not votes:
        told = any(f.verb is not None and _counts(f) for s in event.statements for f in s.flows)
        return "completed" if told or not event.focus else "proposed"
    order = ("cancelled", "completed", "agreed", "proposed")
    return max(votes, key=lambda status: (votes[status], -order.index(status)))


def _date(event: Event, published: date | None) -> DateMention | None:
    told = [s.date for s in event.statements if s.date is not None]
    days = [d for d in told if d.start is not None and d.precision == "day"]
    resolved = [d for d in told if d.start is not None]
    if event.status in {"proposed", "agreed"} and published is not None:
        least = published if event.status == "agreed" else published + timedelta(days=1)
        days = [d for d in days if d.start is not None and d.start >= least]
        return days[0] if days else None if event.focus else (resolved or told or [None])[0]
    if event.focus and event.status == "completed":
        in_order = [_day_of(s) for s in event.statements]
        return next((d for d in in_order if d is not None), (resolved or told or [None])[0])
    return (days or resolved or told or [None])[0]


def _day_of(statement: Statement) -> DateMention | None:
    """The day of a hand-over that is done: the one told with it, else the one on which it was reported."""
    for mention in (statement.date, statement.reported):
        if mention is not None and mention.start is not None and mention.precision == "day":
            return mention
    return None


def _total(event: Event, flows: list[Flow]) -> int | None:
    known = {t.count for t in event.transfers}
    totals = [
        f.group
        for f in flows
        if f.overall
        and f.group is not None
        and f.group.count
        and not f.both_ways
        and not f.group.bare
        and not f.group.indefinite
    ]
    totals = [g for g in totals if g.count not in known]
    if not totals:
        return None
    exact = [g for g in totals if g.bound == "exact" and not g.definite] or totals
    return _unrounded(exact[0].count, [g.count for g in exact])


def _unrounded(count: int | None, others: list[int | None]) -> int | None:
    """`4,000` and `4,208` in one report are one figure: the exact one."""
    if count is None or count < ROUND or count % ROUND:
        return count
    finer = [o for o in others if o and o % ROUND and abs(o - count) <= ROUNDING * count]
    return finer[0] if finer else count


def _transfers(event: Event, flows: list[tuple[Statement, Flow, Direction | None]]) -> list[Transfer]:
    grouped: dict[tuple[Direction, bool], list[tuple[Statement, Flow]]] = defaultdict(list)
    for statement, flow, direction in flows:
        group = flow.group
        if group is None or (flow.overall and not flow.both_ways and direction is None):
            continue
        remains = group.category == "remains"
        if flow.both_ways and len(event.sides) >= 2:
            main = (event.sides[0], event.sides[1])
            for way in (main, opposite(main)):
                grouped[(way, remains)].append((statement, flow))
        elif direction is not None and not flow.overall:
            grouped[(direction, remains)].append((statement, flow))
    return [t for (way, _), found in grouped.items() for t in _chosen(way, found)]


def _chosen(direction: Direction, found: list[tuple[Statement, Flow]]) -> list[Transfer]:
    """The figure for one direction: the whole rather than its parts, the exact one rather than the round one."""
    best = max(enumerate(found), key=lambda item: (_rank(direction, *item[1]), -item[0]))[1]
    finer = _unrounded(best[1].group.count if best[1].group else None, [f.group.count for _, f in found if f.group])
    best = next((item for item in found if item[1].group and item[1].group.count == finer), best)
    first_statement = best[0]
    if best[1].group is not None and best[1].group.indefinite:
        return [_sum_of_singles(direction, [(s, f) for s, f in found if s is first_statement])]
    same_sentence = [
        (s, f)
        for s, f in found
        if s is first_statement
        and f.group
        and best[1].group
        and f.group.category != best[1].group.category
        and f.group.count != best[1].group.count
        and f.verb is best[1].verb
        and abs(f.first - best[1].first) <= 8
    ]
    chosen = [best, *same_sentence] if best[1].group and not best[1].group.definite else [best]
    return [_transfer(direction, s, f, found) for s, f in chosen]


def _sum_of_singles(direction: Direction, found: list[tuple[Statement, Flow]]) -> Transfer:
    """`a diplomat and a second Swede`: two."""
    one = _transfer(direction, *found[0], found)
    return replace(one, count=sum(f.group is not None and f.group.indefinite for _, f in found))


def _rank(direction: Direction, statement: Statement, flow: Flow) -> tuple[int, int, int]:
    group = flow.group
    exact = 1 if group is not None and group.bound == "exact" else 0
    own = 1 if same_side(statement.claimant, direction[1]) else 0
    whole = 1 if group is not None and group.count is not None and not group.bare and not group.indefinite else 0
    return whole, exact, own


def _transfer(direction: Direction, statement: Statement, flow: Flow, found: list[tuple[Statement, Flow]]) -> Transfer:
    group = flow.group
    assert group is not None
    category = group.category
    if category == "unspecified":
        category = next(
            (
                f.group.category
                for _, f in found
                if f.group and f.group.count == group.count and f.group.category != "unspecified"
            ),
            category,
        )
    sentence = statement.mentions.sentence
    return Transfer(
        direction,
        category,
        group.count,
        group.bound,
        statement.claimant,
        sentence.first,
        sentence.last,
        statement,
        explicit=_is_explicit(flow),
    )


def _is_explicit(flow: Flow) -> bool:
    """Whether the sentence itself tells who gave the people up and who got them."""
    givers = {h.giver for h in flow.hints if h.giver}
    receivers = {h.receiver for h in flow.hints if h.receiver}
    return flow.verb is not None and bool(givers) and bool(receivers - givers)


def share_circumstances(events: list[Event]) -> None:
    """A second hand-over told beside the main one was there and then, unless the report says otherwise."""
    for main, event in ((events[0], other) for other in events[1:]):
        if event.focus and event.status == main.status == "completed":
            event.date = event.date or main.date
            event.place = event.place or main.place
            event.mediators = event.mediators or main.mediators


def give_persons(events: list[Event], persons: dict[str, HandedOver]) -> None:
    """Each person under the event of the sentence that tells most of the hand-over, else under the last one before it."""
    for person in persons.values():
        near = [(s.number, e) for e in events for s in e.statements if 0 <= person.event_sentence - s.number <= 1]
        if near:
            max(near, key=lambda item: item[0])[1].persons.append(person)
        elif events:
            events[0].persons.append(person)
    for event in events:
        for person in event.persons:
            person.direction = person.direction or event.directions.get(person.key)
        _count_persons(event)


def _count_persons(event: Event) -> None:
    """A named person handed over alone is a count of one."""
    by_direction: dict[Direction, list[HandedOver]] = defaultdict(list)
    for person in event.persons:
        if person.direction is not None:
            by_direction[person.direction].append(person)
    for direction, named in by_direction.items():
        if any(
            t.direction == direction
            or (same_side(t.direction[0], direction[0]) and same_side(t.direction[1], direction[1]))
            for t in event.transfers
        ):
            continue
        if any(p.among for p in named):
            continue
        statement = next((s for s in event.statements if s.number == named[0].event_sentence), event.statements[0])
        sentence = statement.mentions.sentence
        event.transfers.append(
            Transfer(
                direction,
                named[0].category,
                len(named),
                "exact",
                statement.claimant,
                sentence.first,
                sentence.last,
                statement,
                explicit=any(h.giver for h in named[0].hints) and any(h.receiver for h in named[0].hints),
            )
        )


def parties_of(event: Event) -> list[str]:
    """The parties of the event, sorted: its sides and whoever gave or got people."""
    told = [side for t in event.transfers for side in t.direction if side is not None]
    singles = {code for side in told for code in side.split("+")}
    for side in event.sides[:2]:
        if not any(same_side(side, single) for single in singles):
            singles |= set(side.split("+"))
    return sorted(singles)
