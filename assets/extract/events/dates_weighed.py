"""The date of each event, weighed over the dates that its sentences and those right beside them tell.

Belongs here: when another date, or none, is taken than rules find. Not here: the date of one sentence's hand-over
(`statements/handover_dates.py`), what rules take for that of an event (`slots.py`, `dates_elsewhere.py`,
`known_events.py`), the signals (`date_signals.py`).

The weights know nothing of what rules find: they are a second opinion, which counts where it is clearly another one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from assets.extract.events.date_signals import SeenDate, see_dates, signals_beside, signals_of_event, time_of
from assets.extract.events.dates_elsewhere import Report
from assets.extract.events.events import Event
from assets.extract.mentions.dates import DateMention, find_dates
from assets.extract.mentions.mentions import Mentions
from assets.extract.weighing import Weighed, odds_by_value, overrule, weigh

SLOT = "date"
TIMES = 4.5  # as likely as what rules find is what is taken instead; swept over 3 to 7
BESIDE = 1  # sentences


def weigh_dates(report: Report, events: Sequence[Event]) -> None:
    """Puts another date, or none, where it is clearly likelier than the one that rules have found for an event."""
    times = [time_of(event.date) for event in events]
    for number, event in enumerate(events):
        if not event.in_passing:
            rank = "main" if number == 0 else "focus" if event.focus else "background"
            seen = list(_seen(report, event, events))
            weighed = _weighed(report, event, rank, seen, {*times[:number], *times[number + 1 :]})
            of_event = signals_of_event(event, rank, len(events))
            for each in weighed:
                each.signals |= of_event
            event.weighed += weighed
            _give_date(report, event, seen, weighed)


def _weighed(
    report: Report,
    event: Event,
    rank: str,
    seen: Sequence[tuple[int, SeenDate]],
    of_others: Collection[str | None],
) -> list[Weighed]:
    """The dates seen near an event with what speaks for and against each; `of_others` are the other events' times."""
    ruled = time_of(event.date)
    weighed: list[Weighed] = []
    for number, each in seen:
        signals = each.signals.copy()
        for name in signals_beside(each, number, event, rank, of_others, report.published):
            signals[name] = 1.0
        printed = report.text.slice(each.mention.first, each.mention.last)
        weighed.append(Weighed(SLOT, each.value, signals, printed, by_rules=each.value == ruled))
    return weighed


def _give_date(report: Report, event: Event, seen: Sequence[tuple[int, SeenDate]], weighed: list[Weighed]) -> None:
    """Puts the date of an event for which rules have found one."""
    ruled, weights = time_of(event.date), report.lexicon.weights[SLOT]
    if _is_settled(event, report.published):
        return
    time = overrule(odds_by_value(weighed, weights), ruled, TIMES)
    if time != ruled:
        told = [n for n, each in enumerate(weighed) if each.value == time]
        best = max(told, key=lambda n: weigh(weighed[n].signals, weights), default=None)
        event.date = None if best is None else seen[best][1].mention
        event.rules = (event.rules - {"date.known"}) | {"date.weighed"}


def _is_settled(event: Event, published: date | None) -> bool:
    """`They will be freed on Friday`: the day of what is still to come, which rules find best."""
    if event.status != "agreed" or event.date is None or event.date.end is None or published is None:
        return False
    return event.date.end > published


def _seen(report: Report, event: Event, events: Sequence[Event]) -> Iterator[tuple[int, SeenDate]]:
    """The dates told near an event, each with the number of its sentence; none told of another event."""
    sentences, told = report.sentences, {s.number for s in event.statements}
    others = {s.number for other in events if other is not event for s in other.statements}
    near = {n for t in told for n in range(t - BESIDE, t + BESIDE + 1) if 0 <= n < len(sentences)} - (others - told)
    ruled = event.date if event.date is not None and event.date.start is not None else None
    if ruled is not None:
        near |= {n for n, (mentions, _) in enumerate(sentences) if _has(mentions, ruled)}
    for number in sorted(near):
        mentions, triggers = sentences[number]
        dates = _dates_of(event, number, mentions, report.published)
        if ruled is not None and _has(mentions, ruled):
            dates = [d for d in dates if d.last <= ruled.first or d.first >= ruled.last] + [ruled]
        for seen in see_dates(report.text, mentions, triggers, dates, report.lexicon):
            yield number, seen


def _has(mentions: Mentions, told: DateMention) -> bool:
    return mentions.sentence.first <= told.first < mentions.sentence.last


def _dates_of(event: Event, number: int, mentions: Mentions, published: date | None) -> list[DateMention]:
    """The dates of a sentence, as what is told of the event there has them."""
    for statement in event.statements:
        if statement.number == number:
            chosen = statement.date
            return [chosen if chosen is not None and d.first == chosen.first else d for d in statement.dates]
    return find_dates(mentions, published, future=event.status in {"agreed", "proposed"})
