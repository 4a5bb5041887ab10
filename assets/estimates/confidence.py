"""The weights of a claim's confidence that the annotated reports would give, and how well they are calibrated.

Belongs here: which extracted claims are right, and the fit. Not here: the features of a claim
(`assets/extract/confidence.py`), writing a proposal (`pipelines/estimate.py`).

A claim is right when it is about an annotated event with the same parties and status and every figure that it gives is
in the annotation. Five-fold: each claim's probability comes from a model that has not seen its report. The reports
that are held out count, too: rules are surer of what was in view when they were written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from assets.accuracy import FITTED_ON, HELD_OUT, REPORTS
from assets.estimates.logistic import Floats, fit, predict_unseen
from assets.estimates.readings import readings_of
from assets.extract.confidence import features
from assets.extract.events.events import Event, parties_of

RIDGE = 1.0  # weak pull to zero: there are about ten claims a feature
BINS = ((0.0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.0))


class Bin(NamedTuple):
    """Claims of a range of confidence: how many, the confidence they have on average, and the share that is right."""

    low: float
    high: float
    claims: int
    confidence: float
    right: float


class Fit(NamedTuple):
    """Weights by feature, and how well such weights tell the claims of reports that they have not seen.

    `held_out` are the bins of those reports alone that no rule was written for.
    """

    weights: dict[str, float]
    claims: int
    reports: int
    right: float
    bins: list[Bin]
    held_out: list[Bin]


def estimate_confidence() -> Fit:
    """The weights that the present rules of extraction and the annotated reports give."""
    rows = list(_claims())
    inputs = np.array([[1.0, *row.features.values()] for row in rows])
    right = np.array([float(row.is_right) for row in rows])
    predicted = predict_unseen(inputs, right, [row.report for row in rows], RIDGE)
    names = ["bias", *rows[0].features]
    fitted = dict(zip(names, map(float, fit(inputs, right, RIDGE)), strict=True))
    unseen = np.array([row.annotated_in == HELD_OUT for row in rows])
    bins, held_out = list(_binned(predicted, right)), list(_binned(predicted[unseen], right[unseen]))
    return Fit(fitted, len(rows), len({row.report for row in rows}), float(right.mean()), bins, held_out)


class _Claim(NamedTuple):
    annotated_in: str
    report: str
    features: dict[str, float]
    is_right: bool


def _claims() -> Iterator[_Claim]:
    """Every claim of the annotated reports."""
    for name in (*REPORTS, HELD_OUT, *FITTED_ON):
        for report, reading, annotated, _ in readings_of(name):
            for event in reading.events:
                yield _Claim(name, report, features(event), any(_agrees(event, each) for each in annotated))


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


def confidence_file(fit: Fit) -> str:
    """The weights as `seeds/reference/confidence.toml` has them."""
    head = "# Weights of a claim's confidence, fitted on annotated reports by `swapledger estimate`."
    return "\n".join([head, "", "[weights]", *(f"{name} = {value:.3f}" for name, value in fit.weights.items()), ""])
