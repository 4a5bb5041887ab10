"""Sketches: stable, ordered, and alike for alike texts."""

from __future__ import annotations

import pytest

from assets.clean.sketch import SKETCH_SIZE, make_sketch

WORDS = [f"word{number}" for number in range(400)]
TEXT = " ".join(WORDS)
PINNED = [-8424152258531022157, -7345078383448952226]


def containment(one, other):
    return len(set(one) & set(other)) / SKETCH_SIZE


def test_is_ascending_bounded_and_signed():
    sketch = make_sketch(TEXT)
    assert len(sketch) == SKETCH_SIZE
    assert sketch == sorted(set(sketch))
    assert all(-(2**63) <= value < 2**63 for value in sketch)


def test_is_the_same_on_every_machine():
    assert make_sketch("one two three four five six seven eight nine ten " * 3)[:2] == PINNED


def test_passes_over_case_accents_and_punctuation():
    plain = " ".join(f"cafe number{number}" for number in range(30))
    assert make_sketch(plain) == make_sketch(plain.replace("cafe ", "Café,\n\n").upper())


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        (TEXT, 1, 1),
        (" ".join(WORDS[:360] + ["else"] * 40), 0.75, 1),
        (" ".join(reversed(WORDS)), 0, 0),
        (TEXT.replace("word", "term"), 0, 0),
    ],
    ids=["same", "nine tenths", "other order", "other words"],
)
def test_alike_texts_share_hashes(text, low, high):
    assert low <= containment(make_sketch(TEXT), make_sketch(text)) <= high


@pytest.mark.parametrize(("n_words", "is_empty"), [(0, True), (4, True), (19, True), (20, False)])
def test_short_texts_have_none(n_words, is_empty):
    assert (make_sketch(" ".join(WORDS[:n_words])) == []) is is_empty
