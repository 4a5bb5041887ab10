"""The day of publication of a report, and on what it rests.

Belongs here: choosing among metadata, date stamps of the page and address. Not here: what is a stamp (`stamps.py`), the
forms of dates (`dates.py`, `date_fields.py`). Precision comes first: none is better than a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from assets.clean.date_fields import date_in_address, month_in_address, parse_date, parse_month, read_field
from assets.clean.dates import NUMERIC, find_dates
from assets.clean.lines import Line
from assets.clean.stamps import Rank, Stamp, mark_stamps, month_stamp


@dataclass(frozen=True)
class Publication:
    """When a report was published, and what that rests on.

    Attributes:
        day: None if it cannot be told.
        basis: what tells it, or the month: `metadata`, `page`, `dateline`, `address`, `feed`, `none`.
        month: the first day of its month; also known where the day is not.
    """

    day: date | None
    basis: str
    month: date | None = None

    @property
    def precision(self) -> str:
        """`day`, `month` or `unknown`."""
        return "day" if self.day else "month" if self.month else "unknown"


@dataclass(frozen=True)
class DateSigns:
    """What a document tells of its day of publication beside its lines.

    Attributes:
        metadata: the date that the document's own field or the page's head gives.
        changed: the date of its last change, which counts only where no other is told.
        prefix: the date that stands as metadata before the text (`YYYY-MM-DD`).
        stamps: short texts that the page marks as dates near its headline.
        url: the address.
        feed: the date that a feed gives, which may be that of a later change, and so counts little.
        day_first: whether the source writes the day before the month; None if that is not known.
    """

    metadata: object = None
    changed: object = None
    prefix: str | None = None
    stamps: Sequence[str] = ()
    url: str | None = None
    feed: object = None
    day_first: bool | None = None


def find_publication(lines: list[Line], signs: DateSigns, latest: date) -> Publication:
    """The day of publication of a report.

    Args:
        lines: the lines of the page; date stamps among them are marked as removed.
        signs: what else tells the day.
        latest: the day of landing; no report is published after it.
    """
    address = date_in_address(signs.url, latest)
    announced = parse_date(signs.prefix, latest)
    sure = {day for day in (announced, address) if day}
    stamps = mark_stamps(lines, signs.stamps, latest)
    declared = read_field(signs.metadata, latest)
    hints = _Hints(sure, signs.day_first)
    if any(len(readings) > 1 for readings in (declared, *(stamp.readings for stamp in stamps))):
        hints.read(lines, latest)
    if day := hints.settle(declared):
        return _of_day(day, "metadata")
    printed, rank = _choose(stamps, hints, sure)
    if day := _settle(printed, rank, announced, address):
        return _of_day(day, "dateline" if rank is Rank.DATELINE and day == printed else "page")
    for day, basis in (
        (address, "address"),
        (parse_date(signs.changed, latest), "metadata"),
        (parse_date(signs.feed, latest), "feed"),
    ):
        if day:
            return _of_day(day, basis)
    return _month(lines, signs, latest)


def _of_day(day: date, basis: str) -> Publication:
    return Publication(day, basis, day.replace(day=1))


def _month(lines: list[Line], signs: DateSigns, latest: date) -> Publication:
    """The month of publication, where no day is told."""
    for month, basis in (
        (parse_month(signs.metadata, latest), "metadata"),
        (parse_month(signs.prefix, latest) or month_stamp(lines, latest), "page"),
        (month_in_address(signs.url, latest), "address"),
    ):
        if month:
            return Publication(None, basis, month)
    return Publication(None, "none")


def _settle(printed: date | None, rank: Rank, announced: date | None, address: date | None) -> date | None:
    """The day that the page tells, where the prefix, a printed stamp and the address may differ."""
    if printed and announced and printed != announced:
        # The address decides; else the later one, since neither can be older than the report.
        return address if address in {printed, announced} else max(printed, announced)
    is_bare = rank in {Rank.PLAIN, Rank.DATELINE}
    if printed and address and is_bare and abs(printed - address) > timedelta(days=1):
        return None  # a bare date that the address contradicts is that of an event or of a first edition
    return printed or announced


def _choose(stamps: list[Stamp], hints: _Hints, sure: set[date]) -> tuple[date | None, Rank]:
    """The day that the stamps agree on, by the best rank that tells one, and that rank."""
    plain = [replace(stamp, rank=Rank.PLAIN) if stamp.rank is Rank.DATELINE else stamp for stamp in stamps]
    for rank in (Rank.PUBLISHED, Rank.CLOCK, Rank.PLAIN, Rank.UPDATED):
        some = [stamp for stamp in plain if stamp.rank is rank]
        days = {day for stamp in some if (day := hints.settle(stamp.readings, stamp.day_first))}
        chosen = days.pop() if len(days) == 1 else min(days & sure) if days & sure else None
        if chosen:
            only_dateline = rank is Rank.PLAIN and all(stamp.rank is not Rank.PLAIN for stamp in stamps)
            return chosen, Rank.DATELINE if only_dateline else rank
    return None, Rank.PLAIN


@dataclass
class _Hints:
    """What tells day and month apart: days that are sure, how the page's other figures begin, and conventions."""

    sure: set[date]
    convention: bool | None
    day_first: set[bool] = field(default_factory=set)

    def read(self, lines: list[Line], latest: date) -> None:
        """Takes the hints of all lines."""
        self.sure = set(self.sure)
        for line in lines:
            for printed in find_dates(line.text, latest):
                if len(printed.readings) == 1:
                    self.sure.add(printed.readings[0])
                    match = NUMERIC.fullmatch(line.text[printed.start : printed.end])
                    if match and match[1] != match[3]:
                        self.day_first.add(int(match[1]) == printed.readings[0].day)

    def settle(self, readings: tuple[date, ...], by_zone: bool | None = None) -> date | None:
        """The one reading of a date: the first has the day first, and holds where the page or a convention says so."""
        if len(readings) < 2:
            return readings[0] if readings else None
        agreeing = [day for day in readings if day in self.sure]
        if len(agreeing) == 1:
            return agreeing[0]
        if len(self.day_first) == 1:
            return readings[0 if True in self.day_first else 1]
        order = by_zone if by_zone is not None else self.convention
        return None if order is None else readings[0 if order else 1]
