"""The weights of signals that the annotated reports give for the two sides of an event.

Belongs here: which pairs are right, and the fit. Not here: the signals (`assets/extract/events/pair_signals.py`),
weights of values that are weighed one by one (`signals.py`), writing a proposal (`pipelines/estimate.py`).

Of the pairs that an event may be between one is right, so each other one is held against it: a row of the fit is what
speaks for the right pair less what speaks for a wrong one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from assets.accuracy import REPORTS
from assets.estimates.logistic import FOLDS, Floats, fit, folds_of
from assets.estimates.readings import relevant_readings_of
from assets.estimates.signals import LEAST, RIDGE, SETS, SlotFit, without_rules
from assets.extract.events.pair_signals import Pair
from assets.extract.events.pairs import SLOT, PairChoice
from assets.extract.scoring import same_side
from assets.extract.weighing import Signals, weigh

MET = 16  # pairs with a signal from which it gets a weight; of 8, 16 and 25 this told most of the unread right


class _Event(NamedTuple):
    """The pairs that an event may be between; `shares`: how much of what is annotated of it is between each."""

    report: str
    signals: dict[Pair, Signals]
    shares: dict[Pair, float]

    @property
    def right(self) -> Pair:
        """The pair that most is annotated of."""
        return max(self.shares, key=lambda pair: (self.shares[pair], pair))

    @property
    def wrong(self) -> list[Pair]:
        """The pairs that nothing is annotated of."""
        return [pair for pair, share in self.shares.items() if not share]


def estimate_sides() -> SlotFit:
    """The weights that the present signals and the annotated reports give; values are the events weighed."""
    events = [event for name in SETS for event in _events(name)]
    right = sum(event.shares[event.right] > 0 for event in events)
    told = [event for event in events if event.shares[event.right] and event.wrong]
    met = Counter(name for event in told for signals in event.signals.values() for name in signals)
    names = sorted(name for name in met if met[name] >= MET)
    rows, reports = _rows(told, names)
    start = fit(rows, np.ones(len(rows)), RIDGE)
    fold_of = folds_of(event.report for event in events)
    taken = 0
    for number in range(FOLDS):
        seen = np.array([fold_of[report] != number for report in reports])
        weights = dict(zip(names, fit(rows[seen], np.ones(int(seen.sum())), RIDGE, start), strict=True))
        unseen = (event for event in events if fold_of[event.report] == number)
        taken += sum(event.shares[_best(event, weights)] > 0 for event in unseen)
    fitted = {name: weight for name, weight in zip(names, map(float, start), strict=True) if abs(weight) >= LEAST}
    return SlotFit(SLOT, fitted, len(events), right, taken / len(events), taken / right)


def _best(event: _Event, weights: dict[str, float]) -> Pair:
    return max(event.signals, key=lambda pair: (weigh(event.signals[pair], weights), pair))


def _rows(events: Sequence[_Event], names: Sequence[str]) -> tuple[Floats, list[str]]:
    """What speaks for the right pair of each event less what speaks for each wrong one, and the reports they are of."""
    column = {name: number for number, name in enumerate(names)}
    compared = [(event, wrong) for event in events for wrong in event.wrong]
    rows = np.zeros((len(compared), len(names)))
    for row, (event, wrong) in enumerate(compared):
        for sign, pair in ((1.0, event.right), (-1.0, wrong)):
            for name, value in event.signals[pair].items():
                if name in column:
                    rows[row, column[name]] += sign * value
    return rows, [event.report for event, _ in compared]


def _events(name: str) -> Iterator[_Event]:
    """The events of a set for which a pair was chosen and that are annotated."""
    for report, reading, _, same in relevant_readings_of(name):
        of_event = {id(choice.event): choice for choice in reading.pairs}
        for claim, event in same.items():
            choice = of_event.get(id(reading.events[claim]))
            if choice is not None and choice.pairs:
                yield _event(report, choice, event, hidden=name in REPORTS)


def _event(report: str, choice: PairChoice, event: dict[str, Any], *, hidden: bool) -> _Event:
    signals = {pair: choice.signals(pair) for pair in choice.pairs}
    if hidden:
        signals = {pair: without_rules(told) for pair, told in signals.items()}
    told = _sides_told(event)
    shares = {pair: sum(_is_pair(pair, sides) for sides in told) / max(1, len(told)) for pair in signals}
    return _Event(report, signals, shares)


def _sides_told(event: dict[str, Any]) -> list[Pair]:
    """The two sides of each transfer and each person; of the event where neither is annotated."""
    told = [(each["released_by"], each["received_by"]) for each in (*event["transfers"], *event["persons"])]
    told = [(giver, receiver) for giver, receiver in told if giver and receiver]
    parties = sorted(set(event["parties"]))
    return told or [(one, other) for one in parties for other in parties if one < other]


def _is_pair(pair: Pair, sides: Pair) -> bool:
    return any(same_side(one, pair[0]) and same_side(other, pair[1]) for one, other in (sides, sides[::-1]))
