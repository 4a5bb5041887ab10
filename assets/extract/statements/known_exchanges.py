"""Statements of known exchanges: figures that are those of one of them tell which it is, and who gave whom.

Belongs here: which known exchange a statement tells of, and the hints at the ways of its people. Not here: what is
known (`language/known_exchanges.py`), what it tells of events (`events/known_events.py`, `events/same_people.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from assets.extract.flows.directions import decide, opposite
from assets.extract.flows.flows import KNOWN, PAIR, Hint
from assets.extract.language.known_exchanges import KnownExchange
from assets.extract.language.lexicon import Lexicon
from assets.extract.mentions.dates import DateMention
from assets.extract.mentions.mentions import Mentions
from assets.extract.parties.parties import Sides
from assets.extract.statements.statements import Statement

Time = tuple[date, date, bool]

# How much speaks for an exchange: its figures, the rarer the more, and its days.
FEW, FEW_WEIGHT = 10, 1  # figures below are those of many exchanges
MANY, ROUND, DISTINCT_WEIGHT = 100, 50, 3  # figures from here on that are not round are those of one or two
FIGURE_WEIGHT = 2  # of the others
DAY_WEIGHT, NEAR_WEIGHT = 2, 1  # the day that the statement tells; a longer time, or news of those days
ENOUGH = 3  # a figure and the day, two figures, or a distinct one
SLACK = timedelta(days=1)  # between the day that is known and that of a report
SHORT = timedelta(days=3)  # an exchange that took longer is told less surely by a day of it
NEWS = timedelta(days=5)  # after an exchange
HINT = 1.5  # as much as a plain verb
SURE = 2.0  # what a sentence tells so surely is believed, whatever else is known


def recognise_exchanges(
    statements: Sequence[Statement],
    sentences: Sequence[Mentions],
    sides: Sides,
    published: date | None,
    lexicon: Lexicon,
) -> None:
    """Marks the statements that tell of a known exchange, and hints at the ways of the people whom they count."""
    counted = [(statement, _figures(statement)) for statement in statements]
    if all(lexicon.exchanges_with.keys().isdisjoint(figures) for _, figures in counted):
        return
    named = {code for mentions in sentences for party in mentions.parties() for code in party.name.codes}
    for statement, figures in counted:
        statement.known = _likeliest(statement, figures, named, published, lexicon)
        if statement.known:
            _add_hints(statement, sides)


def _figures(statement: Statement) -> set[int]:
    """The figures of people; one may be anybody."""
    return {f.count for f in statement.flows if f.group is not None and f.count and f.count > 1}


def _likeliest(
    statement: Statement, figures: set[int], named: set[str], published: date | None, lexicon: Lexicon
) -> frozenset[KnownExchange]:
    """The exchanges between parties of the report for which most speaks, all that equally much speaks for."""
    least = ENOUGH - (NEAR_WEIGHT if statement.date is None else DAY_WEIGHT)
    if sum(map(_distinctness, figures)) < least:
        return frozenset()
    time = _time_of(statement.date)
    since, until = (date.min, published or date.max) if time is None else time[:2]
    weights: dict[KnownExchange, int] = {}
    for figure in figures:
        distinctness = _distinctness(figure)
        for known in lexicon.exchanges_with.get(figure, ()):
            first, last = known.days
            if first <= until and last >= since:  # most were at another time
                weights[known] = weights.get(known, 0) + distinctness
    found: dict[int, set[KnownExchange]] = defaultdict(set)
    for known, weight in weights.items():
        if weight >= least and known.is_between(named):
            together = weight + _nearness(time, known, published)
            if together >= ENOUGH:
                found[together].add(known)
    return frozenset(found[max(found)]) if found else frozenset()


def _distinctness(figure: int) -> int:
    """How much a figure speaks for an exchange that has it."""
    if figure < FEW:
        return FEW_WEIGHT
    return DISTINCT_WEIGHT if figure >= MANY and figure % ROUND else FIGURE_WEIGHT


def _time_of(told: DateMention | None) -> Time | None:
    """The days on which an exchange may have been that is told of with a date, and whether that is a day."""
    if told is None or told.start is None or told.end is None:
        return None
    return told.start - SLACK, told.end + SLACK, told.precision == "day"


def _nearness(time: Time | None, known: KnownExchange, published: date | None) -> int:
    """How much the time that is told, or that of the report, speaks for an exchange that may have been then."""
    first, last = known.days
    if time is not None:
        return DAY_WEIGHT if time[2] and last - first <= SHORT else NEAR_WEIGHT
    return NEAR_WEIGHT if published is not None and published <= last + NEWS else 0


def _add_hints(statement: Statement, sides: Sides) -> None:
    """Hints at the ways of the people counted, where all exchanges that it may be agree on it.

    Where the sentence tells of two figures, and of their ways only the other way round, it tells of none of them.
    """
    hinted = []
    for flow in statement.flows:
        if not flow.count or flow.count < PAIR:
            continue
        ways = {way for known in statement.known for way in _ways(known, flow.count, sides)}
        if len(ways) == 1:
            hinted.append((flow, ways.pop(), *decide(flow.hints, sides.main[:2])))
    if len(hinted) > 1 and {told == way for _, way, told, _ in hinted if told in {way, opposite(way)}} == {False}:
        statement.known = frozenset()
        return
    for flow, way, _, margin in hinted:
        if margin < SURE:
            flow.hints.append(Hint(*way, HINT, KNOWN))
            flow.rules.add(KNOWN)


def _ways(known: KnownExchange, figure: int, sides: Sides) -> Iterator[tuple[str, str]]:
    """The ways in which so many people went."""
    one, other = (_side(parties, sides) for parties in known.sides)
    for way, given in zip(((one, other), (other, one)), known.given, strict=True):
        if figure in given:
            yield way


def _side(parties: frozenset[str], sides: Sides) -> str:
    """The side of the report that some parties are, a main one first."""
    return min({sides.side((code,)) for code in parties}, key=lambda side: (side not in sides.main, side))
