"""How sure a claim is: what raises and lowers it, and that it is a probability whatever the weights."""

from dataclasses import replace

import pytest

from assets.extract.confidence import SLOT, signals_of
from assets.extract.language.lexicon_files import load_lexicon
from assets.extract.reading import read_report
from assets.versions import PROJECT

LEXICON = load_lexicon(PROJECT / "seeds" / "reference", "en")
PLAIN = "Russia and Ukraine exchanged prisoners on Friday. Ukraine got back 95 soldiers, and Russia 95."
DONE = "Russia and Ukraine have exchanged 95 prisoners each."
PLANNED = "Russia and Ukraine may exchange 95 prisoners each."
CROWDED = (
    "Russia and Ukraine exchanged prisoners on Friday, with Poland, Belarus, Turkey and Germany looking on. Ukraine "
    "got back 95 soldiers, and Russia 95, while 12 others, 7 of them German, were let go as well."
)


def confidences(text, lexicon=LEXICON):
    return [event.confidence for event in read_report(text, None, lexicon).events]


def test_plain_swap_of_known_adversaries_is_likelier_right_than_not():
    (sure,) = confidences(PLAIN)
    assert 0.75 < sure < 1.0
    assert sure == round(sure, 2)


@pytest.mark.parametrize(("surer", "less_sure"), [(DONE, PLANNED), (PLAIN, CROWDED)])
def test_what_makes_a_claim_less_sure(surer, less_sure):
    assert max(confidences(less_sure)) < min(confidences(surer))


def test_event_is_as_sure_as_its_figures():
    (event,) = read_report(PLAIN, None, LEXICON).events
    before = signals_of(event, [event])
    assert before["least likely figure"] == min(t.chance for t in event.transfers)
    event.transfers[0].chance = 0.05
    after = signals_of(event, [event])
    assert after["least likely figure"] == 0.05
    assert after["all figures"] < before["all figures"]


@pytest.mark.parametrize("bias", [-900.0, -9.0, 9.0, 900.0])
def test_confidence_is_a_probability_whatever_the_weights(bias):
    weights = {**LEXICON.weights, SLOT: {"bias": bias}}
    (told,) = confidences(PLAIN, replace(LEXICON, weights=weights))
    assert told == float(bias > 0)
