"""What the page tells, read from the published file and bounded, so that a page of a large warehouse still opens.

Belongs here: which rows are read and what belongs to which exchange. Not here: words (`words.py`), evidence
(`evidence.py`), markup.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from warehouse.licence import Licence, licence_of

Row = dict[str, Any]

DEFAULT_LICENCE = licence_of("CC-BY-4.0")

_SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True)
class Bounds:
    """How much the page holds at most; it says itself what it leaves out.

    800 exchanges told in full make some 7 MB, which opens in about two seconds of a processor (`bench/briefing.py`); a
    row of the charts takes 200 bytes.

    Attributes:
        listed: exchanges that charts, filters and totals of filtered rows know.
        in_full: those of them that are told with claims and sentences.
        changes: rows of what is new.
        disputes: disputed facts.
        reviewed: rows of what awaits review.
        rows: rows of every other table.
        each: claims, and persons, of one exchange.
    """

    listed: int = 10_000
    in_full: int = 800
    changes: int = 120
    disputes: int = 150
    reviewed: int = 100
    rows: int = 150
    each: int = 25


@dataclass(frozen=True)
class Edition:
    """Which publication the page tells of, the one before it, if its snapshot is still kept, and its licence."""

    number: int
    published_at: datetime
    key: str
    before: datetime | None = None
    licence: Licence = DEFAULT_LICENCE


@dataclass(frozen=True)
class Facts:
    """Everything on the page, as rows of the published tables.

    Attributes:
        counts: how much there is in all, whatever the bounds are.
        parties: names by code.
        exchanges: the exchanges listed; those told in full have `claims`, `persons` and `conflicts`.
        tables: rows by the name of their query.
    """

    edition: Edition
    bounds: Bounds
    counts: Row
    parties: Mapping[str, str]
    exchanges: Sequence[Row]
    tables: Mapping[str, Sequence[Row]] = field(default_factory=dict)

    @property
    def in_full(self) -> list[Row]:
        """The exchanges that are told with claims and sentences."""
        return [exchange for exchange in self.exchanges if exchange["in_full"]]


def read_facts(connection: duckdb.DuckDBPyConnection, edition: Edition, bounds: Bounds) -> Facts:
    """The facts of a published file."""

    def rows(name: str, **given: object) -> list[Row]:
        return _rows(connection, _statement(name), {**vars(bounds), "published_at": edition.published_at, **given})

    exchanges = rows("exchanges")
    _attach(exchanges, "transfers", rows("transfers", ids=_ids(exchanges)))
    in_full = [exchange for exchange in exchanges if exchange["in_full"]]
    claims = rows("claims", ids=_ids(in_full))
    _attach(claims, "figures", rows("figures", ids=_ids(claims, "claim_id")), key="claim_id")
    _attach(in_full, "claims", claims)
    _attach(in_full, "persons", rows("persons", ids=_ids(in_full)))
    conflicts = rows("conflicts")
    _attach(in_full, "conflicts", conflicts)
    names = ("changes", "review", "directions", "places", "mediators", "gates", "warnings", "refusals")
    return Facts(
        edition,
        bounds,
        rows("counts")[0] | rows("sums")[0],
        {row["party"]: row["name"] for row in _rows(connection, "SELECT party, name FROM parties", {})},
        exchanges,
        {"conflicts": conflicts, **{name: rows(name) for name in names}},
    )


def _rows(connection: duckdb.DuckDBPyConnection, statement: str, given: Mapping[str, object]) -> list[Row]:
    asked = {name: value for name, value in given.items() if f"${name}" in statement}
    rows: list[Row] = connection.sql(statement, params=asked).to_arrow_table().to_pylist()
    return rows


@cache
def _statement(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


def _ids(rows: Iterable[Row], key: str = "exchange_id") -> list[str]:
    return [row[key] for row in rows]


def _attach(rows: Iterable[Row], name: str, parts: Iterable[Row], key: str = "exchange_id") -> None:
    """Gives each row its parts under a name."""
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for part in parts:
        grouped[part[key]].append(part)
    for row in rows:
        row[name] = grouped[row[key]]
