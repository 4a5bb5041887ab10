import dagster as dg
import pytest

from assets.checks import check_name, check_results, check_specs


def result(outcome, severity="stop"):
    return {
        "rule": "clean.reports_reconcile",
        "severity": severity,
        "outcome": outcome,
        "reason": "Why.",
        "observed": "3",
        "bound": "2",
        "n_rows": 5,
        "n_failing": 1,
        "failing_keys": ["a", "b"],
    }


@pytest.mark.parametrize(
    ("severity", "outcomes", "passed", "level", "description"),
    [
        ("stop", [], True, "WARN", "nothing new to judge"),
        ("stop", ["passed", "passed"], True, "WARN", "2 passed"),
        ("stop", ["passed", "failed"], False, "ERROR", "1 failed, 1 passed"),
        ("stop", ["crashed"], False, "ERROR", "1 crashed"),
        ("warn", ["passed", "warned"], False, "WARN", "1 warned, 1 passed"),
        ("warn", ["crashed"], False, "ERROR", "1 crashed"),
        ("quarantine", ["failed"], False, "WARN", "1 quarantined"),
    ],
)
def test_check_is_as_bad_as_its_worst_rule(severity, outcomes, passed, level, description):
    results = [result(outcome, severity) for outcome in outcomes]
    [check] = [c for c in check_results("extract", results) if c.check_name == check_name(severity)]
    first, *others = check.description.split("; ")
    assert (check.passed, check.severity.name, first) == (passed, level, description)
    assert others == [] if passed else others[0].endswith("clean.reports_reconcile: 3 (asked: 2)")


def test_check_shows_its_rules_worst_first():
    check, *_ = check_results("clean", [result("passed"), result("failed"), result("passed")])
    records = [record.data for record in check.metadata["rules"].records]
    assert [(r["outcome"], r["failing_keys"], r["n_failing"]) for r in records] == [
        ("failed", "a, b", 1),
        ("passed", "a, b", 1),
    ]
    assert [r["n_rows"] for r in records] == [5, 10]  # of all batches that passed


def test_check_shows_the_rows_that_failed():
    rows = [{"key": "a", "observed": "3", "report_id": "a\u202e", "n_chars": 3, "parties": ["ARM", "AZE"]}]
    check, *_ = check_results("clean", [result("failed")], {"clean.reports_reconcile": rows})
    [record] = check.metadata["rows that fail clean.reports_reconcile"].records
    assert record.data == {
        "key": "a",
        "observed": "3",
        "report_id": "a\\u202e",
        "n_chars": 3,
        "parties": "ARM, AZE",
    }


@pytest.mark.parametrize("stage", ["ingest", "clean", "extract", "deduplicate", "aggregate", "publish"])
def test_each_check_gets_one_result(stage):
    names = [spec.name for spec in check_specs("asset", stage)]
    assert names == [check.check_name for check in check_results(stage, [])]
    assert all(spec.asset_key == dg.AssetKey("asset") for spec in check_specs("asset", stage))
