import pyarrow as pa
import pytest

from assets.deduplicate.decisions import COLUMNS, read_merges
from warehouse.errors import InputError

CLAIMS = {"a#0", "b#0", "c#0"}
EARLIER = {"b#0": "X1", "c#0": "X1"}


def decision(**values):
    row = {
        "decided_on": "2026-01-01",
        "decided_by": "Anna",
        "action": "merge",
        "reason": "same day, same men",
        **values,
    }
    return pa.table({name: pa.array([row.get(name)], pa.string()) for name in COLUMNS})


@pytest.mark.parametrize(
    ("subject", "other", "pair"),
    [("a#0", "b#0", ("a#0", "b#0")), ("a#0", "X1", ("a#0", "b#0")), ("X1", " a#0 ", ("b#0", "a#0"))],
)
def test_merge_of_claims_and_exchanges(subject, other, pair):
    (merge,) = read_merges(decision(subject=subject, object=other), CLAIMS, EARLIER)
    assert (merge.one, merge.other) == pair
    assert "Anna" in merge.explanation
    assert "same day, same men" in merge.explanation


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"action": "split"}, "decision 1: the action 'split' cannot be carried out, only merge"),
        ({"action": None}, "the action ''"),
        ({"decided_by": " "}, "who decided and why"),
        ({"reason": None}, "who decided and why"),
        ({"object": "d#0"}, "no claim and no published exchange 'd#0'"),
        ({"object": None}, "no claim and no published exchange ''"),
    ],
)
def test_a_decision_that_cannot_be_carried_out_is_an_error(values, message):
    with pytest.raises(InputError, match=message):
        read_merges(decision(**{"subject": "a#0", "object": "b#0", **values}), CLAIMS, EARLIER)


def test_no_decisions():
    assert read_merges(None, CLAIMS, {}) == []
    assert read_merges(decision(subject="a#0", object="b#0").slice(0, 0), CLAIMS, {}) == []


def test_a_file_with_other_columns_is_an_error():
    with pytest.raises(InputError, match="lacks the column decided_by"):
        read_merges(decision(subject="a#0", object="b#0").drop_columns(["decided_by"]), CLAIMS, {})
