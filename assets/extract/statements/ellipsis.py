"""Ellipsis: what a statement without a verb, or a figure without a noun, takes over from the statement before it.

Belongs here: "On 15 January 25 came home; on 5 February, 150", "In June 100 had been let go". Not here: which
sentences may be told without a verb (`mentions/triggers.py`, `mentions/telling.py`), where a sentence is cut
(`mentions/clauses.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assets.extract.flows.flows import Flow, is_counted
from assets.extract.mentions.dates import find_dates
from assets.extract.statements.handover_dates import choose_dates
from assets.extract.statements.statements import AHEAD, Statement


def complete(statement: Statement, before: Sequence[Statement], published: date | None) -> None:
    """Gives a statement the status, the verb and the kind of people of the one that it points back to."""
    elliptic = any(t.elliptic for t in statement.triggers)
    if elliptic and statement.status is None and not statement.background:
        been = any(
            t.verb is not None and t.verb.perfect for t in statement.triggers
        )  # `On Friday 390 had gone each way`
        last = next((s.status for s in reversed(before) if s.status is not None), None)
        statement.status = "completed" if been else last
        if statement.status in AHEAD:
            _expect(statement, published)
    part = elliptic and statement.mentions.sentence.part  # `, and on July 3 five policemen`
    untold = [f for f in statement.flows if f.group is not None and (f.group.bare or (part and f.verb is None))]
    bare = [f for f in untold if f.counterpart_of is None]
    model = next((f for s in before[-1:] for f in reversed(s.flows) if is_counted(f)), None) if bare else None
    if model is None:
        return
    for flow in bare:
        if (elliptic and flow.verb is None) or _is_done_to(flow, model):
            _take_over(flow, model)


def _is_done_to(flow: Flow, model: Flow) -> bool:
    """`In June 100 had been let go`, after those whom a side let go: the same befell them."""
    if flow.verb is None or model.verb is None or flow.hints_at_side:
        return False
    return flow.verb.passive and flow.verb.sense.meaning == model.verb.sense.meaning


def _expect(statement: Statement, published: date | None) -> None:
    """Resolves the dates as those of what is to come."""
    mentions = statement.mentions
    statement.dates = find_dates(mentions, published, future=True)
    statement.date, statement.reported = choose_dates(
        mentions.text, mentions, statement.dates, statement.triggers, mentions.lexicon
    )


def _take_over(flow: Flow, model: Flow) -> None:
    """A figure alone counts people like those told of just before, who went the same way."""
    if flow.group is None or model.group is None:
        return
    if flow.group.bare:
        flow.group = replace(flow.group, bare=False, category=model.group.category)
    flow.verb, flow.role, flow.hints = model.verb, model.role, list(model.hints)
    flow.both_ways = flow.both_ways or model.both_ways
