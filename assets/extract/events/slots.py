"""Slots: the status, date and place of an event, and the persons handed over in it.

Belongs here: choosing among what an event's statements tell. Not here: its transfers and total (`transfers.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from assets.extract.events.breakdowns import mark_breakdowns
from assets.extract.events.corrections import correct_flows, pool_hints
from assets.extract.events.events import Event
from assets.extract.events.transfers import find_told_sum, find_total, find_transfers
from assets.extract.flows.flows import Flow, is_counted
from assets.extract.language.known_exchanges import KnownExchange
from assets.extract.mentions.dates import DateMention
from assets.extract.mentions.mentions import Mentions
from assets.extract.statements.statements import Statement, tells_only_arrival

CANCELLED_WEIGHT = 1.5  # a report that calls an exchange off still tells what had been planned
STATUS_DECAY = 0.75  # the lead tells the status; each later sentence weighs less
STATUSES = ("cancelled", "completed", "agreed", "proposed")  # of equal ones the first
DONE_AFTER = 0.3  # what a weak verb late in a report says is no hand-over that was announced before
DAYS_OF_WEEK = 7
DAYS_TO_ARRIVE = 2  # days between a hand-over and the arrival at home
DAYS_TO_REPORT = 3  # days between a hand-over and the report of it
DONE_FIRST = 1.0  # what the lead tells as done is not called off later: that is another one, or what was asked for
DENIAL_REACH = 3  # sentences from the one that tells of a deal to the denial or refusal of it
HANDFUL = 10  # a total of so few is doubtful
WEAK_TRIGGER = 0.4  # a verb that may mean something else says less of how far the exchange got


def fill_event(event: Event, sentences: list[Mentions], published: date | None) -> None:
    """Fills the event's slots from its statements; its total may stand in any sentence."""
    event.status = _status(event, published)
    event.status = _taken_back(event, sentences) or event.status
    if event.status != "cancelled" and _is_deal_under_way(event, published):
        event.status = "agreed"
    event.date = _date(event, published)
    places = [s.place for s in event.statements if s.place is not None]
    event.place = max(places, key=lambda place: place.score, default=None)
    _mark_totals(event)
    mark_breakdowns(event)
    flows = [(s, f) for s in event.statements if not s.tally for f in s.flows if f.person is not None or is_counted(f)]
    if event.status in {"agreed", "proposed"}:  # of a plan nobody tells that a side gives up no one
        flows = [(s, f) for s, f in flows if f.count != 0]
    told = [f for _, f in flows]
    pool_hints(told, [f for s in event.statements if not s.tally for f in s.flows])
    decided = correct_flows(told, event.sides)
    for index, way in decided.items():
        told[index].way = way
    event.directions = {f.person.key: decided[i] for i, f in enumerate(told) if f.person and i in decided}
    event.transfers = find_transfers(event, [(s, f, decided.get(i)) for i, (s, f) in enumerate(flows)])
    told_sum = find_told_sum(event.transfers, sentences) or find_total(event.transfers, told)
    if told_sum is not None and told_sum[0] <= HANDFUL and not _are_of_both(told_sum[0], flows):
        told_sum = None
    event.total, event.total_bound = told_sum or (None, None)
    for statement in event.statements:
        event.rules |= statement.rules
        for flow in statement.flows:
            event.rules |= flow.rules


def _are_of_both(count: int, flows: Sequence[tuple[Statement, Flow]]) -> bool:
    """`Armenia and Azerbaijan swapped two prisoners`: so few are all of both directions where both sides are named.

    Elsewhere they are mostly some of those told of, named again.
    """
    return any(len(s.pair) > 1 and f.counterpart_of is None for s, f in flows if f.count == count)


def drop_time_of_offer(event: Event, published: date | None) -> None:
    """`In July 2019 Moscow had offered a swap`: the time at which it was offered is not that of a hand-over."""
    end = event.date.end if event.date is not None else None
    if event.status == "proposed" and published is not None and end is not None and end < published:
        event.date = None


def tell_sum(event: Event, sentences: list[Mentions]) -> None:
    """Fills in the total, once all transfers are known, where the report counts as many people as both directions."""
    if event.total is None and "transfer.weighed" in event.rules:
        event.total, event.total_bound = find_told_sum(event.transfers, sentences) or (None, None)


def _mark_totals(event: Event) -> None:
    """`Thirty-four people crossed the border in all`: of both directions, where the report tells of an exchange."""
    in_exchange = any(f.in_exchange for s in event.statements for f in s.flows)
    if not (in_exchange or any(t.mutual and t.strong for s in event.statements for t in s.triggers)):
        return
    for statement in event.statements:
        for flow in statement.flows if statement.mentions.has_cue("in_all") else ():
            alone = flow.role in {"subject", ""} and not flow.hints_at_side and flow.counterpart_of is None
            flow.overall = flow.overall or (alone and (flow.count or 0) > 1)


def share_circumstances(events: list[Event]) -> None:
    """A second hand-over told beside the main one was there and then, unless the report says otherwise."""
    for main, event in ((events[0], other) for other in events[1:]):
        if event.focus and event.status == main.status == "completed":
            if not any(s.mentions.has_cue("dates.some_day") for s in event.statements):
                event.date = event.date or main.date
            event.place = event.place or main.place


def _status(event: Event, published: date | None) -> str:
    votes = _status_votes(event)
    announced = votes.pop("announced", 0.0)  # settled when it was said, and done where the report goes on to tell so
    if announced:
        later = "completed" if votes.get("completed", 0.0) >= DONE_AFTER else "agreed"
        votes[later] = votes.get(later, 0.0) + announced
    conditional = votes.pop("conditional", 0.0)  # "would": a plan that is settled, or an idea
    if conditional:
        likely = _meaning_of_would(votes)
        votes[likely] = votes.get(likely, 0.0) + conditional
    if not votes:
        if any(s.date is not None and _is_ahead(s.date, published) for s in event.statements):
            return "agreed"
        return "proposed" if _tells_only_of_idea(event) else "completed"
    return max(votes, key=lambda status: (votes[status], -STATUSES.index(status)))


def _tells_only_of_idea(event: Event) -> bool:
    """`Tripoli counts on getting two men back for 30`: people change hands in the gerund alone."""
    verbs = [(t.verb, s.mentions) for s in event.statements for t in s.triggers if t.verb is not None]
    return bool(verbs) and all(
        verb.form == "gerund"
        and mentions.lexicon.has("grammar.status.before_idea", mentions.text.word(verb.index - 1).lower())
        for verb, mentions in verbs
    )


def _taken_back(event: Event, sentences: list[Mentions]) -> str | None:
    """What becomes of a plan of which the sentences right behind say so.

    `A deal has been struck, state television says. "False," the White House replied`; `Olmert ruled that out.`
    """
    if not event.focus or event.status not in {"agreed", "proposed"}:
        return None
    told = {statement.number for statement in event.statements}
    first = event.statements[0].number
    for number in range(first, min(first + DENIAL_REACH, len(sentences))):
        mentions = sentences[number]
        if mentions.has_cue("flat_refusal") and number not in told:
            return "cancelled"
        if mentions.has_cue("flat_denial"):
            return "proposed"
    return None


def _is_deal_under_way(event: Event, published: date | None) -> bool:
    """`The exchange of 1,000 for 1,000 has begun`: the figures of a known deal of which a part was still to come.

    Not where people by name were told of as free before: that is a part of it.
    """
    known: list[KnownExchange] = []
    for statement in event.statements:
        if not known and not statement.known and any(f.person is not None for f in statement.flows):
            return False
        known += statement.known
    of_deal = [flow for statement in event.statements if statement.known for flow in statement.flows]
    told = {1 if flow.person is not None else flow.count or 0 for flow in of_deal}
    return bool(known) and all(deal.is_under_way(published, told) for deal in known)


def _meaning_of_would(votes: dict[str, float]) -> str:
    """What "would be freed" tells beside the other votes: what was then done, what is settled, or an idea."""
    proposed = votes.get("proposed", 0.0)
    settled = votes.get("agreed", 0.0) + votes.get("cancelled", 0.0)
    if votes.get("completed", 0.0) > proposed + settled:
        return "completed"
    return "agreed" if settled > proposed else "proposed"


def _status_votes(event: Event) -> dict[str, float]:
    """How much speaks for each status: the lead says most."""
    votes: dict[str, float] = {}
    weight = 1.0
    for statement in event.statements:
        if statement.status is None or statement.tally:
            continue
        vote = weight
        if not (any(t.mutual or t.strong for t in statement.triggers) or _gives_people(statement)):
            vote *= WEAK_TRIGGER
        if statement.status == "cancelled" and votes.get("completed", 0.0) < DONE_FIRST:
            vote *= CANCELLED_WEIGHT
        votes[statement.status] = votes.get(statement.status, 0.0) + vote
        weight *= STATUS_DECAY
    return votes


def _gives_people(statement: Statement) -> bool:
    """`The last seven were handed to the Red Cross`: people counted beside the verb, with a word of who got them."""
    told = [f for f in statement.flows if f.verb is not None and f.verb.sense.lemma != "take" and is_counted(f)]
    return any(f.hints_at_side for f in told)


def _date(event: Event, published: date | None) -> DateMention | None:
    for statement in event.statements if event.status in {"completed", "cancelled"} else ():
        if event.status == "completed" or _was_to_be(statement, published):
            statement.date = _as_past(statement.date, published)
    told = [s.date for s in event.statements if s.date is not None and _can_be(s.date, event, published)]
    resolved = [d for d in told if d.start is not None]
    days = [d for d in resolved if d.precision == "day"]
    any_date = _finest(resolved) if resolved else next(iter(told), None)
    if event.status in {"proposed", "agreed"} and published is not None:
        least = published if event.status == "agreed" else published + timedelta(days=1)
        ahead = [d for d in days if d.start is not None and (d.start >= least or d.kind == "today")]
        ahead += [d for d in resolved if d.end is not None and d.end >= least]
        return next(iter(ahead), None if event.focus else any_date)
    if event.focus and event.status == "completed":
        told_days = [(s, d) for s in event.statements if (d := _day_of(s)) is not None and _can_be(d, event, published)]
        surest = sorted(told_days, key=lambda t: (_only_arrive(t[0], told_days), _only_reported(t[0], t[1], told_days)))
        days = [d for _, d in surest]
    return next(iter(days), any_date)


def _finest(told: list[DateMention]) -> DateMention:
    """The first date; where that is a year (`last year's exchange`), rather a month of it told later."""
    year = told[0].start.year if told[0].precision == "year" and told[0].start is not None else None
    months = (d for d in told if d.precision == "month" and d.start is not None and d.start.year == year)
    return next(months, told[0])


def _only_arrive(statement: Statement, days: list[tuple[Statement, DateMention]]) -> bool:
    """Whether a sentence tells only that people came home, where another tells of their release a day or two before."""
    if not tells_only_arrival(statement):
        return False
    own = next(d for s, d in days if s is statement)
    return any(
        own.start is not None and d.start is not None and 0 < (own.start - d.start).days <= DAYS_TO_ARRIVE
        for s, d in days
        if any(t.verb is not None and t.strong for t in s.triggers)
    )


def _only_reported(statement: Statement, day: DateMention, days: list[tuple[Statement, DateMention]]) -> bool:
    """`freed 215, the office said on Thursday. ... They were exchanged on Wednesday`: told, and not only reported."""
    if day is not statement.reported or day.start is None:
        return False
    return any(
        d is not s.reported and d.start is not None and 0 < (day.start - d.start).days <= DAYS_TO_REPORT
        for s, d in days
    )


def _as_past(mention: DateMention | None, published: date | None) -> DateMention | None:
    """`freed 225 on Friday, a quarter of those whom they had to release`: a day of the week of what is done is past."""
    if mention is None or mention.kind != "weekday" or not _is_ahead(mention, published) or mention.start is None:
        return mention
    day = mention.start - timedelta(days=DAYS_OF_WEEK)
    return replace(mention, start=day, end=day)


def _was_to_be(statement: Statement, published: date | None) -> bool:
    """`were to be swapped on Wednesday, but it was called off`, told on a Friday: of two Wednesdays the nearer."""
    told, mentions = statement.date, statement.mentions
    if told is None or told.start is None or published is None:
        return False
    if mentions.where("modal.future") or mentions.where("grammar.dates.ahead"):
        return False  # `put off the release due on Saturday`
    return told.start - published > timedelta(days=DAYS_OF_WEEK // 2)


def _is_ahead(mention: DateMention, published: date | None) -> bool:
    return mention.start is not None and published is not None and mention.start > published


def _can_be(mention: DateMention, event: Event, published: date | None) -> bool:
    """What a report tells as done was done by the day on which it was published."""
    return not (event.status == "completed" and _is_ahead(mention, published))


def _day_of(statement: Statement) -> DateMention | None:
    """The day of a hand-over that is done: the one told with it, else the one on which it was reported as done."""
    reported = statement.reported if statement.status in {None, "completed"} else None
    for mention in (statement.date, reported):
        if mention is not None and mention.start is not None and mention.precision == "day":
            return mention
    return None
