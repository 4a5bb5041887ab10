"""One exchange out of its claims: every published value picked by a named rule, every disagreement kept.

Belongs here: what an exchange's rows are put together from, and its grade. Not here: the rules for single values
(`fusion_facts.py`, `fusion_transfers.py`, `fusion_persons.py`).

Grades, the first that holds:
    disputed: independent sources give different exact figures for one direction of what was done.
    both_sides: somebody of each side is quoted with a figure.
    several_sources: two or more independent sources tell of it, or more that are trusted less.
    single_source: one does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from assets.deduplicate.attestation import Conflict, Sources
from assets.deduplicate.fusion_facts import (
    fuse_country,
    fuse_date,
    fuse_mediators,
    fuse_parties,
    fuse_place,
    fuse_status,
)
from assets.deduplicate.fusion_persons import fuse_persons
from assets.deduplicate.fusion_transfers import FusedFlow, fuse_transfers
from assets.deduplicate.profile import two_sides
from assets.deduplicate.records import Claim, members_of
from assets.deduplicate.weights import Weights

SEVERAL: Final = 2  # sources that are trusted in full


@dataclass(frozen=True, slots=True)
class Exchange:
    """The rows of one exchange: one of `exchanges`, the others with the same `exchange_id`."""

    exchange: dict[str, Any]
    transfers: list[dict[str, Any]]
    persons: list[dict[str, Any]]
    conflicts: list[dict[str, Any]]


def fuse(exchange_id: str, claims: Sequence[Claim], sources: Sources, weights: Weights) -> Exchange:
    """The exchange that the claims tell of."""
    claims = sorted(claims, key=lambda claim: claim.claim_id)
    status, conflicts = fuse_status(claims, sources)
    interval, date_conflicts = fuse_date(claims, sources)
    country, country_conflicts = fuse_country(claims, sources)
    place, place_conflicts = fuse_place(claims, country, sources, weights)
    parties, party_conflicts = fuse_parties(claims, sources, weights)
    flows = fuse_transfers(claims, status, sources, weights)
    persons, person_conflicts = fuse_persons(claims, sources, weights)
    conflicts += [*date_conflicts, *country_conflicts, *place_conflicts, *party_conflicts, *person_conflicts]
    conflicts += [conflict for flow in flows for conflict in flow.conflicts]
    start, end, precision = interval or (None, None, "unknown")
    exchange = {
        "exchange_id": exchange_id,
        "status": status,
        "parties": list(parties),
        "date_start": start,
        "date_end": end,
        "date_precision": precision,
        "place_country": country,
        "place_name": place,
        "mediators": list(fuse_mediators(claims, sources)),
        **_attestation(claims, sources),
        "grade": _grade(claims, flows, sources, weights),
    }
    return Exchange(
        exchange,
        [{"exchange_id": exchange_id, **row} for flow in flows for row in flow.rows],
        [{"exchange_id": exchange_id, **row} for row in persons],
        _conflict_rows(exchange_id, conflicts),
    )


def _attestation(claims: Sequence[Claim], sources: Sources) -> dict[str, Any]:
    published = [claim.report.published_on for claim in claims if claim.report.published_on]
    return {
        "n_claims": len(claims),
        "n_reports": len({claim.report.report_id for claim in claims}),
        "n_publishers": sources.count(claims),
        "first_reported_on": min(published, default=None),
        "last_reported_on": max(published, default=None),
    }


def _grade(claims: Sequence[Claim], flows: Sequence[FusedFlow], sources: Sources, weights: Weights) -> str:
    if any(flow.disputed for flow in flows):
        return "disputed"
    if _both_sides_speak(sources.current(claims), weights):
        return "both_sides"
    return "several_sources" if sources.support(claims) >= SEVERAL else "single_source"


def _both_sides_speak(claims: Sequence[Claim], weights: Weights) -> bool:
    """Whether people of two opposite sides are quoted."""
    speakers = {
        actor
        for claim in claims
        for transfer in claim.transfers
        for actor in weights.actors(members_of(transfer.claimant))
    }
    sides = [two_sides(claim, weights) for claim in claims]
    return any(speakers & side.first and speakers & side.second for side in sides)


def _conflict_rows(exchange_id: str, conflicts: Sequence[Conflict]) -> list[dict[str, Any]]:
    rows = [conflict.row(exchange_id) for conflict in conflicts]
    return sorted(rows, key=lambda row: (row["attribute"], row["value"]))
