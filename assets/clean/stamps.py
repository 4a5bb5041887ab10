"""Date stamps: the lines of a page that tell when it was published.

Belongs here: telling stamps and datelines from dates of the report. Not here: the forms of dates (`dates.py`), choosing
among stamps (`published.py`). A date inside a running sentence, a caption, or a dateline without a year is no stamp.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Final

from assets.clean.date_fields import parse_month
from assets.clean.date_order import order_by_zone
from assets.clean.dates import PrintedDate, find_dates
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
CLOCK_BEFORE = re.compile(r"(?:^|[\s,])\d{1,2}[:.]\d{2}$")
DATELINE_END = re.compile(r"(?<!\s)(?:\s*+(?:\([^()]{1,40}\)|/[^/]{1,30}/))?\s*+[)\]]?\s*+(?::|--|[—–]|(?<=\s)-\s)")


class Rank(Enum):
    """How sure it is that a date is that of publication: by a cue, an hour beside it, its place alone, ..."""

    PUBLISHED = auto()
    CLOCK = auto()
    PLAIN = auto()
    DATELINE = auto()
    UPDATED = auto()


@dataclass(frozen=True)
class Stamp:
    """A date that stands by itself.

    Attributes:
        readings: what it can mean.
        day_first: how its time zone tells day and month apart, if it does.
        fills_line: whether it is the whole line.
    """

    readings: tuple[date, ...]
    rank: Rank
    day_first: bool | None = None
    fills_line: bool = False


def mark_stamps(lines: list[Line], marked: Sequence[str], latest: date) -> list[Stamp]:
    """The stamps of a page: what it marks as dates, and its lines that are stamps; these are marked as removed.

    Datelines stay.
    """
    stamps = [stamp for text in marked if (stamp := read_stamp(text, latest))]
    n_sentences = 0
    for index, line in enumerate(lines):
        at_top = index < TOP_LINES and n_sentences < TOP_SENTENCES
        at_bottom = index >= len(lines) - BOTTOM_LINES
        if line.removed != "section" and (at_top or at_bottom):
            stamp = read_stamp(line.text, latest) if line.n_words <= MAX_LINE_WORDS else None
            if stamp and (at_top or stamp.rank in {Rank.PUBLISHED, Rank.UPDATED}):
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


def month_stamp(lines: list[Line], latest: date) -> date | None:
    """The first day of the month that stands above the text by itself: `May 2025`; None if none or several do."""
    months: set[date] = set()
    for line in lines[:TOP_LINES]:
        if line.is_sentence and not line.removed:
            break
        if month := parse_month(_without_cue(line.text), latest):
            months.add(month)
            line.removed = line.removed or "stamp"
    return months.pop() if len(months) == 1 else None


def read_stamp(text: str, latest: date) -> Stamp | None:
    """The stamp that a line is: a date with hour, cue and byline at most."""
    dates = find_dates(text, latest)
    if not dates:
        return None
    words = [word.lower() for word in WORD.findall(_without(text, dates))]
    if page_dates().captions & set(words):
        return None
    by_cue = [(rank, printed) for printed in dates if (rank := _cue_rank(text, printed))]
    rank, chosen = min(by_cue, key=lambda pair: pair[0].value) if by_cue else (None, dates[0])
    if rank is Rank.UPDATED and chosen is not dates[0]:  # the day of publication stands before that of the change
        rank, chosen = None, dates[0]
    start, end = _segment(text, chosen)
    segment = text[start:end]
    beside = _without(segment, find_dates(segment, latest))
    others = [word for word in WORD.findall(beside) if word.lower() not in page_dates().stamp_words]
    if len(others) > MAX_OTHER_WORDS or any(word.islower() and len(word) > MAX_PARTICLE for word in others):
        return None
    rank = rank or (Rank.CLOCK if CLOCK.search(beside) else Rank.PLAIN)
    return Stamp(chosen.readings, rank, order_by_zone(segment), fills_line=len(words) <= MAX_STAMP_WORDS)


def _cue_rank(text: str, printed: PrintedDate) -> Rank | None:
    """The rank of the cue right before a date."""
    before = _before(text[: printed.start].lower())
    if before.endswith(page_dates().updated):
        return Rank.UPDATED
    return Rank.PUBLISHED if before.endswith(page_dates().published) else None


def _before(text: str) -> str:
    """What stands before a date, without the hour, the weekday and the words between them."""
    while True:
        text = text.rstrip(" :\t,-–—(.|/")
        word = WORD.findall(text)[-1:]
        if word and text.endswith(word[0]) and (word[0] in page_dates().weekdays or word[0] in page_dates().linking):
            text = text[: -len(word[0])]
        elif clock := CLOCK_BEFORE.search(text):
            text = text[: clock.start()]
        else:
            return text


def _without_cue(text: str) -> str:
    cue, colon, rest = text.partition(":")
    return rest.strip() if colon and cue.strip().lower() in page_dates().published else text


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
    return None if in_sentence else Stamp(dates[-1].readings, Rank.DATELINE)
