"""The fit of the signals of persons, mediators, places, sides and figures: that it tells the right ones, and files."""

import csv
import io

import pytest

from assets.estimates.categories import estimate_categories
from assets.estimates.choices import estimate_choices
from assets.estimates.doubts import estimate_doubts
from assets.estimates.figures import estimate_figures
from assets.estimates.sides import estimate_sides
from assets.estimates.signals import estimate_signals, weights_of_slot
from assets.extract.language.lexicon_files import load_lexicon
from assets.extract.language.signal_weights import WEIGHED_SLOTS
from assets.versions import PROJECT

LITTLE = 0.15  # a weight that may turn where a rule changes
LEAST = {"place": 0.6, "mediators": 0.7}  # both are told of one event rather than another


@pytest.fixture(scope="module")
def fits():
    weighed = (estimate_sides(), estimate_figures(), estimate_doubts(), estimate_categories())
    return {fit.slot: fit for fit in (*estimate_signals(), *estimate_choices(), *weighed)}


@pytest.fixture(scope="module")
def present():
    return load_lexicon(PROJECT / "seeds" / "reference", "en").weights


def test_every_slot_that_is_weighed_is_fitted(fits, present):
    assert fits.keys() == present.keys() == set(WEIGHED_SLOTS)


def test_weights_tell_values_of_reports_that_they_have_not_seen(fits):
    for fit in fits.values():
        assert 250 < fit.right < fit.values
        assert min(fit.precision, fit.recall) > LEAST.get(fit.slot, 0.75)


def test_present_weights_are_those_that_the_annotated_reports_give(fits, present):
    for slot, fit in fits.items():
        shared = present[slot].keys() & fit.weights.keys()
        assert len(shared) > 0.8 * len(present[slot])
        telling = [name for name in shared if abs(present[slot][name]) > LITTLE]
        assert sum(present[slot][name] * fit.weights[name] > 0 for name in telling) > 0.95 * len(telling)


def test_file_that_is_proposed_reads_as_weights(fits):
    for fit in fits.values():
        rows = csv.DictReader(io.StringIO(weights_of_slot(fit)))
        weights = {row["signal"]: float(row["weight"]) for row in rows}
        assert weights == pytest.approx(fit.weights, abs=0.005)
        assert any("," in name for name in weights)  # names that have to be quoted
