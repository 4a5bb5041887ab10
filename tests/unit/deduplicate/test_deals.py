"""Stages of one deal stay exchanges of their own, under one `deal_id`."""

import pytest

from assets.deduplicate.resolve import resolve_exchanges


def deals(tables, *told, earlier=None):
    """The claims of each deal, and the number of exchanges."""
    resolved = resolve_exchanges(tables(told), earlier=earlier)
    exchange_of = {row["claim_id"]: row["exchange_id"] for row in resolved["exchange_claims"].to_pylist()}
    deal_of = {row["exchange_id"]: row["deal_id"] for row in resolved["exchanges"].to_pylist()}
    found = {}
    for claim_id, exchange_id in exchange_of.items():
        if deal_of[exchange_id]:
            found.setdefault(deal_of[exchange_id], set()).add(claim_id.removesuffix("#0"))
    return sorted(found.values(), key=sorted), len(deal_of), resolved


def day(report, date, count, **given):
    return {"report": report, "date": date, "on": date, "moved": f"RUS>UKR {count}; UKR>RUS {count}", **given}


def test_stages_that_one_report_tells_apart_are_a_deal(tables):
    stages = [day("a", "2025-05-23", 390), day("a", "2025-05-24", 307), day("a", "2025-05-25", 303)]
    for stage in stages:
        stage["on"] = "2025-05-25"
    found, n, _ = deals(tables, *stages, day("b", "2025-05-24", 307), day("c", "2025-05-06", 205))
    assert (found, n) == ([{"a", "a#1", "a#2", "b"}], 4)


def test_what_was_agreed_and_the_stages_that_are_its_sum_are_a_deal(tables):
    whole = {"report": "w", "on": "2025-05-16", "status": "agreed", "moved": "RUS>UKR 1000; UKR>RUS 1000"}
    stages = [day("a", "2025-05-23", 390), day("b", "2025-05-24", 307), day("c", "2025-05-25", 303)]
    found, n, _ = deals(tables, whole, *stages, day("d", "2025-06-09", 80))
    assert (found, n) == ([{"w", "a", "b", "c"}], 5)


@pytest.mark.parametrize(
    "told",
    [
        pytest.param([day("a", "2021-06-12", 15), day("a", "2021-07-03", 15)], id="weeks apart"),
        pytest.param([day("a", "2025-05-23", 390), day("b", "2025-05-24", 307)], id="of reports that tell of one each"),
        pytest.param(
            [day("a", "2025-05-23", 390), day("a", "2025-05-24", 1, parties="IRN USA", moved="IRN>USA 1")],
            id="of other parties",
        ),
        pytest.param(
            [
                {"report": "w", "on": "2025-05-16", "status": "agreed", "moved": "RUS>UKR 1000"},
                day("a", "2025-05-23", 390),
                day("b", "2025-05-24", 307),
            ],
            id="a sum that is not reached",
        ),
    ],
)
def test_what_is_no_deal(told, tables):
    assert deals(tables, *told)[0] == []


def test_a_deal_keeps_its_name_when_an_earlier_stage_comes_to_light(tables):
    stages = [day("a", "2025-05-24", 307), day("a", "2025-05-25", 303)]
    _, _, before = deals(tables, *stages)
    found, _, after = deals(tables, *stages, day("a", "2025-05-23", 390), earlier=before["exchange_registry"])
    assert found == [{"a", "a#1", "a#2"}]
    assert set(after["exchanges"]["deal_id"].to_pylist()) == set(before["exchanges"]["deal_id"].to_pylist())
