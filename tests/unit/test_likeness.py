"""Which texts of one place are later states of one another."""

import random
from datetime import datetime

from assets import likeness
from assets.likeness import CORRECTED, containment, corrected_texts

FIRST, SECOND, THIRD = (datetime(2026, 3, day) for day in (1, 2, 3))


def sketch(draw, n_changed=0, of=None):
    """64 hashes, by chance or those of another sketch with some of them changed."""
    kept = draw.sample(of, len(of) - n_changed) if of else []
    return sorted({*kept, *(draw.randrange(1 << 60) for _ in range(64 - len(kept)))})


def test_a_text_is_found_again_among_many_and_followed_through_its_corrections():
    draw = random.Random(7)
    texts = [(FIRST, f"a{number}", sketch(draw)) for number in range(50)]
    corrected = [(SECOND, f"b{number}", sketch(draw, 6, of=texts[number][2])) for number in range(0, 50, 2)]
    again = [(THIRD, "c4", sketch(draw, 6, of=corrected[2][2])), (THIRD, "other", sketch(draw, 40, of=texts[8][2]))]
    found = corrected_texts([*again, *texts, *corrected])
    assert containment(again[1][2], texts[8][2])[0] < CORRECTED
    assert sorted(found) == sorted([[f"a{n}", f"b{n}", *(["c4"] if n == 4 else [])] for n in range(0, 50, 2)])


def test_what_landed_at_once_is_not_compared(monkeypatch):
    monkeypatch.setattr(likeness, "containment", None)
    same = sketch(random.Random(7))
    assert corrected_texts([(FIRST, "a", same), (FIRST, "b", same)]) == []
    assert corrected_texts([]) == []


def test_a_stock_phrase_compares_no_text_with_all_others(monkeypatch):
    draw, compared = random.Random(7), []
    monkeypatch.setattr(likeness, "containment", lambda *pair: compared.append(pair) or containment(*pair))
    phrase = [draw.randrange(1 << 60) for _ in range(8)]
    day = {0: FIRST, 1: SECOND}
    texts = [(day[number % 2], f"t{number}", sorted([*phrase, *sketch(draw)])) for number in range(600)]
    assert corrected_texts(texts) == []
    assert len(compared) <= 300 * likeness.MANY
