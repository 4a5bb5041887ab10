from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.extract.claims import REFERENCE
from assets.extract.lexicon_files import load_lexicon
from assets.extract.reading import read_report

LEXICON = load_lexicon(REFERENCE, "en")
PUBLISHED = date(2024, 5, 15)
REPORT = "Russia and Ukraine exchanged prisoners on Friday. Russia handed over 75 soldiers to Ukraine. "

TEXTS = {
    "empty": "",
    "blank": " \n\t\n ",
    "no letters": "!!! ... ??? ;;; --- \n (((",
    "one word": "exchange",
    "without spaces": "prisonerexchange" * 5_000,
    "long number": f"Russia freed {'9' * 40} prisoners on {'1' * 40} May, in {'2' * 40}.",
    "number beyond the limit of int": f"Russia freed {'9' * 6_000} prisoners, {'1,' * 6_000}1 on {'3' * 6_000} May.",
    "numbers with points": "They met on 1.2.3 and 99999.1.1 and 1.1.99999 and 2024-99999-01.",
    "mixed scripts": "Россия released 15 Укrainian воinів; 交换 prisoners تبادل الأسرى with Ukraine on Friday.",
    "right to left": "\u202eRussia freed 5 prisoners\u202c for Ukraine \u200f.",
    "combining": "R\u0301u\u0301s\u0301s\u0301i\u0301a\u0301 exchanged priso\u0308ners " * 50,
    "zero width": "\u200bRu\u200dssia\ufeff exchanged pris\u00adoners with Ukraine.",
    "emoji": "Russia \U0001f91d Ukraine: \U0001f1f7\U0001f1fa 75 \U0001f1fa\U0001f1e6 captives \U0001d7d9\U0001d7da.",
    "other digits": "Russia freed ٧٥ prisoners, ７５ soldiers, ⅷ men, x² others and ½ a body.",
    "casing that changes length": "İstanbul: RUSSIA FREED 5 ẞOLDIERS, ŉ ǰ ΐ, FOR UKRAINE.",
    "null and control": "Russia\x00 exchanged\x07 prisoners\x1b[31m with\x85 Ukraine\u2028 on\u2029 Friday.",
    "quotes and hyphens only": "'’' - ’ - ' -- \" “ ” « »",
    "cut off": REPORT[:-20],
}
GROWING = {
    "reports": lambda size: REPORT * (size // len(REPORT)),
    "one sentence": lambda size: "Russia exchanged 75 prisoners with Ukraine and " * (size // 47),
    "lines": lambda size: "Russia freed 75 prisoners\n" * (size // 26),
    "no spaces": lambda size: "a" * size,
    "digits": lambda size: "7" * size,
    "numbers": lambda size: "75 of the " * (size // 10),
    "points": lambda size: "U.S." * (size // 4),
    "apostrophes": lambda size: "'s" * (size // 2),
    "names": lambda size: "Ivan Petrov and " * (size // 16),
}
SIZE = 10_000
RATIO = 3.0  # time for a text twice as long: 2 if linear, 4 if quadratic


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_text_is_read_and_evidence_lies_in_it(text):
    reading = read_report(text, PUBLISHED, LEXICON)
    assert reading.reason
    for event in reading.events:
        for transfer in event.transfers:
            start, end = reading.text.span(transfer.first, transfer.last)
            assert 0 <= start < end <= len(text)


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_around_a_report_is_read(before, after):
    assert read_report(before + REPORT + after, None, LEXICON).reason


def _seconds(text):
    """Processor time of the quickest of three readings."""
    times = []
    for _ in range(3):
        start = process_time()
        read_report(text, PUBLISHED, LEXICON)
        times.append(process_time() - start)
    return min(times)


@pytest.mark.parametrize("grow", GROWING.values(), ids=GROWING)
def test_time_is_linear(grow):
    once, twice = _seconds(grow(SIZE)), _seconds(grow(2 * SIZE))
    assert twice < RATIO * once + 0.01, f"{once:.3f} s for {SIZE} characters, {twice:.3f} s for {2 * SIZE}"


def test_megabyte_is_read():
    assert read_report("The weather was fine in Geneva. " * (2**20 // 32), PUBLISHED, LEXICON).events == []
