"""Weighing: how likely a report tells something, by fitted weights of what speaks for it and against it.

Belongs here: the record of what was weighed, and adding up weights. Not here: what speaks for and against
(`persons/signals.py`, `events/party_context.py`, `mentions/context.py`), the weights (`seeds/reference/weights`),
fitting them (`assets/estimates/signals.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, tanh

BIAS = "bias"  # the weight that always counts
BY_RULES = "by rules: "  # how the signals begin that tell what rules find

Signals = dict[str, float]


@dataclass(slots=True)
class Weighed:
    """A value that a report may tell in a slot (a person handed over, a mediator), with its signals.

    Of a slot that has one value an event (a place, a date) it is a mention of the value, as the text has it `printed`;
    `by_rules`: what rules find has that value.
    """

    slot: str
    value: str
    signals: Signals
    printed: str = ""
    by_rules: bool = False


def weigh(signals: Signals, weights: dict[str, float]) -> float:
    """How much the signals say together, in log-odds without the bias; a signal without a weight says nothing."""
    total = 0.0
    for name, value in signals.items():
        total += weights.get(name, 0.0) * value
    return total


def probability(odds: float) -> float:
    """Of log-odds."""
    return (1.0 + tanh(odds / 2.0)) / 2.0


def is_likely(signals: Signals, weights: dict[str, float]) -> bool:
    """Whether a value of these signals is likelier right than not."""
    return weights[BIAS] + weigh(signals, weights) > 0.0


def choose(mentions: list[Weighed], weights: dict[str, float], least: float) -> str | None:
    """The likeliest value of a slot that has one at most; none where it is less likely than `least`."""
    return likeliest(odds_by_value(mentions, weights), least)


def odds_by_value(mentions: list[Weighed], weights: dict[str, float]) -> dict[str, float]:
    """The odds of each value against none: each mention speaks for its own."""
    odds: dict[str, float] = {}
    for mention in mentions:
        odds[mention.value] = odds.get(mention.value, 0.0) + exp(weights[BIAS] + weigh(mention.signals, weights))
    return odds


def likeliest(odds: dict[str, float], least: float) -> str | None:
    """The likeliest of values held against each other and against none; none where it is less likely than `least`."""
    value = max(odds, key=lambda value: (odds[value], value), default=None)
    return value if value is not None and odds[value] >= least * (1.0 + sum(odds.values())) else None


def overrule(odds: dict[str, float], ruled: str | None, times: float) -> str | None:
    """The value, or none, that is so many times as likely as the `ruled` one that rules find; else that one."""
    if ruled is None or ruled not in odds:
        return ruled
    value = max(odds, key=lambda value: (odds[value], value))
    if max(odds[value], 1.0) < times * odds[ruled]:
        return ruled
    return value if odds[value] >= 1.0 else None
