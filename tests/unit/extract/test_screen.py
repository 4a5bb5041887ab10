import json

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


def test_stem_over_two_texts_lets_both_through():
    assert mask("It was a pri", "son in all but name.", "Rain.") == [True, True, False]


def test_sliced_chunks_and_wide_strings():
    texts = pa.array(["A swap.", "Rain.", "Two prisoners.", "Sun."], pa.large_string())
    column = pa.chunked_array([texts.slice(1, 2), texts.slice(3), texts.slice(0, 0), texts.slice(0, 1)])
    assert SCREEN.mask(column).to_pylist() == [False, True, False, True]
    assert SCREEN.mask(pa.chunked_array([], pa.string())).to_pylist() == []


@given(st.lists(st.one_of(st.none(), st.text(max_size=30), st.sampled_from(["swap", "Ünïcode détained", "é"]))))
def test_agrees_with_looking_text_by_text(texts):
    apart = [any(stem in (text or "").lower() for stem in STEMS) for text in texts]
    found = mask(*texts)
    assert all(told for has, told in zip(apart, found, strict=True) if has)


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
