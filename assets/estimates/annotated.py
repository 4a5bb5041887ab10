"""The annotated reports of `seeds/annotated` as claims, as right as careful readers made them.

Belongs here: turning annotations into tables of claims. Not here: measuring extraction against them
(`assets/accuracy.py`), what is estimated from them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from assets.accuracy import ANNOTATED, clean_set
from warehouse.tables import TABLES

Row = dict[str, Any]

# Annotations have figures, not sentences.
EVIDENCE = {"evidence": "x", "evidence_start": 0, "evidence_end": 1}


def annotated_set(name: str) -> tuple[pa.Table, dict[str, list[Row]]]:
    """The clean reports of a set, and the annotated events by report id."""
    reports = clean_set(name)
    origins = zip(*(reports[column].to_pylist() for column in ("report_id", "origin")), strict=True)
    found = ((report_id, ANNOTATED / name / "gold" / f"{Path(origin).stem}.json") for report_id, origin in origins)
    return reports, {report_id: json.loads(path.read_text())["events"] for report_id, path in found}


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
