"""When an event was, weighed over the dates told near it: which time a date stands for, when rules are overruled."""

from datetime import date

import pytest

from assets.extract.events.date_signals import time_of
from assets.extract.mentions.dates import DateMention
from assets.extract.reading import read_report
from tests.unit.extract.case_table import lexicon

CALLED_OFF = """There will be no prisoner swap this weekend:
Azerbaijan pulled out of the exchange with Armenia planned for March 4, an adviser said.""".replace("\n", " ")
PLANNED = "Pakistan will release the captured Indian pilot on Friday in exchange for a soldier whom India holds."


def first_event(text, published):
    return read_report(text, published, lexicon()).events[0]


@pytest.mark.parametrize(
    ("start", "end", "precision", "time"),
    [
        (date(2024, 5, 1), date(2024, 5, 31), "month", "month 2024-05"),
        (date(2024, 1, 1), date(2024, 12, 31), "year", "year 2024"),
        (date(2024, 5, 3), date(2024, 5, 4), "day", "day 2024-05-03 2024-05-04"),
        (None, None, "unknown", None),
    ],
)
def test_time_is_what_two_dates_share(start, end, precision, time):
    assert time_of(DateMention(0, 1, start, end, precision, "stated", "full")) == time
    assert time_of(None) is None


def test_another_day_is_taken_where_it_is_clearly_likelier():
    reading = read_report(CALLED_OFF, date(2023, 3, 3), lexicon())
    (event,) = reading.events
    assert event.date.start == event.date.end == date(2023, 3, 4)
    assert reading.text.slice(event.date.first, event.date.last) == "March 4"
    assert "date.weighed" in event.rules


def test_day_ahead_of_a_plan_is_kept():
    event = first_event(PLANNED, date(2024, 12, 18))
    assert event.date.start == date(2024, 12, 20)
    assert "date.weighed" not in event.rules


def test_dates_are_weighed_with_their_words_and_the_choice_of_the_rules():
    event = first_event("Iran and Iraq exchanged 7,000 prisoners of war in 1990.", None)
    (weighed,) = (each for each in event.weighed if each.slot == "date")
    assert (weighed.value, weighed.printed, weighed.by_rules) == ("year 1990", "in 1990", True)
