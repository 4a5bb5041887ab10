"""The fit of the signals of a slot: rare ones get no weight, telling ones get theirs, and the file keeps every name."""

import csv
import io

import pytest

from assets.estimates.signals import MET, SlotFit, Value, estimate_slot, weights_of_slot

NAMES = ("plain", "told, of one", 'said "so"')


def values(n_reports=60):
    """One right and one wrong value a report, each with the signal that tells it; a rare signal beside them."""
    for number in range(n_reports):
        rare = {"rare": 1.0} if number < MET - 1 else {}
        yield Value(f"r{number}", {"telling": 1.0, **rare}, True)
        yield Value(f"r{number}", {"against": 1.0}, False)


def test_signals_that_tell_get_weight_and_rare_ones_none():
    fit = estimate_slot("persons", list(values()))
    assert fit.weights["telling"] > 0 > fit.weights["against"]
    assert "rare" not in fit.weights
    assert (fit.values, fit.right, fit.precision, fit.recall) == (120, 60, 1.0, 1.0)


def test_file_that_is_proposed_reads_as_weights():
    weights = {name: float(number) for number, name in enumerate(NAMES)}
    text = weights_of_slot(SlotFit("persons", weights, 9, 3, 1.0, 1.0))
    rows = csv.DictReader(io.StringIO(text))
    assert {row["signal"]: float(row["weight"]) for row in rows} == pytest.approx(weights)
