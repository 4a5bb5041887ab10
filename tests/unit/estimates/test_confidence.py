"""The fit of confidence: bounds, calibration, and the file that is proposed."""

import tomllib

import pytest

from assets.estimates.confidence import confidence_file, estimate_confidence
from assets.extract.confidence import load_weights


@pytest.fixture(scope="module")
def fit():
    return estimate_confidence()


def test_every_claim_is_in_one_bin(fit):
    assert fit.claims == sum(each.claims for each in fit.bins) > 100
    assert all(each.low <= each.confidence <= each.high for each in fit.bins)
    right = sum(each.claims * each.right for each in fit.bins)
    assert right / fit.claims == pytest.approx(fit.right)


def test_file_that_is_proposed_can_be_read_as_weights(fit, tmp_path):
    path = tmp_path / "confidence.toml"
    path.write_text(confidence_file(fit))
    assert load_weights(path) == pytest.approx(fit.weights, abs=0.001)
    assert list(tomllib.loads(path.read_text())) == ["weights"]
