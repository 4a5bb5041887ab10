"""The stage `deduplicate`: claims in, real exchanges out.

Belongs here: the stage function, which strings the steps together and makes the tables. Not here: any rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from assets.deduplicate.attestation import Sources
from assets.deduplicate.comparison import compare, weigh
from assets.deduplicate.copies import find_copies
from assets.deduplicate.decisions import Merge, read_merges
from assets.deduplicate.explanation import explain_pair
from assets.deduplicate.fusion import Exchange, fuse
from assets.deduplicate.identifiers import assign_ids
from assets.deduplicate.passes import Grouping, group_claims
from assets.deduplicate.records import Claim, read_claims, read_reports
from assets.deduplicate.weights import Weights, load_weights
from warehouse.tables import (
    COPIES,
    EXCHANGE_CLAIMS,
    EXCHANGE_CONFLICTS,
    EXCHANGE_PERSONS,
    EXCHANGE_TRANSFERS,
    EXCHANGES,
)

Row = dict[str, Any]


def resolve_exchanges(
    tables: Mapping[str, pa.Table], decisions: pa.Table | None = None, earlier: pa.Table | None = None
) -> dict[str, pa.Table]:
    """The real exchanges that claims tell of.

    Args:
        tables: `clean_reports` (its text may be missing), `claims`, `claim_transfers`, `claim_persons`.
        decisions: rows of `seeds/decisions.csv`.
        earlier: `exchange_claims` of the last publication, from which ids are kept.

    Returns:
        `exchanges`, `exchange_transfers`, `exchange_persons`, `exchange_claims`, `exchange_conflicts` and `copies`,
        each sorted; the same for any order of the input's rows.

    Raises:
        InputError: a decision cannot be carried out, or the weights file is broken.
        ValueError: a claim is of a report that is not there.
    """
    weights = load_weights()
    reports = read_reports(tables)
    claims = read_claims(tables, reports)
    known = _known_ids(earlier)
    merges = read_merges(decisions, {claim.claim_id for claim in claims}, known)
    copies = find_copies(reports.values(), claims)
    grouping = group_claims(claims, weights, [(merge.one, merge.other) for merge in merges])
    groups = [sorted(_claims_of(grouping, group), key=lambda claim: claim.claim_id) for group in grouping.groups]
    ids = assign_ids([[claim.claim_id for claim in group] for group in groups], known)
    sources = Sources(copies, {report_id: report.publisher for report_id, report in reports.items()})
    exchanges = [fuse(exchange_id, group, sources, weights) for exchange_id, group in zip(ids, groups, strict=True)]
    return {
        **_tables(exchanges),
        "exchange_claims": EXCHANGE_CLAIMS.rows(_claim_rows(grouping, ids, merges, weights)),
        "copies": COPIES.rows([{"report_id": copy, "copy_of": copies[copy]} for copy in sorted(copies)]),
    }


def _known_ids(earlier: pa.Table | None) -> dict[str, str]:
    if earlier is None:
        return {}
    return dict(zip(earlier["claim_id"].to_pylist(), earlier["exchange_id"].to_pylist(), strict=True))


def _claims_of(grouping: Grouping, group: Iterable[int]) -> list[Claim]:
    return [claim for index in group for claim in grouping.statements[index].claims]


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


def _claim_rows(grouping: Grouping, ids: Sequence[str], merges: Sequence[Merge], weights: Weights) -> list[Row]:
    """The rows of `exchange_claims`, by claim."""
    decided = {claim_id: merge for merge in reversed(merges) for claim_id in (merge.one, merge.other)}
    rows = []
    for exchange_id, group in zip(ids, grouping.groups, strict=True):
        for index in group:
            for place, claim in enumerate(grouping.statements[index].claims):
                weight, explanation = _reason(grouping, index, place, weights)
                merge = decided.get(claim.claim_id)
                rows.append(
                    {
                        "exchange_id": exchange_id,
                        "claim_id": claim.claim_id,
                        "match_weight": weight,
                        "decided_by": "human" if merge else "rule",
                        "explanation": merge.explanation if merge else explanation,
                    }
                )
    return sorted(rows, key=lambda row: str(row["claim_id"]))


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
