"""Signals of a figure of people: what says that it is one of the exchange, and what says which way they went.

Belongs here: which signals a figure has in its sentences. Not here: how much each weighs (`seeds/reference/weights`),
the choice (`open_figures.py`, `doubtful_figures.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assets.extract.events.events import Event
from assets.extract.flows.directions import Direction, same_side
from assets.extract.flows.flows import Flow, is_counted
from assets.extract.language.text import Text
from assets.extract.mentions.context import cues_beside, words_around
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.names import NameMention
from assets.extract.parties.parties import Sides
from assets.extract.records import record
from assets.extract.statements.statements import Statement
from assets.extract.weighing import Signals

SIZES = (1, 2, 5, 10, 20, 50, 100, 300, 1000)
EARLY = 2  # sentences of heading and lead
MOST = 3  # so many and more are told alike
NEAR = 8  # tokens between people and a name that are read word by word

GROUP_FLAGS = ("definite", "bare", "each", "indefinite", "others")
FLOW_FLAGS = ("exchanged_for", "both_ways", "overall", "subset", "not_handed", "in_exchange", "beside_others")


@record
class Figure:
    """One telling of a figure."""

    statement: Statement
    flow: Flow


@record
class Figures:
    """All tellings of one figure in an event; `remains`: of the dead; `is_open`: no rule tells of them."""

    count: int
    remains: bool
    told: list[Figure]
    is_open: bool


def figure_signals(text: Text, event: Event, figures: Figures) -> Signals:
    """What says whether the figure is one of the exchange, whichever way they went."""
    signals: Signals = {"open" if figures.is_open else "told by rules": 1.0}
    for figure in figures.told:
        for name in (*_words_of(text, figure), *flags_of(text, event, figure)):
            signals[name] = 1.0
    for name in beside_others(event, figures):
        signals[name] = 1.0
    return signals


def _words_of(text: Text, figure: Figure) -> Iterator[str]:
    group, mentions = figure.flow.group, figure.statement.mentions
    if group is not None:
        yield from words_around(text, mentions, group.first, group.last)
        yield from (f"in it: {word}" for word in text.lowers[group.first : group.last] if word.isalpha())
        yield from cues_beside(mentions)


def flags_of(text: Text, event: Event, figure: Figure) -> Iterator[str]:
    """What is read of the people: how they are counted, what kind they are, what their verb is."""
    flow, statement = figure.flow, figure.statement
    group = flow.group
    if group is None:
        return
    yield from (f"it is {flag}" for flag in GROUP_FLAGS if getattr(group, flag))
    yield from (f"it is {flag}" for flag in FLOW_FLAGS if getattr(flow, flag))
    yield from _of_clause(text, event, figure)
    for name, value in (("bound", group.bound), ("category", group.category), ("status", statement.status)):
        yield f"{name}: {value}"
    if statement.number < EARLY:
        yield "early"


def _of_clause(text: Text, event: Event, figure: Figure) -> Iterator[str]:
    """The verb of the people, whose they are, and what the rules take them for."""
    flow, statement = figure.flow, figure.statement
    yield f"verb: {_verb_of(flow)}"
    if flow.verb is not None:
        yield f"word of the verb: {text.lowers[flow.verb.index]}"
    if flow.group is not None and flow.group.nations:
        known = any(same_side(nation, side) for nation in flow.group.nations for side in event.sides[:2])
        yield "nation of a side" if known else "nation of a third"
    if is_counted(flow):
        yield "counted"
    if flow.counterpart_of is not None:
        yield "counterpart"
    if flow.listed_after is not None:
        yield "listed"
    for flag in ("tally", "background"):
        if getattr(statement, flag):
            yield flag


def _verb_of(flow: Flow) -> str:
    verb = flow.verb
    if verb is None:
        return "none"
    return f"{verb.sense.meaning} {'noun' if verb.noun else 'passive' if verb.passive else 'active'} {flow.role}"


def beside_others(event: Event, figures: Figures) -> Iterator[str]:
    """What the other figures of the event say of this one."""
    count = figures.count
    others = {f.count for s in event.statements for f in s.flows if f.count} - {count}
    yield f"size: {next((size for size in SIZES if count <= size), 'more')}"
    yield f"tellings: {min(MOST, len(figures.told))}"
    yield f"claimed: {min(MOST, sum(t.count != count for t in event.claimed))}"
    yield f"focus: {event.focus}"
    if not others:
        yield "only figure"
    elif max(others) < count:
        yield "largest figure"
    if any(count - other in others for other in others):
        yield "a sum"
    if any(count + other in others for other in others):
        yield "in a sum"
    if count * 2 in others:
        yield "a half"
    numbers = {figure.statement.number for figure in figures.told}
    here = [f.count for s in event.statements if s.number in numbers for f in s.flows if f.count]
    yield f"place in the sentence: {min(MOST, here.index(count))}"
    if max(here) > count:
        yield "larger figure in the sentence"


def way_signals(text: Text, event: Event, figures: Figures, way: Direction, sides: Sides) -> Signals:
    """What says that the people went one way, and not the other: what speaks for that counts less than nothing."""
    found: Signals = {}
    for figure in figures.told:
        for name, side in _of_sides(text, figure, sides):
            sign = 1.0 if same_side(side, way[0]) else -1.0 if same_side(side, way[1]) else 0.0
            if sign:
                found[name] = found.get(name, 0.0) + sign / len(figures.told)
    found["first named gives"] = 1.0 if way[0] == event.sides[0] else -1.0
    there, back = (_counts(event, figures, each) for each in (way, way[::-1]))
    found[f"this way: {_compared(figures.count, there)}"] = 1.0
    found[f"other way: {_compared(figures.count, back)}"] = 1.0
    found[f"persons this way: {min(MOST, sum(p.direction == way for p in event.persons))}"] = 1.0
    return {name: value for name, value in found.items() if value}


def _counts(event: Event, figures: Figures, way: Sequence[str | None]) -> list[int]:
    """The figures claimed for a way, of the dead or of the living."""
    told = [t for t in event.claimed if (t.category == "remains") == figures.remains]
    return [t.count for t in told if t.count and t.count != figures.count and t.direction == tuple(way)]


def _compared(count: int, claimed: Sequence[int]) -> str:
    if not claimed:
        return "nobody"
    return "as many" if count in claimed else "more" if max(claimed) > count else "fewer"


def _of_sides(text: Text, figure: Figure, sides: Sides) -> Iterator[tuple[str, str]]:
    """Each signal of a way with the side for which it is one that gives."""
    flow, statement = figure.flow, figure.statement
    verb = _verb_of(flow)
    for hint in flow.hints:
        if hint.giver:
            yield f"gives: {hint.rule}", hint.giver
        if hint.receiver:
            yield f"gets: {hint.rule}", hint.receiver
    if statement.claimant:
        yield "says so", statement.claimant
        yield f"says so, {verb}", statement.claimant
    for nation in flow.group.nations if flow.group is not None else ():
        yield "nation", sides.side((nation,))
        yield f"nation, {verb}", sides.side((nation,))
    for nation in flow.group.origin if flow.group is not None else ():
        yield "origin", sides.side((nation,))
    yield from ((name, sides.side(party.name.codes)) for name, party in _of_names(text, figure, verb))


def _of_names(text: Text, figure: Figure, verb: str) -> Iterator[tuple[str, NameMention]]:
    """The names nearest before and after the people, and the one before their verb."""
    flow, mentions = figure.flow, figure.statement.mentions
    parties = mentions.parties()
    before = [party for party in parties if party.last <= flow.first][-1:]
    after = [party for party in parties if party.first >= flow.last][:1]
    subject = [party for party in parties if flow.verb is not None and party.last <= flow.verb.index][-1:]
    for place, named in (("before", before), ("after", after), ("subject", subject)):
        for party in named:
            led = _word_before(mentions, party)
            yield f"{place} as {party.name.form}", party
            yield f"{place} behind {led}", party
            yield f"{place}, {verb}", party
            yield f"{place} behind {led}, {verb}", party
    for party in after:
        between = text.lowers[flow.last : party.first]
        if len(between) <= NEAR:
            yield from ((f"between: {word}", party) for word in between)


def _word_before(mentions: Mentions, party: NameMention) -> str:
    """The word that leads a name: its preposition, or nothing at the head of the sentence."""
    text, first, index = mentions.text, mentions.sentence.first, party.first - 1
    if index > first and mentions.lexicon.has("grammar.articles", text.lowers[index]):
        index -= 1
    return text.lowers[index] if index >= first else "nothing"
