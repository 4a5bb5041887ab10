"""Who attests a value: claims counted by independent source, and disagreements as rows of `exchange_conflicts`.

Belongs here: what every fusion rule shares. Not here: any rule (`fusion_*.py`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, TypeVar

from assets.deduplicate.records import Claim

T = TypeVar("T")
NO_TRUST: Final[Mapping[str, float]] = MappingProxyType({})  # every source weighs the same


@dataclass(frozen=True, slots=True)
class Sources:
    """Which reports are independent of each other, and which claims their publishers stand by.

    Attributes:
        copies: a report that is a copy -> the report that it repeats.
        publishers: a report -> its publisher.
        superseded: claims that give way to a newer version of their report (`replaced.py`).
        trust: a report -> how far its source is trusted, from 0 to 1; 1 if it is not named.
    """

    copies: Mapping[str, str]
    publishers: Mapping[str, str | None]
    superseded: AbstractSet[str] = frozenset()
    trust: Mapping[str, float] = field(default_factory=dict)

    def current(self, claims: Sequence[Claim]) -> Sequence[Claim]:
        """The claims without those that give way to a newer version; all, if nothing else tells."""
        return [claim for claim in claims if claim.claim_id not in self.superseded] or claims

    def of(self, claim: Claim) -> str:
        """The independent source of a claim: the publisher of the original, or the report if that is not known."""
        original = self._original(claim)
        publisher = self.publishers.get(original)
        return f"publisher {publisher}" if publisher else f"report {original}"

    def _original(self, claim: Claim) -> str:
        return self.copies.get(claim.report.report_id, claim.report.report_id)

    def support(self, claims: Iterable[Claim]) -> float:
        """How much the claims weigh: each independent source once, by the most that a report of it is trusted.

        Without declared trust it is the number of sources. A copy is trusted as far as what it repeats.
        """
        if not self.trust:
            return self.count(claims)
        return self._sum(claims, self._trust_of)

    def rank(self, claims: Iterable[Claim]) -> tuple[float, float]:
        """Sorts what the claims tell: that of most support first, of equals that of the claims read most surely."""
        told = list(claims)
        return -self.support(told), -self._sum(told, lambda claim: claim.confidence * self._trust_of(claim))

    def _trust_of(self, claim: Claim) -> float:
        return self.trust.get(self._original(claim), 1)

    def _sum(self, claims: Iterable[Claim], weight: Callable[[Claim], float]) -> float:
        """Each source by its weightiest claim, together; in any order the same."""
        weights: dict[str, float] = {}
        for claim in claims:
            source = self.of(claim)
            weights[source] = max(weights.get(source, 0), weight(claim))
        return round(math.fsum(weights.values()), 6)

    def is_weighty(self, claims: Iterable[Claim]) -> bool:
        """Whether the claims weigh as much as one source that is trusted in full."""
        return self.support(claims) >= 1

    def count(self, claims: Iterable[Claim]) -> int:
        """Independent sources among the claims."""
        return len({self.of(claim) for claim in claims})


@dataclass(frozen=True, slots=True)
class Conflict:
    """One value of a fact on which claims differ: a row of `exchange_conflicts` without its exchange."""

    attribute: str
    value: str
    n_publishers: int
    claim_ids: tuple[str, ...]
    chosen: bool
    rule: str

    def row(self, exchange_id: str) -> dict[str, Any]:
        """The row of `exchange_conflicts`."""
        return {
            "exchange_id": exchange_id,
            "attribute": self.attribute,
            "value": self.value,
            "n_publishers": self.n_publishers,
            "claim_ids": list(self.claim_ids),
            "chosen": self.chosen,
            "rule": self.rule,
        }


def tally(given: Iterable[tuple[T, Claim]]) -> dict[T, list[Claim]]:
    """The claims that give each value, in the order given; a claim counts once for a value."""
    claims: dict[T, dict[str, Claim]] = {}
    for value, claim in given:
        claims.setdefault(value, {})[claim.claim_id] = claim
    return {value: list(by_id.values()) for value, by_id in claims.items()}


def record_conflict(
    attribute: str, given: Mapping[str, Sequence[Claim]], chosen: str, rule: str, sources: Sources
) -> list[Conflict]:
    """The disagreement on one attribute, one record a value; the chosen value is one of those given."""
    if chosen not in given:
        raise ValueError(f"{attribute}: {chosen!r} was chosen, but claims give only {', '.join(sorted(given))}")
    return [
        Conflict(
            attribute,
            value,
            sources.count(claims),
            tuple(sorted({claim.claim_id for claim in claims})),
            value == chosen,
            rule,
        )
        for value, claims in sorted(given.items())
    ]
