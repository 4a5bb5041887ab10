"""The rules of landing: every file found is landed, known already or refused, and its bytes are those it was named by.

Belongs here: what people know about landed documents. What follows from the table's declaration is `baseline.py`'s.
"""

from __future__ import annotations

from typing import Final

from expectations.baseline import baseline, declared
from expectations.drift import RULES as DRIFT
from expectations.rules import Expectation, Expectations, FailingRows, Figure, Rule, Suite, query
from warehouse.tables import LANDING

RULES: Final = (
    Rule(
        "ingest.documents_accounted_for",
        "stop",
        "landing",
        "Every document found is landed, known from an earlier run, or refused with a reason: none is lost or made up.",
        "found = landed + known + refused",
        "design: nothing is skipped in silence",
        Figure(query("ingest/documents_accounted_for")),
    ),
    Rule(
        "ingest.ids_are_digests",
        "stop",
        "landing",
        "Ids come from content alone, so that a document landed twice is known again.",
        "document_id of 16 and sha256 of 64 hexadecimal digits",
        "SHA-256 has 256 bits; 64 of them tell a billion documents apart (chance of one clash: 3 %)",
        Expectations(
            (
                Expectation("ExpectColumnValuesToMatchRegex", {"column": "document_id", "regex": r"^[0-9a-f]{16}$"}),
                Expectation("ExpectColumnValuesToMatchRegex", {"column": "sha256", "regex": r"^[0-9a-f]{64}$"}),
            )
        ),
    ),
    Rule(
        "ingest.bytes_whole",
        "stop",
        "landing",
        "The bytes are those that were counted and named when they came, so none was cut off or changed on the way.",
        "length of raw = n_bytes, and its SHA-256 = sha256",
        "all are taken from the same bytes",
        FailingRows(query("ingest/bytes_whole")),
    ),
)

SUITE: Final = Suite(
    "ingest",
    structure=(declared(LANDING),),
    rules=(*baseline(LANDING), *RULES),
    context={
        "found": "number of documents found",
        "known": "number of documents that an earlier run had landed",
        "refused": "number of documents refused",
    },
    drift=DRIFT["ingest"],
)
