"""Ranges of days: two date phrases that tell from when to when ("from 30 April to 2 May", "November 18-19").

Belongs here: joining the phrases of a range. Not here: finding single phrases (`date_phrases.py`), which days they
mean (`dates.py`).
"""

from __future__ import annotations

from dataclasses import replace

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.date_phrases import CALENDAR_KINDS, DatePhrase, day_at

NIGHT_REACH = 2  # tokens between "night" and the first of its days
FOLLOWING_DAYS = 2  # "on January 5 and 6" are the days of one exchange, "on January 5 and 19" may be those of two


def join_ranges(text: Text, phrases: list[DatePhrase], lexicon: Lexicon) -> list[DatePhrase]:
    """The phrases of a sentence in order, those that make a range joined into one with its end in `until`."""
    joined: list[DatePhrase] = []
    for phrase in phrases:
        alone = _with_first_day(text, _with_last_day(text, phrase, lexicon), lexicon)
        left = joined[-1] if joined else None
        if left is not None and left.until is None and _is_range(text, left, alone, lexicon):
            start = replace(left, year=left.year or alone.year, kind=alone.kind if alone.year else left.kind)
            joined[-1] = alone if _is_one_night(text, left, lexicon) else replace(start, last=alone.last, until=alone)
        else:
            joined.append(alone)
    return joined


def _is_range(text: Text, left: DatePhrase, right: DatePhrase, lexicon: Lexicon) -> bool:
    """Whether two whole dates, or two weekdays, have only a word such as `to` between them."""
    alike = {left.kind, right.kind} <= CALENDAR_KINDS or left.kind == right.kind == "weekday"
    if not alike or right.first != left.last + 1:
        return False
    return _joins(text, left.first, left.last, lexicon) or _is_next_weekday(text, left, right)


def _is_one_night(text: Text, left: DatePhrase, lexicon: Lexicon) -> bool:
    """`in the night of Friday to Saturday`, `overnight from 3 to 4 June`: the night that ends on the second day."""
    return lexicon.has_any("grammar.dates.nights", text.lowers[max(0, left.first - NIGHT_REACH) : left.first])


def _is_next_weekday(text: Text, left: DatePhrase, right: DatePhrase) -> bool:
    """`on Thursday and Friday`: two days, the second one right after the first."""
    follows = left.weekday is not None and right.weekday == (left.weekday + 1) % 7
    return follows and text.word(left.last) == "and"


def _joins(text: Text, first: int, joint: int, lexicon: Lexicon) -> bool:
    """`to`, a dash, or the `and` after `between`."""
    return lexicon.has("grammar.dates.to", text.word(joint)) or text.word(first - 1) == "between"


def _with_last_day(text: Text, phrase: DatePhrase, lexicon: Lexicon) -> DatePhrase:
    """`November 18-19`, `January 5 and 6, 2020`: a second day after the first one."""
    if phrase.kind not in CALENDAR_KINDS or phrase.day is None or phrase.year is not None:
        return phrase
    day, end = day_at(text, phrase.last + 1, len(text.words), lexicon)
    if day is None or not _are_days_of_one(text, phrase.first, phrase.last, phrase.day, day, lexicon):
        return phrase
    year, after = _year_after(text, end)
    kind = "full" if year else phrase.kind
    until = replace(phrase, first=phrase.last + 1, last=after, kind=kind, day=day, year=year)
    return replace(phrase, last=after, kind=kind, year=year, until=until)


def _with_first_day(text: Text, phrase: DatePhrase, lexicon: Lexicon) -> DatePhrase:
    """`10 and 12 May`, `15 to 17 April 2023`: a first day before the second one."""
    if phrase.kind not in CALENDAR_KINDS or phrase.day is None or phrase.until is not None:
        return phrase
    if not text.words[phrase.first][0].isdigit():
        return phrase  # `between August 5 and September 6`
    for first in (phrase.first - 2, phrase.first - 3):
        day, end = day_at(text, first, phrase.first, lexicon) if first >= 0 else (None, 0)
        if day is not None and end == phrase.first - 1:
            if _are_days_of_one(text, first, end, day, phrase.day, lexicon):
                return replace(phrase, first=first, day=day, until=phrase)
            return phrase
    return phrase


def _are_days_of_one(text: Text, first: int, joint: int, start: int, end: int, lexicon: Lexicon) -> bool:
    near = text.word(joint) == "and" and end - start <= FOLLOWING_DAYS
    return end > start and (near or _joins(text, first, joint, lexicon))


def _year_after(text: Text, index: int) -> tuple[int | None, int]:
    after = index + (text.word(index) == ",")
    word = text.word(after)
    return (int(word), after + 1) if len(word) == 4 and word.isdecimal() and word[:2] in {"19", "20"} else (None, index)
