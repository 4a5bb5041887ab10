"""Splitting: one sentence that tells of two exchanges becomes two statements.

Belongs here: "in May A was exchanged for five of the Taliban, and of late B left prison in return for three Cubans",
and "their first exchange since October".
Not here: joining statements of several sentences (`events/joining.py`).
"""

from __future__ import annotations

from dataclasses import replace

from assets.extract.flows.flows import PAIR, Flow
from assets.extract.parties.parties import Sides
from assets.extract.statements.statements import Statement

FIRST = "first"
FIRST_REACH = 4  # tokens between "first" or "not" and the exchange: "the first large prisoner exchange"
MORE_REACH = 5  # tokens between a time and the comparison: "since 2022 has been of this size"


def add_last_before(statement: Statement) -> list[Statement]:
    """`Their first exchange since October`, `had not swapped any since August`: with the one that was then."""
    told = next((d for d in statement.dates if d.since and d.precision in {"day", "month"}), None)
    if told is None:
        return [statement]
    text, lexicon, first = statement.mentions.text, statement.mentions.lexicon, statement.mentions.sentence.first
    for trigger in statement.triggers:
        if lexicon.has_any("grammar.splitting.more", text.lowers[told.last : told.last + MORE_REACH]):
            continue  # `no exchange since February 2022 has been larger`
        before = text.lowers[max(first, trigger.index - FIRST_REACH) : trigger.index]
        if FIRST in before or lexicon.has_any("modal.negation", before):
            date = replace(told, since=False)
            earlier = replace(
                statement,
                flows=[],
                triggers=[trigger],
                status="completed",
                dates=[date],
                date=date,
                reported=None,
                place=None,
                mediators=(),
                background=True,
                remains=False,
                rules=set(),
                in_passing=True,
            )
            return [statement, earlier]
    return [statement]


def split_statement(statement: Statement, sides: Sides) -> list[Statement]:
    """The statement by itself, or one for each "A for B" in it where these are about different sides."""
    swaps = [(f.counterpart_of, f) for f in statement.flows if f.counterpart_of is not None]
    if len(swaps) != PAIR:
        return [statement]
    told = [_sides_of(swap) for swap in swaps]
    if told[0] == told[1] or (told[0] <= set(sides.main) and told[1] <= set(sides.main)):
        return [statement]
    second = swaps[1][0].first
    return [_part(statement, statement.mentions.sentence.first, second), _part(statement, second, None)]


def _sides_of(flows: tuple[Flow, Flow]) -> set[str]:
    """The sides that the hints of a swap name."""
    return {side for flow in flows for hint in flow.hints for side in (hint.giver, hint.receiver) if side is not None}


def _part(statement: Statement, first: int, last: int | None) -> Statement:
    """What the tokens from `first` up to `last` tell; the parties are those of its flows."""
    flows = [f for f in statement.flows if first <= f.first and (last is None or f.first < last)]
    dates = [d for d in statement.dates if first <= d.first and (last is None or d.first < last)]
    pair = tuple(sorted({side for flow in flows for side in _sides_of((flow, flow))}))
    own_date = statement.date if statement.date in dates else next(iter(dates), None)
    return replace(statement, flows=flows, dates=dates, date=own_date, pair=pair)
