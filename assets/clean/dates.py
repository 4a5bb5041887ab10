"""Dates as they are printed: every date in a line that has day, month and year, with all that it can mean.

Belongs here: the forms of dates, and what beside a date tells day and month apart. Not here: dates in fields and
addresses (`date_fields.py`), which date of a page is its day of publication (`published.py`), and dates of what a
report tells (`assets/extract`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from assets.clean.reference import fold_month, page_dates

EARLIEST: Final = date(1900, 1, 1)  # no report in digital form is older
HAS_DATE = re.compile(r"\d{4}|\d\s?[./-]\s?\d|['’-]\d\d(?!\d)")  # a look before the slower search for names of months
# Arabic and Persian figures, and hyphens that only look different; one sign for one, so that places stay.
PLAIN: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹‐‑‒⁄", "01234567890123456789---/")
NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})(\s?[./-]\s?)(\d{1,2})\2(\d{4}|\d{2})(?![\d/])(?!-(?!\d{1,2}[:.]\d{2}))")
YEAR_FIRST = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?:-(\d{1,2})-(\d{1,2})|[./](\d{1,2})[./](\d{1,2})|年(\d{1,2})月(\d{1,2})日)(?!\d)"
)
ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
ROMAN_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}})[. ]\s?({'|'.join(sorted(ROMAN, key=len, reverse=True))})[. ]\s?(\d{{4}})(?!\d)"
)
SIGNS: Final = {"i": "[iıİ]", " ": r"\s+"}  # of the names of months, that match more than themselves
BESIDE: Final = 16  # characters in which the weekday of a date stands
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True)
class PrintedDate:
    """A date in a line: where it stands, and what it can mean: two readings where day and month may be swapped."""

    start: int
    end: int
    readings: tuple[date, ...]


def find_dates(line: str, latest: date) -> list[PrintedDate]:
    """The dates in a line that have day, month and year, in order; none before 1900 or after `latest`."""
    if not HAS_DATE.search(line):
        return []
    line = line.translate(PLAIN)
    found = [
        PrintedDate(match.start(), match.end(), readings)
        for pattern, read in (
            (YEAR_FIRST, _read_year_first),
            (_named_months(), _read_named),
            (_named_months_of_short_years(), _read_short_named),
            (ROMAN_MONTH, _read_roman),
            (NUMERIC, _read_numeric),
        )
        for match in pattern.finditer(line)
        if (readings := tuple(day for day in read(match, latest) if EARLIEST <= day <= latest))
    ]
    return [_told_by_weekday(printed, line) for printed in sorted(found, key=lambda printed: printed.start)]


def day_of(year: str | int, month: str | int, day: str | int) -> date | None:
    """The date of three numbers, None if there is no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


@cache
def month_pattern() -> str:
    """A pattern that matches the name of a month in any language, without regard to case."""
    return _pattern_of(page_dates().months)


def _pattern_of(names: Iterable[str]) -> str:
    """A pattern that matches the names, the longer of two first, and reads each letter once, however many there are."""
    by_letter: dict[str, list[str]] = {}
    for name in names:
        by_letter.setdefault(name[:1], []).append(name[1:])
    is_whole = "" in by_letter
    letters = sorted(by_letter.keys() - {""})
    branches = [SIGNS.get(letter, re.escape(letter)) + _pattern_of(by_letter[letter]) for letter in letters]
    pattern = branches[0] if len(branches) == 1 and not is_whole else f"(?:{'|'.join(branches)})" if branches else ""
    return f"{pattern}?" if branches and is_whole else pattern


@cache
def _named_months() -> re.Pattern[str]:
    month = rf"({month_pattern()})\.?"
    # What stands between the parts; the other name of the month, as Arabic papers print both: مايو/أيار.
    other = rf"(?:\s?[/(]\s?(?:{month_pattern()})\)?)?"
    gap, link = r"[\s,./-]{0,3}", r"(?:(?:del?|of|d['’])\s*)?"
    day = r"(\d{1,2})(?:st|nd|rd|th|er|º|°|ª|-?го)?"
    year = r"(\d{4}|(?<=['’])\d{2})"
    clock = r"(?:\d{1,2}:\d{2}(?::\d{2})?\s+(?:[A-Z]{2,5}\s+|[+-]\d{4}\s+)?)?"
    return re.compile(
        rf"(?<![\d:.]){day}{gap}{link}{month}{other}{gap}{link}['’]?{year}(?!\d)"
        rf"|(?<![^\W\d_]){month}{other}[\s./-]{{0,2}}{day}[,\s./-]{{1,3}}{link}{clock}['’]?{year}(?!\d)"
        rf"|(?<!\d)((?:19|20)\d{{2}})[\s,./-]{{1,2}}{month}[\s./-]{{1,2}}{day}(?!\d)",
        re.IGNORECASE,
    )


@cache
def _named_months_of_short_years() -> re.Pattern[str]:
    """`20-May-25`, as spreadsheets write it; between other signs, the last figures may be those of a second day."""
    return re.compile(rf"(?<![\d./-])(\d{{1,2}})([-/])({month_pattern()})\2(\d{{2}})(?![\d/-])", re.IGNORECASE)


def _read_year_first(match: re.Match[str], latest: date) -> list[date]:  # noqa: ARG001 -- one form for all readers
    year, *parts = (group for group in match.groups() if group)
    day = day_of(year, parts[0], parts[1])
    return [day] if day else []


def _read_named(match: re.Match[str], latest: date) -> list[date]:
    first, second, third = (group for group in match.groups() if group)
    if not first[0].isdigit():  # May 20, 2025
        day, month, year = second, first, third
    elif len(first) == 4:  # 2025 May 20
        day, month, year = third, second, first
    else:
        day, month, year = first, second, third
    read = day_of(_whole_year(year, latest), page_dates().months[fold_month(month)], day)
    return [read] if read else []


def _read_short_named(match: re.Match[str], latest: date) -> list[date]:
    day = day_of(_whole_year(match[4], latest), page_dates().months[fold_month(match[3])], match[1])
    return [day] if day else []


def _read_roman(match: re.Match[str], latest: date) -> list[date]:  # noqa: ARG001 -- one form for all readers
    day = day_of(match[3], ROMAN.index(match[2]) + 1, match[1])
    return [day] if day else []


def _read_numeric(match: re.Match[str], latest: date) -> list[date]:
    first, _, second, year = match.groups()
    year = _whole_year(year, latest)
    day_first, month_first = day_of(year, second, first), day_of(year, first, second)
    return [day for day in dict.fromkeys((day_first, month_first)) if day]


def _whole_year(year: str, latest: date) -> str:
    """The year in four figures: a short one is the last one that is not in the future."""
    if len(year) > 2:
        return year
    whole = latest.year - latest.year % 100 + int(year)
    return str(whole if whole <= latest.year else whole - 100)


def _told_by_weekday(printed: PrintedDate, line: str) -> PrintedDate:
    """The date with the one reading that falls on the weekday beside it, if day and month may be swapped."""
    if len(printed.readings) == 1:
        return printed
    beside = line[max(printed.start - BESIDE, 0) : printed.start] + " " + line[printed.end : printed.end + BESIDE]
    weekdays = {page_dates().weekdays.get(word.lower()) for word in WORD.findall(beside)} - {None}
    readings = tuple(day for day in printed.readings if day.weekday() in weekdays)
    return PrintedDate(printed.start, printed.end, readings) if len(readings) == 1 else printed
