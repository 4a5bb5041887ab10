"""The rules that hold a source against its own past, each proven by a run that keeps to it and one that strays."""

from __future__ import annotations

import pyarrow as pa
import pytest

from expectations.drift import FIGURES, RULES, measure_sources, sum_figures
from expectations.gate import SUITES, audit_drift
from tests.gates.batches import clean_batch


def figures(*rows):
    return pa.Table.from_pylist([dict(zip(FIGURES.names, row, strict=True)) for row in rows], schema=FIGURES)


def outcome(stage, present, past):
    verdict = audit_drift(stage, figures(*present), figures(*past))
    assert not verdict.stopped
    return {result["rule"]: result["outcome"] for result in verdict.results}


# By rule: the figure, (n, of) of five earlier runs, of a run that keeps to them, and of one that strays.
PAIRS = {
    "ingest.volume_as_usual": ("documents", [(40, 40), (50, 50), (60, 60), (45, 45), (55, 55)], (200, 200), (300, 300)),
    "clean.undated_as_usual": ("undated", [(5, 50), (4, 50), (6, 50), (5, 50), (5, 50)], (13, 50), (20, 50)),
    "clean.refused_as_usual": ("refused", [(0, 50), (1, 50), (0, 50), (0, 50), (0, 50)], (5, 50), (6, 50)),
    "extract.relevant_as_usual": ("relevant", [(30, 50), (32, 50), (28, 50), (31, 50), (30, 50)], (43, 50), (1, 50)),
    "extract.claims_as_usual": ("claims", [(60, 50), (62, 50), (58, 50), (60, 50), (61, 50)], (90, 50), (150, 50)),
    "extract.dates_as_usual": (
        "undated claims",
        [(10, 100), (12, 100), (9, 100), (11, 100), (10, 100)],
        (20, 100),
        (60, 100),
    ),
    "extract.counts_as_usual": (
        "uncounted transfers",
        [(10, 100), (12, 100), (9, 100), (11, 100), (10, 100)],
        (20, 100),
        (60, 100),
    ),
}


@pytest.mark.parametrize("rule", PAIRS)
def test_source_that_strays_is_told_of_and_one_that_keeps_to_its_past_is_not(rule):
    stage, (figure, past, near, far) = rule.split(".")[0], PAIRS[rule]
    earlier = [("feed", figure, *pair) for pair in past]
    assert set(outcome(stage, [("feed", figure, *near)], earlier).values()) == {"passed"}
    strayed = outcome(stage, [("feed", figure, *far)], earlier)
    assert [name for name, came in strayed.items() if came != "passed"] == [rule]


def test_every_rule_has_such_a_pair():
    assert sorted(rule.id for rules in RULES.values() for rule in rules) == sorted(PAIRS)
    assert all(rule.severity == "warn" for rules in RULES.values() for rule in rules)


@pytest.mark.parametrize("rule", PAIRS)
def test_past_of_four_runs_or_of_another_source_says_nothing(rule):
    stage, (figure, past, _, far) = rule.split(".")[0], PAIRS[rule]
    present = [("feed", figure, *far)]
    for earlier in ([("feed", figure, *pair) for pair in past[:4]], [("other", figure, *pair) for pair in past]):
        assert set(outcome(stage, present, earlier).values()) == {"passed"}


def test_odd_runs_do_not_move_what_is_usual():
    past = [(5, 50), (4, 50), (50, 50), (6, 50), (5, 50), (5, 50), (48, 50)]
    earlier = [("feed", "undated", *pair) for pair in past]
    assert outcome("clean", [("feed", "undated", 30, 50)], earlier)["clean.undated_as_usual"] == "warned"


def test_few_reports_say_nothing():
    earlier = [("feed", "undated", 0, 50)] * 6
    assert outcome("clean", [("feed", "undated", 15, 15)], earlier)["clean.undated_as_usual"] == "passed"


def test_fall_of_the_volume_is_told_of():
    earlier = [("feed", "documents", 100, 100)] * 6
    assert outcome("ingest", [("feed", "documents", 10, 10)], earlier)["ingest.volume_as_usual"] == "warned"


def measured(stage):
    batch = clean_batch(stage)
    tables = {name: rows.rename_columns(rows.column_names) for name, rows in batch.arrow_tables().items()}
    rows = measure_sources(stage, tables, batch.arrow_context())
    return {(row["source"], row["figure"]): (row["n"], row["of"]) for row in rows}


def test_measures():
    assert measured("ingest") == {("samples", "documents"): (4, 4)}
    assert measured("clean") == {("samples", "undated"): (1, 4), ("samples", "refused"): (1, 5)}
    assert measured("extract") == {
        ("samples", "relevant"): (4, 6),
        ("samples", "claims"): (5, 4),
        ("samples", "undated claims"): (1, 5),
        ("samples", "uncounted transfers"): (1, 7),
    }
    assert [stage for stage in SUITES if stage not in RULES] == ["deduplicate", "aggregate", "publish"]
    assert measured("aggregate") == {}


def test_batches_of_a_run_are_measured_together():
    rows = [{"source": "feed", "figure": "undated", "n": n, "of": 10} for n in (1, 2)]
    assert sum_figures(rows).to_pylist() == [{"source": "feed", "figure": "undated", "n": 3, "of": 20}]
