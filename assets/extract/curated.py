"""Claims out of rows of a curated list of exchanges, without extraction: each row states its facts in columns.

Belongs here: reading a row in the form of `seeds/known_exchanges.csv` (`seeds/README.md` says how). Not here: how a row
became a report (`assets/clean`), claims out of prose (`claims.py`).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import pyarrow as pa

from assets.extract.claims import person_id, screened_row
from warehouse.refusals import Refusal
from warehouse.tables import CATEGORIES, CLAIM_PERSONS, CLAIM_TRANSFERS, CLAIMS, ROLLUPS, SCREENED, STATUSES

RULE: Final = "curated.row"
ROLLUP_RULE: Final = "curated.rollup"
ROLLUP: Final = "ROLLUP"  # in the note: the row sums other rows of the list
# The list's own words for how well a row is attested, as probabilities that all of it is right: `high` rests on two
# outlets that agree, `medium` on one or on a disputed figure, `low` on memory. Judgements, not measured.
CONFIDENCES: Final = {"high": 0.9, "medium": 0.7, "low": 0.4}
# Named together, these two are written as reports name them: one side of two actors, either of which may be meant.
SEPARATISTS: Final = ("DPR", "LPR")
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
PRECISIONS: Final = ("year", "month", "day")
COLUMNS: Final = (
    "exchange_date_start",
    "exchange_date_end",
    "party_a",
    "party_b",
    "released_by_a_to_b",
    "released_by_b_to_a",
    "category",
    "place_country",
    "place_name",
    "mediators",
    "named_persons",
    "status",
    "confidence",
    "note",
)

Rows = dict[str, list[dict[str, object]]]


class _UnreadableError(Exception):
    """A value of the row cannot be read."""

    def __init__(self, rule: str, reason: str, observed: str, bound: str) -> None:
        super().__init__(reason)
        self.rule = rule
        self.observed = observed
        self.bound = bound


@dataclass(frozen=True)
class Value:
    """A value of a row, its place in the text, and that of its line, which begins with the column's name."""

    text: str
    start: int
    line_start: int

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Interval:
    """The days that a date can mean, and how exactly it is told."""

    start: date
    end: date
    precision: str


def curated_claims(reports: pa.Table) -> tuple[dict[str, pa.Table], list[Refusal]]:
    """The claims that rows of curated lists make.

    Args:
        reports: one row is a report with its clean text (`clean_reports`); those that are not curated are passed over.

    Returns:
        `screened` (one row is a curated row), `claims`, `claim_transfers`, `claim_persons` and `rollups`; and refusals
        of rows with unreadable values. Rows that sum other rows (`ROLLUP` in the note) and refused rows make no claim;
        they stand in `screened` with the reason, the former in `rollups` as well.
    """
    rows: Rows = {"screened": [], "claims": [], "claim_transfers": [], "claim_persons": [], "rollups": []}
    refusals: list[Refusal] = []
    columns = ("report_id", "origin", "text", "curated")
    for report_id, origin, text, curated in zip(*(reports[name].to_pylist() for name in columns), strict=True):
        if not curated:
            continue
        counts: tuple[int, ...] = ()
        try:
            reason, counts = _read_row(rows, report_id, text)
        except _UnreadableError as error:
            reason = error.rule
            record = f"{report_id} ({origin})"
            refusals.append(Refusal("extract", error.rule, record, str(error), error.observed, error.bound, text))
        rows["screened"].append(screened_row(report_id, reason, *counts))
    tables = (SCREENED, CLAIMS, CLAIM_TRANSFERS, CLAIM_PERSONS, ROLLUPS)
    return {table.name: table.rows(rows[table.name]) for table in tables}, refusals


def _read_row(rows: Rows, report_id: str, text: str) -> tuple[str, tuple[int, ...]]:
    """The rule that decided on a row, and how many claims, transfers and persons were made of it."""
    values = _values(text)
    if ROLLUP in values["note"].text:
        rows["rollups"].append(_rollup(report_id, values))
        return ROLLUP_RULE, ()
    claim_id = f"{report_id}#0"
    claim = _claim(claim_id, report_id, text, values)
    transfers = _transfers(claim_id, text, values)
    persons = _persons(claim_id, values, transfers)
    rows["claims"].append(claim)
    rows["claim_transfers"] += transfers
    rows["claim_persons"] += persons
    return RULE, (1, len(transfers), len(persons))


def _values(text: str) -> dict[str, Value]:
    """The values by column, with their places in the text."""
    values: dict[str, Value] = {}
    position = 0
    for line in text.split("\n"):
        name, _, value = line.partition(":")
        start = position + len(name) + 1 + len(value) - len(value.lstrip())
        values[name] = Value(value.strip(), start, position)
        position += len(line) + 1
    if missing := [name for name in COLUMNS if name not in values]:
        reason = f"The row lacks the column {', '.join(missing)}. Add it to the list, empty where nothing is known."
        raise _UnreadableError("curated.missing_column", reason, ", ".join(values), ", ".join(COLUMNS))
    return values


def _rollup(report_id: str, values: Mapping[str, Value]) -> dict[str, object]:
    return {
        "report_id": report_id,
        "parties": _parties(values),
        **_dated(values),
        "side_a": _side(values["party_a"].text),
        "side_b": _side(values["party_b"].text),
        "released_by_a": _count("released_by_a_to_b", values),
        "released_by_b": _count("released_by_b_to_a", values),
        "category": _one_of("category", values, CATEGORIES),
    }


def _parties(values: Mapping[str, Value]) -> list[str]:
    parties = {party for name in ("party_a", "party_b") for party in _items(values[name].text)}
    if not parties:
        reason = "The row names no party. Give at least one in party_a or party_b."
        raise _UnreadableError("curated.no_party", reason, "both empty", "a code of parties.toml")
    return sorted(parties)


def _dated(values: Mapping[str, Value]) -> dict[str, object]:
    """The days that the row's dates can mean, null where it gives none."""
    first, last = values["exchange_date_start"].text, values["exchange_date_end"].text
    interval = _interval(first or last, last or first) if first or last else None
    return {
        "date_start": interval.start if interval else None,
        "date_end": interval.end if interval else None,
        "date_precision": interval.precision if interval else "unknown",
    }


def _claim(claim_id: str, report_id: str, text: str, values: Mapping[str, Value]) -> dict[str, object]:
    dated = _dated(values)
    countries = _items(values["place_country"].text)
    return {
        "claim_id": claim_id,
        "report_id": report_id,
        "focus": True,
        "status": _one_of("status", values, STATUSES),
        "parties": _parties(values),
        **dated,
        "date_basis": "stated" if dated["date_start"] else "none",
        "date_phrase": _date_phrase(text, values),
        "place_country": countries[0] if len(countries) == 1 else None,  # two countries are a border or two airports
        "place_name": values["place_name"].text or None,
        "mediators": sorted(set(_items(values["mediators"].text))),
        "total": None,
        "confidence": CONFIDENCES[_one_of("confidence", values, tuple(CONFIDENCES))],
        "evidence": text,
        "evidence_start": 0,
        "evidence_end": len(text),
        "extractor": "curated",
        "rules": [RULE],
    }


def _transfers(claim_id: str, text: str, values: Mapping[str, Value]) -> list[dict[str, object]]:
    """The two directions of the exchange; a count that is not known is null."""
    sides = {name: _side(values[name].text) for name in ("party_a", "party_b")}
    category = _one_of("category", values, CATEGORIES)
    directions = (("released_by_a_to_b", "party_a", "party_b"), ("released_by_b_to_a", "party_b", "party_a"))
    rows: list[dict[str, object]] = []
    for number, (column, giver, taker) in enumerate(directions, start=1):
        start, end = values[column].line_start, values[column].end
        rows.append(
            {
                "claim_id": claim_id,
                "transfer_no": number,
                "released_by": sides[giver],
                "received_by": sides[taker],
                "category": category,
                "count": _count(column, values),
                "bound": "exact",
                "claimant": None,
                "evidence": text[start:end],
                "evidence_start": start,
                "evidence_end": end,
            }
        )
    return rows


def _persons(claim_id: str, values: Mapping[str, Value], transfers: list[dict[str, object]]) -> list[dict[str, object]]:
    """The persons named; their direction is known only where the other side released nobody."""
    known = [transfer for transfer in transfers if transfer["count"] != 0]
    direction = known[0] if len(known) == 1 else {}
    named = values["named_persons"]
    rows: dict[str, dict[str, object]] = {}
    for match in re.finditer(r"[^;]+", named.text):
        name = match.group().strip()
        start = named.start + match.start() + match.group().find(name)
        if name and name not in rows:
            rows[name] = {
                "claim_id": claim_id,
                "name": name,
                "person_id": person_id(name),
                "released_by": direction.get("released_by"),
                "received_by": direction.get("received_by"),
                "evidence": name,
                "evidence_start": start,
                "evidence_end": start + len(name),
            }
    return list(rows.values())


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.split(";") if item.strip()]


def _side(text: str) -> str | None:
    """A side of several parties as `A+B`, in the order of the list; the two separatist republics as `DPR/LPR`."""
    parties = _items(text)
    if all(party in parties for party in SEPARATISTS):
        first = parties.index(SEPARATISTS[0])
        parties = [party for party in parties if party not in SEPARATISTS]
        parties.insert(first, "/".join(SEPARATISTS))
    return "+".join(parties) or None


def _one_of(column: str, values: Mapping[str, Value], allowed: tuple[str, ...]) -> str:
    found = values[column].text
    if found not in allowed:
        reason = f"The {column} is not one of those known. Correct it in the list."
        raise _UnreadableError(f"curated.bad_{column}", reason, found or "empty", ", ".join(allowed))
    return found


def _count(column: str, values: Mapping[str, Value]) -> int | None:
    found = values[column].text
    if found and not re.fullmatch(r"[0-9]{1,9}", found):
        reason = f"{column} is no whole number. Write figures only; leave it empty where the number is not known."
        raise _UnreadableError("curated.bad_count", reason, found, "0 to 999999999, or empty")
    return int(found) if found else None


def _interval(first: str, last: str) -> Interval:
    """The days from the first that the start can mean to the last that the end can mean; the coarser precision."""
    start, end = _days(first), _days(last)
    if start.start > end.end:
        reason = "The exchange ends before it begins. Correct the two dates in the list."
        raise _UnreadableError("curated.bad_date", reason, f"{first} to {last}", "start not after end")
    precision = min(start.precision, end.precision, key=PRECISIONS.index)
    return Interval(start.start, end.end, precision)


def _days(text: str) -> Interval:
    """The days that a full or shortened date can mean: `1956` is the year, `2022-04` the month."""
    match = DATE.fullmatch(text)
    year, month, day = (int(part) if part else None for part in match.groups()) if match else (0, 0, 0)
    try:
        first = date(year or 0, month or 1, day or 1)  # there is no year 0
        last_month = month or 12
        last = date(first.year, last_month, day or calendar.monthrange(first.year, last_month)[1])
    except ValueError as error:
        reason = "The date cannot be read. Write YYYY-MM-DD, YYYY-MM or YYYY."
        raise _UnreadableError("curated.bad_date", reason, text, "YYYY-MM-DD, YYYY-MM or YYYY") from error
    return Interval(first, last, PRECISIONS[sum(part is not None for part in (month, day))])


def _date_phrase(text: str, values: Mapping[str, Value]) -> str | None:
    """The date as printed: the start alone where the end is the same, else both with what stands between."""
    start, end = values["exchange_date_start"], values["exchange_date_end"]
    if not start.text or start.text == end.text or not end.text:
        return start.text or end.text or None
    return text[min(start.start, end.start) : max(start.end, end.end)]
