"""What is known of exchanges that took place: when, between whom, how many each side gave, and who was among them.

Belongs here: the records, and reading them from `seeds/reference/exchanges.csv` and `captives.csv`. Not here: which of
them a report tells of (`statements/known_exchanges.py`, `persons/captives.py`).
"""

from __future__ import annotations

import csv
from calendar import monthrange
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from assets.extract.language.phrase_table import LexiconError

Days = tuple[date, date]  # the first and the last
DAYS_OF_NEWS = timedelta(days=10)  # after an exchange
LONG_DEAL = timedelta(days=2)  # from the first hand-over of a deal to its last; a shorter one is told as one
T = TypeVar("T")


def are_news(days: Days, published: date | None) -> bool:
    """Whether a report of that day may tell of an exchange of those days as news."""
    return published is not None and days[0] <= published <= days[1] + DAYS_OF_NEWS


@dataclass(frozen=True, slots=True)
class Captive:
    """Somebody known to have been exchanged: who gave that one up, and whose captive it was, from a year on, and when.

    `exchanged` are the days in which the exchange was, as closely as it is known.
    """

    held_by: str
    of: str
    since: int = 0
    exchanged: Days | None = None

    def is_meant(self, published: date | None) -> bool:
        """Whether a report of that day may tell of the exchange."""
        return published is None or published.year >= self.since

    def is_news(self, published: date | None) -> bool:
        """Whether a report of that day may tell of the exchange as news."""
        return self.exchanged is not None and are_news(self.exchanged, published)


@dataclass(frozen=True, slots=True, eq=False)
class KnownExchange:
    """An exchange that took place: its days, as closely as they are known, its two sides, and how many each gave.

    Each is one of the register, and equal to itself alone.

    `given` are the figures that are told of those whom the first side gave, and of those whom the second gave: sources
    differ. `places` are countries.
    """

    days: Days
    sides: tuple[frozenset[str], frozenset[str]]
    given: tuple[frozenset[int], frozenset[int]]
    places: frozenset[str] = frozenset()
    mediators: frozenset[str] = frozenset()

    def is_between(self, parties: Collection[str]) -> bool:
        """Whether parties of both sides are among some."""
        return not any(side.isdisjoint(parties) for side in self.sides)

    def is_told_with(self, other: KnownExchange) -> bool:
        """Whether the figures of both may be told of one hand-over: they are one, or one is a stage of the other."""
        same = self.sides == other.sides and self.days == other.days
        return same or self.is_stage_of(other) or other.is_stage_of(self)

    def is_under_way(self, day: date | None, told: Collection[int]) -> bool:
        """Whether figures are those of both ways of a deal of several days, a part of which was to come on a day."""
        first, last = self.days
        ahead = day is not None and last - first >= LONG_DEAL and first <= day < last
        return ahead and not any(given.isdisjoint(told) for given in self.given)

    def is_stage_of(self, deal: KnownExchange) -> bool:
        """Whether it is one of the hand-overs in which a deal of several days was carried out."""
        if self.days == deal.days or not deal.days[0] <= self.days[0] <= self.days[1] <= deal.days[1]:
            return False
        if any(own.isdisjoint(others) for own, others in zip(self.sides, deal.sides, strict=True)):
            return False
        counted = [(max(own), max(whole)) for own, whole in zip(self.given, deal.given, strict=True) if own and whole]
        return bool(counted) and all(own < whole for own, whole in counted)


def read_exchanges(path: Path) -> list[KnownExchange]:
    """The exchanges of a file with the columns of `seeds/reference/exchanges.csv`.

    Raises:
        LexiconError: the file cannot be read; the message names the line and what is wrong with it.
    """
    return _read_rows(path, _exchange)


def read_captives(path: Path) -> list[tuple[list[str], Captive]]:
    """The captives of a file with the columns of `seeds/reference/captives.csv`, each with all forms of the name.

    Raises:
        LexiconError: the file cannot be read; the message names the line and what is wrong with it.
    """
    return _read_rows(path, _captive)


def _read_rows(path: Path, read: Callable[[dict[str, str]], T]) -> list[T]:
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        for row in rows:
            try:
                found.append(read(row))
            except (KeyError, ValueError) as error:
                reason = f"there is no column {error}" if isinstance(error, KeyError) else str(error)
                raise LexiconError(f"{path.name}, line {rows.line_num}: {reason}") from error
    return found


def _exchange(row: dict[str, str]) -> KnownExchange:
    first, last = _days(row["start"]), _days(row["end"] or row["start"])
    return KnownExchange(
        (first[0], last[1]),
        (_parts(row["party_a"]), _parts(row["party_b"])),
        (frozenset(map(int, _parts(row["a_to_b"]))), frozenset(map(int, _parts(row["b_to_a"])))),
        _parts(row["place"]),
        _parts(row["mediators"]),
    )


def _captive(row: dict[str, str]) -> tuple[list[str], Captive]:
    exchanged = _days(row["exchanged"]) if row["exchanged"] else None
    captive = Captive(row["held_by"], row["of"], int(row["since"] or 0), exchanged)
    return [row["name"], *(alias for alias in row["aliases"].split(";") if alias)], captive


def _parts(printed: str) -> frozenset[str]:
    return frozenset(part for part in printed.split(";") if part)


def _days(printed: str) -> Days:
    """The days of `2022-12-08`, `2025-02` or `1969`."""
    year, month, day = (int(part) for part in f"{printed}-0-0".split("-")[:3])
    last = month or 12
    return date(year, month or 1, day or 1), date(year, last, day or monthrange(year, last)[1])
