"""The published `parties`: every code that the tables use, with the names by which people know it.

Belongs here: the rows, from the declared reference data. Not here: which names extraction reads in a report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from warehouse.tables import PARTIES


def published_parties(declared: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Rows of `parties`, one a party, by code.

    Args:
        declared: entries of `seeds/reference/parties.toml`: `code`, `kind`, `name`, and `names`, if it has several.
    """
    rows: list[dict[str, object]] = [
        {
            "party": party["code"],
            "name": party["name"],
            "kind": party["kind"],
            "aliases": sorted(set(party.get("names", [])) - {party["name"], party["code"]}),
        }
        for party in declared
    ]
    return PARTIES.rows(sorted(rows, key=lambda row: str(row["party"])))
