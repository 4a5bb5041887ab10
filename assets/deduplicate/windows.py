"""When a claim's hand-over can have been: its stated date, or what status and publication date say about it.

Belongs here: the window of one claim. Not here: how two windows are weighed against each other (`comparison.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assets.deduplicate.records import Claim

EVER = 10**7  # days; beyond any date, so that an open end compares like a number


@dataclass(frozen=True, slots=True)
class Window:
    """Days (proleptic ordinals), both ends included.

    Attributes:
        first, last: where the hand-over likely was.
        earliest, latest: outside of them it cannot have been.
        stated: whether the report states the date itself.
    """

    first: int
    last: int
    earliest: int
    latest: int
    stated: bool

    @property
    def width(self) -> int:
        """Days from the first to the last likely one, both counted."""
        return self.last - self.first + 1

    @property
    def bounded(self) -> bool:
        """Whether the likely days have two ends."""
        return self.first > -EVER and self.last < EVER


ANY_TIME = Window(-EVER, EVER, -EVER, EVER, stated=False)


def window_of(claim: Claim, days: Mapping[str, int], told_about: date | None = None) -> Window:
    """The window of a claim: its date if it has one, else what its publication date allows.

    Args:
        claim: the claim.
        days: the numbers of `[days]` in the weights file.
        told_about: day that the report is about, known from its other claims; used where it has no publication date.
            It tells around when the report was written, but bounds nothing.
    """
    if claim.start and claim.end:
        first, last = claim.start.toordinal(), claim.end.toordinal()
        return Window(first, last, first, last, stated=True)
    published_on = claim.report.published_on
    if published_on:
        return _published(claim, published_on.toordinal(), days)
    if told_about and claim.focus:
        around = _published(claim, told_about.toordinal(), days)
        return Window(around.first, around.last + days["reported_after"], -EVER, EVER, stated=False)
    return ANY_TIME


def _published(claim: Claim, day: int, days: Mapping[str, int]) -> Window:
    """The window of an undated claim that was published on the day."""
    if claim.status == "completed":
        if claim.focus:
            return Window(day - days["reported_after"], day, -EVER, day + days["premature"], stated=False)
        return Window(-EVER, day, -EVER, day, stated=False)
    if claim.status == "cancelled":
        around = days["called_off_around"]
        limit = days["fulfilled_within"]
        return Window(day - around, day + around, day - limit, day + limit, stated=False)
    earliest = day - days["late"] if claim.focus else -EVER
    return Window(day - 1, day + days["planned_ahead"], earliest, day + days["fulfilled_within"], stated=False)
