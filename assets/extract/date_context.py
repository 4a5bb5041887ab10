"""The day that a report told last before a sentence which tells its own by it: "the day before", "that day".

Belongs here: which sentences point back, and to which day. Not here: what the phrase then means (`dates.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assets.extract.dates import find_dates
from assets.extract.lexicon import Lexicon
from assets.extract.mentions import Mentions
from assets.extract.statements import Statement

DAY_DISTANCE = 2  # sentences before one that says "that day" in which the day stands
YEAR_DISTANCE = 8  # the same before "September 6 of that year"
POINTING = ("dates.same_day", "dates.next_day", "dates.day_before")


def day_told_before(
    sentences: Sequence[Mentions],
    number: int,
    statements: Sequence[Statement],
    published: date | None,
    lexicon: Lexicon,
) -> date | None:
    """The day told last before a sentence that points back to one: right before it, else with a hand-over."""
    if not _points_back(sentences[number]):
        return None
    by_year = _tells_year(sentences[number])
    near = sentences[max(0, number - (YEAR_DISTANCE if by_year else DAY_DISTANCE)) : number]
    told = [s.date for s in statements if s.date is not None]
    told += [d for m in near for d in find_dates(m.text, m.sentence, published, lexicon)]
    days = [d for d in told if d.precision == "day" and (d.kind == "full" or not by_year)]
    return days[-1].start if days else None


def _points_back(mentions: Mentions) -> bool:
    """`the day before`, `that day`, `September 6 of that year`."""
    lowers = mentions.text.lowers[mentions.sentence.first : mentions.sentence.last]
    return any(map(mentions.has_cue, POINTING)) or "earlier" in lowers or _tells_year(mentions)


def _tells_year(mentions: Mentions) -> bool:
    return {"that", "year"} <= set(mentions.text.lowers[mentions.sentence.first : mentions.sentence.last])
