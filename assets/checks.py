"""A gate's results as Dagster shows them: one asset check for the rules of a stage that stop, quarantine or warn.

Belongs here: the specs of the checks and their results, made from the same rows that go to `gate_results`. A rule is
not a check of its own, for Dagster takes 25 ms to keep a check's plan and result: 4 s a run for all rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import dagster as dg

from expectations.gate import rules
from expectations.rules import Rule
from warehouse.harmless import visible_text
from warehouse.outcomes import count_outcomes, outcome_of, stops, worst_first

Rows = list[dict[str, Any]]

_MOST_DESCRIBED = 10  # results in a check's description; the table has all
_LONGEST = 300  # characters of a cell: a report's text may be among the failing row's values, and would fill the page
_TABLE_COLUMNS = ("outcome", "rule", "severity", "observed", "bound", "n_rows", "n_failing", "failing_keys", "reason")


def check_specs(asset: str, stage: str) -> list[dg.AssetCheckSpec]:
    """The checks of a stage's asset: one for each severity that its rules have."""
    return [
        dg.AssetCheckSpec(
            check_name(severity),
            asset=asset,
            description="\n".join(f"- `{rule.id}`: {rule.reason}" for rule in judging),
            blocking=severity == "stop",
        )
        for severity, judging in _by_severity(stage).items()
    ]


def check_results(
    stage: str, results: Iterable[Mapping[str, Any]], samples: Mapping[str, Rows] | None = None
) -> Iterator[dg.AssetCheckResult]:
    """One result for each check of a stage; a check without results had nothing new to judge.

    Args:
        stage: the stage.
        results: rows of `gate_results`.
        samples: by rule, some of the rows that failed, whole.
    """
    results = list(results)
    for severity in _by_severity(stage):
        yield _check_result(severity, [r for r in results if r["severity"] == severity], samples or {})


def check_name(severity: str) -> str:
    """Name of the check over the rules of a severity."""
    return f"rules_that_{severity}"


def _by_severity(stage: str) -> dict[str, list[Rule]]:
    judging: dict[str, list[Rule]] = {severity: [] for severity in ("stop", "quarantine", "warn")}
    for rule in rules(stage):
        judging[rule.severity].append(rule)
    return {severity: found for severity, found in judging.items() if found}


def _check_result(severity: str, results: list[Mapping[str, Any]], samples: Mapping[str, Rows]) -> dg.AssetCheckResult:
    stopped = any(stops(result) for result in results)
    tripped = dict.fromkeys(r["rule"] for r in worst_first(results) if outcome_of(r) != "passed")
    metadata = {f"rows that fail {rule}": _table(samples[rule]) for rule in tripped if rule in samples}
    return dg.AssetCheckResult(
        check_name=check_name(severity),
        passed=all(outcome_of(result) == "passed" for result in results),
        severity=dg.AssetCheckSeverity.ERROR if stopped else dg.AssetCheckSeverity.WARN,
        description="; ".join([count_outcomes(results) or "nothing new to judge", *_described(results)]),
        metadata={"rules": _table(_rules_shown(results)), **metadata} if results else {},
    )


def _described(results: list[Mapping[str, Any]]) -> list[str]:
    """What is said of each of the worst results that did not pass; the page shows all of it in one line."""
    told = [
        f"{outcome_of(r)} {r['rule']}: {r['observed']} (asked: {r['bound']})"
        for r in worst_first(results)
        if outcome_of(r) != "passed"
    ]
    return [visible_text(one) for one in dict.fromkeys(told)][:_MOST_DESCRIBED]


def _rules_shown(results: list[Mapping[str, Any]]) -> Rows:
    """Every result that did not pass, worst first, and one row for each rule that all batches passed."""
    others: dict[str, dict[str, Any]] = {}
    tripped = []
    for result in worst_first(results):
        row = {name: {**result, "outcome": outcome_of(result)}[name] for name in _TABLE_COLUMNS}
        if row["outcome"] != "passed":
            tripped.append(row)
        elif row["rule"] in others:
            others[row["rule"]]["n_rows"] += row["n_rows"]
        else:
            others[row["rule"]] = row
    return [*tripped, *others.values()]


def _table(rows: Rows) -> dg.TableMetadataValue:
    records = [dg.TableRecord({name: _cell(value) for name, value in row.items()}) for row in rows]
    columns = [dg.TableColumn(name, "int" if name.startswith("n_") else "string") for name in rows[0]]
    return dg.MetadataValue.table(records, dg.TableSchema(columns))


def _cell(value: object) -> str | int | None:
    if isinstance(value, list):
        return visible_text(", ".join(map(str, value)))[:_LONGEST]
    return value if value is None or isinstance(value, int) else visible_text(str(value))[:_LONGEST]
