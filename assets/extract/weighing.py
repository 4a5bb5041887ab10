"""Weighing: how likely a report tells something, by fitted weights of what speaks for it and against it.

Belongs here: the record of what was weighed, and adding up weights. Not here: what speaks for and against
(`persons/signals.py`, `events/party_context.py`, `mentions/context.py`), the weights (`seeds/reference/weights`),
fitting them (`assets/estimates/signals.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

BIAS = "bias"  # the weight that always counts
BY_RULES = "by rules: "  # how the signals begin that tell what rules find

Signals = dict[str, float]


@dataclass(slots=True)
class Weighed:
    """A value that a report may tell in a slot (a person handed over, a mediator), with its signals."""

    slot: str
    value: str
    signals: Signals


def weigh(signals: Signals, weights: dict[str, float]) -> float:
    """How much the signals say together, in log-odds without the bias; a signal without a weight says nothing."""
    total = 0.0
    for name, value in signals.items():
        total += weights.get(name, 0.0) * value
    return total


def is_likely(signals: Signals, weights: dict[str, float]) -> bool:
    """Whether a value of these signals is likelier right than not."""
    return weights[BIAS] + weigh(signals, weights) > 0.0
