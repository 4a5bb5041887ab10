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
from warehouse.outcomes import count_outcomes, outcome_of, stops, worst_first

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


def check_results(stage: str, results: Iterable[Mapping[str, Any]]) -> Iterator[dg.AssetCheckResult]:
    """One result for each check of a stage; a check without results had nothing new to judge."""
    results = list(results)
    for severity in _by_severity(stage):
        yield _check_result(severity, [result for result in results if result["severity"] == severity])


def check_name(severity: str) -> str:
    """Name of the check over the rules of a severity."""
    return f"rules_that_{severity}"


def _by_severity(stage: str) -> dict[str, list[Rule]]:
    judging: dict[str, list[Rule]] = {severity: [] for severity in ("stop", "quarantine", "warn")}
    for rule in rules(stage):
        judging[rule.severity].append(rule)
    return {severity: found for severity, found in judging.items() if found}


def _check_result(severity: str, results: list[Mapping[str, Any]]) -> dg.AssetCheckResult:
    stopped = any(stops(result) for result in results)
    return dg.AssetCheckResult(
        check_name=check_name(severity),
        passed=all(outcome_of(result) == "passed" for result in results),
        severity=dg.AssetCheckSeverity.ERROR if stopped else dg.AssetCheckSeverity.WARN,
        description=count_outcomes(results) or "nothing new to judge",
        metadata={"rules": _results_table(results)} if results else {},
    )


def _results_table(results: list[Mapping[str, Any]]) -> dg.TableMetadataValue:
    rows = [{**result, "outcome": outcome_of(result)} for result in worst_first(results)]
    records = [dg.TableRecord({name: _cell(row[name]) for name in _TABLE_COLUMNS}) for row in rows]
    columns = [dg.TableColumn(name, "int" if name.startswith("n_") else "string") for name in _TABLE_COLUMNS]
    return dg.MetadataValue.table(records, dg.TableSchema(columns))


def _cell(value: object) -> str | int | None:
    if isinstance(value, list):
        return ", ".join(value)
    return value if value is None or isinstance(value, int) else str(value)
