"""The weights of a claim's confidence that the annotated reports would give, and how well they are calibrated.

Belongs here: which extracted claims are right, and the fit. Not here: what speaks for and against a claim
(`assets/extract/confidence.py`), writing a proposal (`pipelines/estimate.py`).

A claim is right when it is about an annotated event with the same parties and status and every figure that it gives is
in the annotation. Five-fold: each claim's probability comes from weights that have not seen its report. The reports
that are held out count, too: rules are surer of what was in view when they were written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from assets.accuracy import FITTED_ON, HELD_OUT, REPORTS
from assets.estimates.logistic import Floats
from assets.estimates.readings import readings_of
from assets.estimates.signals import SlotFit, Value, matrix_of, predict, slot_of, weights_of
from assets.extract.confidence import SLOT, signals_of
from assets.extract.events.events import Event, parties_of

MET = 12  # claims with a signal from which it gets a weight
BINS = ((0.0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.0))


class Bin(NamedTuple):
    """Claims of a range of confidence: how many, the confidence they have on average, and the share that is right."""

    low: float
    high: float
    claims: int
    confidence: float
    right: float


class Calibration(NamedTuple):
    """The weights of the confidence, and how well such weights tell the claims of reports that they have not seen.

    `held_out` are the bins of those reports alone that no rule was written for.
    """

    slot: SlotFit
    reports: int
    bins: list[Bin]
    held_out: list[Bin]


def estimate_confidence() -> Calibration:
    """The weights that the present rules of extraction and the annotated reports give; values are claims."""
    of_sets = [(name, value) for name in (*REPORTS, HELD_OUT, *FITTED_ON) for value in _claims(name)]
    values = [value for _, value in of_sets]
    names, inputs, right = matrix_of(values, MET)
    predicted = predict(values, inputs, right)
    unseen = np.array([name == HELD_OUT for name, _ in of_sets])
    return Calibration(
        slot_of(SLOT, values, weights_of(names, inputs, right), predicted),
        len({value.report for value in values}),
        list(_binned(predicted, right)),
        list(_binned(predicted[unseen], right[unseen])),
    )


def _claims(name: str) -> Iterator[Value]:
    """Every claim of the reports of a set."""
    for report, reading, annotated, _ in readings_of(name):
        for event in reading.events:
            is_right = any(_agrees(event, each) for each in annotated)
            yield Value(report, signals_of(event, reading.events), is_right)


def _agrees(event: Event, annotated: Mapping[str, Any]) -> bool:
    if set(parties_of(event)) != set(annotated["parties"]) or event.status != annotated["status"]:
        return False
    known = {count for t in annotated["transfers"] for count in [t["count"], *(t.get("alt") or [])]}
    return all(t.count is None or t.count in known for t in event.transfers)


def _binned(predicted: Floats, right: Floats) -> Iterator[Bin]:
    for low, high in BINS:
        inside = (predicted >= low) & (predicted < high)
        if inside.any():
            yield Bin(low, high, int(inside.sum()), float(predicted[inside].mean()), float(right[inside].mean()))
