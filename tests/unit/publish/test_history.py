from datetime import date, datetime

import pytest

from assets.publish.history import exchange_changes
from tests.rows import tables_of

AT = datetime(2026, 1, 2)
EXCHANGE = {"exchange_id": "X1", "status": "agreed"}
TRANSFER = {
    "exchange_id": "X1", "released_by": "RUS", "received_by": "UKR", "count_low": 100, "count_best": 100,
    "count_high": 100,
}  # fmt: skip
PERSON = {"exchange_id": "X1", "person_id": "anna", "name": "Anna", "released_by": "RUS"}


def state(exchanges=(), transfers=(), persons=(), claims=()):
    links = [{"exchange_id": e, "claim_id": c} for e, c in claims]
    return tables_of({
        "exchanges": exchanges, "exchange_transfers": transfers, "exchange_persons": persons, "exchange_claims": links,
    })  # fmt: skip


def changes(before, after):
    rows = exchange_changes(before, after, AT).to_pylist()
    assert all(row["published_at"] == AT for row in rows)
    return [(r["exchange_id"], r["attribute"], r["old_value"], r["new_value"], r["because"]) for r in rows]


BEFORE = state([EXCHANGE], [TRANSFER], [PERSON], [("X1", "a#0")])
MAY = {"date_start": date(2025, 5, 23), "date_end": date(2025, 5, 23), "date_precision": "day"}


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param(BEFORE, [], id="same"),
        pytest.param(state(), [("X1", "exchange", "agreed", None, "-a#0")], id="gone"),
        pytest.param(
            state([EXCHANGE, {**EXCHANGE, "exchange_id": "X2"}], [TRANSFER], [PERSON], [("X1", "a#0"), ("X2", "b#0")]),
            [("X2", "exchange", None, "agreed", "+b#0")],
            id="new",
        ),
        pytest.param(
            state([{**EXCHANGE, "status": "completed", **MAY}], [TRANSFER], [PERSON], [("X1", "a#0"), ("X1", "b#0")]),
            [
                ("X1", "date_end", None, "2025-05-23", "+b#0"),
                ("X1", "date_precision", "unknown", "day", "+b#0"),
                ("X1", "date_start", None, "2025-05-23", "+b#0"),
                ("X1", "status", "agreed", "completed", "+b#0"),
            ],
            id="facts",
        ),
        pytest.param(
            state([EXCHANGE], [{**TRANSFER, "count_low": 90, "count_high": None}], [PERSON], [("X1", "c#0")]),
            [("X1", "count RUS>UKR military", "100", "100 (90 to ?)", "+c#0 -a#0")],
            id="figure",
        ),
        pytest.param(
            state([EXCHANGE], [TRANSFER], [], [("X1", "a#0")]),
            [("X1", "person Anna", "RUS>?", None, "rules or decisions")],
            id="person",
        ),
        pytest.param(
            state([{**EXCHANGE, "mediators": ["ARE", "TUR"]}], [TRANSFER], [PERSON], [("X1", "a#0")]),
            [("X1", "mediators", None, "ARE, TUR", "rules or decisions")],
            id="list",
        ),
    ],
)
def test_changes_between_two_states(after, expected):
    assert changes(BEFORE, after) == expected


def test_first_publication_tells_every_exchange():
    assert changes(state(), BEFORE) == [("X1", "exchange", None, "agreed", "+a#0")]
