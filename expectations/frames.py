"""Expectations run by Great Expectations over a table as a pandas frame.

Belongs here: the only place that knows Great Expectations. It is imported when the first row is judged, since that
takes 2 to 5 s, and only once; a table without rows is not handed to it, since every expectation passes there.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from expectations.rules import Expectations, Finding, Rule, key_text
from warehouse.columns import Table

if TYPE_CHECKING:
    import pandas as pd

N_EXAMPLES = 3


def judge_frame(table: Table, rows: pa.Table, rules: Iterable[Rule]) -> dict[str, Finding]:
    """The findings of the rules that hold expectations on this table, by rule id; all in one validation.

    Args:
        table: the table's declaration.
        rows: its rows, with the declared columns.
        rules: rules whose check is `Expectations`.
    """
    expected = {rule.id: rule.check for rule in rules if isinstance(rule.check, Expectations)}
    if not expected or not rows.num_rows:
        return {rule: Finding() for rule in expected}
    module, batches = _great_expectations()
    columns = {name for check in expected.values() for member in check.members for name in member.columns}
    frame = _frame(rows.select([name for name in rows.column_names if name in columns]))
    built, findings = _build(module, expected)
    try:
        results = _validate(module, batches.get_batch({"dataframe": frame}), built)
    except Exception as error:  # noqa: BLE001  (whatever the library trips over, the rules were not checked)
        return findings | {rule: _crashed(error) for rule in built}
    return findings | {
        rule: _finding([results[m.meta["id"]] for m in members], table, rows) for rule, members in built.items()
    }


def _validate(module: ModuleType, batch: Any, built: dict[str, list[Any]]) -> dict[str, Any]:
    """The library's results by the expectation's own id.

    Only what does not succeed is validated with `SUMMARY`, which counts failing rows and shows some: it takes twice as
    long as `BOOLEAN_ONLY` (16 expectations: 114 against 57 ms).
    """
    results: dict[str, Any] = {}
    members = [member for rule in built.values() for member in rule]
    for result_format in ("BOOLEAN_ONLY", "SUMMARY"):
        suite = module.ExpectationSuite(name=result_format, expectations=members)
        found = batch.validate(suite, result_format=result_format).results
        results |= {result.expectation_config.meta["id"]: result for result in found}
        members = [member for member in members if not results[member.meta["id"]].success]
        if not members:
            break
    return results


@cache
def _great_expectations() -> tuple[ModuleType, Any]:
    """The library, and a batch definition of an ephemeral context, which takes one frame after the other."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read at import; nothing is to leave the machine
    import great_expectations  # noqa: PLC0415  (takes seconds)
    from great_expectations.data_context.types.base import ProgressBarsConfig  # noqa: PLC0415

    context = great_expectations.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("frames").add_dataframe_asset("frame")
    return great_expectations, asset.add_batch_definition_whole_dataframe("whole")


def _build(module: ModuleType, expected: dict[str, Expectations]) -> tuple[dict[str, list[Any]], dict[str, Finding]]:
    """The library's expectations by rule, and the findings of the rules that it could not build."""
    built, findings = {}, {}
    for rule, check in expected.items():
        try:
            built[rule] = [
                _remembering(module, member.type)(**member.arguments, meta={"id": f"{rule} {number}"})
                for number, member in enumerate(check.members)
            ]
        except Exception as error:  # noqa: BLE001  (an argument that the library does not take: not checked)
            findings[rule] = _crashed(error)
    return built, findings


@cache
def _remembering(module: ModuleType, name: str) -> Any:
    """A kind of the library's expectation that makes its configuration once, and not some 40 times a validation.

    None of ours changes after it was made; the library asks for its configuration with every argument that it reads.
    """
    kind = getattr(module.expectations, name)

    def configuration(self: Any) -> Any:
        if self._configuration is None:
            self._configuration = kind.configuration.fget(self)
        return self._configuration

    own = {"_configuration": module.compatibility.pydantic.PrivateAttr(None), "configuration": property(configuration)}
    return type(kind)(f"{name}Remembering", (kind,), {"__module__": __name__, **own})


def _crashed(error: Exception) -> Finding:
    return Finding(holds=False, crashed=f"{type(error).__name__}: {error}")


def _frame(rows: pa.Table) -> pd.DataFrame:
    """The rows in pandas; whole numbers stay whole where some are missing."""
    import pandas as pd  # noqa: PLC0415  (only when there are rows to judge: it takes a fifth of a second)

    frame: pd.DataFrame = rows.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
    return frame


def _finding(results: list[Any], table: Table, rows: pa.Table) -> Finding:
    """One finding out of the results of a rule's expectations; rows are counted for the one that most of them fail."""
    if crashes := [text for result in results if (text := _crash(result.exception_info))]:
        return Finding(holds=False, crashed=crashes[0])
    failed = [result for result in results if not result.success]
    if not failed:
        return Finding()
    positions = sorted({index for result in failed for index in result.result["partial_unexpected_index_list"]})
    return Finding(
        n_failing=max(result.result["unexpected_count"] for result in failed),
        keys=tuple(_key(table, rows, position) for position in positions),
        observed="; ".join(_observed(result, rows.num_rows) for result in failed),
        holds=False,
    )


def _crash(info: dict[str, Any]) -> str | None:
    """The message of an expectation that raised; the library gives it flat, or once a metric that it needed."""
    reports = [info] if "raised_exception" in info else list(info.values())
    return next((str(report["exception_message"]) for report in reports if report["raised_exception"]), None)


def _observed(result: Any, n_rows: int) -> str:
    arguments = result.expectation_config.kwargs
    column = arguments.get("column") or ", ".join(arguments["column_list"])
    values = dict.fromkeys(_text(value) for value in result.result["partial_unexpected_list"])
    examples = ", ".join(list(values)[:N_EXAMPLES])
    return f"{column}: {result.result['unexpected_count']} of {n_rows} rows, such as {examples}"


def _text(value: object) -> str:
    return key_text(tuple(value.values())) if isinstance(value, dict) else repr(str(value))


def _key(table: Table, rows: pa.Table, position: int) -> tuple[object, ...]:
    return tuple(rows[name][position].as_py() for name in table.key) or (f"row {position}",)
