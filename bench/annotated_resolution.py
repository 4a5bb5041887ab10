"""How right resolution is on the annotated reports: `python -m bench.annotated_resolution [warehouse.duckdb]`.

Two lines a set: claims as annotated fed in (what resolution alone does wrong), and claims as extracted; a naive rule
beside. With a published file, also how many of the exchanges that reports tell of a curated row tells of as well.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from assets.accuracy import ANNOTATED, LANDED_AT, REPORTS
from assets.clean.documents import clean_documents
from assets.extract.claims import extract_claims
from assets.extract.scoring import align, annotated_values, claimed_values
from assets.ingest.read import read_sources
from assets.ingest.sources import source_from_argument
from bench.resolution import EVIDENCE, resolve, score
from bench.resolvers import naive
from warehouse.tables import LANDING, TABLES

Row = dict[str, Any]

JOINED = """
WITH sides AS (
    SELECT exchange_id, bool_or(extractor = 'curated') AS curated, bool_or(extractor <> 'curated') AS reported
    FROM exchange_claims JOIN claims USING (claim_id) GROUP BY exchange_id
)
SELECT count(*) FILTER (reported AND curated), count(*) FILTER (reported)
FROM sides JOIN exchanges USING (exchange_id)
WHERE status = 'completed' AND date_precision = 'day'
"""


def main(warehouse: Path | None) -> None:
    """Prints the lines."""
    print(f"{'set':10}{'claims':24}{'n':>5}{'B-cubed F1':>12}{'pair precision':>16}{'naive F1':>10}")
    for name in REPORTS:
        reports, annotations = annotated_set(name)
        for how, (tables, truth) in {
            "as annotated": annotated_claims(reports, annotations),
            "as extracted": _extracted(reports, annotations),
        }.items():
            found = {claim: exchange for claim, exchange in resolve(tables).items() if claim in truth}
            f1, precision = score(truth, found)
            plain, _ = score(truth, {c: x for c, x in naive(tables).items() if c in truth})
            print(f"{name:10}{how:24}{len(truth):5}{f1:12.3f}{precision:16.3f}{plain:10.3f}")
    if warehouse:
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            joined, reported = connection.execute(JOINED).fetchall()[0]
        print(f"{joined} of {reported} completed exchanges that a report dates to the day have a curated row as well")


def annotated_set(name: str) -> tuple[pa.Table, dict[str, list[Row]]]:
    """The clean reports of a set, and the annotated events by report id."""
    sources = [source_from_argument(str(REPORTS[name]))]
    documents = [row for chunk in read_sources(sources, set(), LANDED_AT) for row in chunk.documents]
    reports, _ = clean_documents(LANDING.rows(documents))
    origins = zip(*(reports[column].to_pylist() for column in ("report_id", "origin")), strict=True)
    found = ((report_id, ANNOTATED / name / "gold" / f"{Path(origin).stem}.json") for report_id, origin in origins)
    return reports, {report_id: json.loads(path.read_text())["events"] for report_id, path in found if path.is_file()}


def annotated_claims(
    reports: pa.Table, annotations: dict[str, list[Row]]
) -> tuple[dict[str, pa.Table], dict[str, str]]:
    """Claim tables made of the annotations, and the exchange that each claim is about."""
    rows: dict[str, list[Row]] = {"claims": [], "claim_transfers": [], "claim_persons": []}
    truth = {}
    for report_id, events in annotations.items():
        for number, event in enumerate(events):
            claim_id = f"{report_id}#{number}"
            truth[claim_id] = event["exchange"]
            rows["claims"].append(_claim(claim_id, report_id, event))
            rows["claim_transfers"] += _transfers(claim_id, event)
            rows["claim_persons"] += _persons(claim_id, event)
    return {"clean_reports": reports, **{name: TABLES[name].rows(r) for name, r in rows.items()}}, truth


def _claim(claim_id: str, report_id: str, event: Row) -> Row:
    told = event["date"]
    dated = told["precision"] != "unknown" and told["start"] is not None
    return {
        "claim_id": claim_id,
        "report_id": report_id,
        "focus": event["focus"],
        "status": event["status"],
        "parties": sorted(set(event["parties"])),
        "date_start": _day(told["start"]) if dated else None,
        "date_end": _day(told["end"] or told["start"]) if dated else None,
        "date_precision": told["precision"] if dated else "unknown",
        "date_basis": told["basis"] if dated else "none",
        "place_country": event["place"]["country"],
        "place_name": event["place"]["name"],
        "mediators": sorted(set(event["mediators"])),
        "total": event["total"],
        "confidence": 1.0,
        "extractor": "rules",
        "rules": [],
        **EVIDENCE,
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _transfers(claim_id: str, event: Row) -> Iterator[Row]:
    for number, transfer in enumerate(event["transfers"], start=1):
        sides = {name: transfer[name] for name in ("released_by", "received_by", "category", "count")}
        yield {
            "claim_id": claim_id,
            "transfer_no": number,
            **sides,
            "bound": transfer.get("bound") or "exact",
            "claimant": None,
            **EVIDENCE,
        }


def _persons(claim_id: str, event: Row) -> Iterator[Row]:
    for name, person in sorted({person["name"]: person for person in event["persons"]}.items()):
        sides = {side: person.get(side) for side in ("released_by", "received_by")}
        yield {"claim_id": claim_id, "name": name, "person_id": name.casefold(), **sides, **EVIDENCE}


def _extracted(reports: pa.Table, annotations: dict[str, list[Row]]) -> tuple[dict[str, pa.Table], dict[str, str]]:
    """Claim tables as extracted, and the exchange of each claim that has an annotated event of its own."""
    tables = extract_claims(reports)
    values = claimed_values(tables)
    ids: dict[str, list[str]] = {}
    for claim in tables["claims"].select(["claim_id", "report_id"]).to_pylist():
        ids.setdefault(claim["report_id"], []).append(claim["claim_id"])
    truth = {}
    for report_id, events in annotations.items():
        for i, j in align([annotated_values(event) for event in events], values.get(report_id, [])):
            truth[ids[report_id][j]] = events[i]["exchange"]
    return {"clean_reports": reports, **tables}, truth


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
