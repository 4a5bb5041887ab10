"""Mending: what is changed, and what is left alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.clean.mending import mend_text


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("  Ten men \t came\u00a0home. ", "Ten men came home."),
        ("1\u202f000 men", "1 000 men"),
        ("a\r\nb\rc\u2028d\x0be\x85f", "a\nb\nc\nd\ne\nf"),
        ("Ten\u200b men\ufeff came\u00ad home\u202e.", "Ten men came home."),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\x00b\x07c", "abc"),
        ("cafe\u0301", "café"),
        ("AT&amp;T &quot;swap&quot; &#8217; &lt;", 'AT&T "swap" ’ <'),
        ("a&copy=1 & b &unknown; &amp", "a&copy=1 & b &unknown; &amp"),
        ("Zelenskyâ€™s office said", "Zelensky’s office said"),
        ("Ð¾Ð±Ð¼ÐµÐ½ Ð¿Ð»ÐµÐ½Ð½Ñ‹Ð¼Ð¸\nÂ«так» и «this» â", "обмен пленными\n«так» и «this» â"),
        ("“Quoted” – and ‘so’… 20 €", "“Quoted” – and ‘so’… 20 €"),
        ("İstanbul'da görüşme", "İstanbul'da görüşme"),
        ("lone \ud800 half", "lone \ufffd half"),
    ],
)
def test_mends(text, mended):
    assert mend_text(text) == mended


def test_masses_of_marks_are_cut_to_what_letters_have():
    mended = mend_text("e" + "\u0327\u0301" * 200_000 + "nd")
    assert len(mended) < 40
    assert mended.endswith("nd")


@given(st.text())
def test_the_result_is_normal_and_storable(text):
    mended = mend_text(text)
    assert unicodedata.is_normalized("NFC", mended)
    assert mended.encode().decode() == mended
    assert all(line == line.strip() and "  " not in line for line in mended.split("\n"))
