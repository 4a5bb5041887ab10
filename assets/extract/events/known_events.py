"""Events that are known exchanges: which they are, and the day of theirs that the report tells.

Belongs here: finding them by what the statements of an event tell, or by its sides and its day. Not here: which known
exchange one statement tells of (`statements/known_exchanges.py`), what it says for places and mediators
(`place_signals.py`, `mediator_signals.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from assets.extract.events.events import Event
from assets.extract.flows.directions import parts
from assets.extract.language.known_exchanges import Captive, Days, KnownExchange
from assets.extract.language.lexicon import Lexicon
from assets.extract.mentions.dates import DateMention, find_dates
from assets.extract.mentions.mentions import Mentions


def known_of(event: Event, lexicon: Lexicon) -> frozenset[KnownExchange]:
    """The known exchanges that an event may be."""
    told = [known for statement in event.statements for known in statement.known]
    return frozenset(told or _of_day(event, lexicon))


def _of_day(event: Event, lexicon: Lexicon) -> Iterator[KnownExchange]:
    """The known exchanges between the sides of an event on its day."""
    day = event.date
    if day is None or day.start is None or day.precision != "day":
        return
    sides = {code for side in event.sides[:2] for code in parts(side)}
    for known in lexicon.exchanges_in.get(day.start.year, ()):
        if known.days[0] <= day.start <= known.days[1] and known.is_between(sides):
            yield known


def day_known(
    event: Event, sentences: Sequence[Mentions], captives: Mapping[str, Captive], published: date | None
) -> DateMention | None:
    """The day on which a known exchange took place, where the report tells that day anywhere.

    Args:
        event: a hand-over that is done; its figures tell which exchange it is, else those named in it.
        sentences: all sentences of the report.
        captives: those named in the report who are known to have been exchanged.
        published: the day of the report.
    """
    times = _by_figures(event) or _by_captives(event, captives)
    if len(times) != 1 or event.status != "completed":
        return None
    first, last = times.pop()
    if first != last:
        return None
    if event.date is not None and event.date.start == event.date.end == first:
        return event.date
    told = chain(
        (day for statement in event.statements for day in statement.dates),
        (day for mentions in sentences for day in find_dates(mentions, published)),
    )
    return next((day for day in told if day.precision == "day" and day.start == day.end == first), None)


def _by_figures(event: Event) -> set[Days]:
    return {known.days for statement in event.statements for known in statement.known}


def _by_captives(event: Event, captives: Mapping[str, Captive]) -> set[Days]:
    named = {f.person.key for s in event.statements for f in s.flows if f.person is not None and f.verb is not None}
    known = (captives[key].exchanged for key in named & captives.keys())
    return {days for days in known if days is not None}
