"""Logistic regression, as the weights that are estimated here need it.

Belongs here: the fit, and which examples are held out together. Not here: what is fitted (`confidence.py`,
`signals.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import minimize
from scipy.special import expit

STEPS = 50  # of Newton's method, which needs some ten
FOLDS = 5
CLOSE = 1e-8  # a step that moves the weights by less on the average is the last

Floats = npt.NDArray[np.float64]
Matrix: TypeAlias = Floats | sp.csr_matrix  # most signals of most values are zero


def fit(inputs: Matrix, targets: Floats, ridge: float, start: Floats | None = None) -> Floats:
    """Weights of a ridge logistic regression; a row of `inputs` is an example, a column a weight.

    Newton's method, its steps found by conjugate gradients: of the sparse inputs no dense matrix is made. `start` are
    weights near those to be found, if any are known: they save steps.
    """
    told = sp.csr_matrix(inputs)
    transposed = told.T.tocsr()

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = told @ weights
        value = np.logaddexp(0, odds).sum() - targets @ odds + ridge * (weights @ weights) / 2
        return float(value), transposed @ (expit(odds) - targets) + ridge * weights

    def curved(weights: Floats, direction: Floats) -> Floats:
        p = expit(told @ weights)
        curvature: Floats = transposed @ (p * (1 - p) * (told @ direction)) + ridge * direction
        return curvature

    first = np.zeros(told.shape[1]) if start is None else start
    options = {"maxiter": STEPS, "xtol": CLOSE}
    found: Floats = minimize(loss, first, jac=True, hessp=curved, method="Newton-CG", options=options).x
    return found


def folds_of(groups: Iterable[str]) -> dict[str, int]:
    """The fold of each group (a report): each is predicted by weights that have seen nothing of its fold."""
    return {group: number % FOLDS for number, group in enumerate(sorted(set(groups)))}


def predict_unseen(inputs: Matrix, targets: Floats, groups: list[str], ridge: float) -> Floats:
    """The probability of each example, by weights that have seen none of its group (a report)."""
    start = fit(inputs, targets, ridge)
    fold_of = folds_of(groups)
    fold = np.array([fold_of[group] for group in groups])
    predicted = np.zeros(len(groups))
    for number in range(FOLDS):
        weights = fit(inputs[fold != number], targets[fold != number], ridge, start)
        predicted[fold == number] = expit(inputs[fold == number] @ weights)
    return predicted
