"""Dates as they are printed: every reading of a date in a line, and one date from a field or an address.

Belongs here: the forms of dates. Not here: which date of a page is its day of publication (`published.py`), and dates
of what a report tells (`assets/extract`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Final
from urllib.parse import unquote, urlsplit

from assets.clean.reference import page_dates

EARLIEST: Final = date(1900, 1, 1)  # no report in digital form is older
HAS_DATE = re.compile(r"\d{4}|\d[./-]\d")  # a look before the slower search for names of months
NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-])")
YEAR_FIRST = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?:-(\d{1,2})-(\d{1,2})|[./](\d{1,2})[./](\d{1,2})|年(\d{1,2})月(\d{1,2})日)(?!\d)"
)
DAY_AND_NEXT: Final = 7  # days that two dates of one address may differ: print edition, upload, next day
ADDRESS_FOLDERS = re.compile(r"/((?:19|20)\d{2})/(?:(\d{1,2})/(\d{1,2})|(\d{2})(\d{2})|([a-z]{3})/(\d{1,2}))(?=/|$|-)")
ADDRESS_WORDS = re.compile(
    r"(?<!\d)((?:19|20)\d{2})-(\d{1,2})-(\d{1,2})(?!\d)"
    r"|(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?:\d{4}|\d{6})?(?!\d)"
    r"|(?<!\d)((?:19|20)\d{2})-([a-z]{3})-(\d{1,2})(?!\d)"
    r"|(?<![a-z])([a-z]{3})-(\d{1,2})-((?:19|20)\d{2})(?!\d)"
)


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
    found = [
        PrintedDate(match.start(), match.end(), readings)
        for pattern, read in ((YEAR_FIRST, _read_year_first), (_named_months(), _read_named), (NUMERIC, _read_numeric))
        for match in pattern.finditer(line)
        if (readings := tuple(day for day in read(match, latest) if EARLIEST <= day <= latest))
    ]
    return sorted(found, key=lambda printed: printed.start)


def parse_date(value: object, latest: date) -> date | None:
    """The day in a field: ISO 8601, RFC 822, or one date in words or figures; None where it cannot be told for sure."""
    if not isinstance(value, str) or not value.strip():
        return None
    text = value.strip()
    if (day := _iso_day(text)) or (day := _mail_day(text)):
        return day if EARLIEST <= day <= latest else None
    days = {printed.readings for printed in find_dates(text[:100], latest)}
    readings = days.pop() if len(days) == 1 else ()
    return readings[0] if len(readings) == 1 else None


def date_in_address(url: str | None, latest: date) -> date | None:
    """The day in the path of an address: `/2024/12/30/`, `/2022/0325/`, `/2017/dec/28/`, `20220912`, `2022-09-12`.

    Folders count before words. Of two days in the words the later counts where they are near, else none does.
    """
    if not url:
        return None
    try:
        path = unquote(urlsplit(url).path).lower()
    except ValueError:
        return None
    for pattern in (ADDRESS_FOLDERS, ADDRESS_WORDS):
        days = sorted(
            {day for match in pattern.finditer(path) if (day := _address_day(match)) and EARLIEST <= day <= latest}
        )
        if days:
            return days[-1] if (days[-1] - days[0]).days <= DAY_AND_NEXT else None
    return None


def day_of(year: str | int, month: str | int, day: str | int) -> date | None:
    """The date of three numbers, None if there is no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


@cache
def _named_months() -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, page_dates().months), key=len, reverse=True))
    day = r"(\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
    return re.compile(
        rf"(?<!\d){day},?\s*(?:de\s+|of\s+)?({month})\.?,?\s*(?:de\s+)?(\d{{4}})(?!\d)"
        rf"|(?<![^\W\d_])({month})\.?\s*{day},?\s+(\d{{4}})(?!\d)",
        re.IGNORECASE,
    )


def _read_year_first(match: re.Match[str], latest: date) -> list[date]:  # noqa: ARG001 -- one form for all readers
    year, *parts = (group for group in match.groups() if group)
    day = day_of(year, parts[0], parts[1])
    return [day] if day else []


def _read_named(match: re.Match[str], latest: date) -> list[date]:  # noqa: ARG001 -- one form for all readers
    first_day, first_month, first_year, month, day, year = match.groups()
    number = page_dates().months[(first_month or month).lower()]
    read = day_of(first_year or year, number, first_day or day)
    return [read] if read else []


def _read_numeric(match: re.Match[str], latest: date) -> list[date]:
    first, _, second, year = match.groups()
    if len(year) == 2:  # a short year is the last one that is not in the future
        century = latest.year - latest.year % 100
        year = str(century + int(year) - (100 if century + int(year) > latest.year else 0))
    day_first, month_first = day_of(year, second, first), day_of(year, first, second)
    return [day for day in dict.fromkeys((day_first, month_first)) if day]


def _iso_day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date() if not text.isdigit() or len(text) == 8 else None  # YYYYMMDD
    except ValueError:
        match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})[T ]\d{2}:\d{2}.*", text)
        return day_of(*match.groups()) if match else None


def _mail_day(text: str) -> date | None:
    if not re.match(r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d", text):
        return None
    try:
        return parsedate_to_datetime(text).date()
    except ValueError:
        return None


def _address_day(match: re.Match[str]) -> date | None:
    parts = [group for group in match.groups() if group]
    if parts[0].isalpha():
        parts = [parts[2], parts[0], parts[1]]
    if parts[1].isalpha():
        number = page_dates().months.get(parts[1])
        return day_of(parts[0], number, parts[2]) if number else None
    return day_of(*parts)
