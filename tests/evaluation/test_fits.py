"""The weights that all annotated reports give: those in use are like them, and tell what is right in reports unseen."""

import pytest

from assets.deduplicate.weights import LEVELS
from assets.estimates.confidence import estimate_confidence
from assets.estimates.match_weights import ENOUGH, estimate_match_weights
from assets.estimates.readings import REFERENCE, readings_of
from assets.extract.language.lexicon_files import load_lexicon
from tests.proposals import propose

pytestmark = pytest.mark.fits

LITTLE = 0.15  # a weight that may turn where a rule changes
# What is told of one event rather than another is harder to tell, and all of a claim together is hardest.
LEAST = {"place": 0.6, "mediators": 0.7, "confidence": 0.7}


@pytest.fixture(scope="module")
def proposed(tmp_path_factory):
    """What the command proposes where nothing is published."""
    yield propose(tmp_path_factory.mktemp("estimate"))
    readings_of.cache_clear()  # half a gigabyte, which no other test needs


def test_weights_tell_values_of_reports_that_they_have_not_seen(proposed):
    for each in proposed.slots():
        assert 250 < each.right < each.values
        assert min(each.precision, each.recall) > LEAST.get(each.slot, 0.75)


def test_present_weights_are_those_that_the_annotated_reports_give(proposed):
    present = load_lexicon(REFERENCE, "en").weights
    assert {each.slot for each in proposed.slots()} == present.keys()
    for slot, known in present.items():
        weights = proposed.weights(slot)
        shared = known.keys() & weights.keys()
        assert len(shared) > 0.8 * len(known)
        telling = [name for name in shared if abs(known[name]) > LITTLE]
        assert sum(known[name] * weights[name] > 0 for name in telling) > 0.95 * len(telling)


def test_claims_of_high_confidence_are_right_nine_times_in_ten(proposed):
    fit = estimate_confidence()
    assert proposed.weights("confidence") == pytest.approx(fit.slot.weights, abs=0.005)
    for bins in (fit.bins, fit.held_out):
        surest = bins[-1]
        assert surest.low == 0.9
        assert round(surest.right, 1) >= 0.9


def test_annotated_reports_give_an_estimate_for_every_level():
    found = estimate_match_weights(None)
    assert [each.level for each in found] == [f"{field}.{level}" for field, of in LEVELS.items() for level in of]
    assert sum(each.matches for each in found if each.level.startswith("parties.")) > 50
    assert all(each.estimated == each.present for each in found if each.matches + each.others < ENOUGH)
    assert all(abs(each.estimated) <= 16 for each in found)
