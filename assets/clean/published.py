"""The day of publication of a report, and on what it rests.

Belongs here: finding the date stamps of a page and choosing among metadata, page and address. Not here: the forms of
dates (`dates.py`). Precision comes first: a date inside a running sentence, a caption, a dateline without a year, or a
figure that can be read two ways is no day of publication, and none is better than a wrong one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from assets.clean.dates import NUMERIC, PrintedDate, date_in_address, find_dates, parse_date
from assets.clean.lines import Line
from assets.clean.reference import page_dates

TOP_LINES: Final = 30  # a stamp stands above the text, after menus, headline and standfirst
TOP_SENTENCES: Final = 4  # standfirst, captions and cookie notices may stand before it
BOTTOM_LINES: Final = 6
MAX_OTHER_WORDS: Final = 5  # beside the date, between bars: the byline
MAX_PARTICLE: Final = 2  # letters: "by", "de", "и"; a longer word in lower case is one of a sentence or caption
MAX_STAMP_WORDS: Final = 10  # on the line of a stamp; a longer one says more, such as the headline, and stays
MAX_LINE_WORDS: Final = 40  # a headline with the name of the site, its section and the date
DATELINE_CHARS: Final = 110
DATELINE_SENTENCES: Final = 2  # the text begins with its dateline, perhaps after the standfirst
SEGMENTS = re.compile(r"[|·•]")
WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.h]\d{2}(?!\d)|\b(?:utc|gmt)\b", re.IGNORECASE)
DATELINE_END = re.compile(r"(?<!\s)(?:\s*+(?:\([^()]{1,40}\)|/[^/]{1,30}/))?\s*+[)\]]?\s*+(?::|--|[—–]|(?<=\s)-\s)")


@dataclass(frozen=True)
class Publication:
    """The day of publication, None if it cannot be told, and the basis it rests on."""

    day: date | None
    basis: str


@dataclass(frozen=True)
class Stamp:
    """A date stamp of a page: a date that stands by itself, how it is introduced, and whether it is the whole line."""

    readings: tuple[date, ...]
    rank: int
    fills_line: bool = False


RANK_PUBLISHED, RANK_CLOCK, RANK_PLAIN, RANK_UPDATED = range(4)


def find_publication(
    lines: list[Line],
    *,
    metadata: object,
    prefix: str | None,
    url: str | None,
    latest: date,
    feed: object = None,
) -> Publication:
    """The day of publication of a report.

    Args:
        lines: the lines of the page; date stamps among them are marked as removed.
        metadata: the date that the document's own field or the page's head gives.
        prefix: the date that stands as metadata before the text (`YYYY-MM-DD`).
        url: the address.
        latest: the day of landing; no report is published after it.
        feed: the date that a feed gives, which may be that of a later change, and so counts least.
    """
    address = date_in_address(url, latest)
    announced = parse_date(prefix, latest)
    printed, rank = _choose(_mark_stamps(lines, latest), lines, [day for day in (announced, address) if day], latest)
    if day := parse_date(metadata, latest):
        return Publication(day, "metadata")
    day = _settle(printed, rank, announced, address)
    if day:
        return Publication(day, "page")
    if address:
        return Publication(address, "address")
    day = parse_date(feed, latest)
    return Publication(day, "feed" if day else "none")


def _settle(printed: date | None, rank: int, announced: date | None, address: date | None) -> date | None:
    """The day that the page tells, where the prefix, a printed stamp and the address may differ."""
    if printed and announced and printed != announced:
        # The address decides; else the later one, since neither can be older than the report.
        return address if address in {printed, announced} else max(printed, announced)
    if printed and address and rank == RANK_PLAIN and abs(printed - address) > timedelta(days=1):
        return None  # a bare date that the address contradicts is that of an event or of a first edition
    return printed or announced


def _mark_stamps(lines: list[Line], latest: date) -> list[Stamp]:
    """The stamps of the page; their lines are marked as removed, datelines stay."""
    stamps: list[Stamp] = []
    n_sentences = 0
    for index, line in enumerate(lines):
        at_top = index < TOP_LINES and n_sentences < TOP_SENTENCES
        at_bottom = index >= len(lines) - BOTTOM_LINES
        if line.removed != "section" and (at_top or at_bottom):
            stamp = _read_stamp(line.text, latest) if line.n_words <= MAX_LINE_WORDS else None
            if stamp and (at_top or stamp.rank in {RANK_PUBLISHED, RANK_UPDATED}):
                line.removed = line.removed or ("stamp" if stamp.fills_line else None)
                stamps.append(stamp)
            elif (
                n_sentences < DATELINE_SENTENCES
                and line.is_sentence
                and (dateline := _read_dateline(line.text, latest))
            ):
                stamps.append(dateline)
        n_sentences += line.is_sentence and not line.removed
    return stamps


def _read_stamp(text: str, latest: date) -> Stamp | None:
    """The stamp that a line is: a date with hour, cue and byline at most."""
    dates = find_dates(text, latest)
    if not dates:
        return None
    words = [word.lower() for word in WORD.findall(_without(text, dates))]
    if page_dates().captions & set(words):
        return None
    by_cue = [(cue_rank, printed) for printed in dates if (cue_rank := _cue_rank(text, printed)) is not None]
    rank, chosen = min(by_cue, key=lambda pair: pair[0]) if by_cue else (None, dates[0])
    start, end = _segment(text, chosen)
    beside = _without(text[start:end], find_dates(text[start:end], latest))
    others = [word for word in WORD.findall(beside) if word.lower() not in page_dates().stamp_words]
    if len(others) > MAX_OTHER_WORDS or any(word.islower() and len(word) > MAX_PARTICLE for word in others):
        return None
    if rank is None:
        rank = RANK_CLOCK if CLOCK.search(beside) else RANK_PLAIN
    return Stamp(chosen.readings, rank, fills_line=len(words) <= MAX_STAMP_WORDS)


def _cue_rank(text: str, printed: PrintedDate) -> int | None:
    """The rank of the cue right before a date."""
    before = text[: printed.start].lower().rstrip(" :\t,-–—(")
    weekday = WORD.findall(before)[-1:]
    if weekday and weekday[0] in page_dates().weekdays:
        before = before[: -len(weekday[0])].rstrip(" :,")
    before = re.sub(r"\s*(?:on|at|\d{1,2}[:.]\d{2})$", "", before).rstrip(" :,")
    if before.endswith(page_dates().updated):
        return RANK_UPDATED
    return RANK_PUBLISHED if before.endswith(page_dates().published) else None


def _segment(text: str, printed: PrintedDate) -> tuple[int, int]:
    """The part of the line between bars that the date stands in."""
    start, end = 0, len(text)
    for separator in SEGMENTS.finditer(text):
        if separator.end() <= printed.start:
            start = separator.end()
        elif separator.start() >= printed.end:
            end = separator.start()
            break
    return start, end


def _without(text: str, dates: list[PrintedDate]) -> str:
    for printed in reversed(dates):
        text = text[: printed.start] + " " + text[printed.end :]
    return text


def _read_dateline(text: str, latest: date) -> Stamp | None:
    """The date of a dateline with a year: `GENEVA, 3 May 2024 (Agency) --`."""
    dates = find_dates(text[:DATELINE_CHARS], latest)
    if not dates or not DATELINE_END.match(text, dates[-1].end):
        return None
    head = WORD.findall(text[: dates[-1].start])
    data = page_dates()
    in_sentence = (head and head[0].lower() in data.sentence_starts) or any(
        word[0].islower() or word.lower() in data.weekdays for word in head
    )
    return None if in_sentence else Stamp(dates[-1].readings, RANK_PLAIN)


def _choose(stamps: list[Stamp], lines: list[Line], others: list[date], latest: date) -> tuple[date | None, int]:
    """The day that the stamps agree on, by the best rank that tells one, and that rank."""
    hints = _Hints(set(others))
    if any(len(stamp.readings) > 1 for stamp in stamps):
        hints.read(lines, latest)
    for rank in (RANK_PUBLISHED, RANK_CLOCK, RANK_PLAIN, RANK_UPDATED):
        days = {day for stamp in stamps if stamp.rank == rank and (day := hints.settle(stamp.readings))}
        if len(days) == 1:
            return days.pop(), rank
        if len(days) > 1 and days & set(others):
            return min(days & set(others)), rank
    return None, RANK_PLAIN


@dataclass
class _Hints:
    """What else a page tells of dates: days that are sure, and whether its figures begin with the day."""

    sure: set[date]
    day_first: set[bool] = field(default_factory=set)

    def read(self, lines: list[Line], latest: date) -> None:
        """Takes the hints of all lines."""
        for line in lines:
            for printed in find_dates(line.text, latest):
                if len(printed.readings) == 1:
                    self.sure.add(printed.readings[0])
                    match = NUMERIC.fullmatch(line.text[printed.start : printed.end])
                    if match and match[1] != match[3]:
                        self.day_first.add(int(match[1]) == printed.readings[0].day)

    def settle(self, readings: tuple[date, ...]) -> date | None:
        """The one reading of a date: day and month may have changed places, unless the page tells otherwise."""
        if len(readings) == 1:
            return readings[0]
        agreeing = [day for day in readings if day in self.sure]
        if len(agreeing) == 1:
            return agreeing[0]
        return readings[0 if self.day_first == {True} else 1] if len(self.day_first) == 1 else None
