"""The weights of signals that the annotated reports give for figures of people, each of two ways.

They are for figures of which no rule tells the way. There are few of these, so what tells the others right is learned
from, too.

Belongs here: which of their ways are right, and the fit. Not here: the signals
(`assets/extract/events/figure_signals.py`), aligning events with annotations (`sides.py`), writing a proposal
(`pipelines/estimate.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from assets.estimates.readings import relevant_readings_of
from assets.estimates.signals import SETS, SlotFit, Value, estimate_slot
from assets.extract.events.open_figures import SLOT, figures_of, signals_of_ways
from assets.extract.scoring import annotated_values, same_transfer

MET = 40  # ways with a signal from which it gets a weight; with less, no more of the unread ones are right


def estimate_figures() -> SlotFit:
    """The weights that the present signals and the annotated reports give; values are figures, each twice."""
    return estimate_slot(SLOT, [value for name in SETS for value in _values(name)], MET)


def _values(name: str) -> Iterator[Value]:
    for report, reading, _, same in relevant_readings_of(name):
        for claim, annotation in same.items():
            event, transfers = reading.events[claim], annotated_values(annotation)["transfers"]
            for figures in figures_of(event):
                for way, signals in signals_of_ways(reading.text, event, figures, reading.sides).items():
                    told = any(same_transfer(each, (*way, frozenset([figures.count]))) for each in transfers)
                    yield Value(report, signals, told)
