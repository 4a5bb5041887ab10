"""Claims: the rows that extraction makes of reports.

Belongs here: the stage function and the rows of its tables. Not here: reading a report (`reading.py`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa

from assets.extract.events.events import Event, Transfer, parties_of
from assets.extract.language.lexicon_files import load_lexicon
from assets.extract.persons.handed_over import HandedOver
from assets.extract.reading import Reading, read_report
from assets.extract.screen import Screen
from assets.garbage import collection_paused
from warehouse.tables import CLAIM_PERSONS, CLAIM_TRANSFERS, CLAIMS, SCREENED

REFERENCE = Path(__file__).resolve().parents[2] / "seeds" / "reference"
TABLES = {
    "screened": SCREENED,
    "claims": CLAIMS,
    "claim_transfers": CLAIM_TRANSFERS,
    "claim_persons": CLAIM_PERSONS,
}
Rows = dict[str, list[dict[str, object]]]


def extract_claims(reports: pa.Table, reference: Path = REFERENCE) -> dict[str, pa.Table]:
    """Claims of reports.

    Args:
        reports: one row is a report with its clean text (`clean_reports`).
        reference: folder of the lexicon, parties and places.

    Returns:
        `screened` (one row is a report), `claims`, `claim_transfers` and `claim_persons`.
    """
    lexicon = load_lexicon(reference, "en")
    rows = _no_rows()
    screened = reports.append_column("has_stem", Screen(lexicon).mask(reports["text"]))
    columns = ("report_id", "text", "published_on", "language", "has_stem")
    told = zip(*(screened[c].to_pylist() for c in columns), strict=True)
    with collection_paused():  # a twentieth of the time is saved
        for report_id, text, published, language, has_stem in told:
            if language not in {lexicon.language, "und"}:
                rows["screened"].append(screened_row(report_id, "screen.language"))
            elif not has_stem:
                rows["screened"].append(screened_row(report_id, "screen.no_vocabulary"))
            else:
                _add(rows, report_id, read_report(text, published, lexicon))
    return _tables(rows)


def tables_of(readings: Iterable[tuple[str, Reading]]) -> dict[str, pa.Table]:
    """The same tables for reports that are read already, each with its id."""
    rows = _no_rows()
    for report_id, reading in readings:
        _add(rows, report_id, reading)
    return _tables(rows)


def _no_rows() -> Rows:
    return {name: [] for name in TABLES}


def _tables(rows: Rows) -> dict[str, pa.Table]:
    return {name: table.rows(rows[name]) for name, table in TABLES.items()}


def person_id(name: str) -> str:
    """The folded form of a name: lower case, no accents, words joined by a hyphen."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    return "-".join("".join(c if c.isalnum() else " " for c in plain.lower()).split())


def screened_row(
    report_id: str, reason: str, claims: int = 0, transfers: int = 0, persons: int = 0
) -> dict[str, object]:
    """A row of `screened`: what was made of a report, counted here so that the gate misses what is lost later."""
    return {
        "report_id": report_id,
        "relevant": claims > 0,
        "reason": reason,
        "n_claims": claims,
        "n_transfers": transfers,
        "n_persons": persons,
    }


def _add(rows: Rows, report_id: str, reading: Reading) -> None:
    n_transfers = n_persons = 0
    for number, event in enumerate(reading.events):
        claim_id = f"{report_id}#{number}"
        rows["claims"].append(_claim_row(claim_id, report_id, event, reading))
        for no, transfer in enumerate(event.transfers, start=1):
            rows["claim_transfers"].append(
                {"claim_id": claim_id, "transfer_no": no, **_transfer_row(transfer, reading)}
            )
        persons: dict[str, HandedOver] = {}
        for person in event.persons:
            persons.setdefault(person.name, person)
        rows["claim_persons"] += ({"claim_id": claim_id, **_person_row(p, reading)} for p in persons.values())
        n_transfers, n_persons = n_transfers + len(event.transfers), n_persons + len(persons)
    rows["screened"].append(screened_row(report_id, reading.reason, len(reading.events), n_transfers, n_persons))


def _claim_row(claim_id: str, report_id: str, event: Event, reading: Reading) -> dict[str, object]:
    told = event.date
    sentence = event.statements[0].mentions.sentence
    known = told is not None and told.start is not None
    return {
        "claim_id": claim_id,
        "report_id": report_id,
        "focus": event.focus,
        "status": event.status,
        "parties": parties_of(event),
        "date_start": told.start if told else None,
        "date_end": told.end if told else None,
        "date_precision": told.precision if told is not None and known else "unknown",
        "date_basis": told.basis if told else "none",
        "date_phrase": reading.text.slice(told.first, told.last) if told else None,
        "place_country": event.place.country if event.place else None,
        "place_name": event.place.name if event.place else None,
        "mediators": list(event.mediators),
        "total": event.total,
        "confidence": event.confidence,
        "total_bound": event.total_bound,
        **_evidence(reading, sentence.first, sentence.last),
        "extractor": "rules",
        "rules": sorted(event.rules),
    }


def _transfer_row(transfer: Transfer, reading: Reading) -> dict[str, object]:
    return {
        "released_by": transfer.direction[0],
        "received_by": transfer.direction[1],
        "category": transfer.category,
        "count": transfer.count,
        "bound": transfer.bound,
        "claimant": transfer.claimant,
        **_evidence(reading, transfer.first, transfer.last),
    }


def _person_row(person: HandedOver, reading: Reading) -> dict[str, object]:
    released_by, received_by = person.direction or (None, None)
    return {
        "name": person.name,
        "person_id": person_id(person.name),
        "released_by": released_by,
        "received_by": received_by,
        **_evidence(reading, person.first, person.last),
    }


def _evidence(reading: Reading, first: int, last: int) -> dict[str, object]:
    start, end = reading.text.span(first, last)
    return {"evidence": reading.text.text[start:end], "evidence_start": start, "evidence_end": end}
