"""Days told in other sentences than the one that tells of a hand-over.

Belongs here: the day to which "the day before" and "that day" point, and the day told in a sentence beside those of a
hand-over ("Buses left Khartoum on Thursday. In them sat the men whom they had set free."). Not here: what a phrase
means (`mentions/dates.py`), choosing among the dates of one sentence (`statements/handover_dates.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from assets.extract.events.events import Event
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.dates import HEAD_REACH, NEEDS_ANOTHER_DAY, DateMention, find_dates
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.triggers import Trigger
from assets.extract.records import record
from assets.extract.statements.handover_dates import choose_dates
from assets.extract.statements.statements import Statement, tells_only_arrival

DAY_DISTANCE = 2  # sentences before one that says "that day" in which the day stands
YEAR_DISTANCE = 8  # the same before "September 6 of that year"
BESIDE_DISTANCE, BESIDE_AFTER = 2, 4  # sentences before and after what was told first of a hand-over, headings apart
AHEAD_AFTER = 4  # sentences after the lead in which it is told when what is settled is to be
MISSED_AFTER = 5  # the same of what was called off
SHORTEST = 9  # tokens of a sentence that tells but a time: "In April it went faster."
REPORT_DAYS = 3  # between a hand-over and the day on which people came home or it was told
NEWS_DAYS = 7  # a day beside a hand-over that is news is one of the week before the report
DAYS_OF_WEEK = 7
LOOK_BACK_DAYS = 365  # a report of what was longer ago looks back at it
LEAD_SENTENCES = 4  # where a report says when its news was announced
HELD = ("place.held", "status.completed", "place.crossed", "place.met")
POINTING = ("dates.same_day", "dates.in_the_day", "dates.next_day", "dates.day_before")


@record
class Report:
    """The report around an event; without the day it is `published` a day counts that is told with its year.

    `sentences` are all that it has, with their words of hand-over.
    """

    text: Text
    sentences: list[tuple[Mentions, list[Trigger]]]
    published: date | None
    lexicon: Lexicon


def day_told_before(
    sentences: Sequence[Mentions],
    number: int,
    statements: Sequence[Statement],
    published: date | None,
) -> date | None:
    """The day told last before a sentence that points back to one: right before it, else with a hand-over."""
    if not _points_back(sentences[number]):
        return None
    by_year = _tells_year(sentences[number])
    first = max(0, number - (YEAR_DISTANCE if by_year else DAY_DISTANCE))
    told = [s.date for s in statements if s.date is not None]
    chosen = {(s.number, s.date.first): s.date for s in statements if s.date is not None}  # also what is to come
    near = [(n, d) for n in range(first, number) for d in find_dates(sentences[n], published)]
    told += [chosen.get((n, d.first), d) for n, d in near]
    days = [d for d in told if d.precision == "day" and (d.kind == "full" or not by_year)]
    return days[-1].start if days else None


def day_beside(report: Report, event: Event, others: Sequence[Event]) -> DateMention | None:
    """The day of a hand-over that is done, where just a sentence beside those of it tells one.

    Args:
        report: the report.
        event: the hand-over, without a date.
        others: what else the report tells of.
    """
    if event.status in {"agreed", "proposed"}:
        return _day_ahead(report, event)
    if event.status == "cancelled":
        return _day_missed(report, event)
    if event.status != "completed":
        return None
    published = report.published
    numbers = {s.number for s in event.statements}
    ahead = {s.number for s in event.statements if s.status not in {None, "completed"}}
    lead = min(numbers)
    running = [n for n, (mentions, _) in enumerate(report.sentences) if not mentions.sentence.heading]
    near = [n for n in running if n < lead][-BESIDE_DISTANCE:] + [n for n in running if n >= lead][:BESIDE_AFTER]
    near += [n for n in running if n not in near and any(abs(n - t) <= 1 for t in numbers)]
    elsewhere = {s.number for other in others for s in other.statements}
    near = [n for n in near if n not in elsewhere]
    told: list[DateMention] = []
    announced: list[DateMention] = []
    for number in sorted({*near, *running[:LEAD_SENTENCES]}, key=lambda n: (abs(n - lead), n)):
        mentions, triggers = report.sentences[number]
        dates = [d for d in find_dates(mentions, published) if _is_news(d, published)]
        best, reported = choose_dates(report.text, mentions, dates, triggers, report.lexicon)
        if best is not None and number in near and number not in numbers:
            told.append(best)
        if reported is not None and number not in ahead:
            announced.append(reported)
    if published is None:
        return next(iter(told), None)
    return next(iter([*told, *announced, *_of_today(event, published)]), None)


def _day_ahead(report: Report, event: Event) -> DateMention | None:
    """`The flights are expected in mid-October.`: when what is settled is to be, told beside it."""
    published = report.published
    if published is None:
        return None
    least = published if event.status == "agreed" else published + timedelta(days=1)
    lead = min(s.number for s in event.statements)
    for mentions, triggers in report.sentences[lead + 1 : lead + 1 + AHEAD_AFTER]:
        if not (mentions.date_phrases and _is_ahead(mentions)):
            continue
        dates = [d for d in find_dates(mentions, published, future=True) if d.end is not None and d.end >= least]
        found, _ = choose_dates(report.text, mentions, dates, triggers, report.lexicon)
        if found is not None and found.precision in {"day", "month"}:
            return found
    return None


def _day_missed(report: Report, event: Event) -> DateMention | None:
    """`They should have been turned over on Monday.`: when what was called off was to be, told beside it."""
    published = report.published
    told = [s.number for s in event.statements]
    for mentions, triggers in report.sentences[told[0] : told[-1] + 1 + MISSED_AFTER]:
        if not _was_to_be(mentions):
            continue
        dates = [_nearest(d, published) for d in find_dates(mentions, published) if d.precision == "day"]
        found, _ = choose_dates(report.text, mentions, dates, triggers, report.lexicon)
        if found is not None:
            return found
    return None


def _nearest(mention: DateMention, published: date | None) -> DateMention:
    """Of two Wednesdays on which it was to be the one nearer to the report."""
    if mention.kind != "weekday" or mention.start is None or published is None:
        return mention
    if (published - mention.start).days <= DAYS_OF_WEEK // 2:
        return mention
    day = mention.start + timedelta(days=DAYS_OF_WEEK)
    return replace(mention, start=day, end=day)


def _was_to_be(mentions: Mentions) -> bool:
    """`should have`, `it was planned for Monday`, `were to cross on Tuesday`."""
    words = mentions.words
    return words >= mentions.lexicon.words["grammar.dates.should_have"] or (
        mentions.has_word("grammar.was") and _is_ahead(mentions)
    )


def day_right_before(report: Report, event: Event, events: Sequence[Event]) -> DateMention | None:
    """`In April it went faster. Reed was swapped for a pilot.`: the time that a few words right before it tell.

    Not where they tell of another one of the `events`: `Ten were freed on 4 May, weeks after 30 had come home.`
    """
    published = report.published
    first = min(s.number for s in event.statements)
    of_others = {s.number for other in events if other is not event for s in other.statements}
    for number in range(first - 1, max(-1, first - 1 - BESIDE_DISTANCE), -1):
        if number in of_others:
            return None
        mentions, triggers = report.sentences[number]
        short = mentions.sentence.last - mentions.dateline <= SHORTEST
        if not short or (mentions.sentence.heading and not _heads_history(mentions, published)):
            return None
        dates = [d for d in find_dates(mentions, published) if _is_past(d, published)]
        if dates:
            return choose_dates(report.text, mentions, dates, triggers, report.lexicon)[0]
    return None


def _heads_history(mentions: Mentions, published: date | None) -> bool:
    """`October 11, 1963:` above what happened then: a heading with one date, of a time long before the report."""
    if len(mentions.date_phrases) != 1 or published is None:
        return False
    year = mentions.date_phrases[0].year
    return year is not None and published.year - year > 1


def _is_past(mention: DateMention, published: date | None) -> bool:
    return mention.start is not None and (published is None or mention.start <= published)


def _is_ahead(mentions: Mentions) -> bool:
    """`It will take place on Thursday`, `it is expected in May`, `the first groups were to cross on Tuesday`."""
    words = mentions.words
    told = mentions.where("grammar.dates.ahead") or mentions.where("modal.future")
    return bool(told) or ("to" in words and mentions.has_word("modal.be"))


def day_it_took_place(report: Report, event: Event) -> DateMention | None:
    """The day told beside "took place", where the event has that of its report or of an arrival, some days later."""
    published = report.published
    if published is None or event.date is None or event.date.start is None or not _is_of_news(event):
        return None
    for statement in event.statements:
        for mentions, triggers in report.sentences[statement.number + 1 : statement.number + 1 + BESIDE_DISTANCE]:
            if not mentions.cues.has_any(HELD):
                continue
            dates = find_dates(mentions, published)
            found, _ = choose_dates(report.text, mentions, dates, triggers, report.lexicon)
            if found is None or found.start is None:
                continue
            if timedelta(0) < event.date.start - found.start <= timedelta(days=REPORT_DAYS):
                return found
    return None


def _is_of_news(event: Event) -> bool:
    """Whether the event's day is only that of its report, or of people's arrival at home."""
    telling = next((s for s in event.statements if event.date is s.date), None)
    if telling is None:
        return any(event.date is s.reported for s in event.statements)
    return bool(telling.triggers) and tells_only_arrival(telling)


def _of_today(event: Event, published: date) -> list[DateMention]:
    """`during the night`: the day of the report, where it tells no other one."""
    return [
        DateMention(start, end, published, published, "day", "relative", "today")
        for s in event.statements
        for start, end in s.mentions.cues.spans("dates.part_of_day")
    ]


def _is_news(mention: DateMention, published: date | None) -> bool:
    """A day of the week before the report; in a look back, or a report without a date, one told with its year."""
    if mention.start is None or mention.precision != "day":
        return False
    if published is None or published - mention.start > timedelta(days=LOOK_BACK_DAYS):
        return mention.kind == "full"
    return mention.start == mention.end and timedelta(0) <= published - mention.start <= timedelta(days=NEWS_DAYS)


def _points_back(mentions: Mentions) -> bool:
    """`the day before`, `that day`, `the previous Friday`, `September 6 of that year`."""
    if mentions.cues.has_any(POINTING) or "earlier" in mentions.words or _tells_year(mentions):
        return True
    head = mentions.sentence.first + HEAD_REACH
    return any(
        (p.kind in NEEDS_ANOTHER_DAY and p.first <= head)
        or (p.kind == "weekday" and mentions.lexicon.has("grammar.dates.pointing", mentions.text.word(p.first - 1)))
        for p in mentions.date_phrases
    )


def _tells_year(mentions: Mentions) -> bool:
    return mentions.words >= mentions.lexicon.words["grammar.dates.that_year"]
