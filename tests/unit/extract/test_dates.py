from datetime import date

import pytest

from assets.extract.claims import REFERENCE
from assets.extract.language.lexicon_files import load_lexicon
from assets.extract.language.text import read_text
from assets.extract.mentions.dates import find_dates
from assets.extract.mentions.mentions import find_mentions

LEXICON = load_lexicon(REFERENCE, "en")
WEDNESDAY = date(2024, 5, 15)


def _dates(text, published, *, future=False):
    cut = read_text(text, LEXICON.vocabulary)
    return cut, find_dates(find_mentions(cut, cut.sentences[0], LEXICON), published, future=future)


def _day(text):
    return (date.fromisoformat(text),) * 2


STATED = [
    ("They met on 29 December 2019.", ("2019-12-29", "2019-12-29", "day")),
    ("They met on December 29, 2019.", ("2019-12-29", "2019-12-29", "day")),
    ("They met on the 3rd of May 2021.", ("2021-05-03", "2021-05-03", "day")),
    ("They met on Sept. 7, 2019.", ("2019-09-07", "2019-09-07", "day")),
    ("They met on Sunday, December 29, 2019.", ("2019-12-29", "2019-12-29", "day")),
    ("They met on 29.12.2019.", ("2019-12-29", "2019-12-29", "day")),
    ("They met on 2024-05-31.", ("2024-05-31", "2024-05-31", "day")),
    ("They met on 05/20/25.", ("2025-05-20", "2025-05-20", "day")),
    ("They met on 20/05/2025.", ("2025-05-20", "2025-05-20", "day")),
    ("They met in June 2023.", ("2023-06-01", "2023-06-30", "month")),
    ("They met in February 2024.", ("2024-02-01", "2024-02-29", "month")),
    ("They met in 2022.", ("2022-01-01", "2022-12-31", "year")),
]
NO_DATE = [
    "They may march on.",
    "March met May.",
    "They read USA Today.",
    "He freed 2022 men.",
    "On 31.31.2019 they met.",
]
RELATIVE = [
    ("They met today.", False, "2024-05-15"),
    ("They met yesterday.", False, "2024-05-14"),
    ("They met on 06/05/2024.", False, "2024-05-06"),  # the other reading is after the report
    ("They met on the 9th.", False, "2024-05-09"),
    ("They met on the 20th, at night.", False, "2024-04-20"),
    ("They will meet tomorrow.", True, "2024-05-16"),
    ("They met on Monday.", False, "2024-05-13"),
    ("They met on Wednesday.", False, "2024-05-15"),
    ("They will meet on Monday.", True, "2024-05-20"),
    ("They met on 10 May.", False, "2024-05-10"),
    ("They met on 20 December.", False, "2023-12-20"),
    ("They will meet on 20 June.", True, "2024-06-20"),
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_stated_date_needs_no_day_of_publication(text, expected):
    _, found = _dates(text, None)
    assert [(str(d.start), str(d.end), d.precision) for d in found] == [expected]


@pytest.mark.parametrize("text", NO_DATE)
def test_what_is_no_date(text):
    assert _dates(text, WEDNESDAY)[1] == []


@pytest.mark.parametrize(("text", "future", "day"), RELATIVE)
def test_relative_date_is_counted_from_publication(text, future, day):
    _, found = _dates(text, WEDNESDAY, future=future)
    assert [(d.start, d.end) for d in found] == [_day(day)]
    assert [d.precision for d in found] == ["day"]


@pytest.mark.parametrize("text", [text for text, _, _ in RELATIVE])
def test_relative_date_without_publication_keeps_its_words_only(text):
    _, found = _dates(text, None)
    assert [(d.start, d.end, d.precision) for d in found] == [(None, None, "unknown")]


def test_so_many_days_are_counted_from_the_other_day_of_the_sentence():
    _, found = _dates("They landed on Tuesday, two days after they had been freed.", WEDNESDAY)
    assert [str(d.start) for d in found] == ["2024-05-14", "2024-05-12"]


def test_impossible_day_is_no_interval():
    _, found = _dates("They met on 31 February 2024.", WEDNESDAY)
    assert [(d.start, d.precision) for d in found] == [(None, "unknown")]


def test_last_month_is_that_before_publication():
    _, found = _dates("They met last month.", date(2024, 3, 31))
    assert [(str(d.start), str(d.end), d.precision) for d in found] == [("2024-02-01", "2024-02-29", "month")]


def test_phrase_has_its_preposition_and_since_is_told():
    cut, found = _dates("It has gone on since May 2022.", WEDNESDAY)
    assert [(cut.slice(d.first, d.last), d.since) for d in found] == [("since May 2022", True)]
