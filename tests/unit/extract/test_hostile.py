import random
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.extract import reading
from assets.extract.claims import REFERENCE
from assets.extract.language.lexicon_files import load_lexicon
from assets.extract.reading import MAX_CHARS, MAX_SENTENCES, MAX_TOLD_TOKENS, read_report
from tests.unit.extract.case_table import load_cases
from tests.unit.extract.hostile_texts import GROWING, REPORT

LEXICON = load_lexicon(REFERENCE, "en")
PUBLISHED = date(2024, 5, 15)
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
SIZE = 6_000
MOST_FOR_ONE = 4.0  # of the work for as many sentences: what a verb has beside it is looked for among all clauses
# Calls between compiled functions are not counted.
counted = pytest.mark.skipif(not reading.__file__.endswith(".py"), reason="extraction is read compiled")
MOST = 2.3  # of the work for a text twice as long: 2 if linear, 4 if quadratic


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


@pytest.mark.parametrize("seed", range(5))
def test_sentences_of_all_cases_cut_off_anywhere_are_read(seed):
    chance = random.Random(seed)
    sentences = [part for case in load_cases().values() for part in case.text.split(". ")]
    for _ in range(100):
        words = [chance.choice(sentences).split() for _ in range(chance.randint(1, 5))]
        cut = [" ".join(part[chance.randrange(len(part)) // 2 : chance.randint(1, len(part))]) for part in words]
        assert read_report(chance.choice([" ", ". ", "\n"]).join(cut), PUBLISHED, LEXICON).reason


def _work(text):
    """How many functions are called to read a text, those of Python's own types among them: the same each time."""
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        read_report(text, PUBLISHED, LEXICON)
    finally:
        sys.setprofile(None)
    return calls


def _distinct_names(size):
    names = (
        f"{chr(65 + i % 26)}{chr(97 + i // 26 % 26)}an {chr(65 + i % 23)}{chr(97 + i % 19)}rov" for i in range(size)
    )
    return " and ".join(names)[:size] + "."


@counted
@pytest.mark.parametrize("part", GROWING.values(), ids=GROWING)
def test_work_is_linear(part):
    once, twice = (_work(part * (size // len(part)) + ".") for size in (SIZE, 2 * SIZE))
    assert twice <= MOST * once


@counted
def test_work_is_linear_for_names_that_differ():
    once, twice = (_work(_distinct_names(size)) for size in (SIZE, 2 * SIZE))
    assert twice <= MOST * once


@counted
@pytest.mark.parametrize(
    "clause", ["Russia freed 75 prisoners", "Russia gave Ukraine 75 soldiers", "Ivan Petrov was freed by Russia"]
)
def test_clauses_of_one_sentence_cost_little_more_than_sentences(clause):
    times = SIZE // len(clause)
    assert _work(f"{clause} and " * times + ".") <= MOST_FOR_ONE * _work(f"{clause}. " * times)


def test_text_longer_than_any_report_is_read_in_part():
    weather = "The weather was fine in Geneva. " * (MAX_CHARS // 32)
    assert read_report(weather + REPORT, PUBLISHED, LEXICON).reason == "screen.too_long"
    assert read_report(REPORT + weather, PUBLISHED, LEXICON).reason == "exchange"


def test_sentence_cut_by_the_limit_is_not_read():
    cut = REPORT.index("exchanged prisoners") + len("exchanged prisoners")
    text = "The weather was fine.\n" + "a" * (MAX_CHARS - cut - 23) + "\n" + REPORT
    assert text[MAX_CHARS - len("prisoners") : MAX_CHARS] == "prisoners"
    assert read_report(text, PUBLISHED, LEXICON).reason == "screen.too_long"


def test_sentences_of_hand_overs_are_read_up_to_a_number_of_words():
    part = "Russia exchanged 75 prisoners with Ukraine and "
    (event,) = read_report(part * (MAX_CHARS // len(part)), PUBLISHED, LEXICON).events
    told = {s.mentions.sentence for s in event.statements}
    assert MAX_TOLD_TOKENS / 2 < sum(s.last - s.first for s in told) <= MAX_TOLD_TOKENS


def test_ten_megabytes_take_no_more_work_than_the_part_that_is_read():
    assert len(read_report("exchange " * (10 * 2**20 // 9), PUBLISHED, LEXICON).text.text) <= MAX_CHARS


def test_lines_of_a_dump_are_read_in_part():
    reading = read_report("a\n" * (MAX_SENTENCES + 1) + REPORT, PUBLISHED, LEXICON)
    assert (reading.reason, len(reading.text.sentences)) == ("screen.too_long", MAX_SENTENCES)
