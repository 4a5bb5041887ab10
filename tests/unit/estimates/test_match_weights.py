"""Weights out of pairs: counting, shrinking to the present weight, decisions of people, the file that is proposed."""

import tomllib
from contextlib import closing
from datetime import date

import pytest

from assets.deduplicate.weights import WEIGHTS_FILE
from assets.estimates.match_weights import (
    ENOUGH,
    Estimate,
    Seen,
    count_decided,
    with_weights,
)
from tests.rows import tables_of
from warehouse.published_file import assemble, open_warehouse, read_views

DAY = date(2025, 5, 23)


def seen(matches, others, level="place.same"):
    counted = Seen()
    for _ in range(matches):
        counted.add([level], is_match=True)
    for _ in range(others):
        counted.add([level], is_match=False)
    return counted


@pytest.mark.parametrize("present", [-6.0, -1.0, 0.0, 3.0, 8.0])
def test_level_of_few_pairs_keeps_its_weight(present):
    assert seen(ENOUGH - 1, 0).estimate("place.same", present) == present
    assert seen(0, 0).estimate("place.same", present) == present


def test_weight_moves_towards_what_many_pairs_show():
    counted = seen(400, 0)
    for _ in range(400):
        counted.add(["place.other_country"], is_match=False)
    assert counted.estimate("place.same", 1.0) > 3
    assert counted.estimate("place.other_country", 1.0) < -2


def test_file_that_is_proposed_differs_in_the_weights_alone():
    text = WEIGHTS_FILE.read_text(encoding="utf-8")
    proposed = with_weights(text, [Estimate("time.same_day", 9, 1, 6.0, 4.5), Estimate("status.same", 9, 9, 0.0, -0.5)])
    before, after = tomllib.loads(text), tomllib.loads(proposed)
    assert after["time"]["same_day"]["bits"] == 4.5
    assert after["status"]["same"]["bits"] == -0.5
    after["time"]["same_day"]["bits"] = before["time"]["same_day"]["bits"]
    after["status"]["same"]["bits"] = before["status"]["same"]["bits"]
    assert after == before


@pytest.mark.parametrize(("action", "places", "matches", "others"), [
    ("merge", ("X1", "X1"), 1, 0),
    ("not_same", ("X1", "X2"), 0, 1),
    ("merge", ("X1", "X2"), 0, 0),  # overruled since
])  # fmt: skip
def test_pairs_that_people_decided_on_are_counted(tmp_path, action, places, matches, others):
    claim = {"date_precision": "day", "date_start": DAY, "date_end": DAY}
    numbers = (0, 1)
    rows = {
        "reports": [{"report_id": f"r{n}"} for n in numbers],
        "claims": [{**claim, "claim_id": f"r{n}#0", "report_id": f"r{n}"} for n in numbers],
        "exchange_claims": [{"exchange_id": places[n], "claim_id": f"r{n}#0"} for n in numbers],
        "decisions": [{"action": action, "subject": "X1", "claim_ids": ["r0#0", "r1#0"], "state": "obeyed"}],
    }
    file = tmp_path / "warehouse.duckdb"
    assemble(file, tables_of(rows), read_views())
    counted = Seen()
    with closing(open_warehouse(file)) as connection:
        count_decided(counted, connection)
    assert (counted.matches["parties"], counted.others["parties"]) == (matches, others)
