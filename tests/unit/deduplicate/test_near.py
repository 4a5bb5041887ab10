"""Matches that nearly joined: which are shown, and why they did not join."""

from assets.deduplicate.resolve import resolve_exchanges


def near(tables, *told):
    rows = resolve_exchanges(tables(told))["near_matches"].to_pylist()
    return [(row["claim_id"], row["other_claim_id"], row["match_weight"], row["reason"]) for row in rows]


DAY = {"date": "2024-05-31"}


def test_a_match_below_the_threshold_is_shown(tables):
    told = {"report": "a", **DAY, "moved": "RUS>UKR 75"}, {"report": "b", **DAY, "moved": "RUS>UKR 110"}
    assert near(tables, *told) == [("a#0", "b#0", 6.0, "below the threshold")]


def test_a_claim_that_fits_two_exchanges_is_shown_with_both(tables):
    told = (
        {"report": "a", "date": "2024-02-08", "moved": "RUS>UKR 100; UKR>RUS 100"},
        {"report": "b", "date": "2024-02-20", "moved": "RUS>UKR 60"},
        {"report": "v", "date": "2024-02"},
    )
    assert [(one, other, why) for one, other, _, why in near(tables, *told)] == [
        ("a#0", "v#0", "it fits more than one exchange"),
        ("b#0", "v#0", "it fits more than one exchange"),
    ]


def test_what_a_report_tells_apart_is_settled(tables):
    assert (
        near(tables, {"report": "a", **DAY, "moved": "RUS>UKR 75"}, {"report": "a", **DAY, "moved": "RUS>UKR 110"})
        == []
    )


def test_what_is_joined_or_far_apart_is_not_shown(tables):
    same = {**DAY, "moved": "RUS>UKR 75; UKR>RUS 75"}
    other = {"date": "2023-01-08", "moved": "RUS>UKR 50; UKR>RUS 50"}
    assert near(tables, {"report": "a", **same}, {"report": "b", **same}, {"report": "c", **other}) == []
