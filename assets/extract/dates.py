"""Dates that a sentence tells, as intervals: stated in full, without a year, or relative to the day of publication.

Belongs here: finding date phrases and resolving them. A phrase that cannot be resolved (a weekday in a report without
publication date) keeps its words and has no interval. Not here: which event a date belongs to (`frames.py`).
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assets.extract.lexicon import Lexicon
from assets.extract.text import Sentence, Text

EARLIEST_YEAR = 1900
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


@dataclass(frozen=True, slots=True)
class _Part:
    first: int
    last: int
    kind: str
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None


def find_dates(
    text: Text, sentence: Sentence, published: date | None, lexicon: Lexicon, *, future: bool = False
) -> list[DateMention]:
    """All dates of the sentence, in order.

    Args:
        published: the day that relative phrases and missing years are resolved against.
        future: whether the sentence speaks of what is to come ("will be exchanged on Monday").
    """
    parts = _merge_weekdays(list(_parts(text, sentence, lexicon)), text)
    return [_resolved(text, sentence, part, published, lexicon, future=future) for part in parts]


def date_spans(text: Text, sentence: Sentence, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Tokens of the dates of the sentence, whatever they mean."""
    return [
        (part.first, part.last)
        for part in _parts(text, sentence, lexicon)
        if part.kind in {"full", "day_month", "month"}
    ]


def _parts(text: Text, sentence: Sentence, lexicon: Lexicon) -> Iterator[_Part]:
    index = sentence.first
    while index < sentence.last:
        part = (
            _numeric(text, index, sentence.last)
            or _with_month(text, index, sentence, lexicon)
            or _weekday(text, index, lexicon)
            or _phrase(text, index, sentence.last, lexicon)
            or _year(text, index, sentence, lexicon)
        )
        if part is None:
            index += 1
            continue
        yield part
        index = part.last


def _month_at(text: Text, index: int, last: int, lexicon: Lexicon) -> tuple[int | None, int]:
    if index >= last or not text.words[index][:1].isupper():
        return None, index
    month = lexicon.data["dates"]["months"].get(text.lowers[index])
    after = index + 1
    if (
        month
        and after < last
        and text.words[after] == "."
        and len(text.words[index]) <= 4
        and text.lowers[index] != "may"
    ):
        after += 1
    return month, after


def _day_at(text: Text, index: int, last: int) -> tuple[int | None, int]:
    if (
        index < last
        and text.words[index].isdecimal()
        and 1 <= int(text.words[index]) <= 31
        and len(text.words[index]) <= 2
    ):
        after = index + 1
        if after < last and text.lowers[after] in {"st", "nd", "rd", "th"}:
            after += 1
        return int(text.words[index]), after
    return None, index


def _year_at(text: Text, index: int, last: int) -> tuple[int | None, int]:
    if index < last and text.words[index] == ",":
        index += 1
    if (
        index < last
        and text.words[index].isdecimal()
        and len(text.words[index]) == 4
        and EARLIEST_YEAR <= int(text.words[index]) < 2100
    ):
        return int(text.words[index]), index + 1
    return None, index


def _with_month(text: Text, index: int, sentence: Sentence, lexicon: Lexicon) -> _Part | None:
    last = sentence.last
    day, position = _day_at(text, index, last)
    if day is not None:
        if position < last and text.lowers[position] == "of":
            position += 1
        month, after = _month_at(text, position, last, lexicon)
        if month is None:
            return None
        year, end = _year_at(text, after, last)
        return _Part(index, end if year else after, "full" if year else "day_month", day, month, year)
    month, after = _month_at(text, index, last, lexicon)
    if month is None:
        return None
    position = after + 1 if after < last and text.words[after] == "," else after
    day, day_end = _day_at(text, position, last)
    if day is not None:
        year, end = _year_at(text, day_end, last)
        return _Part(index, end if year else day_end, "full" if year else "day_month", day, month, year)
    year, end = _year_at(text, after, last)
    if year is None and not _introduced_month(text, index, sentence, lexicon):
        return None
    return _Part(index, end if year else after, "month", None, month, year)


def _introduced_month(text: Text, index: int, sentence: Sentence, lexicon: Lexicon) -> bool:
    """`May` and `March` are months only after a word that goes before months."""
    if index == sentence.first:
        return False
    before = text.lowers[index - 1]
    return before in {
        "in",
        "since",
        "last",
        "late",
        "early",
        "mid",
        "of",
        "until",
        "this",
        "by",
        "from",
        "every",
        "-",
    } or (
        text.lowers[index] not in {"may", "march", "mar", "august", "april", "june"}
        and before in {"and", "to", "through"}
    )


def _weekday(text: Text, index: int, lexicon: Lexicon) -> _Part | None:
    weekday = lexicon.data["dates"]["weekdays"].get(text.lowers[index])
    if weekday is None or not text.words[index][:1].isupper():
        return None
    return _Part(index, index + 1, "weekday", weekday=weekday)


def _phrase(text: Text, index: int, last: int, lexicon: Lexicon) -> _Part | None:
    for kind in ("today", "yesterday", "tomorrow", "last_month"):
        for phrase in lexicon.data["dates"][kind]:
            tokens = phrase.split()
            if index + len(tokens) <= last and text.lowers[index : index + len(tokens)] == tokens:
                if (
                    kind == "today"
                    and text.words[index][0].isupper()
                    and text.words[index - 1 : index] in (["USA"], ["Russia"])
                ):
                    return None
                return _Part(index, index + len(tokens), kind)
    return None


def _year(text: Text, index: int, sentence: Sentence, lexicon: Lexicon) -> _Part | None:
    if index == sentence.first or text.lowers[index - 1] not in lexicon.words["dates.before_year"]:
        return None
    year, end = _year_at(text, index, sentence.last)
    if year is None or end != index + 1 or (end < sentence.last and text.words[end] in {"-", "–"}):
        return None
    return _Part(index, end, "year", year=year)


def _numeric(text: Text, index: int, last: int) -> _Part | None:
    """29.12.2019, 2024-05-31, 20/05/2025 (only where the order of day and month is certain)."""
    word = text.words[index]
    if not word[0].isdigit():
        return None
    if word.count(".") == 2 and word.replace(".", "").isdecimal():
        numbers, end = [int(n) for n in word.split(".")], index + 1
    elif index + 4 < last and text.words[index + 1] in {"-", "/"} and text.words[index + 3] == text.words[index + 1]:
        pieces = [word, text.words[index + 2], text.words[index + 4]]
        if not all(p.isdecimal() for p in pieces):
            return None
        numbers, end = [int(p) for p in pieces], index + 5
    else:
        return None
    if numbers[0] >= EARLIEST_YEAR:
        year, month, day = numbers
    elif (numbers[2] >= EARLIEST_YEAR and numbers[0] > 12) or (numbers[2] >= EARLIEST_YEAR and word.count(".") == 2):
        day, month, year = numbers
    else:
        return None
    return _Part(index, end, "full", day, month, year) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _merge_weekdays(parts: list[_Part], text: Text) -> list[_Part]:
    """`Sunday, December 29`, `today, 15 June 2024`: one date told twice."""
    merged: list[_Part] = []
    for part in parts:
        previous = merged[-1] if merged else None
        near = previous is not None and part.first - previous.last <= 1 + (
            text.lowers[previous.last] == "," if previous.last < len(text.lowers) else 0
        )
        if (
            previous is not None
            and near
            and {previous.kind, part.kind} & {"full", "day_month"}
            and {previous.kind, part.kind} & {"weekday", "today"}
        ):
            exact = part if part.kind in {"full", "day_month"} else previous
            merged[-1] = _Part(previous.first, part.last, exact.kind, exact.day, exact.month, exact.year)
        elif previous is not None and near and {previous.kind, part.kind} == {"weekday", "today"}:
            merged[-1] = _Part(previous.first, part.last, "today")
        else:
            merged.append(part)
    return merged


def _resolved(
    text: Text, sentence: Sentence, part: _Part, published: date | None, lexicon: Lexicon, *, future: bool
) -> DateMention:
    start, end, precision = _interval(part, published, future=future)
    stated = part.kind in {"full", "day_month", "year"} or (part.kind == "month" and part.year is not None)
    first = part.first
    if first > sentence.first and text.lowers[first - 1] in {
        "on",
        "in",
        "since",
        "by",
        "from",
        "until",
        "during",
        "this",
        "last",
        "of",
        "late",
        "early",
        "mid",
    }:
        first -= 1
    since = text.lowers[first] == "since"
    return DateMention(
        first,
        part.last,
        start,
        end,
        precision if start else "unknown",
        "stated" if stated else "relative",
        part.kind,
        since,
    )


def _interval(part: _Part, published: date | None, *, future: bool) -> tuple[date | None, date | None, str]:
    if part.kind == "year" and part.year:
        return date(part.year, 1, 1), date(part.year, 12, 31), "year"
    if part.kind == "month" and part.month:
        year = part.year or _year_of_month(part.month, published, future=future)
        if year is None:
            return None, None, "unknown"
        return date(year, part.month, 1), date(year, part.month, calendar.monthrange(year, part.month)[1]), "month"
    if part.kind == "last_month" and published:
        end = published.replace(day=1) - timedelta(days=1)
        return end.replace(day=1), end, "month"
    day = _day(part, published, future=future)
    return day, day, "day" if day else "unknown"


def _year_of_month(month: int, published: date | None, *, future: bool) -> int | None:
    if published is None:
        return None
    if future:
        return published.year if month >= published.month else published.year + 1
    return published.year if month <= published.month else published.year - 1


def _day(part: _Part, published: date | None, *, future: bool) -> date | None:
    if part.day and part.month:
        return _calendar_day(part, published, future=future)
    if published is None:
        return None
    if part.kind == "today":
        return published
    if part.kind == "yesterday":
        return published - timedelta(days=1)
    if part.kind == "tomorrow":
        return published + timedelta(days=1)
    if part.kind == "weekday" and part.weekday is not None:
        back = (published.weekday() - part.weekday) % 7
        return published + timedelta(days=(7 - back) % 7) if future else published - timedelta(days=back)
    return None


def _calendar_day(part: _Part, published: date | None, *, future: bool) -> date | None:
    year = part.year
    if year is None:
        if published is None:
            return None
        year = published.year
        ahead = _safe_date(year, part.month, part.day)
        if ahead and ahead > published + timedelta(days=UPCOMING_DAYS if future else SOON_DAYS):
            year -= 1
    return _safe_date(year, part.month, part.day)


def _safe_date(year: int, month: int | None, day: int | None) -> date | None:
    try:
        return date(year, month or 0, day or 0)
    except ValueError:
        return None
