"""What was known of each exchange, and from when to when: `exchange_versions`, which a query for a past day reads.

Belongs here: carrying the states of earlier publications on, and ending those that changed. Not here: what changed,
attribute by attribute (`history.py`), asking for a day (the macro `known_on`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pyarrow as pa

from warehouse.tables import EXCHANGE_VERSIONS

Row = dict[str, Any]

OF_EXCHANGE = (
    "status", "parties", "date_start", "date_end", "date_precision", "place_country", "place_name", "mediators",
    "n_publishers", "grade",
)  # fmt: skip


def next_versions(before: pa.Table | None, resolved: Mapping[str, pa.Table], at: datetime) -> pa.Table:
    """Rows of `exchange_versions` after a publication, one a state, by exchange and time.

    Args:
        before: the rows of the last publication; None before the first.
        resolved: `exchanges` and `exchange_transfers`.
        at: when it is published; a state that changed was known until then.
    """
    rows: list[Row] = before.to_pylist() if before else []
    now = _states(resolved)
    for row in rows:
        if row["known_to"] is None:
            if _facts(row) == now.get(row["exchange_id"]):
                del now[row["exchange_id"]]  # goes on
            else:
                row["known_to"] = at
    rows += [{"exchange_id": i, "known_from": at, "known_to": None, **facts} for i, facts in now.items()]
    return EXCHANGE_VERSIONS.rows(sorted(rows, key=lambda row: (row["exchange_id"], row["known_from"])))


def _facts(row: Row) -> Row:
    return {name: row[name] for name in (*OF_EXCHANGE, "who", "people")}


def _states(resolved: Mapping[str, pa.Table]) -> dict[str, Row]:
    transfers: dict[str, list[Row]] = defaultdict(list)
    for row in resolved["exchange_transfers"].to_pylist():
        transfers[row["exchange_id"]].append(row)
    return {
        row["exchange_id"]: {
            **{name: row[name] for name in OF_EXCHANGE},
            "who": "; ".join(sorted(_in_words(t) for t in transfers[row["exchange_id"]])) or None,
            "people": _sum(transfers[row["exchange_id"]]),
        }
        for row in resolved["exchanges"].to_pylist()
    }


def _in_words(transfer: Row) -> str:
    count = "some" if transfer["count_best"] is None else transfer["count_best"]
    category = "" if transfer["category"] == "unspecified" else f" {transfer['category']}"
    return f"{transfer['released_by'] or '?'}→{transfer['received_by'] or '?'} {count}{category}"


def _sum(transfers: list[Row]) -> int | None:
    counts = [t["count_best"] for t in transfers if t["count_best"] is not None]
    return sum(counts) if counts else None
