"""Reasons by how far a hand-over got: what is done beside what was done before, is still to come, or failed.

Belongs here: comparing the status of a statement with that of an event. Not here: the status of a sentence
(`statements/status.py`), when it was (`same_time.py`), who changes hands (`same_people.py`).
"""

from __future__ import annotations

from assets.extract.events.evidence import FEW, Account, Evidence, View, is_of_more
from assets.extract.events.same_time import UNSETTLED
from assets.extract.flows.flows import Flow, is_counted, is_surely_people
from assets.extract.mentions.batches import find_whole_deal, is_next_batch
from assets.extract.mentions.dates import DateMention
from assets.extract.statements.statements import Statement

LEAD_STATEMENTS = 3  # the first statements tell whether the report is of an exchange that is done


def is_outlook(new: Evidence, account: Account, view: View) -> bool:
    """After a hand-over that is done, a plan without figures or a day: what may follow it, not another exchange."""
    if new.statement.status not in UNSETTLED or not account.done or is_next_batch(new.statement.mentions):
        return False
    if new.time is not None and _is_past(new.time, view):
        return False  # `In July 2019 Moscow had offered a swap`
    return not any(is_counted(f) for f in new.statement.flows) and not _is_on_coming_day(new.statement, view)


def _is_past(time: DateMention, view: View) -> bool:
    """Whether a time lies before the day of the report."""
    return time.end is not None and view.published is not None and time.end < view.published


def is_precedent(new: Evidence, account: Account, view: View) -> bool:
    """In a report of a plan, a hand-over that was done before: at a time of its own, or of others who were swapped."""
    if new.statement.status != "completed" or not account.event.focus:
        return False
    if not account.done and account.people and new.people.isdisjoint(account.people):
        return any(f.counterpart_of is not None for f in new.statement.flows) and len(new.people) > 1
    planned = account.told[0].statement.status in {"proposed", "announced", "agreed", "cancelled"}
    return planned and new.time is not None and _is_past(new.time, view)


def is_other_plan(new: Evidence, account: Account, _: View) -> bool:
    """`An offer to trade A for B was turned down`: a plan that failed, with a day or with people of its own."""
    if new.statement.status != "cancelled":
        return False
    lead = [told.statement.status for told in account.told[:LEAD_STATEMENTS]]
    if new.time is not None and "completed" in lead:
        return True
    if new.swap and "completed" in lead and "cancelled" not in lead:
        return new.swap.isdisjoint(account.figures)  # `had at first demanded 23 fighters for as many hostages`
    return "cancelled" not in lead and not new.people <= account.people


def is_other_offer(new: Evidence, account: Account, _: View) -> bool:
    """`Washington has offered to let Bout go for Griner`, after a swap of others: a plan for people of its own."""
    if new.statement.status not in UNSETTLED or not account.done or not account.event.focus:
        return False
    others = bool(new.people) and new.people.isdisjoint(account.named)
    return others and any(f.counterpart_of is not None for f in new.statement.flows)


def is_still_to_come(new: Evidence, account: Account, view: View) -> bool:
    """After a hand-over that is done, people who are still to be handed over: counted, or on a day that is to come."""
    statement, lead = new.statement, account.event.statements[:2]
    if statement.status not in UNSETTLED or not (new.named.isdisjoint(account.named) or _has_new_figures(new, account)):
        return False
    others = not (new.figures and new.figures <= account.figures)
    if any(s.status == "cancelled" for s in lead):  # `600 are to be exchanged in all`, after a stage that was put off
        return statement.mentions.has_cue("in_all") and others and bool(new.figures)
    batch = others and is_next_batch(statement.mentions)
    if not any(s.status == "completed" or _has_moved(s) for s in lead):
        return is_next_batch(lead[0].mentions) and bool(new.figures)
    whole = find_whole_deal(statement.mentions) is not None
    return batch or whole or (others and _is_on_coming_day(statement, view)) or _are_to_move(statement, account)


def _has_new_figures(new: Evidence, account: Account) -> bool:
    return not new.figures - FEW <= account.figures


def _are_to_move(statement: Statement, account: Account) -> bool:
    """`Twelve more are to be let go`: people counted who are still to be handed over, others than those told of."""
    known = {f.count for s in account.event.statements for f in s.flows if f.count}
    counted = [f for f in statement.flows if _is_to_move(f) and f.count]
    more = [f for f in counted if is_of_more(f, statement)]
    new = [f for f in counted if f.count not in known or f in more]
    if statement.status == "proposed":  # `is prepared to give 6,000 in all`: the whole of what has begun
        larger = [f for f in new if (f.count or 0) > max(known, default=0)]
        both = len(counted) > 1 or any(f.counterpart_of is not None for f in statement.flows)
        swap = both and bool(larger) and len(larger) == len(counted)  # `5,000 should be let go for 1,000`, after 100
        whole = swap or (bool(larger) and statement.mentions.has_cue("in_all"))
        return whole or (bool(more) and not statement.mentions.has_cue("demand"))
    smaller = all((f.count or 0) < max(known, default=0) for f in new)
    if not more and smaller and "agreed" in statement.mentions.words:
        return False  # `Each side agreed to give up 246`, after 538 were exchanged: what was agreed, and then done
    return bool(new) and (statement.mentions.has_cue("more") or statement.status == "agreed")


def _has_moved(statement: Statement) -> bool:
    """`Planes carried 150 of them to Aden`: done, though no word says so."""
    moved = any(f.verb is not None and f.verb.form == "past" for f in statement.flows)
    return moved and statement.status is None


def _is_on_coming_day(statement: Statement, view: View) -> bool:
    """`Tomorrow an exchange of the wounded is to begin`."""
    told, published = statement.date, view.published
    if published is None or told is None or told.start is None or told.start <= published:
        return False
    hoped = statement.status == "proposed" and not any(f.verb is not None for f in statement.flows)
    return statement.status in UNSETTLED and not hoped


def _is_to_move(flow: Flow) -> bool:
    """Whether a counted group is one that a verb of hand-over lets move."""
    return (
        flow.verb is not None
        and is_counted(flow)
        and flow.group is not None
        and is_surely_people(flow)
        and not flow.group.indefinite
    )
