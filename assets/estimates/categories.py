"""The weights of signals that the annotated reports give for the categories of transfers.

Belongs here: which category is right, and the fit, in which all categories are held against each other. Not here: the
signals (`assets/extract/events/category_signals.py`), their use (`assets/extract/events/categories.py`), writing a
proposal (`pipelines/estimate.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize
from scipy.special import logsumexp, softmax

from assets.estimates.logistic import FOLDS, Floats, folds_of
from assets.estimates.readings import relevant_readings_of
from assets.estimates.signals import SETS, SlotFit
from assets.extract.events.categories import SLOT, is_weighed
from assets.extract.events.category_signals import category_signals, report_signals, signal_names
from assets.extract.language.lexicon import CATEGORIES
from assets.extract.scoring import annotated_values, same_transfer

RIDGE = 3.0
MET = 30  # transfers with a signal from which it gets weights; with less, no more of the unread ones are right
LEAST = 0.1  # a smaller weight says nothing
STEPS = 60  # of L-BFGS; more tell no more of the unread ones right


class _Told(NamedTuple):
    """A transfer with its signals, and the number of the category that is annotated."""

    report: str
    signals: list[str]
    category: int


def estimate_categories() -> SlotFit:
    """The weights that the present signals and the annotated reports give; values are transfers that are annotated."""
    told = [each for name in SETS for each in _told(name)]
    met = Counter(signal for each in told for signal in each.signals)
    names = sorted(name for name in met if met[name] >= MET)
    column = {name: number for number, name in enumerate(names)}
    cells = [(row, column[name]) for row, each in enumerate(told) for name in each.signals if name in column]
    rows, columns = zip(*cells, strict=True)
    inputs = sp.csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(told), len(names)))
    right = np.array([each.category for each in told])
    fold_of = folds_of(each.report for each in told)
    folds = np.array([fold_of[each.report] for each in told])
    weights = _fit(inputs, right)
    hits = 0
    for fold in range(FOLDS):
        of_rest = _fit(inputs[folds != fold], right[folds != fold], weights)
        hits += int((np.argmax(inputs[folds == fold] @ of_rest, axis=1) == right[folds == fold]).sum())
    found = {
        f"{category}, {name}": float(weights[column[name], number])
        for name in names
        for number, category in enumerate(CATEGORIES)
        if abs(weights[column[name], number]) >= LEAST
    }
    return SlotFit(SLOT, found, len(told) * len(CATEGORIES), len(told), hits / len(told), hits / len(told))


def _fit(inputs: sp.csr_matrix, right: Any, start: Floats | None = None) -> Floats:
    """A column of weights a category, under which the right categories are likeliest together."""
    shape, transposed = (inputs.shape[1], len(CATEGORIES)), inputs.T.tocsr()
    is_right = np.eye(len(CATEGORIES))[right]

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(shape)
        odds = inputs @ weights
        value = float((logsumexp(odds, axis=1) - (odds * is_right).sum(axis=1)).sum() + RIDGE * (flat @ flat) / 2)
        return value, (transposed @ (softmax(odds, axis=1) - is_right) + RIDGE * weights).ravel()

    first = np.zeros(shape) if start is None else start
    found = minimize(loss, first.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    weights: Floats = found.reshape(shape)
    return weights


def _told(name: str) -> Iterator[_Told]:
    """Every transfer of a set whose direction and figure are right, with the category that is annotated."""
    for report, reading, _, same in relevant_readings_of(name):
        of_report = signal_names(report_signals(reading.text))
        for claim, annotation in same.items():
            event = reading.events[claim]
            left = [transfer for transfer in event.transfers if is_weighed(transfer)]
            counted = [each for each in annotation["transfers"] if each["count"] is not None]
            for value, each in zip(annotated_values(annotation)["transfers"], counted, strict=True):
                transfer = next((t for t in left if same_transfer(value, (*t.direction, frozenset([t.count])))), None)
                if transfer is not None:
                    left.remove(transfer)
                    signals = [*of_report, *signal_names(category_signals(reading.text, event, transfer))]
                    yield _Told(report, signals, CATEGORIES.index(each["category"]))
