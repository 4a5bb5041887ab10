"""Makes claims of annotated reports by the project's own stages, and pins or prints their score.

    python tests/evaluation/reports.py [--errors N] [--pin]

`--pin` writes the score to `baseline.json`: the bar that `test_pinned_score.py` holds from then on.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(HERE)]

import pyarrow as pa  # noqa: E402
from scoring import Score, Values, date_values, score  # noqa: E402

from assets.clean.documents import clean_documents  # noqa: E402
from assets.extract.claims import extract_claims  # noqa: E402
from assets.ingest.read import read_sources  # noqa: E402
from assets.ingest.sources import source_from_argument  # noqa: E402
from warehouse.tables import LANDING  # noqa: E402

BASELINE = HERE / "baseline.json"
SETS = {"retold": ROOT / "seeds" / "reports", "written": HERE / "written" / "reports"}
LANDED_AT = datetime(2026, 11, 21, tzinfo=UTC)


def score_set(name: str) -> Score:
    """The score of one set of annotated reports, from files through ingest, clean and extract."""
    return score(HERE / name / "gold", claims_of(SETS[name]))


def claims_of(folder: Path) -> dict[str, list[Values]]:
    """The comparable values of the claims made of a folder of reports, by the report's file stem."""
    chunks = read_sources([source_from_argument(str(folder))], set(), LANDED_AT)
    documents = [row for chunk in chunks for row in chunk.documents]
    reports, _ = clean_documents(LANDING.rows(documents))
    tables = extract_claims(reports)
    stems = {r["report_id"]: Path(r["origin"]).stem for r in reports.select(["report_id", "origin"]).to_pylist()}
    transfers, persons = _by_claim(tables["claim_transfers"]), _by_claim(tables["claim_persons"])
    claims: dict[str, list[Values]] = defaultdict(list)
    for claim in tables["claims"].to_pylist():
        values = _values(claim, transfers[claim["claim_id"]], persons[claim["claim_id"]])
        claims[stems[claim["report_id"]]].append(values)
    return claims


def _by_claim(table: pa.Table) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in table.to_pylist():
        rows[row["claim_id"]].append(row)
    return rows


def _values(claim: dict[str, Any], transfers: list[dict[str, Any]], persons: list[dict[str, Any]]) -> Values:
    counted = [t for t in transfers if t["count"] is not None]
    return {
        "parties": claim["parties"],
        "status": [claim["status"]],
        "date": date_values(claim["date_start"], claim["date_end"], claim["date_precision"]),
        "place": [claim["place_country"]] if claim["place_country"] else [],
        "mediators": claim["mediators"],
        "total": [claim["total"]] if claim["total"] is not None else [],
        "transfers": [(t["released_by"], t["received_by"], frozenset([t["count"]])) for t in counted],
        "persons": sorted({p["name"] for p in persons}),
    }


def _print(name: str, result: Score, errors: int) -> None:
    tallies = {"relevance": result.relevance, "events": result.events, **result.slots, "facts": result.facts}
    print(f"{name:12}{'precision':>10}{'recall':>8}{'F1':>8}{'annotated':>11}{'claimed':>9}")
    for slot, tally in tallies.items():
        print(
            f"  {slot:10}{tally.precision:10.3f}{tally.recall:8.3f}{tally.f1:8.3f}{tally.annotated:11}{tally.claimed:9}"
        )
    for line in result.errors[:errors]:
        print("-", line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print the first N errors of each set")
    parser.add_argument("--pin", action="store_true", help="write the score to baseline.json")
    arguments = parser.parse_args()
    scores = {name: score_set(name) for name in SETS}
    for name, result in scores.items():
        _print(name, result, arguments.errors)
    if arguments.pin:
        figures = {name: result.figures() for name, result in scores.items()}
        BASELINE.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
