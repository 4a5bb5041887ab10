"""What holds for any claims whatever: resolution as a whole, over generated reports."""

from collections import Counter
from itertools import combinations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.deduplicate.comparison import find_contradiction
from assets.deduplicate.profile import make_profile
from assets.deduplicate.records import read_claims, read_reports
from assets.deduplicate.resolve import resolve_exchanges
from warehouse.tables import TABLES

PARTIES = ["RUS UKR", "DPR LPR UKR", "RUS USA", "ISR", "Hamas ISR", ""]
DATES = [None, None, "2024-05-31", "2024-06-01", "2024-06-03", "2024-05", "2024-06", "2024", "2024-05-31..2024-06-01"]
ON = [None, "2024-05-31", "2024-06-01", "2024-06-20", "2024-09-01"]
COUNTS = ["75", "75", "80", "1", "~70", "+60", "<100", "0", "?", "212"]
CATEGORIES = ["", " military", " civilian", " remains", " mixed"]
NAMES = ["Oleg Sentsov", "Oleh Sentsov", "Sentsov", "Marc Fogel", "Oleg"]


@st.composite
def a_claim(draw):
    parties = draw(st.sampled_from(PARTIES))
    sides = [*parties.split(), "", "DPR/LPR", "RUS+BLR"]
    moved = [
        f"{draw(st.sampled_from(sides))}>{draw(st.sampled_from(sides))} {draw(st.sampled_from(COUNTS))}"
        f"{draw(st.sampled_from(CATEGORIES))}"
        for _ in range(draw(st.integers(0, 3)))
    ]
    return {
        "report": f"r{draw(st.integers(0, 7))}",
        "parties": parties,
        "date": draw(st.sampled_from(DATES)),
        "status": draw(st.sampled_from(["completed", "completed", "agreed", "proposed", "cancelled"])),
        "focus": draw(st.booleans()),
        "moved": "; ".join(moved),
        "total": draw(st.sampled_from([None, None, 150, 75])),
        "persons": sorted(draw(st.sets(st.sampled_from(NAMES), max_size=2))),
        "place": draw(st.sampled_from([None, "Sumy", "Sumy region", "Minsk"])),
        "country": draw(st.sampled_from([None, "UKR", "BLR"])),
        "mediators": draw(st.sampled_from(["", "ARE", "ARE USA"])),
    }


@st.composite
def some_claims(draw, most=14):
    """Claims of up to eight reports; what is told of a report itself is the same in all its claims."""
    told = draw(st.lists(a_claim(), min_size=1, max_size=most))
    reports = {
        claim["report"]: {
            "on": draw(st.sampled_from(ON)),
            "publisher": draw(st.sampled_from(["one.example", "two.example", None])),
            **({"list_name": "known.csv"} if draw(st.integers(0, 9)) == 0 else {}),
        }
        for claim in told
    }
    return [{**claim, **reports[claim["report"]]} for claim in told]


def shuffled(table, chance):
    order = list(range(table.num_rows))
    chance.shuffle(order)
    return table.take(pa.array(order, pa.int64()))


@settings(max_examples=40, deadline=None)
@given(told=some_claims(), chance=st.randoms(use_true_random=False))
def test_order_of_the_rows_changes_nothing(told, chance, tables):
    given_tables = tables(told)
    resolved = resolve_exchanges(given_tables)
    again = resolve_exchanges({name: shuffled(table, chance) for name, table in given_tables.items()})
    assert all(resolved[name].equals(again[name]) for name in resolved)


@settings(max_examples=40, deadline=None)
@given(told=some_claims())
def test_claims_are_parted_among_exchanges_without_a_contradiction(told, tables, weights):
    given_tables = tables(told)
    claims = {claim.claim_id: claim for claim in read_claims(given_tables, read_reports(given_tables))}
    resolved = resolve_exchanges(given_tables)
    rows = resolved["exchange_claims"].to_pylist()
    assert sorted(row["claim_id"] for row in rows) == sorted(claims)
    assert Counter(row["exchange_id"] for row in rows) == Counter(
        {row["exchange_id"]: row["n_claims"] for row in resolved["exchanges"].to_pylist()}
    )
    for one, other in combinations(rows, 2):
        if one["exchange_id"] == other["exchange_id"]:
            a, b = claims[one["claim_id"]], claims[other["claim_id"]]
            assert a.report.report_id != b.report.report_id
            assert find_contradiction(make_profile(a, weights), make_profile(b, weights), weights) is None


@settings(max_examples=40, deadline=None)
@given(told=some_claims())
def test_published_values_are_in_order_and_every_conflict_is_decided(told, tables):
    resolved = resolve_exchanges(tables(told))
    for row in resolved["exchange_transfers"].to_pylist():
        known = [row[name] for name in ("count_low", "count_best", "count_high") if row[name] is not None]
        assert known == sorted(known)
    keys = [
        tuple(row[name] for name in ("exchange_id", "released_by", "received_by", "category"))
        for row in resolved["exchange_transfers"].to_pylist()
    ]
    assert len(set(keys)) == len(keys)
    chosen = Counter()
    for row in resolved["exchange_conflicts"].to_pylist():
        chosen[row["exchange_id"], row["attribute"]] += row["chosen"]
    assert set(chosen.values()) <= {1}
    for name, table in resolved.items():
        key = TABLES[name].key
        if key:
            found = [tuple(row[column] for column in key) for row in table.select(key).to_pylist()]
            assert len(set(found)) == len(found)
            assert found == sorted(found)


@settings(max_examples=40, deadline=None)
@given(told=some_claims(), first=st.integers(1, 8))
def test_ids_survive_when_claims_are_added(told, first, tables):
    reports = sorted({claim["report"] for claim in told})[:first]
    before = resolve_exchanges(tables([claim for claim in told if claim["report"] in reports]))
    resolved = resolve_exchanges(tables(told), earlier=before)
    old, new = (
        {row["claim_id"]: row["exchange_id"] for row in found["exchange_claims"].to_pylist()}
        for found in (before, resolved)
    )
    for claim_id, exchange_id in old.items():
        gone = exchange_id not in new.values()
        assert not gone or new[claim_id] in old.values()  # its claims went into an exchange with an id of its own
    once_more = resolve_exchanges(tables(told), earlier=resolved)
    assert all(once_more[name].equals(resolved[name]) for name in resolved if name != "exchange_registry")


def test_claims_that_agree_are_joined_and_the_reason_is_told(tables):
    told = {"date": "2024-05-31", "moved": "RUS>UKR 75; UKR>RUS 75"}
    resolved = resolve_exchanges(tables([{"report": "a", **told}, {"report": "b", **told}, {"report": "c"}]))
    a, b, c = resolved["exchange_claims"].to_pylist()
    assert a["exchange_id"] == b["exchange_id"] != c["exchange_id"]
    assert a["match_weight"] == b["match_weight"] > 7
    assert a["explanation"].startswith(
        "with b#0: same parties RUS, UKR (+3.0); same day (2024-05-31; 2024-05-31) (+6.0)"
    )
    assert (c["match_weight"], c["decided_by"]) == (None, "rule")
    assert c["explanation"] == "stands alone: no other claim fits"


def test_copies_are_told_and_add_no_publisher(tables):
    text = {"sketch": list(range(100)), "date": "2024-05-31", "moved": "RUS>UKR 75"}
    resolved = resolve_exchanges(
        tables([{"report": "a", "on": "2024-06-01", **text}, {"report": "b", "on": "2024-06-02", **text}])
    )
    assert resolved["copies"].to_pylist() == [{"report_id": "b", "copy_of": "a"}]
    (exchange,) = resolved["exchanges"].to_pylist()
    assert (exchange["n_reports"], exchange["n_publishers"]) == (2, 1)


def test_no_claims_make_no_exchanges(tables):
    resolved = resolve_exchanges(tables([]))
    assert {name: table.num_rows for name, table in resolved.items()} == dict.fromkeys(resolved, 0)
    assert all(table.schema.equals(TABLES[name].arrow_schema) for name, table in resolved.items())


def test_a_claim_of_an_unknown_report_is_an_error(tables):
    given_tables = tables([{"report": "a"}])
    given_tables["clean_reports"] = given_tables["clean_reports"].slice(0, 0)
    with pytest.raises(ValueError, match="claim a#0 is of report a, which is not among the clean reports"):
        resolve_exchanges(given_tables)
