"""Small batches that every gate lets pass, made by hand; tests change one thing in them and see which rule trips."""

from __future__ import annotations

import hashlib
import json
import pickle
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import duckdb
import pyarrow as pa

from assets import accuracy
from expectations.frames import judge_frame
from expectations.gate import SUITES, QueryJudge, judge_batch
from expectations.queries import judge_query
from expectations.reference import PARTIES as PARTIES_SCHEMA
from expectations.reference import TELLING_WORDS as TELLING_WORDS_SCHEMA
from expectations.reference import telling_words
from expectations.rules import Expectations, FailingRows, Figure, Finding, Given, Rule, Verdict
from warehouse.columns import Table
from warehouse.tables import TABLES

Record = dict[str, object]

LANDED_AT = datetime(2024, 5, 2, 9, 30)
FIRST, SECOND, COPY, OTHER, LISTED, SUMMED = (digit * 16 for digit in "abcdf9")
TEXTS = {
    FIRST: "Azerbaijan freed 44 soldiers on Monday and Armenia freed 12 in return, 56 in all, Ara Petrosyan among "
    "them. Brokered by Moscow, the swap took place in Baku. A further one was agreed for this month.",
    SECOND: "Forty-four Armenians came home on Monday as Yerevan let 12 men go — «one swap» in Baku, officials said.",
    COPY: "Azerbaijan freed 44 soldiers on Monday and Armenia freed 12 in return.",
    OTHER: "The gas exchange opened higher.",
}
PUBLISHED = {FIRST: date(2020, 12, 15), SECOND: date(2020, 12, 16), OTHER: date(2020, 12, 1)}
# A row of a curated list, as it stands in its report.
ROW = {
    "exchange_date_start": "2020-12-14",
    "exchange_date_end": "2020-12-14",
    "party_a": "AZE",
    "party_b": "ARM; DPR",
    "released_by_a_to_b": "5",
    "released_by_b_to_a": "0",
    "category": "civilian",
    "place_country": "AZE",
    "place_name": "Baku",
    "mediators": "RUS",
    "named_persons": "Ara Petrosyan",
    "status": "completed",
    "confidence": "high",
    "note": "",
}
# A row that sums up others.
SUM = {
    **ROW,
    "exchange_date_end": "2020-12",
    "party_a": "ARM",
    "party_b": "AZE",
    "released_by_a_to_b": "12",
    "released_by_b_to_a": "44",
    "category": "mixed",
    "note": "ROLLUP",
}


def as_text(row: Mapping[str, str]) -> str:
    """The text of the report that a row of a list is."""
    return "\n".join(f"{name}: {value}".rstrip() for name, value in row.items())


TEXTS_AND_ROWS = {**TEXTS, LISTED: as_text(ROW), SUMMED: as_text(SUM)}


@dataclass
class Batch:
    """A stage's tables and context as records, to be changed by a test before they are audited."""

    stage: str
    tables: dict[str, list[Record]]
    context: dict[str, list[Record] | int]
    edit: Callable[[dict[str, pa.Table]], dict[str, pa.Table]] | None = None

    def arrow_tables(self) -> dict[str, pa.Table]:
        tables = {name: as_arrow(name, records) for name, records in self.tables.items()}
        return self.edit(tables) if self.edit else tables

    def arrow_context(self) -> dict[str, Given]:
        return {
            name: value if isinstance(value, int) else as_arrow(CONTEXT_TABLES.get(name, name), value)
            for name, value in self.context.items()
        }

    def audit(self) -> Verdict:
        tables, context = self.arrow_tables(), self.arrow_context()
        queries = remembering_queries({**tables, **SUITES[self.stage].complete(context)})
        return judge_batch(SUITES[self.stage], "hand-made", tables, context, frames=judge_frame_once, queries=queries)


# A changed batch is mostly as it was, and hundreds are judged: what a rule found in the same values is remembered.
_REMEMBERED: dict[object, Finding] = {}


def judge_frame_once(table: Table, rows: pa.Table, rules: Iterable[Rule]) -> dict[str, Finding]:
    """The findings on a table; a rule is judged once for the same values of its columns and the table's key."""
    keys: dict[str, object] = {}
    for rule in (rules := list(rules)):
        if isinstance(rule.check, Expectations):
            columns = {*table.key, *(name for member in rule.check.members for name in member.columns)}
            keys[rule.id] = str(rule), pickle.dumps(rows.select(sorted(columns & {*rows.column_names})))
    found = judge_frame(table, rows, [rule for rule in rules if keys.get(rule.id) not in _REMEMBERED])
    _REMEMBERED.update({keys[name]: finding for name, finding in found.items()})
    return {name: _REMEMBERED[key] for name, key in keys.items()}


def remembering_queries(given: Mapping[str, Given]) -> QueryJudge:
    """Judges a query once for the same rows of all tables, and the same numbers, that it names."""
    known_by = {name: value if isinstance(value, int) else pickle.dumps(value) for name, value in given.items()}

    def judge(
        connection: duckdb.DuckDBPyConnection, check: FailingRows | Figure, context: Mapping[str, Given]
    ) -> Finding:
        named = sorted(known_by.keys() & set(re.findall(r"\w+", check.sql)))
        key = (check.sql, str(check.parameters), tuple((name, known_by[name]) for name in named))
        if key not in _REMEMBERED:
            _REMEMBERED[key] = judge_query(connection, check, context)
        return _REMEMBERED[key]

    return judge


# Context tables that have the form of a declared table under another name.
CONTEXT_TABLES = {"earlier": "exchange_registry"}
UNDECLARED = {
    "parties": PARTIES_SCHEMA,
    "party_years": PARTIES_SCHEMA,
    "telling_words": TELLING_WORDS_SCHEMA,
    "accuracy": accuracy.SCHEMA,
}


def as_arrow(name: str, records: list[Record]) -> pa.Table:
    schema = UNDECLARED[name] if name in UNDECLARED else TABLES[name].arrow_schema
    return pa.Table.from_pylist(records, schema=schema)


def clean_batch(stage: str) -> Batch:
    """A batch of the stage that trips no rule."""
    batch = BATCHES[stage]
    tables = {name: [dict(record) for record in records] for name, records in batch.tables.items()}
    context = {
        name: value if isinstance(value, int) else [dict(record) for record in value]
        for name, value in batch.context.items()
    }
    return Batch(stage, tables, context)


def raw_record(text: str, published_on: date | None) -> bytes:
    """A report as it lands."""
    return json.dumps({"text": text, "published": published_on and f"{published_on}T08:00:00"}).encode()


def _document(number: int, document_id: str) -> Record:
    raw = raw_record(TEXTS[document_id], PUBLISHED.get(document_id))
    return {
        "document_id": document_id,
        "origin": "reports.jsonl",
        "member": number,
        "source": "samples",
        "format": "json",
        "raw": raw,
        "sha256": hashlib.sha256(raw).hexdigest(),
        "n_bytes": len(raw),
        "url": f"https://news.example/{document_id}",
        "fields": '{"published": "published", "text": "text"}',
        "given": "{}",
        "landed_at": LANDED_AT,
    }


def _report(report_id: str) -> Record:
    published_on, text = PUBLISHED.get(report_id), TEXTS_AND_ROWS[report_id]
    return {
        "report_id": report_id,
        "origin": "reports.jsonl",
        "url": f"https://news.example/{report_id}",
        "source": "samples",
        "publisher": f"{report_id[0]}.example",
        "title": "Swap",
        "published_on": published_on,
        "published_basis": "metadata" if published_on else "none",
        "published_precision": "day" if published_on else "unknown",
        "published_month": published_on and published_on.replace(day=1),
        "language": "en",
        "curated": report_id in {LISTED, SUMMED},
        "text": text,
        "n_chars": len(text),
        "sha256": hashlib.sha256(raw_record(text, published_on)).hexdigest(),
        "sketch": [1, 2, 3],
        "captions": ["Buses at the border (File)"],
        "landed_at": LANDED_AT,
    }


def _evidence(claim_id: str, words: str) -> Record:
    start = TEXTS_AND_ROWS[claim_id.split("#", maxsplit=1)[0]].index(words)
    return {"evidence": words, "evidence_start": start, "evidence_end": start + len(words)}


def _claim(claim_id: str, words: str, **given: object) -> Record:
    return {
        "claim_id": claim_id,
        "report_id": claim_id.split("#", maxsplit=1)[0],
        "focus": True,
        "status": "completed",
        "parties": ["ARM", "AZE"],
        "date_start": date(2020, 12, 14),
        "date_end": date(2020, 12, 14),
        "date_precision": "day",
        "date_basis": "relative",
        "date_phrase": "on Monday",
        "place_country": "AZE",
        "place_name": "Baku",
        "mediators": ["RUS"],
        "total": None,
        "total_bound": None,
        "confidence": 0.9,
        **_evidence(claim_id, words),
        "extractor": "rules",
        "rules": ["date.weekday", "transfer.freed"],
        **given,
    }


def _transfer(claim_id: str, number: int, sides: str, count: int | None, words: str, **given: object) -> Record:
    released_by, received_by = sides.split(">")
    return {
        "claim_id": claim_id,
        "transfer_no": number,
        "released_by": released_by,
        "received_by": received_by,
        "category": "military",
        "count": count,
        "bound": "exact",
        "claimant": "officials",
        **_evidence(claim_id, words),
        **given,
    }


LANDING = [_document(number, document_id) for number, document_id in enumerate(TEXTS)]

CLEAN_REPORTS = [_report(report_id) for report_id in TEXTS]

CLAIMS = [
    _claim(f"{FIRST}#1", "Azerbaijan freed 44 soldiers on Monday", total=56, total_bound="exact"),
    _claim(
        f"{FIRST}#2",
        "A further one was agreed",
        focus=False,
        status="agreed",
        date_start=date(2020, 12, 1),
        date_end=date(2020, 12, 31),
        date_precision="month",
        date_basis="stated",
        date_phrase="this month",
        mediators=[],
    ),
    _claim(f"{SECOND}#1", "Yerevan let 12 men go — «one swap»", date_precision="day"),
    _claim(
        f"{COPY}#1",
        "Azerbaijan freed 44 soldiers",
        date_start=None,
        date_end=None,
        date_precision="unknown",
        date_basis="none",
        date_phrase=None,
        place_name=None,
        mediators=[],
    ),
]

CLAIM_TRANSFERS = [
    _transfer(f"{FIRST}#1", 1, "AZE>ARM", 44, "44 soldiers"),
    _transfer(f"{FIRST}#1", 2, "ARM>AZE", 12, "12 in return"),
    _transfer(f"{FIRST}#2", 1, "AZE>ARM", None, "A further one", category="unspecified"),
    _transfer(f"{SECOND}#1", 1, "ARM>AZE", 12, "12 men"),
    _transfer(f"{COPY}#1", 1, "AZE>ARM", 44, "44 soldiers"),
]

CLAIM_PERSONS = [
    {
        "claim_id": f"{FIRST}#1",
        "name": "Ara Petrosyan",
        "person_id": "ara petrosyan",
        "released_by": "AZE",
        "received_by": "ARM",
        **_evidence(f"{FIRST}#1", "Ara Petrosyan"),
    }
]

OTHER_SPELLINGS = [
    {**CLAIM_PERSONS[0], "claim_id": f"{SECOND}#1", "name": "Ara Petrosian", "person_id": "ara petrosian"},
    {**CLAIM_PERSONS[0], "claim_id": f"{COPY}#1", "name": "A. Petrosian", "person_id": "a petrosian"},
]

SCREENED = [
    {
        "report_id": report_id,
        "relevant": n_claims > 0,
        "reason": "curated.rollup" if report_id == SUMMED else "vocabulary",
        "n_claims": n_claims,
        "n_transfers": n_transfers,
        "n_persons": n_persons,
    }
    for report_id, n_claims, n_transfers, n_persons in (
        (FIRST, 2, 3, 1), (SECOND, 1, 1, 0), (COPY, 1, 1, 0), (OTHER, 0, 0, 0), (LISTED, 1, 2, 1),
        (SUMMED, 0, 0, 0),
    )
]  # fmt: skip

LISTED_CLAIM = _claim(
    f"{LISTED}#0",
    TEXTS_AND_ROWS[LISTED],
    parties=["ARM", "AZE", "DPR"],
    date_basis="stated",
    date_phrase="2020-12-14",
    extractor="curated",
)
LISTED_TRANSFERS = [
    _transfer(f"{LISTED}#0", 1, "AZE>ARM+DPR", 5, "released_by_a_to_b: 5", category="civilian"),
    _transfer(f"{LISTED}#0", 2, "ARM+DPR>AZE", 0, "released_by_b_to_a: 0", category="civilian"),
]
LISTED_PERSON = {
    **CLAIM_PERSONS[0],
    "claim_id": f"{LISTED}#0",
    "received_by": "ARM+DPR",
    **_evidence(f"{LISTED}#0", "Ara Petrosyan"),
}

ROLLUPS = [
    {
        "report_id": SUMMED,
        "parties": ["ARM", "AZE"],
        "date_start": date(2020, 12, 14),
        "date_end": date(2020, 12, 31),
        "date_precision": "month",
        "side_a": "ARM",
        "side_b": "AZE",
        "released_by_a": 12,
        "released_by_b": 44,
        "category": "mixed",
    }
]

DONE, AGREED = "x-2020-done", "x-2020-agreed"

EXCHANGES = [
    {
        "exchange_id": DONE,
        "status": "completed",
        "parties": ["ARM", "AZE"],
        "date_start": date(2020, 12, 14),
        "date_end": date(2020, 12, 14),
        "date_precision": "day",
        "place_country": "AZE",
        "place_name": "Baku",
        "mediators": ["RUS"],
        "n_claims": 3,
        "n_reports": 3,
        "n_publishers": 2,
        "first_reported_on": date(2020, 12, 15),
        "last_reported_on": date(2020, 12, 16),
        "grade": "several_sources",
        "deal_id": DONE,
        "deal_role": "stage",
    },
    {
        "exchange_id": AGREED,
        "status": "agreed",
        "parties": ["ARM", "AZE"],
        "date_start": date(2020, 12, 1),
        "date_end": date(2020, 12, 31),
        "date_precision": "month",
        "place_country": "AZE",
        "place_name": "Baku",
        "mediators": [],
        "n_claims": 1,
        "n_reports": 1,
        "n_publishers": 1,
        "first_reported_on": date(2020, 12, 15),
        "last_reported_on": date(2020, 12, 15),
        "grade": "single_source",
        "deal_id": DONE,
        "deal_role": "stage",
    },
]


DEALS = [
    {
        "deal_id": DONE,
        "date_start": date(2020, 12, 14),
        "date_end": date(2020, 12, 14),
        "stage_ids": [AGREED, DONE],
        "whole_ids": [],
        "signs": ["listed"],
        "report_ids": [OTHER],
        "explanation": "row sums up 12 of ARM, 44 of AZE",
    }
]


def _exchange_transfer(sides: str, counts: tuple[int | None, int | None, int | None], **given: object) -> Record:
    released_by, received_by = sides.split(">")
    low, best, high = counts
    return {
        "exchange_id": DONE,
        "released_by": released_by,
        "received_by": received_by,
        "category": "military",
        "count_low": low,
        "count_best": best,
        "count_high": high,
        "rule": "most publishers",
        "n_claims": 2,
        **given,
    }


EXCHANGE_TRANSFERS = [
    _exchange_transfer("AZE>ARM", (44, 44, 44)),
    _exchange_transfer("ARM>AZE", (12, 12, 12)),
    _exchange_transfer("AZE>ARM", (None, None, None), exchange_id=AGREED, category="unspecified", n_claims=1),
]

EXCHANGE_PERSONS = [
    {
        "exchange_id": DONE,
        "person_id": "ara petrosyan",
        "name": "Ara Petrosyan",
        "aliases": ["A. Petrosian", "Ara Petrosian"],
        "released_by": "AZE",
        "received_by": "ARM",
        "n_claims": 2,
    }
]

EXCHANGE_CLAIMS = [
    {
        "exchange_id": exchange_id,
        "claim_id": claim_id,
        "match_weight": weight,
        "decided_by": "rule",
        "explanation": "same day, same figures",
        "superseded_by": FIRST if claim_id == f"{COPY}#1" else None,
    }
    for exchange_id, claim_id, weight in (
        (DONE, f"{FIRST}#1", 12.5),
        (DONE, f"{SECOND}#1", 12.5),
        (DONE, f"{COPY}#1", 9.0),
        (AGREED, f"{FIRST}#2", None),
    )
]

EXCHANGE_CONFLICTS = [
    {
        "exchange_id": DONE,
        "attribute": "count ARM>AZE military",
        "value": value,
        "n_publishers": 1,
        "claim_ids": [claim_id],
        "chosen": value == "12",
        "rule": "most publishers",
    }
    for value, claim_id in (("12", f"{FIRST}#1"), ("about 12", f"{SECOND}#1"))
]

COPIES = [{"report_id": COPY, "copy_of": FIRST}]

EXCHANGE_TRANSITIONS = [
    {
        "exchange_id": exchange_id,
        "step_no": 1,
        "status": status,
        "reported_on": date(2020, 12, 15),
        "claim_ids": [claim_id],
        "legal": True,
    }
    for exchange_id, status, claim_id in ((DONE, "completed", f"{FIRST}#1"), (AGREED, "agreed", f"{FIRST}#2"))
]

NEAR_MATCHES = [
    {
        "claim_id": f"{FIRST}#1",
        "other_claim_id": f"{FIRST}#2",
        "exchange_id": DONE,
        "other_exchange_id": AGREED,
        "match_weight": 5.5,
        "reason": "below the threshold",
        "explanation": "same parties",
    }
]

GONE = "x-2020-gone"
EXCHANGE_REGISTRY = [
    {
        "registered_as": claim["claim_id"],
        "exchange_id": claim["exchange_id"],
        "claim_id": claim["claim_id"],
        "told": ["party ARM", "party AZE"],
        "first_seen": 2,
        "last_seen": 2,
    }
    for claim in EXCHANGE_CLAIMS
]
EXCHANGE_REGISTRY.append({**EXCHANGE_REGISTRY[2], "exchange_id": GONE, "first_seen": 1, "last_seen": 1})

EXCHANGE_REDIRECTS = [{"exchange_id": GONE, "redirected_to": DONE, "kind": "merged"}]


def _decision(decision_id: str, action: str, claim_ids: list[str], exchange_ids: list[str], **given: object) -> Record:
    return {
        "decision_id": decision_id,
        "decided_on": date(2020, 12, 20),
        "decided_by": "Anna",
        "action": action,
        "subject": DONE,
        "object": AGREED,
        "value": f"{FIRST}#1 | {FIRST}#2",
        "reason": "both are told of in one report",
        "state": "obeyed",
        "note": None,
        "renewal": None,
        "claim_ids": claim_ids,
        "exchange_ids": exchange_ids,
        **given,
    }


DECISIONS = [
    _decision("D00000001", "not_same", [f"{FIRST}#1", f"{FIRST}#2"], [AGREED, DONE]),
    _decision("D00000002", "merge", [f"{FIRST}#1", f"{COPY}#1"], [DONE]),
    _decision(
        "D00000003", "reject", [], [], state="undone", note="it was right after all", renewal="swapledger decide"
    ),
]

# A completed exchange of which nobody tells how many, two months after the other one.
LATER = "x-2021-later"
ALL_EXCHANGES = [
    *EXCHANGES,
    {
        **EXCHANGES[0],
        "exchange_id": LATER,
        "date_start": date(2021, 2, 3),
        "date_end": date(2021, 2, 3),
        "mediators": [],
    },
]


def _month(month: date, sides: str, counts: tuple[int, int, int], category: str | None, ids: list[str]) -> Record:
    released_by, received_by = sides.split(">")
    low, best, high = counts
    return {
        "month": month,
        "released_by": released_by or None,
        "received_by": received_by or None,
        "category": category,
        "n_exchanges": len(ids),
        "count_low": low,
        "count_best": best,
        "count_high": high,
        "exchange_ids": ids,
    }


MONTHLY_TOTALS = [
    _month(date(2020, 12, 1), "AZE>ARM", (44, 44, 44), "military", [DONE]),
    _month(date(2020, 12, 1), "ARM>AZE", (12, 12, 12), "military", [DONE]),
    _month(date(2021, 1, 1), ">", (0, 0, 0), None, []),
    _month(date(2021, 2, 1), ">", (0, 0, 0), "unspecified", [LATER]),
]

PARTY_BALANCES = [
    {
        "party": party,
        "counterpart": counterpart,
        "category": "military",
        "released": released,
        "received": received,
        "balance": received - released,
        "n_exchanges": 1,
        "exchange_ids": [DONE],
    }
    for party, counterpart, released, received in (("AZE", "ARM", 44, 12), ("ARM", "AZE", 12, 44))
]

MEDIATION_RECORD = [
    {
        "mediator": "RUS",
        "parties": ["ARM", "AZE"],
        "n_completed": 1,
        "n_other": 0,
        "people": 56,
        "remains": 0,
        "exchange_ids": [DONE],
    }
]

PERSON_INDEX = [
    {
        "person_id": "ara petrosyan",
        "name": "Ara Petrosyan",
        "aliases": ["A. Petrosian", "Ara Petrosian"],
        "n_exchanges": 1,
        "exchange_ids": [DONE],
    }
]

SOURCE_COVERAGE = [
    {
        "publisher": publisher,
        "n_reports": 1,
        "n_relevant": int(n_claims > 0),
        "n_copies": n_copies,
        "n_claims": n_claims,
        "first_published_on": published_on,
        "last_published_on": published_on,
        "exchange_ids": ids,
    }
    for publisher, n_copies, n_claims, published_on, ids in (
        ("a.example", 0, 2, date(2020, 12, 15), [AGREED, DONE]),
        ("b.example", 0, 1, date(2020, 12, 16), [DONE]),
        ("c.example", 1, 1, None, [DONE]),
        ("d.example", 0, 0, date(2020, 12, 1), []),
    )
]

PARTIES = [
    {"code": code, "first_year": year, "last_year": None}
    for code, year in (("ARM", 1918), ("AZE", None), ("DPR", 2014), ("LPR", 2014), ("RUS", None), ("UKR", None))
]
TELLING_WORDS = telling_words().to_pylist()

ACCURACY = [
    {"name": "retold", "slot": slot, "f1": f1, "floor": floor}
    for slot, f1, floor in (("status", 0.95, 0.95), ("persons", 0.9, None), ("facts", 0.92, 0.9))
]

BATCHES = {
    batch.stage: batch
    for batch in (
        Batch("ingest", {"landing": LANDING}, {"found": 6, "known": 1, "refused": 1}),
        Batch(
            "clean",
            {"clean_reports": CLEAN_REPORTS},
            {"landing": [*LANDING, {**LANDING[0], "document_id": "e" * 16, "sha256": "e" * 64}], "refused": 1},
        ),
        Batch(
            "extract",
            {
                "screened": SCREENED,
                "claims": [*CLAIMS, LISTED_CLAIM],
                "claim_transfers": [*CLAIM_TRANSFERS, *LISTED_TRANSFERS],
                "claim_persons": [*CLAIM_PERSONS, LISTED_PERSON],
                "rollups": ROLLUPS,
            },
            {
                "clean_reports": [*CLEAN_REPORTS, _report(LISTED), _report(SUMMED)],
                "parties": PARTIES,
                "accuracy": ACCURACY,
                "telling_words": TELLING_WORDS,
            },
        ),
        Batch(
            "deduplicate",
            {
                "exchanges": EXCHANGES,
                "deals": DEALS,
                "exchange_transfers": EXCHANGE_TRANSFERS,
                "exchange_persons": EXCHANGE_PERSONS,
                "exchange_claims": EXCHANGE_CLAIMS,
                "exchange_conflicts": EXCHANGE_CONFLICTS,
                "copies": COPIES,
                "exchange_transitions": EXCHANGE_TRANSITIONS,
                "near_matches": NEAR_MATCHES,
                "exchange_registry": EXCHANGE_REGISTRY,
                "exchange_redirects": EXCHANGE_REDIRECTS,
                "decisions": DECISIONS,
            },
            {
                "clean_reports": CLEAN_REPORTS,
                "claims": CLAIMS,
                "claim_transfers": CLAIM_TRANSFERS,
                "claim_persons": [*CLAIM_PERSONS, *OTHER_SPELLINGS],
                "earlier": EXCHANGE_REGISTRY[:2],
                "party_years": PARTIES,
            },
        ),
        Batch(
            "aggregate",
            {
                "monthly_totals": MONTHLY_TOTALS,
                "party_balances": PARTY_BALANCES,
                "mediation_record": MEDIATION_RECORD,
                "person_index": PERSON_INDEX,
                "source_coverage": SOURCE_COVERAGE,
            },
            {
                "exchanges": ALL_EXCHANGES,
                "exchange_transfers": EXCHANGE_TRANSFERS,
                "exchange_persons": EXCHANGE_PERSONS,
                "exchange_claims": EXCHANGE_CLAIMS,
                "claims": CLAIMS,
                "clean_reports": CLEAN_REPORTS,
                "copies": COPIES,
                "today": 20240502,
            },
        ),
    )
}
