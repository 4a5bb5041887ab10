"""Breakdowns: figures in a row that add up to one told elsewhere of the event are its parts.

Belongs here: `Twenty are home. ... 14 soldiers of the army, four of the Territorial Defence, one national guard and one
sailor`. Not here: parts that words tell to be such (`flows/subsets.py`), soldiers and civilians told apart
(`transfers.py`), a total of both directions (`corrections.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from assets.extract.events.events import Event
from assets.extract.flows.flows import Flow, is_of_dead
from assets.extract.mentions.numbers import Number
from assets.extract.statements.statements import Statement

GAP: Final = 9  # tokens between two figures of a row: "14 soldiers of the Armed Forces, four of the"
LEAST_PARTS: Final = 2
LEAST_WHOLE: Final = 5  # fewer may add up by chance


def mark_breakdowns(event: Event) -> None:
    """Marks the figures of each row as parts of their sum, which went their way where nothing tells of it."""
    told = [(s, f) for s in event.statements if not s.tally for f in s.flows if f.group is not None and f.count]
    for statement in event.statements:
        for row in _rows(statement):
            _mark_row(statement, row, told)


def _rows(statement: Statement) -> list[list[Number]]:
    """The figures of a sentence that stand in a row, with neither a verb of hand-over nor a break between two."""
    mentions = statement.mentions
    dates = mentions.date_phrases
    rows: list[list[Number]] = []
    for number in mentions.numbers:
        if not number.value or any(p.first <= number.first < p.last for p in dates):
            continue
        if rows and _follows(statement, rows[-1][-1], number):
            rows[-1].append(number)
        else:
            rows.append([number])
    return [row for row in rows if len(row) >= LEAST_PARTS]


def _follows(statement: Statement, one: Number, other: Number) -> bool:
    mentions = statement.mentions
    between = mentions.text.lowers[one.last : other.first]
    if len(between) > GAP or not mentions.lexicon.has_any("grammar.lists.links", between):
        return False
    if mentions.lexicon.has_any("grammar.lists.clauses", between):
        return False
    breaks = [*(verb.index for verb in mentions.verbs), *(party.first for party in mentions.parties())]
    return not any(one.first < index < other.first for index in breaks)


def _mark_row(statement: Statement, row: Sequence[Number], told: Sequence[tuple[Statement, Flow]]) -> None:
    """Marks those figures of a row that add up to a figure outside of it: all, or all but the first."""
    for parts in (row, row[1:]):
        whole = sum(number.value or 0 for number in parts)
        first, last = parts[0].first, parts[-1].last
        inside = [f for s, f in told if s is statement and f.last > first and f.first < last]
        of_whole = [f for _, f in told if f.count == whole and not f.not_handed and not any(f is p for p in inside)]
        if len(parts) < LEAST_PARTS or whole < LEAST_WHOLE or not of_whole or not inside or _are_of_kinds(inside):
            continue
        if not any(f.verb is not None or f.both_ways for f in of_whole):
            _take_over(of_whole[0], inside)
        for flow in inside:
            flow.subset = True
        return


def _are_of_kinds(parts: Sequence[Flow]) -> bool:
    """`270 soldiers and 120 civilians`, `13 Israelis and ten Thais`: transfers of their own."""
    kinds = {f.group.category for f in parts if f.group is not None and not f.group.bare}
    nations = {f.group.nations for f in parts if f.group is not None and f.group.nations}
    return len(kinds) > 1 or len(nations) > 1 or any(is_of_dead(f) for f in parts)


def _take_over(whole: Flow, parts: Sequence[Flow]) -> None:
    model = next((f for f in parts if f.verb is not None), None)
    if model is None or whole.group is None:
        return
    whole.group = replace(whole.group, bare=False)
    whole.verb, whole.role, whole.subset = model.verb, model.role, False
    whole.hints = whole.hints or list(model.hints)
