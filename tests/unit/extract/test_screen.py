import json
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.extract.claims import REFERENCE, extract_claims
from assets.extract.language.lexicon_files import load_lexicon
from assets.extract.reading import read_report
from assets.extract.screen import Screen
from warehouse.tables import CLEAN_REPORTS

LEXICON = load_lexicon(REFERENCE, "en")
SCREEN = Screen(LEXICON)
STEMS = sorted(LEXICON.words["screen.stems"])
SAMPLES = sorted((REFERENCE.parent / "reports").glob("*.json"))


def mask(*texts, kind=None):
    return SCREEN.mask(pa.chunked_array([pa.array(texts, kind or pa.string())])).to_pylist()


@pytest.mark.parametrize("stem", STEMS)
def test_stem_is_found_in_every_casing(stem):
    forms = [f"The {stem} ...", f"{stem.capitalize()}s", f"THE {stem.upper()}S"]
    assert mask(*forms) == [True, True, True]


def test_texts_are_told_apart():
    assert mask("", "Fair weather.", None, "A swap.", "", "Rain.", "Swap", "") == [
        False, False, False, True, False, False, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Lisbon has given back 20 Malians.",
        "Peru gets back two pilots.",
        "Six sailors are back with their families.",
        "Both were let out of house arrest.",
        "The spy will also go free.",
        "Oman was the go-between, and the crew was flown home.",
    ],
)
def test_going_back_without_a_word_of_captivity_is_found(text):
    assert mask(text) == [True]


def test_stem_over_two_texts_is_in_neither():
    assert mask("It was a pri", "son in all but name.", "Rain.") == [False, False, False]
    assert mask("It was a pri", "soner swap.", "", "son") == [False, True, False, False]


@pytest.mark.parametrize("block", [20, 21, 22, 23, 64])
def test_stem_over_two_blocks_is_found(monkeypatch, block):
    monkeypatch.setattr("assets.extract.screen.BLOCK", block)
    texts = ["Rain.", "He sits in a penal colony.", "Sun, then the bodies.", "Two were freed", "", "Wind."] * 5
    assert mask(*texts) == [False, True, True, True, False, False] * 5


def test_threads_share_a_screen():
    column = pa.chunked_array([["Rain."] * 2000 + ["A swap."] + ["Sun."] * 2000])
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: SCREEN.mask(column).to_pylist().index(True), range(40)))
    assert found == [2000] * 40


def test_sliced_chunks_and_wide_strings():
    texts = pa.array(["A swap.", "Rain.", "Two prisoners.", "Sun."], pa.large_string())
    column = pa.chunked_array([texts.slice(1, 2), texts.slice(3), texts.slice(0, 0), texts.slice(0, 1)])
    assert SCREEN.mask(column).to_pylist() == [False, True, False, True]
    assert SCREEN.mask(pa.chunked_array([], pa.string())).to_pylist() == []


PIECES = st.sampled_from(["swap", "pri", "SON", "Ünïcode détained", "é"])


@given(st.lists(st.one_of(st.none(), st.text(max_size=30), PIECES)))
def test_agrees_with_looking_text_by_text(texts):
    apart = [any(stem.encode() in (text or "").encode().lower() for stem in STEMS) for text in texts]
    assert mask(*texts) == apart


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_report_that_tells_of_an_exchange_is_dropped(path):
    text = json.loads(path.read_text())["text"]
    assert mask(text) == [True] or not read_report(text, None, LEXICON).events


def test_report_without_a_stem_is_accounted_for():
    report = dict.fromkeys(CLEAN_REPORTS.arrow_schema.names) | {
        "report_id": "r1", "text": "The weather was fine in Geneva.", "language": "en",
    }  # fmt: skip
    tables = extract_claims(pa.Table.from_pylist([report], CLEAN_REPORTS.arrow_schema))
    assert tables["screened"].to_pylist() == [
        {"report_id": "r1", "relevant": False, "reason": "screen.no_vocabulary"}
        | {"n_claims": 0, "n_transfers": 0, "n_persons": 0}
    ]
    assert tables["claims"].num_rows == 0
