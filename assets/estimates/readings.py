"""What is read in the annotated reports, beside what is annotated: all fits of extraction learn from it.

Belongs here: reading each set once, and which event of a reading is which annotated one. Not here: what is right
(`signals.py`, `sides.py`, `figures.py`, `choices.py`, `confidence.py`), the annotated reports as claims
(`annotated.py`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from assets.accuracy import ANNOTATED, clean_set
from assets.extract.claims import tables_of
from assets.extract.language.lexicon_files import load_lexicon
from assets.extract.reading import Reading, read_report
from assets.extract.scoring import align, annotated_values, claimed_values
from assets.garbage import collection_paused
from assets.versions import PROJECT

REFERENCE = PROJECT / "seeds" / "reference"


class ReadReport(NamedTuple):
    """A report: its name, what is read in it, its annotated events, and which of them each event read tells of."""

    name: str
    reading: Reading
    annotated: list[dict[str, Any]]
    same: dict[int, dict[str, Any]]


@cache
def readings_of(name: str) -> tuple[ReadReport, ...]:
    """The clean reports of a set, read once for all fits of a process."""
    with collection_paused():  # a tenth of the time is saved
        reports = sorted(clean_set(name).to_pylist(), key=lambda row: str(row["origin"]))
        return tuple(_read(name, report) for report in reports)


def _read(name: str, report: dict[str, Any]) -> ReadReport:
    stem = Path(report["origin"]).stem
    annotation = (ANNOTATED / name / "gold" / f"{stem}.json").read_text(encoding="utf-8")
    events = json.loads(annotation)["events"]
    reading = read_report(report["text"], report["published_on"], load_lexicon(REFERENCE, "en"))
    return ReadReport(stem, reading, events, _aligned(reading, events))


def relevant_readings_of(name: str) -> Iterator[ReadReport]:
    """The reports of a set that tell of an exchange."""
    return (each for each in readings_of(name) if each.annotated)


def _aligned(reading: Reading, annotated: Sequence[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """The annotated event that each event of a reading tells of, by its number."""
    if not annotated:
        return {}
    claims = claimed_values(tables_of([("report", reading)])).get("report", [])
    pairs = align([annotated_values(event) for event in annotated], claims)
    return {claim: annotated[event] for event, claim in pairs}
