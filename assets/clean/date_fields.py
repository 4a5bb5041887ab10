"""Dates in fields and addresses: what a field can mean, and the day or month in the path of an address.

Belongs here: the forms that exports, feeds, pages' heads and addresses give dates in. Not here: dates in lines
(`dates.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Final
from urllib.parse import unquote, urlsplit

from assets.clean.dates import EARLIEST, day_of, find_dates, month_pattern
from assets.clean.reference import fold_month, page_dates

DAY_AND_NEXT: Final = 7  # days that two dates of one address may differ: print edition, upload, next day
EPOCH_DIGITS: Final = {10: 1, 13: 1_000}  # seconds and milliseconds since 1970, from 2001 to 2286
MAX_FIELD: Final = 100  # characters; a longer field is a text
ADDRESS_FOLDERS = re.compile(r"/((?:19|20)\d{2})/(?:(\d{1,2})/(\d{1,2})|(\d{2})(\d{2})|([a-z]{3})/(\d{1,2}))(?=/|$|-)")
ADDRESS_WORDS = re.compile(
    r"(?<!\d)((?:19|20)\d{2})-(\d{1,2})-(\d{1,2})(?!\d)"
    r"|(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?:\d{4}|\d{6})?(?!\d)"
    r"|(?<!\d)((?:19|20)\d{2})-([a-z]{3})-(\d{1,2})(?!\d)"
    r"|(?<![a-z])([a-z]{3})-(\d{1,2})-((?:19|20)\d{2})(?!\d)"
)
ADDRESS_MONTH = re.compile(r"/((?:19|20)\d{2})[/-](\d{2})(?=/|$)")
YEAR_AND_MONTH = re.compile(r"((?:19|20)\d{2})[-/.](\d{1,2})|(\d{1,2})[/.]((?:19|20)\d{2})")


def parse_date(value: object, latest: date) -> date | None:
    """The day in a field: ISO 8601, RFC 822, Unix time, or one date in words or figures; None if it is not sure."""
    readings = read_field(value, latest)
    return readings[0] if len(readings) == 1 else None


def read_field(value: object, latest: date) -> tuple[date, ...]:
    """The days that a field can mean: one, two where day and month may be swapped, none if it tells no day."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ()
    text = str(value).strip().removesuffix(".0")
    told = _iso_time(text) or _mail_time(text) or _epoch_time(text)
    if told:
        day = _day_by(told, latest)
        return (day,) if EARLIEST <= day <= latest else ()
    days = {printed.readings for printed in find_dates(text[:MAX_FIELD], latest)}
    return days.pop() if len(days) == 1 else ()


def parse_month(value: object, latest: date) -> date | None:
    """The first day of the month that a field gives without a day: `2025-05`, `May 2025`; None if it gives none."""
    text = str(value).strip() if isinstance(value, str) else ""
    if numeric := YEAR_AND_MONTH.fullmatch(text):
        return _first_day(numeric[1] or numeric[4], numeric[2] or numeric[3], latest)
    named = _named_month().fullmatch(text) if text[-1:].isdigit() else None
    return _first_day(named[2], page_dates().months[fold_month(named[1])], latest) if named else None


def date_in_address(url: str | None, latest: date) -> date | None:
    """The day in the path of an address: `/2024/12/30/`, `/2022/0325/`, `/2017/dec/28/`, `20220912`, `2022-09-12`.

    Folders count before words. Of two days in the words the later counts where they are near, else none does.
    """
    path = _path(url)
    for pattern in (ADDRESS_FOLDERS, ADDRESS_WORDS):
        days = sorted(
            {day for match in pattern.finditer(path) if (day := _address_day(match)) and EARLIEST <= day <= latest}
        )
        if days:
            return days[-1] if (days[-1] - days[0]).days <= DAY_AND_NEXT else None
    return None


def month_in_address(url: str | None, latest: date) -> date | None:
    """The first day of the month in the folders of an address: `/2025/05/a-title`."""
    months = {
        month for match in ADDRESS_MONTH.finditer(_path(url)) if (month := _first_day(match[1], match[2], latest))
    }
    return months.pop() if len(months) == 1 else None


@cache
def _named_month() -> re.Pattern[str]:
    return re.compile(rf"({month_pattern()})\.?,?\s+(?:de\s+|of\s+)?(\d{{4}})", re.IGNORECASE)


def _first_day(year: str, month: str | int, latest: date) -> date | None:
    day = day_of(year, month, 1)
    return day if day and EARLIEST <= day <= latest else None


def _path(url: str | None) -> str:
    try:
        return unquote(urlsplit(url or "").path).lower()
    except ValueError:
        return ""


def _day_by(told: datetime, latest: date) -> date:
    """The day where it was told, or that of UTC, by which landing goes, where the one is ahead of it."""
    if told.tzinfo and told.date() > latest:
        return told.astimezone(UTC).date()
    return told.date()


def _iso_time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if not text.isdigit() or len(text) == 8 else None  # YYYYMMDD
    except ValueError:
        match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})[T ]\d{2}:\d{2}.*", text)
        day = day_of(*match.groups()) if match else None
        return datetime(day.year, day.month, day.day) if day else None  # noqa: DTZ001 -- its zone cannot be read


def _mail_time(text: str) -> datetime | None:
    if not re.match(r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d", text):
        return None
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        return None


def _epoch_time(text: str) -> datetime | None:
    if not text.isascii() or not text.isdigit() or len(text) not in EPOCH_DIGITS:
        return None
    return datetime.fromtimestamp(int(text) / EPOCH_DIGITS[len(text)], UTC)


def _address_day(match: re.Match[str]) -> date | None:
    parts = _year_month_day(group for group in match.groups() if group)
    if parts[1].isalpha():
        number = page_dates().months.get(parts[1])
        return day_of(parts[0], number, parts[2]) if number else None
    return day_of(*parts)


def _year_month_day(groups: Iterator[str]) -> tuple[str, str, str]:
    first, second, third = groups
    return (third, first, second) if first.isalpha() else (first, second, third)
