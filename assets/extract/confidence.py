"""Confidence of a claim: how likely its parties, status and figures are all right.

Belongs here: what speaks for and against an event as a whole. Not here: how much each weighs
(`seeds/reference/weights`), fitting that (`assets/estimates/confidence.py`), how likely a single figure is right
(`events/doubtful_figures.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Final

from assets.extract.events.doubtful_figures import signals_of_event
from assets.extract.events.events import Event
from assets.extract.flows.flows import is_counted
from assets.extract.language.lexicon import Lexicon
from assets.extract.weighing import BIAS, Signals, probability, weigh

SLOT: Final = "confidence"
LEAD_STATEMENTS = 3  # statements that tell whether the lead agrees on the status
MOST = 4  # so many and more are told alike
PLACES = 2  # decimal places of a confidence


def tell_confidence(events: Sequence[Event], lexicon: Lexicon) -> None:
    """Says of each event of a report how likely the claim made of it is right."""
    weights = lexicon.weights[SLOT]
    for event in events:
        event.confidence = round(probability(weights[BIAS] + weigh(signals_of(event, events), weights)), PLACES)


def signals_of(event: Event, events: Sequence[Event]) -> Signals:
    """What speaks for or against an event, each between 0 and 1."""
    told = [*signals_of_event(event, events), *_of_sides(event), *_of_figures(event), *_of_slots(event)]
    chances = [t.chance for t in event.transfers if t.chance is not None]
    lead = [s.status for s in event.statements[:LEAD_STATEMENTS] if s.status]
    statuses = [s.status for s in event.statements if s.status]
    return {
        **dict.fromkeys(told, 1.0),
        **{f"rule: {rule}": 1.0 for rule in sorted(event.rules)},
        "all figures": prod(chances) if chances else 0.0,
        "least likely figure": min(chances, default=0.0),
        "lead agrees": lead.count(event.status) / len(lead) if lead else 0.0,
        "statements agree": statuses.count(event.status) / len(statuses) if statuses else 0.0,
        "others named": min(MOST, len(_named_besides(event))) / MOST,
    }


def _of_sides(event: Event) -> list[str]:
    ways = {t.direction for t in event.transfers}
    parties = {party for way in ways for side in way if side for party in side.split("+")} | set(event.sides[:2])
    told = {
        "several parties": len(parties) > 2,
        "three sides": len(event.sides) > 2,
        "known adversaries": event.adversaries,
        "joint sides": bool(event.joint),
        "open side": any(None in way for way in ways),
        "exchange of people": any(t.mutual and t.strong for s in event.statements for t in s.triggers),
    }
    return [f"ways: {len(ways)}", *(name for name, holds in told.items() if holds)]


def _of_figures(event: Event) -> list[str]:
    told = {
        "explicit": any(t.explicit for t in event.transfers),
        "without figure": any(t.count is None for t in event.transfers),
        "the dead": any(t.category == "remains" for t in event.transfers),
        "a doubtful figure": bool(event.doubtful),
    }
    left_out = f"figures left out: {min(MOST, _figures_left_out(event))}"
    return [f"transfers: {min(MOST, len(event.transfers))}", left_out, *(n for n, holds in told.items() if holds)]


def _of_slots(event: Event) -> list[str]:
    told = {
        "the news": event.focus,
        "day": event.date is not None and event.date.start is not None and event.date.precision == "day",
        "total": event.total is not None,
        "place": event.place is not None,
        "mediators": bool(event.mediators),
    }
    return [name for name, holds in told.items() if holds]


def _named_besides(event: Event) -> set[str]:
    """The parties named where the event is told of, that are none of its own."""
    named = {code for s in event.statements for party in s.mentions.parties() for code in party.name.codes}
    return named - set(event.sides) - set(event.mediators)


def _figures_left_out(event: Event) -> int:
    """How many figures of people who change hands stand in no transfer: something of the report was not understood."""
    taken = {t.count for t in event.transfers} | {event.total}
    return sum(flow.count not in taken for s in event.statements for flow in s.flows if is_counted(flow) and flow.count)
