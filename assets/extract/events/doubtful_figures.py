"""Doubtful figures: people whom rules claim for an event, left out where what is told around them speaks against it.

Belongs here: weighing each transfer of an event, and its signals: how its figure is told, and what the event's other
figures and the report's other events say of it. Not here: the signals of a figure by itself (`figure_signals.py`), how
much each weighs (`seeds/reference/weights`), adding figures that no rule claims (`open_figures.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from assets.extract.events.events import Event, Transfer
from assets.extract.events.figure_signals import Figures, beside_others, flags_of
from assets.extract.events.open_figures import figures_of
from assets.extract.flows.directions import opposite, same_side
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.weighing import BIAS, Signals, probability, weigh

SLOT: Final = "doubtful_figures"
LEAST: Final = -0.2  # log-odds: a figure that is right in less than 45 of 100 costs more than it tells
LEAST_STATEMENTS = 3  # in a note of fewer sentences little else could speak against what one of them tells
MOST = 4  # so many and more are told alike


def leave_out_doubtful(text: Text, events: Sequence[Event], lexicon: Lexicon) -> None:
    """Tells how likely each figure is right, and takes from its event one that is likelier wrong.

    What is taken stays beside the event as doubtful.
    """
    weights = lexicon.weights[SLOT]
    is_note = sum(len(event.statements) for event in events) < LEAST_STATEMENTS
    for event in events:
        out = []
        for transfer, signals in signals_of_transfers(text, event, events):
            odds = weights[BIAS] + weigh(signals, weights)
            transfer.chance = probability(odds)
            if odds < LEAST and not is_note:
                out.append(transfer)
        if out:
            event.doubtful = out
            event.transfers = [t for t in event.transfers if not any(t is each for each in out)]
            event.rules.add("transfer.doubtful")


def signals_of_transfers(text: Text, event: Event, events: Sequence[Event]) -> list[tuple[Transfer, Signals]]:
    """Each figure claimed for an event, be it left out later, with what speaks for and against it."""
    claimed = event.claimed
    figures = figures_of(event) if claimed else []
    figures_told = f"figures: {min(MOST, len(claimed))}"
    of_event = dict.fromkeys([*signals_of_event(event, events), figures_told], 1.0)
    return [
        (t, {**of_event, **dict.fromkeys(_of_transfer(text, event, t, figures, claimed, events), 1.0)})
        for t in claimed
        if t.count
    ]


def signals_of_event(event: Event, events: Sequence[Event]) -> Iterator[str]:
    """What an event is like, among all `events` of its report."""
    number = next(n for n, each in enumerate(events) if each is event)
    yield f"event {min(MOST, number)}, of {min(MOST, len(events))}"
    yield f"event: {event.status}"
    yield f"statements: {min(MOST, len(event.statements))}"
    yield f"persons: {min(MOST, len(event.persons))}"
    if event.date is None:
        yield "not dated"
    if event.in_passing:
        yield "in passing"
    if event.known:
        yield "known"


def _of_transfer(
    text: Text,
    event: Event,
    transfer: Transfer,
    figures: Sequence[Figures],
    claimed: Sequence[Transfer],
    events: Sequence[Event],
) -> Iterator[str]:
    told = _figures_of(transfer, figures)
    if told is None:
        yield "told by no figure"
    else:
        yield from beside_others(event, told)
        for figure in told.told:
            yield from flags_of(text, event, figure)
            for hint in figure.flow.hints:
                if _is_for(hint.giver, transfer.direction[0]) or _is_for(hint.receiver, transfer.direction[1]):
                    yield f"way: {hint.rule}"
    yield from _beside_claimed(transfer, claimed)
    yield from _in_event(event, transfer)
    if any(each.count == transfer.count for other in events if other is not event for each in other.claimed):
        yield "claimed for another event"


def _figures_of(transfer: Transfer, figures: Sequence[Figures]) -> Figures | None:
    """What tells a transfer's figure, rather of those dead or alive as its people are."""
    alike = [f for f in figures if f.count == transfer.count]
    same = [f for f in alike if f.remains == (transfer.category == "remains")]
    return next(iter([*same, *alike]), None)


def _is_for(hinted: str | None, side: str | None) -> bool:
    return hinted is not None and same_side(hinted, side)


def _beside_claimed(transfer: Transfer, claimed: Sequence[Transfer]) -> Iterator[str]:
    """What the other transfers of the event are."""
    way, count = transfer.direction, transfer.count or 0
    beside = [t.count or 0 for t in claimed if t is not transfer and t.direction == way]
    back = [t.count or 0 for t in claimed if t.direction == opposite(way)]
    yield f"beside it: {min(MOST, len(beside))}"
    yield f"the other way: {min(MOST, len(back))}"
    if count in back:
        yield "as many the other way"


def _in_event(event: Event, transfer: Transfer) -> Iterator[str]:
    """Where in what is told of the event the figure stands, and whether its sides are the event's."""
    number = next((n for n, s in enumerate(event.statements) if s is transfer.statement), MOST)
    yield f"in statement {min(MOST, number)}"
    yield f"its statement: {transfer.statement.status}"
    yield f"claimed as {transfer.category}"
    if transfer.explicit:
        yield "explicit"
    sides = event.sides[:2]
    if not all(any(same_side(side, known) for known in sides) for side in transfer.direction):
        yield "of a third side"
    if None in transfer.direction:
        yield "of an open side"
    if len(event.persons) == transfer.count:
        yield "as many persons"
