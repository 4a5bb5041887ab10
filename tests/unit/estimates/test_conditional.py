"""The fit of choices: it finds what tells the right mention, and learns that none may be right."""

import numpy as np
import scipy.sparse as sp

from assets.estimates.conditional import Choices, fit_choices, odds_of_unseen

BIAS, NEAR, RARE = range(3)


def choices(n_events=60):
    """Events of two mentions, the near one right, but in each third event, where neither is near."""
    rows, events, right = [], [], []
    for number in range(n_events):
        is_told = number % 3 > 0
        rows += [[1.0, float(is_told), 0.0], [1.0, 0.0, float(number % 7 == 0)]]
        events += [number, number]
        right += [float(is_told), 0.0]
    return Choices(sp.csr_matrix(np.array(rows)), np.array(events), np.array(right))


def test_weights_tell_the_right_mention():
    weights = fit_choices(choices(), ridge=1.0)
    assert weights[NEAR] > 2.0
    assert weights[BIAS] < -1.0
    assert abs(weights[RARE]) < 1.0


def test_mentions_unseen_are_told_as_well():
    told = choices()
    _, odds = odds_of_unseen(told, told.events % 5, ridge=1.0)
    assert odds[told.right == 1.0].min() > 1.0 > odds[told.right == 0.0].max()


def test_mentions_of_the_right_value_share_the_event():
    one = Choices(sp.csr_matrix(np.array([[1.0, 1.0, 0.0], [1.0, 0.0, 1.0]])), np.array([0, 0]), np.array([1.0, 1.0]))
    weights = fit_choices(one, ridge=1.0)
    assert np.isclose(weights[NEAR], weights[RARE], atol=1e-3)
