"""The weights of signals that the annotated reports give for the figures that rules claim: whether one is right.

Belongs here: which claimed figures are annotated, and the fit. Not here: the signals
(`assets/extract/events/doubtful_figures.py`), figures that no rule claims (`figures.py`), writing a proposal
(`pipelines/estimate.py`).

Of the reports in view of which rules were written more claimed figures are right than of others. They are fitted on all
the same: what makes one figure less likely than another holds in both.
"""

from __future__ import annotations

from collections.abc import Iterator

from assets.estimates.readings import readings_of
from assets.estimates.signals import SETS, SlotFit, Value, estimate_slot
from assets.extract.events.doubtful_figures import SLOT, signals_of_transfers
from assets.extract.scoring import annotated_values, same_transfer

MET = 12  # figures with a signal from which it gets a weight


def estimate_doubts() -> SlotFit:
    """The weights that the present signals and the annotated reports give; values are the figures claimed."""
    return estimate_slot(SLOT, [value for name in SETS for value in _values(name)], MET)


def _values(name: str) -> Iterator[Value]:
    for report, reading, _, same in readings_of(name):
        for number, event in enumerate(reading.events):
            left = annotated_values(same[number])["transfers"] if number in same else []
            for transfer, signals in signals_of_transfers(reading.text, event, reading.events):
                claimed = (*transfer.direction, frozenset([transfer.count]))
                right = next((each for each in left if same_transfer(each, claimed)), None)
                if right is not None:
                    left.remove(right)
                yield Value(report, signals, right is not None)
