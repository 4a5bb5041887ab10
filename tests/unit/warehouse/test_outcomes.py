import pytest

from warehouse.outcomes import count_outcomes, outcome_of, stops, worst_first


def result(outcome, severity="stop"):
    return {"outcome": outcome, "severity": severity}


@pytest.mark.parametrize(
    ("outcome", "severity", "word", "is_stopping"),
    [
        ("passed", "stop", "passed", False),
        ("warned", "warn", "warned", False),
        ("failed", "quarantine", "quarantined", False),
        ("failed", "stop", "failed", True),
        ("crashed", "stop", "crashed", True),
        ("crashed", "warn", "crashed", True),
        ("crashed", "quarantine", "crashed", True),
    ],
)
def test_what_a_result_comes_to(outcome, severity, word, is_stopping):
    assert outcome_of(result(outcome, severity)) == word
    assert stops(result(outcome, severity)) == is_stopping


def test_counts_and_order_are_worst_first():
    results = [result("passed"), result("failed", "quarantine"), result("passed"), result("failed")]
    assert count_outcomes(results) == "1 failed, 1 quarantined, 2 passed"
    assert [outcome_of(r) for r in worst_first(results)] == ["failed", "quarantined", "passed", "passed"]
    assert count_outcomes([]) == ""
