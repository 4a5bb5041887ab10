"""Stages of one deal stay exchanges of their own, under one `deal_id`; the deal's sum is never counted beside them."""

from datetime import date

import pytest

from assets.deduplicate.resolve import resolve_exchanges
from tests.unit.deduplicate.test_obeying import decide
from warehouse.tables import ROLLUPS


def deals(tables, *told, rollups=(), earlier=None, decisions=None):
    """The claims of each deal, and the number of exchanges."""
    given = {**tables(told), "rollups": ROLLUPS.rows(list(rollups))}
    resolved = resolve_exchanges(given, decisions, earlier)
    exchange_of = {row["claim_id"]: row["exchange_id"] for row in resolved["exchange_claims"].to_pylist()}
    deal_of = {row["exchange_id"]: row["deal_id"] for row in resolved["exchanges"].to_pylist()}
    found = {}
    for claim_id, exchange_id in exchange_of.items():
        if deal_of[exchange_id]:
            found.setdefault(deal_of[exchange_id], set()).add(claim_id.removesuffix("#0"))
    return sorted(found.values(), key=sorted), len(deal_of), resolved


def row_of(resolved, claim_id):
    exchange_of = {row["claim_id"]: row["exchange_id"] for row in resolved["exchange_claims"].to_pylist()}
    return next(row for row in resolved["exchanges"].to_pylist() if row["exchange_id"] == exchange_of[claim_id])


def day(report, on, count, **given):
    return {"report": report, "date": on, "on": on, "moved": f"RUS>UKR {count}; UKR>RUS {count}", **given}


def rollup(first, last, a, b, category="mixed", **given):
    span = {"date_start": date.fromisoformat(first), "date_end": date.fromisoformat(last), "date_precision": "day"}
    sides = {"parties": ["RUS", "UKR"], "side_a": "RUS", "side_b": "UKR", "released_by_a": a, "released_by_b": b}
    return {"report_id": "roll-up", **span, **sides, "category": category, **given}


MAY = [day("a", "2025-05-23", 390), day("b", "2025-05-24", 307), day("c", "2025-05-25", 303)]
WHOLE = {"report": "w", "on": "2025-05-16", "status": "agreed", "moved": "RUS>UKR 1000; UKR>RUS 1000"}
SMALL = day("d", "2025-05-24", 12, place="Minsk")


def test_stages_that_one_report_tells_apart_are_a_deal(tables):
    stages = [{**stage, "report": "a", "on": "2025-05-25"} for stage in MAY]
    found, n, resolved = deals(tables, *stages, day("b", "2025-05-24", 307), day("c", "2025-05-06", 205))
    assert (found, n) == ([{"a", "a#1", "a#2", "b"}], 4)
    (deal,) = resolved["deals"].to_pylist()
    assert "a tells apart X" in deal["explanation"]
    assert "(2025-05-23) and X" in deal["explanation"]


def test_what_was_agreed_and_the_stages_that_are_its_sum_are_a_deal(tables):
    found, n, resolved = deals(tables, WHOLE, *MAY, day("d", "2025-06-09", 80))
    assert (found, n) == ([{"w", "a", "b", "c"}], 5)
    assert [row_of(resolved, f"{name}#0")["deal_role"] for name in "wabc"] == ["whole", "stage", "stage", "stage"]
    (deal,) = resolved["deals"].to_pylist()
    assert (deal["signs"], deal["report_ids"], len(deal["stage_ids"])) == (["agreed"], ["w"], 3)
    assert (str(deal["date_start"]), str(deal["date_end"])) == ("2025-05-23", "2025-05-25")


def test_a_roll_up_of_a_list_makes_a_deal_of_the_rows_that_it_sums(tables):
    found, n, resolved = deals(tables, *MAY, SMALL, rollups=[rollup("2025-05-23", "2025-05-25", 1000, 1000)])
    assert (found, n) == ([{"a", "b", "c"}], 4)
    (deal,) = resolved["deals"].to_pylist()
    assert (deal["signs"], deal["report_ids"]) == (["listed"], ["roll-up"])
    assert deal["explanation"] == (
        "the row roll-up sums up 1000 of RUS, 1000 of UKR; "
        "the hand-overs of 2025-05-23, 2025-05-24, 2025-05-25 come to that"
    )


def test_a_roll_up_of_one_direction_is_reached_though_the_other_is_not_told(tables):
    stages = [
        day("a", "2025-06-11", 0, moved="RUS>UKR 1212 remains; UKR>RUS 27 remains"),
        day("b", "2025-06-13", 0, moved="RUS>UKR 1200 remains"),
        day("c", "2025-06-12", 30),
    ]
    given = [rollup("2025-06-11", "2025-06-16", 2412, 78, "remains")]
    announced = {**WHOLE, "on": "2025-06-07", "moved": "RUS>UKR 2400 remains; UKR>RUS 2400 remains"}
    assert deals(tables, *stages, rollups=given)[0] == [{"a", "b"}]
    assert deals(tables, *stages, announced, rollups=given)[0] == [{"a", "b", "w"}]
    assert deals(tables, *stages, announced)[0] == []


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({"date": "2025-05-23..2025-05-25"}, id="of all days"),
        pytest.param({"date": "2025-05-25"}, id="on the last day"),
        pytest.param({"date": "2025-05"}, id="of the month"),
        pytest.param({"date": None, "on": "2025-05-27"}, id="told two days after"),
    ],
)
def test_a_sum_told_as_done_is_the_whole_of_its_stages_and_not_counted_beside_them(told, tables):
    total = {"report": "t", "on": "2025-05-26", "moved": "RUS>UKR 1000; UKR>RUS 1000", **told}
    found, n, resolved = deals(tables, *MAY, SMALL, total)
    assert (found, n) == ([{"a", "b", "c", "t"}], 5)
    whole = row_of(resolved, "t#0")
    assert (whole["status"], whole["deal_role"]) == ("agreed", "whole")
    conflicts = {row["value"]: row for row in resolved["exchange_conflicts"].to_pylist()}
    assert (conflicts["agreed"]["chosen"], conflicts["agreed"]["rule"]) == (True, "stages_counted")
    assert (conflicts["completed"]["chosen"], conflicts["completed"]["claim_ids"]) == (False, ["t#0"])


@pytest.mark.parametrize(
    ("before", "found"), [([], [{"a", "b", "c", "w"}]), ([100, 900], [{"a", "b", "c"}, {"x", "y"}])]
)
def test_an_announcement_of_no_known_day_is_of_the_only_sum_that_it_fits(before, found, tables):
    undated = {**WHOLE, "on": None}
    earlier = [day(name, on, n) for name, on, n in zip("xy", ("2024-02-01", "2024-02-02"), before, strict=False)]
    rollups = [rollup("2025-05-23", "2025-05-25", 1000, 1000)]
    if before:
        rollups.append(rollup("2024-02-01", "2024-02-02", 1000, 1000, report_id="roll-up 2"))
    assert deals(tables, undated, *MAY, *earlier, rollups=rollups)[0] == found


def test_who_sets_the_status_of_a_sum_has_the_last_word(tables):
    total = {"report": "t", "date": "2025-05-25", "on": "2025-05-26", "moved": "RUS>UKR 1000; UKR>RUS 1000"}
    decided = decide(("set", "t#0", "status", "completed"))
    found, _, resolved = deals(tables, *MAY, total, decisions=decided)
    assert (found, row_of(resolved, "t#0")["status"]) == ([], "completed")


@pytest.mark.parametrize(
    ("told", "rollups"),
    [
        pytest.param([day("a", "2021-06-12", 15), day("a", "2021-07-03", 15)], [], id="weeks apart"),
        pytest.param(MAY[:2], [], id="of reports that tell of one each"),
        pytest.param(
            [day("a", "2025-05-23", 390), day("a", "2025-05-24", 1, parties="IRN USA", moved="IRN>USA 1")],
            [],
            id="of other parties",
        ),
        pytest.param([WHOLE, *MAY[:2]], [], id="a sum that is not reached"),
        pytest.param(MAY[:2], [rollup("2025-05-23", "2025-05-25", 1000, 1000)], id="a roll-up that is not reached"),
        pytest.param(MAY, [rollup("2025-05-23", "2025-05-24", 1000, 1000)], id="a roll-up of fewer days"),
        pytest.param(
            MAY,
            [rollup("2025-05-23", "2025-05-25", 1000, 1000, parties=["BLR", "UKR"], side_a="BLR")],
            id="a roll-up of other parties",
        ),
        pytest.param(MAY, [rollup("2025-05-23", "2025-05-25", 1000, 1000, "remains")], id="a roll-up of the dead"),
        pytest.param(
            [*MAY, {"report": "t", "date": "2025-08-24", "moved": "RUS>UKR 1000; UKR>RUS 1000"}],
            [],
            id="as many at another time",
        ),
        pytest.param(
            [*MAY, {"report": "t", "date": "2025-05-25", "moved": "RUS>UKR 950; UKR>RUS 950"}],
            [],
            id="another number told as done",
        ),
        pytest.param(
            [day("a", "2025-05-23", 50), day("b", "2025-05-24", 50), day("c", "2025-05-25", 50)],
            [rollup("2025-05-23", "2025-05-25", 100, 100)],
            id="more than one way to sum up",
        ),
    ],
)
def test_what_is_no_deal(told, rollups, tables):
    assert deals(tables, *told, rollups=rollups)[0] == []


def test_a_stage_of_another_deal_in_between_is_left_to_that(tables):
    """Two roll-ups of overlapping days, and what was agreed of the later one."""
    other = [day("x", "2025-05-22", 70), day("y", "2025-05-24", 30, place="Minsk")]
    found, _, _ = deals(
        tables,
        WHOLE,
        *MAY,
        *other,
        rollups=[
            rollup("2025-05-23", "2025-05-25", 1000, 1000),
            rollup("2025-05-22", "2025-05-24", 100, 100, report_id="roll-up 2"),
        ],
    )
    assert found == [{"a", "b", "c", "w"}, {"x", "y"}]


def test_what_is_agreed_passes_over_the_stages_of_another_sum(tables):
    other = [day("x", "2025-05-22", 70), day("y", "2025-05-24", 30, place="Minsk")]
    found, _, _ = deals(tables, WHOLE, *MAY, *other, rollups=[rollup("2025-05-22", "2025-05-24", 100, 100)])
    assert found == [{"a", "b", "c", "w"}, {"x", "y"}]


def test_a_deal_keeps_its_name_when_an_earlier_stage_comes_to_light(tables):
    stages = [day("a", "2025-05-24", 307), day("a", "2025-05-25", 303)]
    _, _, before = deals(tables, *stages)
    found, _, after = deals(tables, *stages, day("a", "2025-05-23", 390), earlier=before)
    assert found == [{"a", "a#1", "a#2"}]
    assert set(after["exchanges"]["deal_id"].to_pylist()) == set(before["exchanges"]["deal_id"].to_pylist())
