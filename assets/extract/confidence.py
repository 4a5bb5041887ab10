"""Confidence of a claim: how likely its parties, status and figures are all right.

Belongs here: the features that speak for or against a claim and the logistic model over them. The weights are data
(`seeds/reference/confidence.toml`), fitted on annotated reports (`assets/estimates`). Not here: reading reports.
"""

from __future__ import annotations

import math
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assets.extract.flows.flows import is_counted

if TYPE_CHECKING:
    from assets.extract.events.events import Event

MANY_TRANSFERS = 3  # of one event: prisoners and bodies each way are four, more often a figure was taken amiss
LEAD_STATEMENTS = 3  # statements that tell whether the lead agrees on the status


def features(event: Event) -> dict[str, float]:
    """What speaks for or against the event, each between 0 and 1."""
    ways = {t.direction for t in event.transfers}
    parties = {party for way in ways for side in way if side for party in side.split("+")} | set(event.sides[:2])
    lead = [s.status for s in event.statements[:LEAD_STATEMENTS] if s.status]
    left_out = _figures_left_out(event)
    return {
        "focus": float(event.focus),
        "exchange_of_people": float(any(t.mutual and t.strong for s in event.statements for t in s.triggers)),
        "two_ways": float(len(ways) > 1),
        "one_way": float(len(ways) == 1),
        "explicit_transfer": float(any(t.explicit for t in event.transfers)),
        "day_known": float(event.date is not None and event.date.start is not None and event.date.precision == "day"),
        "lead_agrees": lead.count(event.status) / len(lead) if lead else 0.0,
        "several_statements": float(len(event.statements) > 1),
        "more_than_two_parties": float(len(parties) > 2),
        "completed": float(event.status == "completed"),
        "known_adversaries": float(event.adversaries),
        "three_sides": float(len(event.sides) > 2),
        "figure_left_out": float(left_out > 0),
        "figures_left_out": float(left_out > 1),
        "many_transfers": float(len(event.transfers) >= MANY_TRANSFERS),
    }


def _figures_left_out(event: Event) -> int:
    """How many figures of people who change hands stand in no transfer: something of the report was not understood."""
    taken = {t.count for t in event.transfers} | {event.total}
    return sum(flow.count not in taken for s in event.statements for flow in s.flows if is_counted(flow) and flow.count)


@lru_cache(maxsize=8)
def load_weights(path: Path) -> dict[str, float]:
    """The fitted weights, `bias` among them."""
    with path.open("rb") as file:
        return {name: float(weight) for name, weight in tomllib.load(file)["weights"].items()}


def confidence(event: Event, weights: dict[str, float]) -> float:
    """Probability that the claim is right, by the logistic model, rounded to two places."""
    score = weights["bias"] + sum(weights[name] * value for name, value in features(event).items())
    return round(1 / (1 + math.exp(-score)), 2)
