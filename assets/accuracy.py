"""How right the present rules are on the annotated reports: what the gate of `extract` holds against its floors.

Belongs here: making claims of the annotated reports by the stages' own functions, measuring those that the gate asks
for once for each version of the rules, and keeping the result as a batch. Not here: comparing claims with annotations
(`assets/extract/scoring.py`), what falling below a floor does (`expectations/extract.py`).
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from assets.clean.documents import clean_documents
from assets.extract.claims import extract_claims
from assets.extract.scoring import Score, claimed_values, combine, score_report
from assets.ingest.read import read_sources
from assets.ingest.sources import source_from_argument
from assets.versions import PROJECT, stage_version
from warehouse.errors import SwapledgerError
from warehouse.storage import BatchStore, batch_name
from warehouse.tables import LANDING

ANNOTATED: Final = PROJECT / "seeds" / "annotated"
FLOORS: Final = ANNOTATED / "floors.json"
REPORTS: Final = {"retold": PROJECT / "seeds" / "reports", "written": ANNOTATED / "written" / "reports"}
# The set that a new version of the rules reads before it may publish; `make score` holds the floors of both.
GATED: Final = "retold"
# Reports whose errors nobody reads while writing rules: they tell how right the rules are on what they do not know, so
# they are measured, but no gate holds a floor of them. Of what is fitted only the confidence rests on them, too.
HELD_OUT: Final = "held_out"
FROM_WEB: Final = "g"  # starts the names of those retold from pages of the web; the others are made up
# The sample reports told anew: what of them is read otherwise is lost to words, and not to what they tell.
ANEW: Final = "anew"
# More reports on which weights are fitted: short ones that name many persons, and those that no rule is written for.
FITTED_ON: Final = ("named", "unread")
# Notes of a sentence or two, as users paste them. They tell what one sentence may tell, and nothing of how right the
# rules are: most of them are read as is pinned.
NOTES: Final = "notes"
FOLDERS: Final = {**REPORTS, **{name: ANNOTATED / name / "reports" for name in (HELD_OUT, ANEW, *FITTED_ON, NOTES)}}

LANDED_AT: Final = datetime(2026, 11, 21)  # noqa: DTZ001  (UTC without zone; the reports are older)

SCHEMA: Final = pa.schema([("name", pa.string()), ("slot", pa.string()), ("f1", pa.float64()), ("floor", pa.float64())])


def accuracy(store: BatchStore) -> pa.Table:
    """F1 of the present rules on the set that is gated; measured once for each version of the rules.

    One row is a slot: columns `name` (of the set), `slot`, `f1`, `floor` (null for a slot without one).
    """
    version, name = stage_version("extract"), _name()
    kept = store.find("accuracy", version, name) or store.write("accuracy", version, name, {"accuracy": _measure()})
    return kept.read("accuracy")


@cache
def _name() -> str:
    """Name of all that is measured on; like the version of the rules it is made once for a process."""
    return batch_name(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in _files())


@cache
def score_set(name: str) -> Score:
    """The score of one set of annotated reports, from files through ingest, clean and extract."""
    return combine(score_reports(name).values())


def score_reports(name: str) -> dict[str, Score]:
    """The score of every report of one set of annotated reports, by the name of their file.

    Raises:
        SwapledgerError: an annotated report is missing.
    """
    reports = clean_set(name)
    claims = claimed_values(extract_claims(reports))
    origins = reports.select(["report_id", "origin"]).to_pylist()
    by_name = {Path(row["origin"]).stem: claims.get(row["report_id"], []) for row in origins}
    return {
        path.stem: score_report(path.stem, json.loads(path.read_text(encoding="utf-8")), by_name.get(path.stem, []))
        for path in _annotations(name)
    }


@cache
def clean_set(name: str) -> pa.Table:
    """The clean reports of one set of annotated reports; the name of a report's file ends its `origin`.

    Raises:
        SwapledgerError: an annotated report is missing.
    """
    sources = [source_from_argument(str(path)) for path in _reports(name)]
    documents = [row for chunk in read_sources(sources, set(), LANDED_AT) for row in chunk.documents]
    reports, _ = clean_documents(LANDING.rows(documents))
    return reports


def _measure() -> pa.Table:
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    rows: list[dict[str, Any]] = [
        {"name": GATED, "slot": slot, "f1": f1, "floor": floors[GATED].get(slot)}
        for slot, f1 in score_set(GATED).figures().items()
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _annotations(name: str) -> list[Path]:
    return sorted((ANNOTATED / name / "gold").glob("*.json"))


def _reports(name: str) -> list[Path]:
    paths = [FOLDERS[name] / path.name for path in _annotations(name)]
    if missing := [path for path in paths if not path.is_file()]:
        raise SwapledgerError(f"the annotated report {missing[0]} is missing: put it back, or remove its annotation")
    return paths


def _files() -> list[Path]:
    return [FLOORS, *_annotations(GATED), *_reports(GATED)]
