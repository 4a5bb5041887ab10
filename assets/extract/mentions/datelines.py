"""Datelines: the day on which a report says that it was written ("BERLIN, Feb. 10 -").

Belongs here: that day, against which "today" is meant. Not here: where a dateline ends (`names.py`), what a date phrase
means (`dates.py`), the place of a dateline (`places/places.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assets.extract.mentions.dates import DateMention, find_dates
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.names import dateline_end

SENTENCES = 6  # of a report that may be headings and the name of the paper
HEAD_TOKENS = 4  # before the day in a sentence that is all dateline: "KIEV, Ukraine, February 5."
BRACKETS = ("(", ")")
DAYS = 2  # a paper prints what was written on the day before; swept over 1 to 3


def day_of_dateline(sentences: Sequence[Mentions], published: date) -> date:
    """The day of the dateline where it is right before that of publication; else that of publication."""
    for mentions in sentences[:SENTENCES]:
        if not mentions.date_phrases or not _opens_with_place(mentions):
            continue
        for told in find_dates(mentions, published):
            if told.start is not None and 0 <= (published - told.start).days <= DAYS and _is_dateline(mentions, told):
                return told.start
    return published


def _opens_with_place(mentions: Mentions) -> bool:
    """`AMRITSAR`, whatever place it is, and `Amritsar` where it is a known one."""
    first = mentions.sentence.first
    if mentions.text.words[first].isupper():
        return True
    return bool(mentions.names) and mentions.names[0].first == first and mentions.names[0].name.form != "adjective"


def _is_dateline(mentions: Mentions, told: DateMention) -> bool:
    """`MOSCOW, February 5 (RIA)`, `WEST BERLIN, June 11 -- The two ...`: a day of the calendar after a place."""
    text, sentence = mentions.text, mentions.sentence
    ends = told.last + 1 >= sentence.last or (text.word(told.last), text.word(sentence.last - 1)) == BRACKETS
    alone = told.first - sentence.first <= HEAD_TOKENS and ends
    return told.calendar is not None and (alone or told.last <= dateline_end(text, sentence))
