"""Open figures: people of whom no rule tells which way they went, weighed for each of the two ways.

Belongs here: taking a figure for a transfer where its signals make that likelier than not. Not here: the signals
(`figure_signals.py`), the figures whose way is told (`corrections.py`, `transfers.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from assets.extract.events.events import Event, Transfer
from assets.extract.events.figure_signals import Figure, Figures, figure_signals, way_signals
from assets.extract.flows.directions import Direction, opposite
from assets.extract.flows.flows import PAIR
from assets.extract.language.lexicon import UNTOLD, Lexicon
from assets.extract.language.text import Text
from assets.extract.parties.parties import Sides
from assets.extract.weighing import Signals, is_likely, weigh

SLOT: Final = "transfers"


def add_open_figures(text: Text, events: Sequence[Event], sides: Sides, lexicon: Lexicon) -> None:
    """Adds a transfer for each figure that is likely one, at most one a direction: the likeliest first."""
    for event in events:
        found = [
            (figures, way, signals)
            for figures in (figures_of(event, only_open=True) if _is_of_handover(event) else ())
            for way, signals in signals_of_ways(text, event, figures, sides).items()
            if is_likely(signals, lexicon.weights[SLOT])
        ]
        found.sort(key=lambda each: (-weigh(each[2], lexicon.weights[SLOT]), each[0].count, str(each[1])))
        taken: set[tuple[object, bool]] = set()
        opened = {
            id(f.flow): figures
            for figures in (figures_of(event, only_open=True) if found else ())
            for f in figures.told
        }
        for figures, way, _ in found:
            for each, way_of_each in ((figures, way), *_exchanged_for(figures, way, opened)):
                keys = {(way_of_each, each.remains), (each.count, each.remains)}
                if taken.isdisjoint(keys):
                    taken |= keys
                    event.transfers.append(_transfer(way_of_each, each))
                    event.rules.add("transfer.weighed")


def _exchanged_for(
    figures: Figures, way: Direction, opened: Mapping[int, Figures]
) -> Iterator[tuple[Figures, Direction]]:
    """`20 for 55`: those of whom no rule tells the way went the other way than those for whom they were exchanged."""
    for there in {id(each): each for each in opened.values()}.values():
        linked = any(id(f.flow.counterpart_of) in {id(g.flow) for g in there.told} for f in figures.told)
        if there is not figures and linked:
            yield there, opposite(way)


def _is_of_handover(event: Event) -> bool:
    """Whether words that mean a hand-over by themselves tell of the event, and not of lists or of fire."""
    return bool(event.transfers) or any(t.strong for s in event.statements for t in s.triggers)


def figures_of(event: Event, *, only_open: bool = False) -> list[Figures]:
    """The figures of an event of two sides; an open one is claimed for nothing, and no rule tells its way."""
    if len(event.sides) < PAIR:
        return []
    told: dict[tuple[int, bool], list[Figure]] = defaultdict(list)
    for statement in event.statements:
        for flow in statement.flows:
            if flow.group is not None and flow.count:
                told[flow.count, flow.group.category == "remains"].append(Figure(statement, flow))
    claimed = {(t.count, t.category == "remains") for t in event.claimed}
    found = (
        Figures(count, remains, tellings, is_open=_is_open(event, tellings) and (count, remains) not in claimed)
        for (count, remains), tellings in told.items()
    )
    return [figures for figures in found if figures.is_open or not only_open]


def _is_open(event: Event, tellings: Sequence[Figure]) -> bool:
    """Whether no rule tells the way of the people; one unnamed person and a running tally are not weighed."""
    told = any(f.flow.way is not None or f.flow.both_ways for f in tellings)
    if told or event.total == tellings[0].flow.count:
        return False
    return not all(figure.statement.tally or _is_unnamed(figure) for figure in tellings)


def _is_unnamed(figure: Figure) -> bool:
    return figure.flow.group is not None and figure.flow.group.indefinite


def signals_of_ways(text: Text, event: Event, figures: Figures, sides: Sides) -> dict[Direction, Signals]:
    """What speaks for and against the people's having gone each of the two ways."""
    shared, there = figure_signals(text, event, figures), (event.sides[0], event.sides[1])
    return {way: {**shared, **way_signals(text, event, figures, way, sides)} for way in (there, opposite(there))}


def _transfer(way: Direction, figures: Figures) -> Transfer:
    flow, statement = figures.told[0].flow, figures.told[0].statement
    sentence = statement.mentions.sentence
    category, bound = (flow.group.category, flow.group.bound) if flow.group is not None else (UNTOLD, "exact")
    return Transfer(way, category, figures.count, bound, statement.claimant, sentence.first, sentence.last, statement)
