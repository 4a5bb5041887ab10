"""The stage `deduplicate`: claims in, real exchanges out.

Belongs here: the stage function, which strings the steps together and makes the tables. Not here: any rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import pyarrow as pa

from assets.article_versions import article_versions
from assets.deduplicate.attestation import NO_TRUST, Sources
from assets.deduplicate.comparison import compare, weigh
from assets.deduplicate.constraints import Constraints, Names, bring_to_bear
from assets.deduplicate.copies import find_copies
from assets.deduplicate.deal_signs import read_rollups
from assets.deduplicate.deals import deal_rows, find_deals, in_deals
from assets.deduplicate.decisions import pin, read_decisions, read_meant
from assets.deduplicate.explanation import explain_pair
from assets.deduplicate.fusion import Exchange, fuse
from assets.deduplicate.fusion_decided import conclude, set_decided
from assets.deduplicate.identifiers import assign_ids
from assets.deduplicate.lifecycle import find_steps
from assets.deduplicate.passes import Grouping, group_claims
from assets.deduplicate.records import Claim, read_claims, read_reports
from assets.deduplicate.registry import Registry, find_redirects, next_rows
from assets.deduplicate.renewal import Successors, propose_renewals
from assets.deduplicate.replaced import find_followers, find_superseded, row_versions
from assets.deduplicate.weights import Weights, load_weights
from assets.garbage import collection_paused
from warehouse.tables import (
    COPIES,
    DEALS,
    DECISIONS,
    EXCHANGE_CLAIMS,
    EXCHANGE_CONFLICTS,
    EXCHANGE_PERSONS,
    EXCHANGE_REDIRECTS,
    EXCHANGE_REGISTRY,
    EXCHANGE_TRANSFERS,
    EXCHANGE_TRANSITIONS,
    EXCHANGES,
    NEAR_MATCHES,
)

Row = dict[str, Any]


def resolve_exchanges(
    tables: Mapping[str, pa.Table],
    decisions: pa.Table | None = None,
    earlier: Mapping[str, pa.Table] | None = None,
    trust: Mapping[str, float] = NO_TRUST,
) -> dict[str, pa.Table]:
    """The real exchanges that claims tell of.

    Args:
        tables: `clean_reports` (its text may be missing), `claims`, `claim_transfers`, `claim_persons`; `rollups`, if
            there are any.
        decisions: what people decided (`decisions.COLUMNS`), in order.
        earlier: of the last publication `exchange_registry`, from which ids are kept, and `decisions`, from which it is
            known what they mean; None before the first one.
        trust: how far sources are trusted, by name (0 to 1); 1 for those that are not named.

    Returns:
        The tables of the stage, each sorted; the same for any order of the input's rows.

    Raises:
        InputError: a decision is not well-formed, or the weights file is broken.
        ValueError: a claim is of a report that is not there.
    """
    with collection_paused():  # a quarter of the run is saved
        return _resolve(tables, decisions, earlier, trust)


def _resolve(
    tables: Mapping[str, pa.Table],
    decisions: pa.Table | None,
    earlier: Mapping[str, pa.Table] | None,
    trust: Mapping[str, float],
) -> dict[str, pa.Table]:
    weights = load_weights()
    reports = read_reports(tables)
    all_claims = read_claims(tables, reports)
    registry = Registry.of(earlier and earlier["exchange_registry"])
    again = registry.find_again(all_claims)
    names = Names({claim.claim_id for claim in all_claims}, registry, again)
    constraints = bring_to_bear(read_decisions(decisions), names, read_meant(earlier and earlier["decisions"]))
    claims = [claim for claim in all_claims if claim.claim_id not in constraints.rejected]
    copies = find_copies(reports.values(), all_claims)
    versions = _versions(tables["clean_reports"], claims)
    followers = find_followers(claims, versions, constraints.named, weights.days["apart_days"])
    grouping = group_claims([claim for claim in claims if claim.claim_id not in followers], weights, constraints)
    groups = _groups(grouping, [claim for claim in claims if claim.claim_id in followers], followers)
    superseded = find_superseded(groups, versions)
    members = [[claim.claim_id for claim in group] for group in groups]
    ids = assign_ids(members, registry.where_stood(again), registry.exchange_ids)
    publishers = {report_id: report.publisher for report_id, report in reports.items()}
    trusted = {report_id: trust[report.source] for report_id, report in reports.items() if report.source in trust}
    sources = Sources(copies, publishers, superseded.keys(), trusted)
    exchanges = {
        exchange_id: fuse(exchange_id, group, sources, weights) for exchange_id, group in zip(ids, groups, strict=True)
    }
    claims_of = dict(zip(ids, groups, strict=True))
    exchange_of = {claim.claim_id: exchange_id for exchange_id, group in claims_of.items() for claim in group}
    exchanges = set_decided(exchanges, constraints, names, claims_of, sources)
    conclude(constraints, exchange_of)
    propose_renewals(constraints.outcomes, Successors(names, registry, claims, exchange_of))
    registered = next_rows(registry, claims, again, exchange_of)
    present = Registry(registered)
    pin(constraints.outcomes, {claim_id: known.name for claim_id, known in again.items()} | present.names_now())
    rollups = read_rollups(tables["rollups"].to_pylist(), weights) if "rollups" in tables else []
    deals = find_deals(exchanges, claims_of, rollups, present.founded(), weights)
    exchanges = in_deals(exchanges, deals, claims_of, sources)
    return {
        **_tables(list(exchanges.values())),
        "deals": DEALS.rows(deal_rows(deals)),
        "exchange_transitions": EXCHANGE_TRANSITIONS.rows(_step_rows(claims_of, superseded.keys())),
        "exchange_claims": EXCHANGE_CLAIMS.rows(
            _with_versions(_claim_rows(grouping, ids, constraints, weights), followers, superseded, exchange_of)
        ),
        "near_matches": NEAR_MATCHES.rows(_near_rows(grouping, exchange_of, weights)),
        "copies": COPIES.rows([{"report_id": copy, "copy_of": copies[copy]} for copy in sorted(copies)]),
        "exchange_registry": EXCHANGE_REGISTRY.rows(registered),
        "exchange_redirects": EXCHANGE_REDIRECTS.rows(find_redirects(present, ids)),
        "decisions": DECISIONS.rows([outcome.row() for outcome in constraints.outcomes]),
    }


def _versions(clean_reports: pa.Table, claims: Iterable[Claim]) -> list[list[str]]:
    """The ids of reports that are versions of one article, or of one row of a list, the newest last."""
    landed_at = dict(zip(*(clean_reports[name].to_pylist() for name in ("report_id", "landed_at")), strict=True))
    return [*article_versions(clean_reports), *row_versions(claims, landed_at)]


def _groups(grouping: Grouping, earlier: Sequence[Claim], followers: Mapping[str, str]) -> list[list[Claim]]:
    """The claims of each exchange, sorted by id; claims of earlier versions with those that they follow."""
    behind: dict[str, list[Claim]] = {}
    for claim in earlier:
        behind.setdefault(followers[claim.claim_id], []).append(claim)
    groups = [[c for index in group for c in grouping.statements[index].claims] for group in grouping.groups]
    return [
        sorted([*group, *(c for claim in group for c in behind.get(claim.claim_id, ()))], key=lambda c: c.claim_id)
        for group in groups
    ]


def _tables(exchanges: Sequence[Exchange]) -> dict[str, pa.Table]:
    ordered = sorted(exchanges, key=lambda exchange: str(exchange.exchange["exchange_id"]))
    return {
        "exchanges": EXCHANGES.rows([exchange.exchange for exchange in ordered]),
        "exchange_transfers": EXCHANGE_TRANSFERS.rows([row for e in ordered for row in _sorted_transfers(e)]),
        "exchange_persons": EXCHANGE_PERSONS.rows([row for e in ordered for row in e.persons]),
        "exchange_conflicts": EXCHANGE_CONFLICTS.rows([row for e in ordered for row in e.conflicts]),
    }


def _sorted_transfers(exchange: Exchange) -> list[Row]:
    keys = ("released_by", "received_by", "category")
    return sorted(exchange.transfers, key=lambda row: tuple(str(row[key] or "") for key in keys))


def _claim_rows(grouping: Grouping, ids: Sequence[str], constraints: Constraints, weights: Weights) -> list[Row]:
    """Rows of `exchange_claims`: the claims that were grouped."""
    rows = []
    for exchange_id, group in zip(ids, grouping.groups, strict=True):
        for index in group:
            for place, claim in enumerate(grouping.statements[index].claims):
                weight, explanation = _reason(grouping, index, place, weights)
                decision = constraints.joined.get(claim.claim_id)
                rows.append(
                    {
                        "exchange_id": exchange_id,
                        "claim_id": claim.claim_id,
                        "superseded_by": None,
                        "match_weight": weight,
                        "decided_by": "human" if decision else "rule",
                        "explanation": f"{decision.action}, {decision.signed}" if decision else explanation,
                    }
                )
    return rows


def _with_versions(
    rows: Iterable[Row], followers: Mapping[str, str], superseded: Mapping[str, str], exchange_of: Mapping[str, str]
) -> list[Row]:
    """The rows of `exchange_claims`, by claim, with those of earlier versions, which say what stands in their place."""
    by_claim = {row["claim_id"]: row for row in rows}
    for claim_id, leader in followers.items():
        found = {"exchange_id": exchange_of[claim_id], "claim_id": claim_id, "match_weight": None}
        by_claim[claim_id] = {**found, "decided_by": "rule", "explanation": f"an earlier version of {leader}"}
    for claim_id, report_id in superseded.items():
        row = by_claim[claim_id]
        told = f"{row['explanation']}; it carries no weight beside {report_id}, a newer version of its report"
        by_claim[claim_id] = {**row, "superseded_by": report_id, "explanation": told}
    return [by_claim[claim_id] for claim_id in sorted(by_claim)]


def _step_rows(claims_of: Mapping[str, Sequence[Claim]], superseded: AbstractSet[str]) -> list[Row]:
    """The rows of `exchange_transitions`, by exchange."""
    return [
        {
            "exchange_id": exchange_id,
            "step_no": number,
            "status": step.status,
            "reported_on": step.reported_on,
            "claim_ids": list(step.claim_ids),
            "legal": step.legal,
        }
        for exchange_id in sorted(claims_of)
        for number, step in enumerate(find_steps(claims_of[exchange_id], superseded), start=1)
    ]


def _near_rows(grouping: Grouping, exchange_of: Mapping[str, str], weights: Weights) -> list[Row]:
    """The rows of `near_matches`, by claims."""
    rows = []
    for match in grouping.near:
        one, other = sorted((grouping.statements[i] for i in (match.one, match.other)), key=lambda s: s.first_claim)
        claim, other_claim = one.claims[0], other.claims[0]
        rows.append(
            {
                "claim_id": claim.claim_id,
                "other_claim_id": other_claim.claim_id,
                "exchange_id": exchange_of[claim.claim_id],
                "other_exchange_id": exchange_of[other_claim.claim_id],
                "match_weight": match.weight,
                "reason": match.reason,
                "explanation": explain_pair(claim, one.profile, other_claim, other.profile, weights),
            }
        )
    return sorted(rows, key=lambda row: (str(row["claim_id"]), str(row["other_claim_id"])))


def _reason(grouping: Grouping, index: int, place: int, weights: Weights) -> tuple[float | None, str]:
    """The match weight of a claim and why: its strongest match in the same statement, else in another one."""
    statement = grouping.statements[index]
    claim, joint = statement.claims[place], grouping.joints.get(index)
    if len(statement.claims) > 1:
        other = statement.claims[1 if place == 0 else 0]
        weight = weigh(compare(statement.profile, statement.profile, weights) or [], weights)
        if joint is None or weight >= joint.weight:
            return weight, explain_pair(claim, statement.profile, other, statement.profile, weights)
    if joint is None:
        return None, grouping.remarks.get(index, "joined by a decision")
    matched = grouping.statements[joint.other]
    return joint.weight, explain_pair(claim, joint.profile, matched.claims[0], matched.profile, weights)
