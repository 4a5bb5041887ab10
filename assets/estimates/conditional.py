"""The fit of a slot of which an event has one value or none: which of several mentions tells it.

Belongs here: the conditional logistic model, in which all mentions of an event and "none" are held against each other.
Not here: the examples (`signals.py`), the use of the weights (`assets/extract/weighing.py`).

Which of the mentions of the right value tells it is not annotated, so all of them together are to be likely.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import minimize

from assets.estimates.logistic import FOLDS, Floats

Ints = npt.NDArray[np.int64]

STEPS = 200  # of L-BFGS; it needs some hundred
UNBOUND = 0.01  # pull to zero of the weight that always counts


class Choices(NamedTuple):
    """Mentions by event: a row of `inputs` is a mention, a column a signal, the first one always 1.

    `events` has the number of each mention's event (from 0, in order), `right` 1.0 for a mention of the right value.
    """

    inputs: sp.csr_matrix
    events: Ints
    right: Floats


def fit_choices(choices: Choices, ridge: float, start: Floats | None = None) -> Floats:
    """The weights under which the right value, or none, is likeliest for all events together."""
    inputs, transposed = choices.inputs, choices.inputs.T.tocsr()
    n_events = int(choices.events.max()) + 1
    has = np.bincount(choices.events, choices.right, n_events) > 0
    pull = np.full(inputs.shape[1], ridge)
    pull[0] = UNBOUND

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = np.exp(inputs @ weights)
        every = 1.0 + np.bincount(choices.events, odds, n_events)
        of_right = np.where(has, np.bincount(choices.events, odds * choices.right, n_events), 1.0)
        wanted = np.where(has[choices.events], odds * choices.right / of_right[choices.events], 0.0)
        gradient = transposed @ (odds / every[choices.events] - wanted) + pull * weights
        return float((np.log(every) - np.log(of_right)).sum() + (pull * weights**2).sum() / 2), gradient

    first = np.zeros(inputs.shape[1]) if start is None else start
    found: Floats = minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    return found


def odds_of_unseen(choices: Choices, folds: Ints, ridge: float) -> tuple[Floats, Floats]:
    """The weights of all, and the odds of each mention by weights that have seen no mention of its fold."""
    weights = fit_choices(choices, ridge)
    odds = np.zeros(len(choices.right))
    for number in range(FOLDS):
        seen = folds != number
        events = np.unique(choices.events[seen], return_inverse=True)[1]
        of_rest = fit_choices(Choices(choices.inputs[seen], events, choices.right[seen]), ridge, weights)
        odds[~seen] = np.exp(choices.inputs[~seen] @ of_rest)
    return weights, odds
