import pytest

from assets.deduplicate.registry import Registry, find_redirects, next_rows, told_by


def rows(*stays):
    """Rows of the registry, each given as name, exchange, first and last resolution."""
    return [
        {"registered_as": name, "exchange_id": x, "claim_id": name, "told": ["x"], "first_seen": a, "last_seen": b}
        for name, x, a, b in stays
    ]


def redirects(live, *stays):
    return [tuple(row.values()) for row in find_redirects(Registry(rows(*stays)), live)]


@pytest.mark.parametrize(
    ("live", "stays", "expected"),
    [
        pytest.param(["X1"], [("a#0", "X1", 1, 3)], [], id="nothing changed"),
        pytest.param(
            ["X1"],
            [("a#0", "X1", 1, 2), ("b#0", "X2", 1, 1), ("b#0", "X1", 2, 2)],
            [("X2", "X1", "merged")],
            id="a merge",
        ),
        pytest.param(
            ["X3"],
            [("a#0", "X1", 1, 1), ("a#0", "X2", 2, 2), ("a#0", "X3", 3, 3)],
            [("X1", "X3", "merged"), ("X2", "X3", "merged")],
            id="merges in a row lead to the end at once",
        ),
        pytest.param(
            ["X3"],
            [("a#0", "X1", 1, 1), ("a#0", "X2", 2, 2), ("b#0", "X2", 2, 2), ("b#0", "X3", 3, 3)],
            [("X1", "X3", "merged"), ("X2", "X3", "merged")],
            id="also where the claim itself is gone",
        ),
        pytest.param(
            ["X1", "X2"],
            [("a#0", "X1", 1, 2), ("b#0", "X1", 1, 1), ("b#0", "X2", 2, 2)],
            [("X1", "X2", "split")],
            id="a split of an id that goes on",
        ),
        pytest.param(
            ["X1", "X2"],
            [("a#0", "X1", 1, 2), ("b#0", "X1", 1, 1), ("b#0", "X2", 2, 2), ("c#0", "X2", 1, 2)],
            [],
            id="a claim that moved to another exchange is no split",
        ),
        pytest.param(
            ["X2", "X3"],
            [("a#0", "X1", 1, 1), ("a#0", "X2", 2, 2), ("b#0", "X1", 1, 1), ("b#0", "X3", 2, 2)],
            [("X1", "X2", "split"), ("X1", "X3", "split")],
            id="a gone id that went two ways",
        ),
        pytest.param([], [("a#0", "X1", 1, 1)], [("X1", None, "withdrawn")], id="no claims any more"),
        pytest.param(
            [],
            [("a#0", "X1", 1, 1), ("a#0", "X2", 2, 2), ("b#0", "X2", 1, 2), ("b#0", "X1", 3, 3)],
            [("X1", None, "withdrawn"), ("X2", None, "withdrawn")],
            id="ids that lead to each other",
        ),
    ],
)
def test_where_ids_lead(live, stays, expected):
    assert redirects(live, *stays) == expected


def known_again(before, now):
    registry = Registry(next_rows(Registry(), before, {}, {claim.claim_id: "X1" for claim in before}))
    return {claim_id: known.name for claim_id, known in registry.find_again(now).items()}


def test_claims_are_known_by_what_they_tell_not_by_their_number(claims):
    one, other = {"date": "2024-05-31", "moved": "RUS>UKR 75"}, {"date": "2024-09-14", "moved": "RUS>UKR 103"}
    before = claims({"report": "a", **one}, {"report": "a", **other})
    now = claims({"report": "a", **other}, {"report": "a", **one})
    assert known_again(before, now) == {"a#0": "a#1", "a#1": "a#0"}


def test_a_claim_read_anew_is_known_by_the_rest(claims):
    before = claims({"report": "a", "date": "2024-05-31", "moved": "RUS>UKR 75"}, {"report": "a", "date": "2020-01-01"})
    now = claims({"report": "a", "date": "2024-05-31", "moved": "RUS>UKR 76"})
    assert known_again(before, now) == {"a#0": "a#0"}


def test_the_only_claim_of_a_report_is_the_same_whatever_it_tells(claims):
    before = claims({"report": "a", "parties": "RUS UKR", "moved": "RUS>UKR 75"})
    now = claims({"report": "a", "parties": "IRN USA", "status": "agreed"})
    assert known_again(before, now) == {"a#0": "a#0"}


def test_another_claim_of_another_report_is_new(claims):
    before = claims({"report": "a", "moved": "RUS>UKR 75"})
    assert known_again(before, claims({"report": "b", "moved": "RUS>UKR 75"})) == {}


def test_a_number_that_another_claim_had_first_makes_another_name(claims):
    one = claims({"report": "a", "date": "2024-05-31", "moved": "RUS>UKR 75"})
    two = claims(
        {"report": "a", "parties": "IRN USA", "persons": ["Siamak Namazi"]},
        {"report": "a", "date": "2024-05-31", "moved": "RUS>UKR 75"},
    )
    registry = Registry(next_rows(Registry(), one, {}, {"a#0": "X1"}))
    again = registry.find_again(two)
    after = next_rows(registry, two, again, {"a#0": "X2", "a#1": "X1"})
    assert [(row["registered_as"], row["claim_id"], row["exchange_id"]) for row in after] == [
        ("a#0", "a#1", "X1"),
        ("a#0~2", "a#0", "X2"),
    ]


def test_what_is_gone_stays_registered(claims):
    registry = Registry(rows(("a#0", "X1", 1, 4)))
    after = next_rows(registry, claims({"report": "b"}), {}, {"b#0": "X2"})
    assert [(row["registered_as"], row["first_seen"], row["last_seen"]) for row in after] == [
        ("a#0", 1, 4),
        ("b#0", 5, 5),
    ]


def test_what_a_claim_tells(claims):
    (claim,) = claims(
        {"report": "a", "date": "2024-05", "moved": "RUS>UKR 75; UKR> ?", "total": 150, "persons": ["Oleg Sentsov"]}
    )
    assert told_by(claim) == {
        "status completed", "party RUS", "party UKR", "date 2024-05-01 2024-05-31", "moved RUS>UKR", "count 75",
        "moved UKR>?", "total 150", "person oleg-sentsov",
    }  # fmt: skip
