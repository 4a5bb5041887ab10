"""How far an exchange got, and when: the steps of its life as reports told them, one after the other.

Proposed, agreed, completed; or called off, after which it may be proposed or agreed again. Belongs here: the steps and
which of them cannot follow each other. Not here: the published status (`fusion_facts.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from assets.deduplicate.records import Claim

ORDER = ("proposed", "agreed", "cancelled", "completed")  # of steps told on one day
LEGAL = frozenset(
    {
        ("proposed", "agreed"),
        ("proposed", "cancelled"),
        ("proposed", "completed"),
        ("agreed", "cancelled"),
        ("agreed", "completed"),
        ("cancelled", "proposed"),
        ("cancelled", "agreed"),
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the status, the day it was first reported (None: not known), and whether it can follow."""

    status: str
    reported_on: date | None
    claim_ids: tuple[str, ...]
    legal: bool


def find_steps(claims: Sequence[Claim], superseded: AbstractSet[str] = frozenset()) -> list[Step]:
    """The steps in the life of an exchange, in the order in which they were reported; undated ones first.

    A report that looks back takes nothing back: only what a report is mainly about can follow a later status. A step
    that rests on `superseded` claims only may be followed by any: the newest version of these reports corrects it.
    """
    undated = [claim for claim in claims if claim.report.published_on is None]
    dated = [claim for claim in claims if claim.report.published_on is not None]
    told = {claim.status for claim in dated}
    early = [status for status in ORDER if status not in told and any(c.status == status for c in undated)]
    steps = [_step(status, None, undated, legal=True) for status in early]
    current = steps[-1].status if steps and not dated else None
    for claim in sorted(dated, key=lambda c: (c.report.published_on, ORDER.index(c.status), c.claim_id)):
        if claim.status == current or (current and not _moves(current, claim)):
            continue
        corrected = bool(steps) and set(steps[-1].claim_ids) <= superseded
        legal = current is None or corrected or (current, claim.status) in LEGAL
        steps.append(_step(claim.status, claim.report.published_on, dated, legal=legal))
        current = claim.status
    return steps


def _moves(current: str, claim: Claim) -> bool:
    """Whether a claim takes the exchange to another status: forward, or back by a report that is about that."""
    forward = (current, claim.status) in LEGAL and current != "cancelled"
    return forward or (claim.focus and not (current == "agreed" and claim.status == "proposed"))


def _step(status: str, day: date | None, claims: Sequence[Claim], *, legal: bool) -> Step:
    """The step with the claims that told it: those of that day; of an undated one all."""
    told = (c.claim_id for c in claims if c.status == status and (day is None or c.report.published_on == day))
    return Step(status, day, tuple(sorted(told)), legal)
