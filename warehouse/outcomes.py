"""What the results of a gate come to, in words, for whoever shows them.

Belongs here: reading rows of `gate_results`. Not here: judging (`expectations`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

# In place of a batch's name in results on all that a run has brought.
WHOLE_RUN = "whole run"

# Worst first. Only the first two stop a stage.
WORDS = ("crashed", "failed", "quarantined", "warned", "passed")


def outcome_of(result: Mapping[str, Any]) -> str:
    """One of `WORDS`: a rule that took rows out of a batch has done its work, it has not failed."""
    if result["outcome"] == "failed" and result["severity"] == "quarantine":
        return "quarantined"
    return str(result["outcome"])


def stops(result: Mapping[str, Any]) -> bool:
    """Whether the result stops the stage."""
    return outcome_of(result) in WORDS[:2]


def count_outcomes(results: Iterable[Mapping[str, Any]]) -> str:
    """How many results came to what, worst first, such as `1 warned, 13 passed`; empty without results."""
    counted = Counter(outcome_of(result) for result in results)
    return ", ".join(f"{counted[word]} {word}" for word in WORDS if counted[word])


def worst_first(results: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The results, worst first, else in their order."""
    return sorted(results, key=lambda result: WORDS.index(outcome_of(result)))
