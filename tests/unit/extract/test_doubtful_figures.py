"""Figures that rules claim and that are left out again: what becomes of them, and when none is."""

from dataclasses import replace

import pytest

from assets.extract.events.doubtful_figures import SLOT, signals_of_transfers
from assets.extract.events.events import parties_of
from assets.extract.language.lexicon_files import load_lexicon
from assets.extract.reading import read_report
from assets.versions import PROJECT

LEXICON = load_lexicon(PROJECT / "seeds" / "reference", "en")
TOLD = (
    "The rebels of the ELN freed eight Colombian soldiers on Monday in exchange for six of their own. The swap took "
    "place in Arauca. The government released the six ELN members to the rebels. "
)
BESIDE = "Two Spanish engineers were let go by the ELN, too, and handed to Spain."


@pytest.fixture(scope="module")
def credulous():
    return replace(LEXICON, weights={**LEXICON.weights, SLOT: {"bias": 9.0}})


def figures(transfers):
    return {(*transfer.direction, transfer.count) for transfer in transfers}


def test_doubtful_figure_is_left_out_and_kept_beside_the_event(credulous):
    (believed,) = read_report(TOLD + BESIDE, None, credulous).events
    (event,) = read_report(TOLD + BESIDE, None, LEXICON).events
    assert figures(believed.transfers) == {("ELN", "COL", 8), ("COL", "ELN", 6), ("ELN", "ESP", 2)}
    assert figures(event.doubtful) == {("ELN", "ESP", 2)}
    assert figures(event.transfers) == figures(believed.transfers) - figures(event.doubtful)
    assert "transfer.doubtful" in event.rules - believed.rules


def test_side_of_a_doubtful_figure_stays_a_party():
    (event,) = read_report(TOLD + BESIDE, None, LEXICON).events
    assert parties_of(event) == ["COL", "ELN", "ESP"]


def test_what_was_left_out_is_weighed_as_it_was_before(credulous):
    by_figure = []
    for lexicon in (credulous, LEXICON):
        reading = read_report(TOLD + BESIDE, None, lexicon)
        told = signals_of_transfers(reading.text, reading.events[0], reading.events)
        by_figure.append({(*t.direction, t.count): signals for t, signals in told})
    assert by_figure[0] == by_figure[1]


def test_nothing_is_left_out_of_a_note_of_two_sentences():
    doubting = replace(LEXICON, weights={**LEXICON.weights, SLOT: {"bias": -9.0}})
    note = "The ELN freed eight Colombian soldiers on Monday. " + BESIDE
    assert any(event.transfers for event in read_report(note, None, doubting).events)
    assert not any(event.transfers for event in read_report(TOLD + BESIDE, None, doubting).events)
