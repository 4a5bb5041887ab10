"""Which exchanges are stages of one deal: each stays an exchange of its own, under one `deal_id`.

Belongs here: the two signs of a deal. Not here: telling stages apart (`clustering.py` does, by what reports say).

Signs:
    told together: one report tells of hand-overs between the same parties, a few days apart, as separate ones.
    fulfilled: what was agreed or proposed is the sum of the hand-overs that followed between the same parties.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from assets.deduplicate.fusion import Exchange
from assets.deduplicate.records import Claim
from assets.deduplicate.weights import Weights

# Stages told together lie that near: those of May 2025 a day, those of June 2025 up to three days apart; looks back to
# an earlier exchange go weeks back (12 June and 3 July 2021).
STAGE_DAYS = 3
SUM_SHARE = 0.02  # a stage may bring a few people less than agreed (5 of 1,000)
MOST_STAGES = 20

Flow = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Stage:
    """What is known of an exchange as a possible stage."""

    exchange_id: str
    actors: frozenset[str]
    status: str
    start: date | None
    end: date | None
    people: Mapping[Flow, int]
    remains: bool
    told_on: date | None
    reports: frozenset[str]


def find_deals(
    exchanges: Mapping[str, Exchange],
    claims_of: Mapping[str, Sequence[Claim]],
    founded: Mapping[str, int],
    weights: Weights,
) -> dict[str, str]:
    """The deal of each exchange that is a stage of one; a deal is named by the exchange of it that was known first.

    Args:
        exchanges: all exchanges by id.
        claims_of: their claims.
        founded: in which resolution each id was first given.
        weights: how parties relate, and how long a deal is carried out.
    """
    stages = {i: _stage(exchange, claims_of[i], weights) for i, exchange in exchanges.items()}
    by_actors: dict[frozenset[str], list[Stage]] = defaultdict(list)
    for exchange_id in sorted(stages):
        by_actors[stages[exchange_id].actors].append(stages[exchange_id])
    roots = {exchange_id: exchange_id for exchange_id in stages}

    def root(exchange_id: str) -> str:
        while roots[exchange_id] != exchange_id:
            exchange_id = roots[exchange_id]
        return exchange_id

    for group in by_actors.values():
        for one, other in (*_told_together(group), *_fulfilled(group, weights.days["fulfilled_within"])):
            roots[root(one)] = root(other)
    members: dict[str, list[str]] = defaultdict(list)
    for exchange_id in sorted(roots):
        members[root(exchange_id)].append(exchange_id)
    deals: dict[str, str] = {}
    for group_ids in members.values():
        if len(group_ids) > 1:
            name = min(group_ids, key=lambda i: (founded[i], stages[i].start or date.max, i))
            deals |= dict.fromkeys(group_ids, name)
    return deals


def in_deal(exchange: Exchange, deals: Mapping[str, str]) -> Exchange:
    """The exchange with its deal, if it is a stage of one."""
    deal_id = deals.get(exchange.exchange["exchange_id"])
    return replace(exchange, exchange={**exchange.exchange, "deal_id": deal_id})


def _stage(exchange: Exchange, claims: Sequence[Claim], weights: Weights) -> Stage:
    row = exchange.exchange
    people: dict[Flow, int] = defaultdict(int)
    for transfer in exchange.transfers:
        if transfer["count_best"] is not None:
            people[transfer["released_by"], transfer["received_by"]] += transfer["count_best"]
    exact = row["date_precision"] == "day"
    return Stage(
        row["exchange_id"],
        weights.roots(weights.actors(row["parties"])),
        row["status"],
        row["date_start"] if exact else None,
        row["date_end"] if exact else None,
        dict(people),
        bool(exchange.transfers) and all(t["category"] == "remains" for t in exchange.transfers),
        row["first_reported_on"],
        frozenset(claim.report.report_id for claim in claims if claim.report.list_name is None),
    )


def _told_together(stages: Sequence[Stage]) -> list[tuple[str, str]]:
    """Pairs of completed or agreed exchanges that one report tells apart, a few days from each other."""
    by_report: dict[str, list[Stage]] = defaultdict(list)
    for stage in stages:
        if stage.start and stage.status in {"completed", "agreed"} and len(stage.actors) > 1:
            for report in stage.reports:
                by_report[report].append(stage)
    pairs = set()
    for told in by_report.values():
        ordered = sorted(told, key=lambda stage: (stage.start, stage.exchange_id))
        pairs |= {
            (one.exchange_id, other.exchange_id)
            for one, other in pairwise(ordered)
            if one.end and other.start and (other.start - one.end).days <= STAGE_DAYS
        }
    return sorted(pairs)


def _fulfilled(stages: Sequence[Stage], within: int) -> list[tuple[str, str]]:
    """Pairs of what was announced and each of the stages that it is the sum of."""
    done = sorted(
        (s for s in stages if s.status == "completed" and s.start and s.people and not s.remains),
        key=lambda s: (s.start, s.exchange_id),
    )
    pairs = []
    for whole in stages:
        if whole.status not in {"agreed", "proposed"} or not whole.told_on or not whole.people or whole.remains:
            continue
        after = [s for s in done if s.start and 0 <= (s.start - whole.told_on).days <= within]
        for first in range(len(after)):
            run = _run_of(whole.people, after[first : first + MOST_STAGES])
            if len(run) > 1:
                pairs += [(whole.exchange_id, stage.exchange_id) for stage in run]
                break
    return pairs


def _run_of(whole: Mapping[Flow, int], stages: Sequence[Stage]) -> list[Stage]:
    """The first of the stages that in every direction sum up to what was announced; none if they do not."""
    summed: dict[Flow, int] = defaultdict(int)
    for number, stage in enumerate(stages, start=1):
        for flow, count in stage.people.items():
            summed[flow] += count
        if any(summed[flow] > count * (1 + SUM_SHARE) for flow, count in whole.items()):
            return []
        if all(summed[flow] >= count * (1 - SUM_SHARE) for flow, count in whole.items()):
            return list(stages[:number])
    return []
