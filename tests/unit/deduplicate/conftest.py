"""Claim tables out of short specifications, so that a test says only what it is about."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pytest

from assets.deduplicate.profile import Profile, make_profile
from assets.deduplicate.records import Claim, read_claims, read_reports
from assets.deduplicate.resolve import resolve_exchanges
from assets.deduplicate.weights import Weights, load_weights
from warehouse.tables import TABLES

Told = dict[str, Any]
TRANSFER = re.compile(
    r"(?P<by>\S*)>(?P<to>\S*) (?P<count>[~+<]?\d+|\?)(?: (?!says)(?P<category>\w+))?(?: says (?P<claimant>\S+))?"
)
BOUNDS = {"~": "approx", "+": "at_least", "<": "at_most"}
EVIDENCE = {"evidence": "x", "evidence_start": 0, "evidence_end": 1}


def interval(text: str | None) -> tuple[date | None, date | None, str]:
    """2024-05-31, 2024-05, 2024, or first..last as start, end and precision."""
    if not text:
        return None, None, "unknown"
    if ".." in text:
        first, last = text.split("..")
        return date.fromisoformat(first), date.fromisoformat(last), "day"
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts), date(*parts), "day"
    if len(parts) == 2:
        return date(*parts, 1), date(*parts, calendar.monthrange(*parts)[1]), "month"
    return date(parts[0], 1, 1), date(parts[0], 12, 31), "year"


def tables_of(told: Sequence[Told]) -> dict[str, pa.Table]:
    """The claim tables of what reports tell.

    Keys of a claim, all but `report` optional: `report, on` (publication)`, publisher, list_name, status, focus, date,
    parties, moved` ("RUS>UKR 75 military; UKR>RUS ~70 says RUS", `?` for no figure)`, total, persons, place, country,
    mediators, sketch, landed` (day of January 2026)`, origin`. Claims of one report are numbered in the order given.
    """
    rows: dict[str, list[Told]] = {n: [] for n in ("clean_reports", "claims", "claim_transfers", "claim_persons")}
    for claim in told:
        report_id = claim["report"]
        number = sum(row["report_id"] == report_id for row in rows["claims"])
        if not number:
            rows["clean_reports"].append(_report(claim))
        claim_id = f"{report_id}#{number}"
        rows["claims"].append(_claim(claim, claim_id))
        found = enumerate(TRANSFER.finditer(claim.get("moved", "")), start=1)
        rows["claim_transfers"] += [_transfer(match, claim_id, no) for no, match in found]
        rows["claim_persons"] += [
            {"claim_id": claim_id, "name": name, "person_id": name.lower().replace(" ", "-"), **EVIDENCE}
            for name in claim.get("persons", ())
        ]
    return {name: TABLES[name].rows(records) for name, records in rows.items()}


def _report(claim: Told) -> Told:
    on = date.fromisoformat(claim["on"]) if claim.get("on") else None
    return {
        "report_id": claim["report"], "source": "test", "url": claim.get("url"),
        "origin": claim.get("list_name") or claim.get("origin", claim["report"]),
        "publisher": claim.get("publisher", f"{claim['report']}.example"), "published_on": on,
        "published_basis": "metadata" if on else "none",
        "published_precision": "day" if on else "unknown",
        "language": claim.get("language", "en"),
        "curated": "list_name" in claim, "text": "x", "n_chars": claim.get("n_chars", 100), "sha256": claim["report"],
        "sketch": claim.get("sketch", []), "landed_at": datetime(2026, 1, claim.get("landed", 1)),
    }  # fmt: skip


def _claim(claim: Told, claim_id: str) -> Told:
    start, end, precision = interval(claim.get("date"))
    return {
        "claim_id": claim_id, "report_id": claim["report"], "focus": claim.get("focus", True),
        "status": claim.get("status", "completed"), "parties": sorted(claim.get("parties", "RUS UKR").split()),
        "date_start": start, "date_end": end, "date_precision": precision,
        "date_basis": "stated" if start else "none", "place_country": claim.get("country"),
        "place_name": claim.get("place"), "mediators": sorted(claim.get("mediators", "").split()),
        "total": claim.get("total"), "confidence": claim.get("confidence", 0.9), "extractor": "rules", "rules": [],
        **EVIDENCE,
    }  # fmt: skip


def _transfer(match: re.Match[str], claim_id: str, number: int) -> Told:
    count = match["count"]
    return {
        "claim_id": claim_id, "transfer_no": number, "released_by": match["by"] or None,
        "received_by": match["to"] or None, "category": match["category"] or "unspecified",
        "count": None if count == "?" else int(count.lstrip("~+<")), "bound": BOUNDS.get(count[0], "exact"),
        "claimant": match["claimant"], **EVIDENCE,
    }  # fmt: skip


@pytest.fixture(scope="session")
def weights() -> Weights:
    return load_weights()


@pytest.fixture(scope="session")
def tables() -> Callable[[Sequence[Told]], dict[str, pa.Table]]:
    return tables_of


@pytest.fixture(scope="session")
def claims() -> Callable[..., list[Claim]]:
    """Claims of what reports tell, sorted by id."""

    def read(*told: Told) -> list[Claim]:
        given = tables_of(told)
        return read_claims(given, read_reports(given))

    return read


@pytest.fixture(scope="session")
def profiles(claims: Callable[..., list[Claim]], weights: Weights) -> Callable[..., list[Profile]]:
    """Profiles of what reports tell; reports without a name are told apart by their place."""

    def make(*told: Told) -> list[Profile]:
        named = [{"report": f"r{place}", **claim} for place, claim in enumerate(told)]
        return [make_profile(claim, weights) for claim in claims(*named)]

    return make


@pytest.fixture(scope="session")
def groups() -> Callable[..., set[frozenset[str]]]:
    """The exchanges that claims are resolved to, as sets of claim ids; a claim `r#0` is written `r`."""

    def resolve(*told: Told, decisions: pa.Table | None = None) -> set[frozenset[str]]:
        found: dict[str, set[str]] = {}
        for row in resolve_exchanges(tables_of(told), decisions)["exchange_claims"].to_pylist():
            found.setdefault(row["exchange_id"], set()).add(row["claim_id"].removesuffix("#0"))
        return {frozenset(group) for group in found.values()}

    return resolve
