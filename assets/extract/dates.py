"""Dates that a sentence tells, as intervals: stated in full, without a year, or relative to the day of publication.

Belongs here: resolving date phrases. A phrase that cannot be resolved (a weekday in a report without publication date)
keeps its words and has no interval. Not here: finding the phrases (`date_phrases.py`), which date is that of the
hand-over (`handover_dates.py`).
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from assets.extract.date_phrases import DatePhrase, find_phrases, merge_phrases
from assets.extract.lexicon import Lexicon
from assets.extract.text import Sentence, Text

SOON_DAYS = 20  # a day and month this little ahead is not last year's, however the sentence is put
UPCOMING_DAYS = 45  # "on December 29" said on the 28th is the coming one; further ahead the phrase means last year's


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date phrase: tokens, interval (None if it cannot be resolved), precision and basis."""

    first: int
    last: int
    start: date | None
    end: date | None
    precision: str  # day, month, year, unknown
    basis: str  # stated, relative
    kind: str  # full, day_month, month, weekday, today, yesterday, tomorrow, last_month, year
    since: bool = False


def find_dates(
    text: Text, sentence: Sentence, published: date | None, lexicon: Lexicon, *, future: bool = False
) -> list[DateMention]:
    """All dates of the sentence, in order.

    Args:
        text: the text of the sentence.
        sentence: the sentence.
        published: the day that relative phrases and missing years are resolved against.
        lexicon: names of months and weekdays, and words for relative dates.
        future: whether the sentence speaks of what is to come ("will be exchanged on Monday").
    """
    phrases = merge_phrases(text, list(find_phrases(text, sentence, lexicon)))
    return [_resolved(text, sentence, phrase, published, lexicon, future=future) for phrase in phrases]


def date_spans(text: Text, sentence: Sentence, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Tokens of the dates of the sentence that have a month, whatever they mean."""
    phrases = find_phrases(text, sentence, lexicon)
    return [(phrase.first, phrase.last) for phrase in phrases if phrase.kind in {"full", "day_month", "month"}]


def _resolved(
    text: Text, sentence: Sentence, phrase: DatePhrase, published: date | None, lexicon: Lexicon, *, future: bool
) -> DateMention:
    start, end, precision = _interval(phrase, published, future=future)
    stated = phrase.kind in {"full", "day_month", "year"} or (phrase.kind == "month" and phrase.year is not None)
    first = phrase.first
    if first > sentence.first and lexicon.has("grammar.dates.before_date", text.lowers[first - 1]):
        first -= 1
    return DateMention(
        first,
        phrase.last,
        start,
        end,
        precision if start else "unknown",
        "stated" if stated else "relative",
        phrase.kind,
        since=text.lowers[first] == "since",
    )


def _interval(phrase: DatePhrase, published: date | None, *, future: bool) -> tuple[date | None, date | None, str]:
    if phrase.kind == "year" and phrase.year:
        return date(phrase.year, 1, 1), date(phrase.year, 12, 31), "year"
    if phrase.kind == "month" and phrase.month:
        year = phrase.year or _year_of_month(phrase.month, published, future=future)
        if year is None:
            return None, None, "unknown"
        return (
            date(year, phrase.month, 1),
            date(year, phrase.month, calendar.monthrange(year, phrase.month)[1]),
            "month",
        )
    if phrase.kind == "last_month" and published:
        end = published.replace(day=1) - timedelta(days=1)
        return end.replace(day=1), end, "month"
    day = _day(phrase, published, future=future)
    return day, day, "day" if day else "unknown"


def _year_of_month(month: int, published: date | None, *, future: bool) -> int | None:
    if published is None:
        return None
    if future:
        return published.year if month >= published.month else published.year + 1
    return published.year if month <= published.month else published.year - 1


def _day(phrase: DatePhrase, published: date | None, *, future: bool) -> date | None:
    if phrase.day and phrase.month:
        return _calendar_day(phrase, published, future=future)
    if published is None:
        return None
    if phrase.kind == "today":
        return published
    if phrase.kind == "yesterday":
        return published - timedelta(days=1)
    if phrase.kind == "tomorrow":
        return published + timedelta(days=1)
    if phrase.kind == "weekday" and phrase.weekday is not None:
        back = (published.weekday() - phrase.weekday) % 7
        return published + timedelta(days=(7 - back) % 7) if future else published - timedelta(days=back)
    return None


def _calendar_day(phrase: DatePhrase, published: date | None, *, future: bool) -> date | None:
    year = phrase.year
    if year is None:
        if published is None:
            return None
        year = published.year
        ahead = _safe_date(year, phrase.month, phrase.day)
        if ahead and ahead > published + timedelta(days=UPCOMING_DAYS if future else SOON_DAYS):
            year -= 1
    return _safe_date(year, phrase.month, phrase.day)


def _safe_date(year: int, month: int | None, day: int | None) -> date | None:
    try:
        return date(year, month or 0, day or 0)
    except ValueError:
        return None
