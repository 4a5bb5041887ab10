"""Claims and reports as records, read from the tables that `clean` and `extract` hand over.

Belongs here: the records and how they are read. Not here: what is made of a claim for comparing it (`profile.py`).
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import pyarrow as pa

from assets.addresses import article_key

SIDE_JOINERS = re.compile(r"[+/;]")  # `A+B` acting as one, `DPR/LPR` the two together


@dataclass(frozen=True, slots=True)
class Report:
    """What resolution needs to know of a report.

    `list_name` is set for a row of a curated list; versions of one article have the same `article`; `sketch` has the
    hashes of the text, ascending.
    """

    report_id: str
    publisher: str | None
    published_on: date | None
    language: str
    n_chars: int
    sketch: Sequence[int]
    list_name: str | None
    article: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Transfer:
    """People of one category, in one direction, as claimed; a side that is not named is None."""

    released_by: str | None
    received_by: str | None
    category: str
    count: int | None
    bound: str
    claimant: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """A named person, as claimed."""

    name: str
    person_id: str
    released_by: str | None
    received_by: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one report asserts about one exchange, with its transfers and persons."""

    claim_id: str
    report: Report
    focus: bool
    status: str
    parties: tuple[str, ...]
    start: date | None
    end: date | None
    precision: str
    country: str | None
    place: str | None
    mediators: tuple[str, ...]
    total: int | None
    confidence: float
    transfers: tuple[Transfer, ...]
    persons: tuple[Person, ...]


@lru_cache(maxsize=1 << 12)
def members_of(side: str | None) -> tuple[str, ...]:
    """The actors that make up a side, sorted; none for a side that is not named."""
    return tuple(sorted({part.strip() for part in SIDE_JOINERS.split(side or "")} - {""}))


def read_reports(tables: Mapping[str, pa.Table]) -> dict[str, Report]:
    """The reports by id; `clean_reports` may come without its text."""
    columns = ["report_id", "origin", "url", "source", "publisher", "published_on", "language", "curated", "n_chars"]
    table = tables["clean_reports"]
    rows = table.select(columns).to_pylist()
    return {
        row["report_id"]: Report(
            row["report_id"],
            row["publisher"],
            row["published_on"],
            row["language"],
            row["n_chars"],
            sketch,
            row["origin"] if row["curated"] else None,
            article_key(row["url"]),
            row["source"],
        )
        for row, sketch in zip(rows, _sketches(table["sketch"]), strict=True)
    }


def _sketches(column: pa.ChunkedArray) -> Iterator[Sequence[int]]:
    """The hashes of each report, in eight bytes each: as lists of numbers they would fill the memory."""
    for chunk in column.chunks:
        for hashes in chunk:
            found = array("q")
            if hashes.is_valid:
                found.frombytes(hashes.values.cast(pa.int64()).to_numpy(zero_copy_only=False).tobytes())
            yield found


def read_claims(tables: Mapping[str, pa.Table], reports: Mapping[str, Report]) -> list[Claim]:
    """The claims, sorted by id; a claim of an unknown report is an error that names it."""
    transfers, persons = _transfers(tables["claim_transfers"]), _persons(tables["claim_persons"])
    claims = []
    for row in tables["claims"].to_pylist():
        if row["report_id"] not in reports:
            raise ValueError(
                f"claim {row['claim_id']} is of report {row['report_id']}, which is not among the clean reports; "
                "hand over both from the same run"
            )
        claims.append(_claim(row, reports[row["report_id"]], transfers, persons))
    return sorted(claims, key=lambda claim: claim.claim_id)


def _claim(
    row: Mapping[str, Any],
    report: Report,
    transfers: Mapping[str, list[Transfer]],
    persons: Mapping[str, list[Person]],
) -> Claim:
    start, end = row["date_start"], row["date_end"] or row["date_start"]
    dated = row["date_precision"] != "unknown" and start is not None and start <= end
    return Claim(
        row["claim_id"],
        report,
        row["focus"],
        row["status"],
        tuple(sorted({member for party in row["parties"] or () for member in members_of(party)})),
        start if dated else None,
        end if dated else None,
        row["date_precision"] if dated else "unknown",
        row["place_country"],
        row["place_name"],
        tuple(sorted(row["mediators"] or ())),
        row["total"],
        row["confidence"],
        tuple(transfers.get(row["claim_id"], ())),
        tuple(persons.get(row["claim_id"], ())),
    )


def _transfers(table: pa.Table) -> dict[str, list[Transfer]]:
    transfers = defaultdict(list)
    for row in sorted(table.to_pylist(), key=lambda row: (row["claim_id"], row["transfer_no"])):
        transfers[row["claim_id"]].append(
            Transfer(
                row["released_by"], row["received_by"], row["category"], row["count"], row["bound"], row["claimant"]
            )
        )
    return transfers


def _persons(table: pa.Table) -> dict[str, list[Person]]:
    persons = defaultdict(list)
    for row in sorted(table.to_pylist(), key=lambda row: (row["claim_id"], row["name"])):
        persons[row["claim_id"]].append(Person(row["name"], row["person_id"], row["released_by"], row["received_by"]))
    return persons
