"""The fit of what tells persons handed over: that it tells them, and the file that is proposed."""

import tomllib

import pytest

from assets.estimates.persons import estimate_persons, persons_file
from assets.versions import PROJECT

PRESENT = PROJECT / "seeds" / "reference" / "persons.toml"


@pytest.fixture(scope="module")
def fitted():
    return estimate_persons()


def test_weights_tell_persons_of_reports_that_they_have_not_seen(fitted):
    assert 300 < fitted.handed_over < fitted.persons
    assert min(fitted.precision, fitted.recall) > 0.8


def test_every_present_weight_is_of_a_signal_that_annotated_reports_have(fitted):
    assert set(tomllib.loads(PRESENT.read_text())["weights"]) <= fitted.weights.keys()


def test_file_that_is_proposed_reads_as_weights(fitted):
    weights = tomllib.loads(persons_file(fitted))["weights"]
    assert weights == pytest.approx(fitted.weights, abs=0.005)
