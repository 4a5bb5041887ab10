"""Every rule is proven twice: a batch that passes it, and one that trips it and nothing else."""

from __future__ import annotations

import pytest

from expectations.gate import SUITES, rules
from tests.gates.batches import BATCHES, clean_batch
from tests.gates.breaks import BREAKS

# The file's rules: test_publish.py; those on a source's past: test_drift.py.
AUDITED = [stage for stage in SUITES if stage != "publish"]


@pytest.mark.parametrize("stage", AUDITED)
def test_clean_batch_trips_nothing(stage):
    batch = clean_batch(stage)
    verdict = batch.audit()
    assert [result for result in verdict.results if result["outcome"] != "passed"] == []
    assert [result["rule"] for result in verdict.results] == [rule.id for rule in SUITES[stage].of_batch]
    assert (verdict.stopped, verdict.reasons, verdict.refusals) == (False, [], [])
    assert verdict.tables == batch.arrow_tables()


def test_report_of_unknown_language_is_judged_by_the_words_it_is_read_by():
    batch = clean_batch("extract")
    for report in batch.context["clean_reports"]:
        report["language"] = "und"
    batch.context["clean_reports"][0]["text"] += " That was on 14 December 2020."
    batch.tables["claims"][0]["date_phrase"] = "on 14 December 2020"
    assert [result["rule"] for result in batch.audit().results if result["outcome"] != "passed"] == []


@pytest.mark.parametrize("rule", BREAKS)
def test_change_trips_just_this_rule(rule):
    stage = rule.split(".")[0]
    severity = next(found.severity for found in rules(stage) if found.id == rule)
    batch = clean_batch(stage)
    BREAKS[rule](batch)
    verdict = batch.audit()
    tripped = {result["rule"]: result for result in verdict.results if result["outcome"] != "passed"}
    assert {name: result["observed"] for name, result in tripped.items()}.keys() == {rule}, tripped
    assert tripped[rule]["outcome"] == ("warned" if severity == "warn" else "failed")
    assert tripped[rule]["observed"]
    assert verdict.stopped == (severity == "stop")
    assert bool(verdict.reasons) == (severity == "stop")
    assert bool(verdict.refusals) == (severity == "quarantine")


def test_every_rule_has_a_batch_that_trips_it():
    declared = [rule.id for stage in AUDITED for rule in SUITES[stage].of_batch]
    assert [rule for rule in declared if rule not in BREAKS] == [], "not in BREAKS of tests/gates/breaks.py"
    assert [rule for rule in BREAKS if rule not in declared] == [], "in BREAKS, but no rule of a gate"
    assert set(BATCHES) == set(AUDITED)


@pytest.mark.parametrize("stage", AUDITED)
def test_every_column_of_the_clean_batches_has_a_value(stage):
    # An expectation on a column without values is never put to the test, not even whether its bound has the right type.
    for name, rows in clean_batch(stage).arrow_tables().items():
        assert [column for column in rows.column_names if rows[column].null_count == rows.num_rows] == [], name
