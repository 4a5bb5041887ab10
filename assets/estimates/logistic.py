"""Logistic regression, as the weights that are estimated here need it.

Belongs here: the fit. Not here: what is fitted (`confidence.py`, `signals.py`).
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.linalg import solve

STEPS = 50  # of Newton's method, which needs some ten
FOLDS = 5
CLOSE = 1e-6  # a step that moves no weight by more is the last

Floats = npt.NDArray[np.float64]
Matrix: TypeAlias = Floats | sp.csr_matrix  # most signals of most values are zero


def fit(inputs: Matrix, targets: Floats, ridge: float, start: Floats | None = None) -> Floats:
    """Weights of a ridge logistic regression by Newton steps; a row of `inputs` is an example, a column a weight.

    `start` are weights near those to be found, if any are known: they save steps.
    """
    told = sp.csr_matrix(inputs)
    weights = np.zeros(told.shape[1]) if start is None else start.copy()
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-(told @ weights)))
        gradient = told.T @ (p - targets) + ridge * weights
        hessian = (told.T @ told.multiply((p * (1 - p))[:, None]).tocsr()).toarray() + ridge * np.eye(told.shape[1])
        step = solve(hessian, gradient, assume_a="pos", overwrite_a=True, check_finite=False)
        weights -= step
        if np.abs(step).max() < CLOSE:
            break
    return weights


def predict_unseen(inputs: Matrix, targets: Floats, groups: list[str], ridge: float) -> Floats:
    """The probability of each example, by weights that have seen none of its group (a report)."""
    start = fit(inputs, targets, ridge)
    known = {group: number for number, group in enumerate(sorted(set(groups)))}
    fold = np.array([known[group] % FOLDS for group in groups])
    predicted = np.zeros(len(groups))
    for number in range(FOLDS):
        weights = fit(inputs[fold != number], targets[fold != number], ridge, start)
        predicted[fold == number] = 1 / (1 + np.exp(-(inputs[fold == number] @ weights)))
    return predicted
