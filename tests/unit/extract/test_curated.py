"""Curated rows: claims that say what their columns say, and nothing counted twice."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import pytest

from assets.extract.curated import COLUMNS, curated_claims
from warehouse.tables import CLAIM_PERSONS, CLAIM_TRANSFERS, CLAIMS, CLEAN_REPORTS, ROLLUPS, SCREENED

LIST = Path(__file__).parents[3] / "seeds" / "known_exchanges.csv"
ROW = {
    "exchange_date_start": "2024-05-31",
    "exchange_date_end": "2024-05-31",
    "party_a": "RUS",
    "party_b": "UKR",
    "released_by_a_to_b": "75",
    "released_by_b_to_a": "75",
    "category": "mixed",
    "place_country": "UKR",
    "place_name": "Sumy region",
    "mediators": "ARE",
    "named_persons": "",
    "status": "completed",
    "source_urls": "https://herald.example/a: 1",
    "confidence": "high",
    "note": "four civilians: among the 75",
}

TWO_DAYS = "2020-12-14\nexchange_date_end: 2020-12-15"  # what the row prints of the date, with what stands between


def report(row, number=1, curated=True):
    text = "\n".join(f"{name}: {value}".rstrip() for name, value in row.items())
    return {
        "report_id": f"{number:016x}",
        "origin": "list.csv",
        "source": "known exchanges",
        "published_basis": "none",
        "published_precision": "unknown",
        "language": "en",
        "curated": curated,
        "text": text,
        "n_chars": len(text),
        "sha256": "0" * 64,
        "sketch": [],
        "landed_at": datetime(2026, 1, 2),
    }


def claims_of(*reports):
    """The tables as records, and the refusals; every evidence is checked against its text."""
    table = CLEAN_REPORTS.rows(list(reports))
    tables, refusals = curated_claims(table)
    for declared in (SCREENED, CLAIMS, CLAIM_TRANSFERS, CLAIM_PERSONS, ROLLUPS):
        assert tables[declared.name].schema.equals(declared.arrow_schema)
    texts = dict(zip(table["report_id"].to_pylist(), table["text"].to_pylist(), strict=True))
    records = {name: rows.to_pylist() for name, rows in tables.items()}
    for name in ("claims", "claim_transfers", "claim_persons"):
        for row in records[name]:
            text = texts[row["claim_id"].partition("#")[0]]
            assert text[row["evidence_start"] : row["evidence_end"]] == row["evidence"] != ""
    return records, refusals


def screened(number, reason, **counts):
    none = {"n_claims": 0, "n_transfers": 0, "n_persons": 0}
    return {"report_id": f"{number:016}", "relevant": "n_claims" in counts, "reason": reason, **none, **counts}


def claims(**values):
    records, refusals = claims_of(report({**ROW, **values}))
    assert refusals == []
    return records


def test_a_row_is_a_claim_with_two_transfers():
    records = claims()
    assert records["screened"] == [screened(1, "curated.row", n_claims=1, n_transfers=2)]
    (claim,) = records["claims"]
    assert {
        name: claim[name] for name in ("claim_id", "focus", "status", "parties", "place_country", "place_name")
    } == {
        "claim_id": "0000000000000001#0",
        "focus": True,
        "status": "completed",
        "parties": ["RUS", "UKR"],
        "place_country": "UKR",
        "place_name": "Sumy region",
    }
    assert (claim["mediators"], claim["confidence"], claim["total"]) == (["ARE"], 0.9, None)
    assert (claim["extractor"], claim["rules"]) == ("curated", ["curated.row"])
    assert [
        (t["transfer_no"], t["released_by"], t["received_by"], t["category"], t["count"], t["bound"], t["evidence"])
        for t in records["claim_transfers"]
    ] == [
        (1, "RUS", "UKR", "mixed", 75, "exact", "released_by_a_to_b: 75"),
        (2, "UKR", "RUS", "mixed", 75, "exact", "released_by_b_to_a: 75"),
    ]


@pytest.mark.parametrize(
    ("start", "end", "interval", "phrase"),
    [
        ("2024-05-31", "2024-05-31", (date(2024, 5, 31), date(2024, 5, 31), "day", "stated"), "2024-05-31"),
        ("2022-04", "2022-04", (date(2022, 4, 1), date(2022, 4, 30), "month", "stated"), "2022-04"),
        ("2024-02", "", (date(2024, 2, 1), date(2024, 2, 29), "month", "stated"), "2024-02"),
        ("", "1956", (date(1956, 1, 1), date(1956, 12, 31), "year", "stated"), "1956"),
        ("2020-12-14", "2020-12-15", (date(2020, 12, 14), date(2020, 12, 15), "day", "stated"), TWO_DAYS),
        ("", "", (None, None, "unknown", "none"), None),
    ],
)  # fmt: skip
def test_shortened_dates_are_intervals(start, end, interval, phrase):
    (claim,) = claims(exchange_date_start=start, exchange_date_end=end)["claims"]
    assert (claim["date_start"], claim["date_end"], claim["date_precision"], claim["date_basis"]) == interval
    assert claim["date_phrase"] == phrase


@pytest.mark.parametrize(
    ("party_a", "party_b", "sides", "parties"),
    [
        ("USA;DEU;POL", "RUS", ("USA+DEU+POL", "RUS"), ["DEU", "POL", "RUS", "USA"]),
        ("DPR;LPR", "UKR", ("DPR/LPR", "UKR"), ["DPR", "LPR", "UKR"]),
        ("RUS;DPR;LPR", "UKR", ("RUS+DPR/LPR", "UKR"), ["DPR", "LPR", "RUS", "UKR"]),
        ("RUS;DPR", "UKR", ("RUS+DPR", "UKR"), ["DPR", "RUS", "UKR"]),
        ("Lebanese groups", "ISR", ("Lebanese groups", "ISR"), ["ISR", "Lebanese groups"]),
        ("RUS", "", ("RUS", None), ["RUS"]),
    ],
)
def test_sides_of_several_parties(party_a, party_b, sides, parties):
    records = claims(party_a=party_a, party_b=party_b)
    first, second = records["claim_transfers"]
    assert (first["released_by"], first["received_by"]) == sides
    assert (second["received_by"], second["released_by"]) == sides
    assert records["claims"][0]["parties"] == parties


def test_an_empty_count_is_unknown_and_zero_is_none():
    first, second = claims(released_by_a_to_b="", released_by_b_to_a="0")["claim_transfers"]
    assert (first["count"], first["evidence"]) == (None, "released_by_a_to_b:")
    assert (second["count"], second["evidence"]) == (0, "released_by_b_to_a: 0")


@pytest.mark.parametrize(("word", "confidence"), [("high", 0.9), ("medium", 0.7), ("low", 0.4)])
def test_confidence_is_a_number(word, confidence):
    assert claims(confidence=word)["claims"][0]["confidence"] == confidence


def test_two_countries_are_no_country():
    (claim,) = claims(place_country="RUS;UKR", place_name="both airports")["claims"]
    assert (claim["place_country"], claim["place_name"]) == (None, "both airports")


@pytest.mark.parametrize(
    ("counts", "direction"),
    [(("2", "1"), (None, None)), (("", ""), (None, None)), (("0", "2"), ("UKR", "RUS")), (("2", "0"), ("RUS", "UKR"))],
)
def test_persons_have_a_direction_where_one_side_released_nobody(counts, direction):
    records = claims(
        released_by_a_to_b=counts[0], released_by_b_to_a=counts[1], named_persons="Zoë Müller; Jan Roe;Jan Roe;;Jan"
    )
    assert [(p["name"], p["person_id"]) for p in records["claim_persons"]] == [
        ("Zoë Müller", "zoe-muller"),
        ("Jan Roe", "jan-roe"),
        ("Jan", "jan"),
    ]
    assert {(p["released_by"], p["received_by"]) for p in records["claim_persons"]} == {direction}


@pytest.mark.parametrize("note", ["ROLLUP of the stage rows; do not add to them", "Two stages: ROLLUP"])
def test_roll_ups_make_no_claim_and_stay_in_view(note):
    records = claims(note=note, released_by_a_to_b="1000")
    assert records["screened"] == [screened(1, "curated.rollup")]
    assert records["claims"] == records["claim_transfers"] == records["claim_persons"] == []
    (rollup,) = records["rollups"]
    assert (rollup["side_a"], rollup["released_by_a"], rollup["category"]) == ("RUS", 1000, "mixed")
    assert (rollup["parties"], str(rollup["date_start"])) == (["RUS", "UKR"], "2024-05-31")


@pytest.mark.parametrize(
    ("values", "rule", "observed"),
    [
        ({"exchange_date_start": "31.05.2024"}, "curated.bad_date", "31.05.2024"),
        ({"exchange_date_start": "2024-02-30"}, "curated.bad_date", "2024-02-30"),
        ({"exchange_date_start": "2024-13"}, "curated.bad_date", "2024-13"),
        ({"exchange_date_start": "0000"}, "curated.bad_date", "0000"),
        ({"exchange_date_end": "2024-05-30"}, "curated.bad_date", "2024-05-31 to 2024-05-30"),
        ({"released_by_a_to_b": "about 75"}, "curated.bad_count", "about 75"),
        ({"released_by_a_to_b": "-1"}, "curated.bad_count", "-1"),
        ({"released_by_b_to_a": "1,000"}, "curated.bad_count", "1,000"),
        ({"released_by_b_to_a": "٣"}, "curated.bad_count", "٣"),
        ({"released_by_b_to_a": "9" * 30}, "curated.bad_count", "9" * 30),
        ({"category": "soldiers"}, "curated.bad_category", "soldiers"),
        ({"category": ""}, "curated.bad_category", "empty"),
        ({"status": "done"}, "curated.bad_status", "done"),
        ({"confidence": ""}, "curated.bad_confidence", "empty"),
        ({"party_a": " ; ", "party_b": ""}, "curated.no_party", "both empty"),
    ],
)
def test_refuses_what_cannot_be_read_and_goes_on(values, rule, observed):
    records, (refusal,) = claims_of(report({**ROW, **values}, 1), report(ROW, 2))
    assert (refusal.stage, refusal.rule, refusal.observed) == ("extract", rule, observed)
    assert refusal.record == "0000000000000001 (list.csv)"
    assert records["screened"][0] == screened(1, rule)
    assert [claim["claim_id"] for claim in records["claims"]] == ["0000000000000002#0"]
    assert len(records["claim_transfers"]) == 2


@pytest.mark.parametrize("column", COLUMNS)
def test_refuses_rows_without_a_column(column):
    _, (refusal,) = claims_of(report({name: value for name, value in ROW.items() if name != column}))
    assert refusal.rule == "curated.missing_column"
    assert column in refusal.reason


def test_passes_over_other_reports():
    records, refusals = claims_of(report({"text": "Ten men came home."}, curated=False))
    assert (records["screened"], records["claims"], refusals) == ([], [], [])


def test_the_known_exchanges_are_claims_but_for_the_roll_ups():
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    records, refusals = claims_of(*(report(row, number) for number, row in enumerate(rows)))
    assert refusals == []
    assert len(rows) == 182
    assert len(records["claims"]) == 178
    assert [s["reason"] for s in records["screened"] if not s["relevant"]] == ["curated.rollup"] * 4
    counted = {t["claim_id"]: t for t in records["claim_transfers"] if t["transfer_no"] == 1}
    assert sum(t["count"] or 0 for t in counted.values()) == sum(
        int(row["released_by_a_to_b"] or 0) for row in rows if "ROLLUP" not in row["note"]
    )
