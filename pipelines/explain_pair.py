"""Why two claims, or two exchanges, are or are not one exchange: field by field, as resolution weighed it.

Belongs here: reading the two out of the published file, comparing them by resolution's own code, laying it out. Not
here: one exchange or claim by itself (`explain.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pyarrow as pa
from rich.console import Console
from rich.text import Text

from assets.deduplicate.comparison import all_levels, find_contradiction, weigh
from assets.deduplicate.explanation import compare_fields
from assets.deduplicate.passes import days_told
from assets.deduplicate.profile import Profile, make_profile
from assets.deduplicate.records import Claim, read_claims, read_reports
from assets.deduplicate.weights import Weights, load_weights
from pipelines.query import ask
from pipelines.terminal import data_table, safe_text
from warehouse.errors import InputError
from warehouse.snapshot import warehouse_path

Row = dict[str, Any]

MOST_CLAIMS = 200  # of an exchange; the claims of a larger one repeat each other


@dataclass(frozen=True)
class Comparison:
    """Two claims compared."""

    one: Claim
    other: Claim
    profile: Profile
    other_profile: Profile
    contradiction: str | None
    weight: float


def explain_pair(data: Path, given: str, other: str, out: Console) -> None:
    """Prints why the claims or exchanges of two ids are or are not one exchange.

    Raises:
        InputError: there is no such id, or both mean the same claims.
    """
    warehouse, weights = warehouse_path(data), load_weights()
    left, right = _claim_ids(warehouse, given), _claim_ids(warehouse, other)
    if set(left) & set(right):
        raise InputError(f"{given} and {other} share a claim; name two that do not")
    claims = _read(warehouse, [*left, *right])
    compared = _compare([claims[c] for c in left], [claims[c] for c in right], list(claims.values()), weights)
    best = max(compared, key=lambda c: (c.contradiction is None, c.weight, c.one.claim_id, c.other.claim_id))
    _print_verdict(warehouse, best, len(left) * len(right), compared, weights, out)
    _print_fields(best, weights, out)
    _print_decisions(warehouse, [*left, *right], out)


def _claim_ids(warehouse: Path, name: str) -> list[str]:
    """The claims of an id: itself, or those of the exchange."""
    rows = ask(
        warehouse,
        "SELECT claim_id FROM claims WHERE claim_id = $1 UNION "
        "SELECT claim_id FROM exchange_claims WHERE exchange_id = $1 UNION "
        "SELECT claim_id FROM exchange_claims JOIN exchange_redirects ON redirected_to = exchange_claims.exchange_id "
        "WHERE exchange_redirects.exchange_id = $1 AND kind = 'merged' ORDER BY 1 LIMIT $2",
        [name, MOST_CLAIMS],
    )
    if not rows.num_rows:
        raise InputError(f"no exchange or claim has the id {name!r}")
    claim_ids: list[str] = rows["claim_id"].to_pylist()
    return claim_ids


def _read(warehouse: Path, claim_ids: Sequence[str]) -> dict[str, Claim]:
    """The claims, and all others of their reports, which tell around when an undated report was written."""
    where = "WHERE report_id IN (SELECT report_id FROM claims WHERE claim_id IN (SELECT unnest($1)))"
    of_claims = f"WHERE claim_id IN (SELECT claim_id FROM claims {where})"
    queries = {
        "clean_reports": "SELECT report_id, origin, url, source, publisher, published_on, language, n_chars, "
        "[] AS sketch, report_id IN (SELECT report_id FROM claims WHERE extractor = 'curated') AS curated "
        f"FROM reports {where}",
        "claims": f"SELECT * FROM claims {where}",
        "claim_transfers": f"SELECT * FROM claim_transfers {of_claims}",
        "claim_persons": f"SELECT * FROM claim_persons {of_claims}",
    }
    tables: dict[str, pa.Table] = {name: ask(warehouse, sql, [list(claim_ids)]) for name, sql in queries.items()}
    return {claim.claim_id: claim for claim in read_claims(tables, read_reports(tables))}


def _compare(
    left: Sequence[Claim], right: Sequence[Claim], every: Sequence[Claim], weights: Weights
) -> list[Comparison]:
    told = days_told(every)
    profiles = {c.claim_id: make_profile(c, weights, told.get(c.report.report_id)) for c in (*left, *right)}
    compared = []
    for one, other in product(left, right):
        pair = profiles[one.claim_id], profiles[other.claim_id]
        levels = all_levels(*pair, weights)
        compared.append(
            Comparison(one, other, *pair, _contradiction(one, other, *pair, weights), weigh(levels, weights))
        )
    return compared


def _contradiction(one: Claim, other: Claim, profile: Profile, other_profile: Profile, weights: Weights) -> str | None:
    if one.report.report_id == other.report.report_id:
        return "one report tells them apart"
    return find_contradiction(profile, other_profile, weights)


def _print_verdict(
    warehouse: Path, best: Comparison, n_pairs: int, compared: Sequence[Comparison], weights: Weights, out: Console
) -> None:
    ids = (best.one.claim_id, best.other.claim_id)
    placed = ask(warehouse, "SELECT claim_id, exchange_id FROM exchange_claims WHERE claim_id IN (?, ?)", list(ids))
    exchange_of = dict(zip(placed["claim_id"].to_pylist(), placed["exchange_id"].to_pylist(), strict=True))
    under = [exchange_of.get(claim_id, "no exchange: a person rejected it") for claim_id in ids]
    verdict = f"one exchange, {under[0]}" if under[0] == under[1] else f"two exchanges, {under[0]} and {under[1]}"
    out.print(Text(safe_text(f"{ids[0]} and {ids[1]}: {verdict}"), style="bold"))
    needed = weights.numbers["join_bits"]
    if best.contradiction:
        out.print(safe_text(f"  they contradict each other: {best.contradiction}"))
    else:
        reached = "enough" if best.weight >= needed else "not enough"
        out.print(f"  match weight {best.weight:.1f} bits, {reached} by itself: {needed:.1f} join")
    if n_pairs > 1:
        clear = [c for c in compared if c.contradiction is None]
        out.print(f"  the best of {n_pairs} pairs of claims; {len(compared) - len(clear)} pairs contradict each other")
        for reason in sorted({c.contradiction for c in compared if c.contradiction}):
            pairs = [c for c in compared if c.contradiction == reason]
            told = f"{pairs[0].one.claim_id} and {pairs[0].other.claim_id}"
            out.print(safe_text(f"    {len(pairs)} by {reason}, such as {told}"))
        if under[0] != under[1] and len(clear) < len(compared):
            out.print("  one contradiction keeps two exchanges apart, unless a person decides otherwise")
    if under[0] == under[1] and (best.contradiction or best.weight < needed):
        out.print("  they are together through other claims, or by a decision: swapledger explain shows by which")


def _print_fields(best: Comparison, weights: Weights, out: Console) -> None:
    findings = compare_fields(best.one, best.profile, best.other, best.other_profile, weights)
    rows: list[tuple[object, ...]] = [(f.field, f.finding, f"{f.bits:+.1f}") for f in findings]
    rows.append(("all", "", f"{sum(f.bits for f in findings):+.1f}"))
    out.print(data_table(("field", "finding", "bits"), rows))


def _print_decisions(warehouse: Path, claim_ids: Sequence[str], out: Console) -> None:
    answer = ask(
        warehouse,
        "SELECT decision_id AS decision, decided_by AS by, concat_ws(' ', action, subject, object) AS what, "
        "reason AS why, concat_ws(': ', state, note) AS state FROM decisions "
        "WHERE action <> 'set' AND list_has_any(claim_ids, $1)",
        [list(claim_ids)],
    )
    if answer.num_rows:
        rows = [list(row.values()) for row in answer.to_pylist()]
        out.print(data_table(answer.column_names, rows, title="Decided"))
