"""Signals of the dates that a report tells: what speaks for and against an event having been then.

Belongs here: the signals of one mention, and of its standing beside an event. Not here: their weights
(`seeds/reference/weights`), what rules find (`statements/handover_dates.py`, `slots.py`, `dates_elsewhere.py`),
choosing (`dates_weighed.py`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from assets.extract.events.events import Event
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.context import words_around
from assets.extract.mentions.dates import DateMention
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.triggers import Trigger
from assets.extract.records import record
from assets.extract.weighing import Signals

OPENING = 3  # tokens before a date at the head of its sentence
STEP, FARTHEST = 3, 5  # tokens of a step of distance to a word of hand-over, and the last step
SEVERAL = 3  # events, transfers, or sentences of distance
DEED_REACH = 12  # tokens between what was done and the date
AGO = (0, 1, 2, 4, 8, 32, 366)  # days before the report, from each of which on a date is of the next kind


@record
class SeenDate:
    """A date that a sentence tells: the time that it stands for, and the signals of the mention."""

    mention: DateMention
    value: str
    signals: Signals


def time_of(mention: DateMention | None) -> str | None:
    """The time that a date stands for: a month or a year by itself, days from the first to the last."""
    if mention is None or mention.start is None:
        return None
    if mention.precision == "month":
        return f"month {str(mention.start)[:7]}"
    if mention.precision == "year":
        return f"year {str(mention.start)[:4]}"
    return f"day {mention.start} {mention.end or mention.start}"


def see_dates(
    text: Text, mentions: Mentions, triggers: Sequence[Trigger], dates: Sequence[DateMention], lexicon: Lexicon
) -> list[SeenDate]:
    """Those of a sentence's dates that stand for a time, with their signals."""
    seen: list[SeenDate] = []
    for each in dates:
        value = time_of(each)
        if value is not None:
            names = _of_mention(text, mentions, triggers, each, lexicon)
            seen.append(SeenDate(each, value, dict.fromkeys(names, 1.0)))
    return seen


def _of_mention(
    text: Text, mentions: Mentions, triggers: Sequence[Trigger], told: DateMention, lexicon: Lexicon
) -> Iterator[str]:
    yield from words_around(text, mentions, told.first, told.last)
    yield f"kind: {told.kind}"
    yield f"precision: {told.precision}{' range' if told.precision == 'day' and told.start != told.end else ''}"
    word = text.lowers[told.first]
    yield f"preposition: {word if lexicon.has('grammar.dates.before_date', word) else 'none'}"
    if told.since:
        yield "since"
    if mentions.sentence.heading:
        yield "heading"
    if told.last <= mentions.dateline:
        yield "dateline"
    elif told.first - mentions.dateline <= OPENING:
        yield "opens"
    yield from _beside_trigger(triggers, told)
    deed = _deed_before(text, mentions, triggers, told, lexicon)
    if deed is not None:
        yield f"deed: {deed}"


def _beside_trigger(triggers: Sequence[Trigger], told: DateMention) -> Iterator[str]:
    """The word of hand-over nearest to the date, and how far it stands."""
    if not triggers:
        yield "no hand-over"
        return
    n_before = bisect_left(triggers, told.first, key=lambda trigger: trigger.index)
    near = min(triggers[max(0, n_before - 1) : n_before + 1], key=lambda trigger: _gap(told, trigger.index))
    kind = f"{'exchange' if near.mutual else 'release'} {'noun' if near.verb is None else 'verb'}"
    yield f"nearest: {kind} {min(FARTHEST, _gap(told, near.index) // STEP)}"
    if near.verb is not None:
        yield f"nearest form: {near.verb.form}{' perfect' if near.verb.perfect else ''}"


def _gap(told: DateMention, index: int) -> int:
    return min(abs(told.first - index), abs(told.last - 1 - index))


def _deed_before(
    text: Text, mentions: Mentions, triggers: Sequence[Trigger], told: DateMention, lexicon: Lexicon
) -> str | None:
    """What was done then: the nearest word before the date of a hand-over or of something else, such as an arrest."""
    handed = {trigger.index for trigger in triggers}
    for position in range(told.first - 1, max(mentions.sentence.first, told.first - DEED_REACH) - 1, -1):
        if position in handed:
            return "hand-over"
        word = text.lowers[position]
        if (
            lexicon.has("grammar.dates.taking", word)
            or lexicon.has("harmed", word)
            or lexicon.has("grammar.dates.other_happenings", word)
        ):
            return word
    return None


def signals_of_event(event: Event, rank: str, events: int) -> Signals:
    """The signals of one of so many events, those of each date that is weighed for it."""
    figures = min(SEVERAL, len(event.transfers))
    names = (
        rank,
        f"status: {event.status}",
        f"{rank}, {event.status}",
        f"events: {min(SEVERAL, events)}",
        f"figures: {figures}, {rank}",
        f"figures: {figures}, {event.status}",
    )
    return dict.fromkeys(names, 1.0)


def signals_beside(
    seen: SeenDate, number: int, event: Event, rank: str, of_others: Collection[str | None], published: date | None
) -> Iterator[str]:
    """The signals of a date in a sentence beside an event.

    Args:
        seen: the date.
        number: that of its sentence.
        event: the event.
        rank: whether it is the main one, another one that is news, or background.
        of_others: the times of the other events.
        published: the day of the report.
    """
    told = seen.mention
    distance, before = min((abs(number - s.number), number < s.number) for s in event.statements)
    yield f"distance: {min(SEVERAL, distance)}{' before' if before else ''}"
    if event.transfers:
        yield f"figures, distance: {min(SEVERAL, distance)}"
    ago = _ago(told, published)
    for name in (f"ago: {ago}", f"kind: {told.kind}"):
        yield f"{name}, {event.status}"
        yield f"{name}, {rank}"
    yield f"ago: {ago}"
    yield from _told(number, event, rank)
    if event.known and told.start is not None and told.precision == "day":
        then = any(known.days[0] <= told.start <= known.days[1] for known in event.known)
        yield f"known: {'then' if then else 'at another time'}"
    if seen.value in of_others:
        yield "another event was then"


def _told(number: int, event: Event, rank: str) -> Iterator[str]:
    """What the sentence of a date tells of the event."""
    if number == min(statement.number for statement in event.statements):
        yield "first told"
    for statement in event.statements:
        if statement.number == number:
            yield f"told: {statement.status}"
            yield f"told: {statement.status}, {rank}"
            if statement.background:
                yield "told as background"
            if statement.in_passing:
                yield "told in passing"
            if statement.tally:
                yield "told as a tally"


def _ago(told: DateMention, published: date | None) -> str:
    """How long before the report a date ends."""
    if published is None or told.end is None:
        return "unknown"
    days = (published - told.end).days
    return "ahead" if days < 0 else str(AGO[sum(days >= least for least in AGO) - 1])
