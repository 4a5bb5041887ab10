"""Which exchanges are stages of one deal: each stays an exchange of its own, under one `deal_id`.

Belongs here: deals out of signs, their names, and what a deal changes about its exchanges. Not here: the signs
(`deal_signs.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from assets.deduplicate.attestation import Sources
from assets.deduplicate.deal_signs import AGREED, CARRIED_OUT, LISTED, RollUp, Sign, Stage, find_signs, make_stage
from assets.deduplicate.fusion import Exchange
from assets.deduplicate.fusion_decided import set_value
from assets.deduplicate.records import Claim
from assets.deduplicate.sums import Flow, People
from assets.deduplicate.weights import Weights

STAGES_COUNTED = "stages_counted"  # the rule by which a sum told as done is published as agreed


@dataclass(frozen=True, slots=True)
class Deal:
    """Exchanges that are stages of one deal, or its sum; named by the one of them that was known first."""

    deal_id: str
    stages: tuple[Stage, ...]
    wholes: tuple[Stage, ...]
    signs: tuple[Sign, ...]

    @property
    def exchange_ids(self) -> tuple[str, ...]:
        """All its exchanges."""
        return tuple(stage.exchange_id for stage in (*self.stages, *self.wholes))


def find_deals(
    exchanges: Mapping[str, Exchange],
    claims_of: Mapping[str, Sequence[Claim]],
    rollups: Sequence[RollUp],
    founded: Mapping[str, int],
    weights: Weights,
) -> list[Deal]:
    """The deals, by id.

    Args:
        exchanges: all exchanges by id.
        claims_of: their claims.
        rollups: rows of curated lists that sum other rows.
        founded: in which resolution each id was first given.
        weights: how parties relate, and how long a deal is carried out.
    """
    stages = {i: make_stage(exchange, claims_of[i], weights) for i, exchange in exchanges.items()}
    by_actors: dict[frozenset[str], list[Stage]] = defaultdict(list)
    for exchange_id in sorted(stages):
        by_actors[stages[exchange_id].actors].append(stages[exchange_id])
    signs = [
        sign
        for actors, group in by_actors.items()
        for sign in find_signs(group, [r for r in rollups if r.actors == actors], weights.days["fulfilled_within"])
    ]
    return sorted(_join(signs, stages, founded), key=lambda deal: deal.deal_id)


def _join(signs: Sequence[Sign], stages: Mapping[str, Stage], founded: Mapping[str, int]) -> list[Deal]:
    """Signs that share an exchange are signs of one deal."""
    roots: dict[str, str] = {}

    def root(exchange_id: str) -> str:
        while roots.get(exchange_id, exchange_id) != exchange_id:
            exchange_id = roots[exchange_id]
        return exchange_id

    for sign in signs:
        first, *others = _named(sign)
        for other in others:
            roots[root(other)] = root(first)
    grouped: dict[str, list[Sign]] = defaultdict(list)
    for sign in signs:
        grouped[root(sign.stages[0])].append(sign)
    return [_deal(group, stages, founded) for group in grouped.values()]


def _named(sign: Sign) -> tuple[str, ...]:
    return (*sign.stages, *([sign.whole] if sign.whole else []))


def _deal(signs: Sequence[Sign], stages: Mapping[str, Stage], founded: Mapping[str, int]) -> Deal:
    wholes = sorted({sign.whole for sign in signs if sign.whole})
    members = sorted({i for sign in signs for i in sign.stages} - set(wholes))
    deal_id = min((*members, *wholes), key=lambda i: (founded[i], stages[i].start or date.max, i))
    ordered = sorted(members, key=lambda i: (stages[i].start or date.max, i))
    return Deal(deal_id, tuple(stages[i] for i in ordered), tuple(stages[i] for i in wholes), tuple(signs))


def in_deals(
    exchanges: Mapping[str, Exchange], deals: Sequence[Deal], claims_of: Mapping[str, Sequence[Claim]], sources: Sources
) -> dict[str, Exchange]:
    """The exchanges with the deals that they are stages of, or the whole of.

    A whole that was told as done is published as agreed: its stages are what was done, and would be counted twice.
    """
    unplaced = {"deal_id": None, "deal_role": None}
    placed = {i: replace(exchange, exchange={**exchange.exchange, **unplaced}) for i, exchange in exchanges.items()}
    for deal in deals:
        for exchange_id in deal.exchange_ids:
            whole = any(whole.exchange_id == exchange_id for whole in deal.wholes)
            exchange = placed[exchange_id]
            if whole and exchange.exchange["status"] == "completed":
                exchange = set_value(exchange, "status", "agreed", STAGES_COUNTED, claims_of[exchange_id], sources)
            role = {"deal_id": deal.deal_id, "deal_role": "whole" if whole else "stage"}
            placed[exchange_id] = replace(exchange, exchange={**exchange.exchange, **role})
    return placed


def deal_rows(deals: Iterable[Deal]) -> list[dict[str, Any]]:
    """The rows of `deals`."""
    return [
        {
            "deal_id": deal.deal_id,
            "date_start": min((stage.start for stage in deal.stages if stage.start), default=None),
            "date_end": max((stage.end for stage in deal.stages if stage.end), default=None),
            "stage_ids": sorted(stage.exchange_id for stage in deal.stages),
            "whole_ids": [stage.exchange_id for stage in deal.wholes],
            "signs": sorted({sign.name for sign in deal.signs}),
            "report_ids": sorted({report_id for sign in deal.signs for report_id in sign.reports}),
            "explanation": ". ".join(dict.fromkeys(_explain(sign, deal) for sign in deal.signs)),
        }
        for deal in deals
    ]


def _explain(sign: Sign, deal: Deal) -> str:
    """A sign in words."""
    days = {stage.exchange_id: str(stage.start) for stage in deal.stages if stage.exchange_id in sign.stages}
    reports = ", ".join(sign.reports)
    if not sign.people:
        return f"{reports} tells apart {' and '.join(f'{i} ({day})' for i, day in days.items())}"
    told = ", ".join(f"{count} of {'+'.join(sorted(flow))}" for flow, count in _ordered(sign.people) if count)
    how = {
        LISTED: f"the row {reports} sums up",
        CARRIED_OUT: f"{sign.whole} ({reports}) tells as done in all",
        AGREED: f"{sign.whole} ({reports}) announced",
    }[sign.name]
    return f"{how} {told}; the hand-overs of {', '.join(days.values())} come to that"


def _ordered(people: People) -> list[tuple[Flow, int | None]]:
    return sorted(people.items(), key=lambda item: sorted(item[0]))
