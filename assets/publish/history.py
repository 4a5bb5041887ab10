"""What a publication changes: `exchange_history` rows from the tables before and after.

Belongs here: comparing two states of the exchanges, attribute by attribute, and naming the claims that came or went.
Not here: where the two states are read from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pyarrow as pa

from warehouse.tables import EXCHANGE_HISTORY

# What is known of an exchange; the numbers of claims and reports follow from `because`.
COMPARED = (
    "status", "parties", "date_start", "date_end", "date_precision", "place_country", "place_name", "mediators",
    "grade", "deal_id",
)  # fmt: skip

Facts = dict[str, dict[str, str]]  # exchange id -> attribute -> value in words; attributes without a value are left out


def exchange_changes(before: Mapping[str, pa.Table], after: Mapping[str, pa.Table], at: datetime) -> pa.Table:
    """Rows of `exchange_history`, one a change, by exchange and attribute.

    Args:
        before: `exchanges`, `exchange_transfers`, `exchange_persons` and `exchange_claims` of the earlier state.
        after: the same of the later state.
        at: when the later state is published.
    """
    old, new = _facts(before), _facts(after)
    old_claims, new_claims = _claims(before), _claims(after)
    rows: list[dict[str, object]] = []
    for exchange_id in sorted(old.keys() | new.keys()):
        because = _because(old_claims[exchange_id], new_claims[exchange_id])
        rows += [
            {
                "exchange_id": exchange_id,
                "attribute": attribute,
                "old_value": old_value,
                "new_value": new_value,
                "published_at": at,
                "because": because,
            }
            for attribute, old_value, new_value in _differences(old.get(exchange_id), new.get(exchange_id))
        ]
    return EXCHANGE_HISTORY.rows(rows)


def _differences(old: dict[str, str] | None, new: dict[str, str] | None) -> list[tuple[str, str | None, str | None]]:
    if old is None or new is None:  # appeared or disappeared: one row, its other facts are in `exchanges`
        return [("exchange", old["status"] if old else None, new["status"] if new else None)]
    attributes = sorted(old.keys() | new.keys())
    return [(a, old.get(a), new.get(a)) for a in attributes if old.get(a) != new.get(a)]


def _facts(tables: Mapping[str, pa.Table]) -> Facts:
    facts: Facts = {}
    for row in tables["exchanges"].to_pylist():
        facts[row["exchange_id"]] = {name: _words(row[name]) for name in COMPARED if row[name] not in (None, [])}
    for row in tables["exchange_transfers"].to_pylist():
        name = f"count {row['released_by'] or '?'}>{row['received_by'] or '?'} {row['category']}"
        facts[row["exchange_id"]][name] = _figure(row)
    for row in tables["exchange_persons"].to_pylist():
        facts[row["exchange_id"]][f"person {row['name']}"] = f"{row['released_by'] or '?'}>{row['received_by'] or '?'}"
    return facts


def _figure(row: Mapping[str, Any]) -> str:
    best = "not known" if row["count_best"] is None else str(row["count_best"])
    low, high = row["count_low"], row["count_high"]
    return best if low == high else f"{best} ({'?' if low is None else low} to {'?' if high is None else high})"


def _words(value: object) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def _claims(tables: Mapping[str, pa.Table]) -> defaultdict[str, set[str]]:
    claims: defaultdict[str, set[str]] = defaultdict(set)
    for row in tables["exchange_claims"].select(["exchange_id", "claim_id"]).to_pylist():
        claims[row["exchange_id"]].add(row["claim_id"])
    return claims


def _because(old: set[str], new: set[str]) -> str:
    """The claims that came (+) or went (-); a change without either comes of changed rules or decisions."""
    changes = [f"+{claim}" for claim in sorted(new - old)] + [f"-{claim}" for claim in sorted(old - new)]
    return " ".join(changes) or "rules or decisions"
