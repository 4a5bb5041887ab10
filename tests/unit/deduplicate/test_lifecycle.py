import pytest

from assets.deduplicate.lifecycle import find_steps
from assets.deduplicate.resolve import resolve_exchanges


def told(*steps):
    """Claims of one exchange, each given as status, publication day, and whether the report is about it."""
    return [
        {"report": f"r{no}", "status": status, "on": on, "focus": focus, "date": "2024-05-31", "moved": "RUS>UKR 75"}
        for no, (status, on, focus) in enumerate(steps)
    ]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param(
            [("completed", "2024-05-31", True), ("proposed", "2024-05-01", True), ("agreed", "2024-05-20", True)],
            [("proposed", "2024-05-01", True), ("agreed", "2024-05-20", True), ("completed", "2024-05-31", True)],
            id="proposed, agreed, completed",
        ),
        pytest.param(
            [("agreed", "2024-05-20", True), ("cancelled", "2024-05-28", True), ("agreed", "2024-05-30", True)],
            [("agreed", "2024-05-20", True), ("cancelled", "2024-05-28", True), ("agreed", "2024-05-30", True)],
            id="called off, then agreed again",
        ),
        pytest.param(
            [("completed", "2024-05-20", True), ("agreed", "2024-05-28", True)],
            [("completed", "2024-05-20", True), ("agreed", "2024-05-28", False)],
            id="a premature report",
        ),
        pytest.param(
            [("completed", "2024-05-31", True), ("agreed", "2024-06-28", False)],
            [("completed", "2024-05-31", True)],
            id="a look back takes nothing back",
        ),
        pytest.param(
            [("completed", "2024-05-31", True), ("agreed", "2024-05-31", True)],
            [("agreed", "2024-05-31", True), ("completed", "2024-05-31", True)],
            id="two steps on one day",
        ),
        pytest.param(
            [("completed", "2024-05-31", True), ("agreed", None, True)],
            [("agreed", None, True), ("completed", "2024-05-31", True)],
            id="a step without a date",
        ),
    ],
)
def test_steps_in_the_life_of_an_exchange(steps, expected, claims):
    found = find_steps(claims(*told(*steps)))
    assert [(s.status, s.reported_on and str(s.reported_on), s.legal) for s in found] == expected


def test_a_step_names_the_claims_that_told_it_first(claims):
    steps = find_steps(claims(*told(*[("completed", "2024-05-31", True)] * 2, ("completed", "2024-06-02", True))))
    assert [step.claim_ids for step in steps] == [("r0#0", "r1#0")]


def test_an_illegal_step_is_a_conflict(tables):
    resolved = resolve_exchanges(tables(told(("completed", "2024-05-30", True), ("agreed", "2024-05-31", True))))
    assert resolved["exchange_transitions"]["legal"].to_pylist() == [True, False]
    conflicts = resolved["exchange_conflicts"].to_pylist()
    assert {(row["attribute"], row["value"], row["rule"]) for row in conflicts} == {
        ("status", "agreed", "lifecycle"),
        ("status", "completed", "lifecycle"),
    }
