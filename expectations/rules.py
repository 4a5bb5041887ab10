"""What a rule, a suite and a verdict are: rules are data, so that they can be listed, shown and tested one by one.

Belongs here: the dataclasses, and reading a rule's SQL. Not here: the rules themselves (`baseline.py` and one module a
stage), running them (`frames.py`, `queries.py`) and deciding (`gate.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias

import pyarrow as pa

from warehouse.refusals import Refusal

Severity = Literal["stop", "warn", "quarantine"]
Outcome = Literal["passed", "warned", "failed", "crashed"]
Value = int | float | str | date
Given: TypeAlias = pa.Table | int

SQL_FOLDER = Path(__file__).parent / "sql"


class GateError(Exception):
    """A gate was called wrongly, so nothing was judged; the message says what to hand in."""


@dataclass(frozen=True)
class Expectation:
    """One Great Expectations expectation, named so that the library need not be imported to declare it.

    Attributes:
        type: name of the class in `great_expectations.expectations`.
        arguments: its arguments; bounds have the kind of the column (`date` for DATE, `datetime` for TIMESTAMP).
    """

    type: str
    arguments: Mapping[str, object]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it looks at."""
        listed = self.arguments.get("column_list", ())
        return tuple(str(name) for name in (listed if isinstance(listed, list) else [self.arguments["column"]]))


@dataclass(frozen=True)
class Expectations:
    """Passes if every expectation holds on the rule's table."""

    members: tuple[Expectation, ...]


@dataclass(frozen=True)
class Declared:
    """Passes if the table is there and has the declared columns, in order, with the declared types."""


@dataclass(frozen=True)
class FailingRows:
    """Passes if the query returns no row; a row returned is the key of a failing one, and what was `observed` there.

    Attributes:
        sql: a query over the tables of the batch and the context.
        parameters: values of its `$names`; a name that is missing is a number of the context.
    """

    sql: str
    parameters: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Figure:
    """Passes if the query, which returns one row `(observed, holds)`, says that it holds; null is a crash."""

    sql: str
    parameters: Mapping[str, Value] = field(default_factory=dict)


Check = Declared | Expectations | FailingRows | Figure


@dataclass(frozen=True)
class Rule:
    """One rule of a gate.

    Attributes:
        id: stage and name, such as `clean.published_not_after_landing`.
        severity: what a failure does: `stop` the batch, `warn`, or `quarantine` the failing rows.
        table: the table whose rows are judged; its key names the failing rows.
        reason: what the rule asks and why, in words.
        bound: what is accepted.
        origin: where the bound comes from.
    """

    id: str
    severity: Severity
    table: str
    reason: str
    bound: str
    origin: str
    check: Check


@dataclass(frozen=True)
class Suite:
    """The rules of one stage.

    Attributes:
        structure: judged first; if one of them fails, the batch has stopped and the other rules are not judged, for
            they would only fail or crash on what is already known.
        rules: everything else about a batch, in the order in which results are shown.
        context: what the caller hands in beside the batch, by name: what it is.
        defaults: how to make what the caller may leave out.
        drift: judged once a run, over what its batches tell of each source; all of them warn.
    """

    stage: str
    structure: tuple[Rule, ...]
    rules: tuple[Rule, ...]
    context: Mapping[str, str]
    defaults: Mapping[str, Callable[[], Given]] = field(default_factory=dict)
    drift: tuple[Rule, ...] = ()

    @property
    def of_batch(self) -> tuple[Rule, ...]:
        """The rules that a batch is judged by, in the order of its results."""
        return (*self.structure, *self.rules)

    def complete(self, context: Mapping[str, Given]) -> dict[str, Given]:
        """The context with its defaults; raises `GateError` if a part is missing."""
        if missing := self.context.keys() - context.keys() - self.defaults.keys():
            told = "; ".join(f"`{name}`: {self.context[name]}" for name in sorted(missing))
            raise GateError(f"the gate of {self.stage} lacks part of its context. Hand in {told}")
        return {name: make() for name, make in self.defaults.items() if name not in context} | dict(context)


@dataclass(frozen=True)
class Finding:
    """What came of one rule's check.

    Attributes:
        keys: keys of the failing rows, each a tuple of the values of the key's columns.
        details: what was observed at each of `keys`.
        crashed: why the check could not be carried out.
    """

    n_failing: int = 0
    keys: tuple[tuple[object, ...], ...] = ()
    details: tuple[str | None, ...] = ()
    observed: str | None = None
    holds: bool = True
    crashed: str | None = None


@dataclass(frozen=True)
class Verdict:
    """What a gate decides about a batch.

    Attributes:
        results: one row of `gate_results` a rule, without `run_id` and `at`.
        tables: the rows that passed; empty if the batch was stopped.
        refusals: the rows that were quarantined; empty if the batch was stopped, for then nothing of it counts.
        stopped: whether the batch must not be written.
        reasons: why it was stopped, one sentence a rule.
        samples: by rule, some of the rows that failed, whole; for whoever looks, not kept with the results.
    """

    results: list[dict[str, object]]
    tables: dict[str, pa.Table]
    refusals: list[Refusal]
    stopped: bool
    reasons: list[str]
    samples: dict[str, list[dict[str, object]]] = field(default_factory=dict)


def query(name: str, *shared: str) -> str:
    """The SQL of the file `sql/<name>.sql`.

    Args:
        name: the stage and the query's own name.
        shared: what several queries of the stage rest on: each the name of a file in its folder `shared`, under which
            the query and the later ones of them find its rows.
    """
    own = (SQL_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    if not shared:
        return own
    stage = name.split("/", 1)[0]
    parts = [f"{part} AS MATERIALIZED (\n{query(f'{stage}/shared/{part}')})" for part in shared]
    return f"WITH {', '.join(parts)}\nFROM (\n{own})"


def key_text(key: tuple[object, ...]) -> str:
    """A row's key as one string."""
    return " / ".join(str(part) for part in key)
