"""Reasons by time: whether a statement tells of a hand-over of the same day as an event, or of another time.

Belongs here: days, months, words such as "a week before", the past perfect. Not here: who changes hands
(`same_people.py`), how far it got (`same_course.py`), weighing the reasons (`sameness.py`).
"""

from __future__ import annotations

from datetime import date, timedelta

from assets.extract.events.evidence import (
    FEW,
    Account,
    Evidence,
    View,
    bears_event,
    is_at_head,
    is_same_time,
    ways_of,
)
from assets.extract.flows.directions import opposite
from assets.extract.mentions.dates import DateMention, safe_date
from assets.extract.statements.statements import Statement

PAST_DAYS = 25  # a date further back than this before publication is not that of the news
LATE_DAYS = 6  # nor is the day of a hand-over further back than this, that of others not even so far
NEWS_DAYS = 2  # news tell of the day of publication or of those just before
HEAD_REACH = 2  # tokens before a time at the head of its sentence: "In recent days"
DATE_REACH = 8  # tokens between a verb of hand-over and its date: "sent the student back in April"
VERB_REACH = 3  # tokens between a date and a verb of hand-over: "on June 25 with the release of 90"
LEAP_YEAR = 2000  # it has every day of the calendar
ORDER_DAYS = 2  # two legs of one operation are days apart
CALENDAR = frozenset(("month", "day_month"))  # dates that say of which month they are
IN_CALENDAR = CALENDAR | {"full"}  # and those that say of which year, too
AHEAD = frozenset(("agreed", "announced", "conditional"))
UNSETTLED = AHEAD | {"proposed"}


def is_at_same_time(new: Evidence, account: Account, _: View) -> bool:
    """A time that may be one of those told of the event, or that of the event beside which it was told."""
    if new.time is None:
        return False
    times = [told.time for told in account.told if told.time is not None]
    return any(is_same_time(time, new.time) for time in times or (account.event.anchor,))


def is_in_same_month(new: Evidence, account: Account, _: View) -> bool:
    """`Earlier in June they had swapped 73`, beside a day of June: other people in the month of the event."""
    time, anchor = new.time, account.event.anchor
    if time is None or time.precision != "month":
        return False
    return _contradicts(new, account) and is_same_time(time, anchor)


def is_within_time(new: Evidence, account: Account, _: View) -> bool:
    """`On the 14th 95 came home`, beside those exchanged in that month: one of its hand-overs."""
    time, anchor = new.time, account.event.anchor
    if time is None or anchor is None or time.precision != "day" or anchor.precision == "day":
        return False
    return is_same_time(anchor, time) and bears_event(new.statement) and not account.event.in_passing


def is_at_other_time(new: Evidence, account: Account, view: View) -> bool:
    """A time that is not that of the event, nor one of the days after or before it.

    `It was done in 1962` gives the event told of just before its time. The day of a plan that tells of nobody is
    mostly that of the agreement.
    """
    time, anchor, focus = new.time, account.event.anchor, account.event.focus
    if time is None:
        return not focus and anchor is not None and account is not view.last
    if focus and (is_only_headed(account) or _is_plan_of_nobody(new)):
        return False  # a heading has the day of the page
    if anchor is None:
        return time.end is not None and not focus and (account is not view.last or bool(new.those_told_of))
    return not is_same_time(anchor, time) and not (focus and is_days_apart(anchor, time))


def _is_plan_of_nobody(new: Evidence) -> bool:
    return new.statement.status in UNSETTLED and not new.those_told_of


def _contradicts(new: Evidence, account: Account) -> bool:
    """Whether other people are told of than those whom the event has."""
    own, known = new.those_told_of, account.those_told_of
    return bool(own and known) and own.isdisjoint(known)


def is_days_apart(anchor: DateMention, told: DateMention) -> bool:
    """A day within days of another one: that of the next leg of the same operation, or of the arrival at home."""
    one, other = anchor.start or _in_any_year(anchor), told.start or _in_any_year(told)
    return one is not None and other is not None and abs((other - one).days) <= ORDER_DAYS


def _in_any_year(mention: DateMention) -> date | None:
    """A day of the calendar, in the leap year in which such days are compared."""
    return safe_date(LEAP_YEAR, *mention.calendar) if mention.calendar is not None else None


def is_next_leg(new: Evidence, account: Account, _: View) -> bool:
    """`On Friday 24 hostages came out`: others within days of the event, unless they are those given in return."""
    time, anchor = new.time, account.event.anchor
    if time is None or anchor is None or is_same_time(anchor, time) or not is_days_apart(anchor, time):
        return False
    if not new.people.isdisjoint(account.people):
        return False
    known_people = {f.count for f in new.statement.flows if f.group and f.group.definite}
    if new.those_told_of - known_people <= account.those_told_of or len(new.people) in account.figures:
        return False
    ways, known = ways_of([new.statement], account.event), ways_of(account.event.statements, account.event)
    return bool(ways & known) or not ways & set(map(opposite, known))


def is_another_group(new: Evidence, account: Account, _: View) -> bool:
    """`That night 15 more crossed`, `a second group of 20`: others at a time that words only point to."""
    mentions = new.statement.mentions
    head = mentions.sentence.first + HEAD_REACH
    pointed = mentions.has_cue("pointing") or (new.time is None and any(p.first <= head for p in mentions.date_phrases))
    if not pointed or is_only_headed(account):
        return False
    own, known = new.figures - {1}, account.figures - {1}
    return bool(own and known) and own.isdisjoint(account.figures)


def is_long_before_news(new: Evidence, account: Account, view: View) -> bool:
    """A month or a year, or a day too long ago, beside an event that has no date: that is news."""
    time, anchor = new.time, account.event.anchor
    if time is None or time.end is None or not account.event.focus or (anchor is not None and anchor.start):
        return False
    if is_only_headed(account) and not new.figures.isdisjoint(account.figures):
        return False
    if not new.named.isdisjoint(account.named) or _is_plan_of_nobody(new):
        return False
    if view.published is None:
        return time.precision in {"month", "year"}
    return time.end < view.published - timedelta(days=_days_of_news(new, account))


def _days_of_news(new: Evidence, account: Account) -> int:
    """How far back from its report a hand-over may be that a statement tells of: less far where it tells of others."""
    if new.time is None or not bears_event(new.statement):
        return PAST_DAYS
    if _contradicts(new, account):
        return NEWS_DAYS
    return LATE_DAYS if new.time.precision == "day" else PAST_DAYS


def is_told_as_earlier(new: Evidence, account: Account, _: View) -> bool:
    """`In an earlier exchange of 12`, `a week before`: words that set others, or another time, apart from the news."""
    if not (account.event.focus and new.statement.background):
        return False
    if new.time is None and not new.those_told_of:
        return False
    return new.is_of_others_than(account) and not is_only_headed(account) and new.statement.status not in AHEAD


def is_only_headed(account: Account) -> bool:
    """Whether only headings told of the event so far: the first sentence under them tells the news."""
    return all(told.mentions.sentence.heading for told in account.event.statements)


def is_on_calendar_day(new: Evidence, account: Account, view: View) -> bool:
    """`In September 52 were released`, in a report without a date whose news has a weekday: people of their own.

    So with `on June 16, 2025`, where no day of the news is told but `today`.
    """
    told = new.statement.date
    if told is None or told.kind not in IN_CALENDAR or new.statement.status in AHEAD:
        return False
    if told.start is not None and (
        view.published is not None or new.statement.mentions.sentence.part or not _is_of_a_weekday(account)
    ):
        return False
    if not _is_beside_verb_or_head(new.statement, told):
        return False
    if new.statement.mentions.has_cue("in_all"):
        return False  # `In all, 90 were exchanged on 25 June`, after eleven of them
    own, known = new.those_told_of, account.those_told_of
    return bool(own and known) and not (own - FEW) & known


def _is_of_a_weekday(account: Account) -> bool:
    """Whether the event was `today` or on a weekday, of which no date of publication tells the day."""
    days = [s.date for s in account.event.statements if s.date is not None]
    return bool(days) and all(day.start is None for day in days)


def _is_beside_verb_or_head(statement: Statement, told: DateMention) -> bool:
    """Whether a date stands at the head of its sentence, or right after a word of hand-over."""
    if is_at_head(statement, told):
        return True
    telling = [t.index for t in statement.triggers if t.strong or t.mutual]
    return any(0 < told.first - i <= DATE_REACH or 0 <= i - told.last <= VERB_REACH for i in telling)


def is_on_other_weekday(new: Evidence, account: Account, _: View) -> bool:
    """`on Friday` beside `on Wednesday`, in a report without a date."""
    own = _weekday(new.statement)
    known = [day for s in account.event.statements if (day := _weekday(s)) is not None]
    return own is not None and bool(known) and own not in known


def _weekday(statement: Statement) -> str | None:
    """The day of the week of a hand-over that no date of publication resolves."""
    told = statement.date
    if told is None or told.start is not None or told.kind != "weekday":
        return None
    return statement.mentions.text.lowers[told.last - 1]
