"""The gates: a stage's rules run over its output before anything is written, and what follows from the results.

Belongs here: choosing the suite, running it, deciding. Not here: rules (`baseline.py`, one module a stage), how a
check is run (`frames.py`, `queries.py`), taking rows out (`quarantine.py`), and writing anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from itertools import zip_longest

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from expectations import aggregate, clean, deduplicate, extract, ingest, publish
from expectations.frames import judge_frame
from expectations.quarantine import take_out
from expectations.queries import connect, judge_query
from expectations.rules import (
    Declared,
    FailingRows,
    Figure,
    Finding,
    GateError,
    Given,
    Outcome,
    Rule,
    Suite,
    Verdict,
    key_text,
)
from warehouse.acceptances import Accepted
from warehouse.columns import Table
from warehouse.outcomes import WHOLE_RUN
from warehouse.tables import TABLES

SUITES = {
    suite.stage: suite
    for suite in (ingest.SUITE, clean.SUITE, extract.SUITE, deduplicate.SUITE, aggregate.SUITE, publish.SUITE)
}

N_SAMPLE = 5  # failing rows shown whole in Dagster
N_KEYS = 10  # keys of failing rows shown in `gate_results`; all of them are in the quarantine, if that is where they go

Judged = list[tuple[Rule, Finding]]
FrameJudge = Callable[[Table, pa.Table, Iterable[Rule]], dict[str, Finding]]
QueryJudge = Callable[[duckdb.DuckDBPyConnection, FailingRows | Figure, Mapping[str, Given]], Finding]


def rules(stage: str) -> list[Rule]:
    """All rules of a stage, in the order of its results."""
    suite = _suite(stage)
    return [*suite.of_batch, *suite.drift]


def audit(
    stage: str,
    batch: str,
    tables: Mapping[str, pa.Table],
    context: Mapping[str, Given],
    accepted: Accepted = frozenset(),
) -> Verdict:
    """The verdict on what a stage is about to write.

    Args:
        stage: the stage.
        batch: name of the batch, for the results.
        tables: all tables of the stage, by name.
        context: what the stage's suite asks for beside them: `SUITES[stage].context`.
        accepted: rules and keys of rows that stay although the rule refuses them, for a person says so.

    Raises:
        GateError: the context lacks something or has a table of the batch, or a table is none of the stage's.
    """
    return judge_batch(_suite(stage), batch, tables, context, accepted=accepted)


def audit_file(
    connection: duckdb.DuckDBPyConnection, context: Mapping[str, Given], batch: str = "warehouse"
) -> Verdict:
    """The verdict on the assembled file, through a read-only connection to it; `Verdict.tables` stays empty.

    Args:
        connection: a fresh connection whose current database is the file; tables of the context are registered on it.
        context: what `SUITES["publish"].context` asks for.
        batch: name of the publication, for the results.

    Raises:
        GateError: the context lacks something.
    """
    suite = SUITES["publish"]
    given = suite.complete(context)
    for name, rows in given.items():
        if isinstance(rows, pa.Table):
            connection.register(name, rows)

    def judge(chosen: Iterable[Rule]) -> Judged:
        return [(rule, _judge_on(connection, rule, given)) for rule in chosen]

    judged = _judge_in_order(suite, judge)
    n_rows = _n_assembled(given["assembled"])
    results = [_result(suite.stage, batch, rule, found, n_rows.get(rule.table, 0)) for rule, found in judged]
    reasons = _reasons(judged)
    return Verdict(results, {}, [], stopped=bool(reasons), reasons=reasons)


def audit_drift(stage: str, figures: pa.Table, past: pa.Table) -> Verdict:
    """The verdict on what a run tells of each source, against what earlier runs told; it never stops, but warns.

    Args:
        stage: the stage.
        figures: what the run tells, `drift.FIGURES`.
        past: what each of the latest earlier runs told, one below the other.
    """
    suite = _suite(stage)
    with connect({"present": figures, "past": past}) as connection:
        judged = [(rule, _judge_on(connection, rule, {})) for rule in suite.drift]
    results = [_result(stage, WHOLE_RUN, rule, found, figures.num_rows) for rule, found in judged]
    reasons = _reasons(judged)
    return Verdict(results, {}, [], stopped=bool(reasons), reasons=reasons)


def judge_batch(
    suite: Suite,
    batch: str,
    tables: Mapping[str, pa.Table],
    context: Mapping[str, Given],
    *,
    accepted: Accepted = frozenset(),
    frames: FrameJudge = judge_frame,
    queries: QueryJudge = judge_query,
) -> Verdict:
    """The verdict of a suite on a batch; as `audit`, which see.

    Args:
        suite: the rules.
        batch: name of the batch, for the results.
        tables: all tables of the stage, by name.
        context: what the suite asks for beside them.
        accepted: as `audit` has it.
        frames: judges the expectations on one table; hundreds of like batches are judged faster by one that remembers.
        queries: judges one SQL check; as for `frames`.
    """
    given = suite.complete(context)
    if both := sorted(tables.keys() & given.keys()):
        raise GateError(
            f"{', '.join(both)} stand in the batch of {suite.stage} and in its context; hand in one of them"
        )
    if strange := sorted(tables.keys() - {rule.table for rule in suite.structure}):
        raise GateError(
            f"the gate of {suite.stage} has no rules for {', '.join(strange)}; declare it in warehouse/tables.py"
        )
    with connect(
        {**tables, **{name: rows for name, rows in given.items() if isinstance(rows, pa.Table)}}
    ) as connection:

        def ask(rule: Rule) -> Finding:
            return _judge_on(connection, rule, given, queries)

        judged = _judge_in_order(suite, lambda chosen: _judge_tables(chosen, tables, frames, ask))
    judged = [(rule, _without(found, rule, accepted)) for rule, found in judged]
    n_rows = {name: rows.num_rows for name, rows in tables.items()}
    results = [_result(suite.stage, batch, rule, found, n_rows.get(rule.table, 0)) for rule, found in judged]
    samples = {rule.id: rows for rule, found in judged if (rows := _sample(rule, found, tables))}
    if reasons := _reasons(judged):
        return Verdict(results, {}, [], stopped=True, reasons=reasons, samples=samples)
    kept, refusals = take_out(tables, [(rule, found) for rule, found in judged if rule.severity == "quarantine"])
    return Verdict(results, kept, refusals, stopped=False, reasons=[], samples=samples)


def _sample(rule: Rule, finding: Finding, tables: Mapping[str, pa.Table]) -> list[dict[str, object]]:
    """Some failing rows of the rule's table, whole, with what was observed there; just keys where they name no row."""
    told = zip_longest(finding.keys[:N_SAMPLE], finding.details[:N_SAMPLE])
    return [
        {"key": key_text(key), "observed": detail, **_find_row(TABLES.get(rule.table), tables.get(rule.table), key)}
        for key, detail in told
    ]


def _find_row(table: Table | None, rows: pa.Table | None, key: tuple[object, ...]) -> dict[str, object]:
    if table is None or rows is None or not table.key or len(table.key) != len(key):
        return {}
    try:
        is_row = [pc.equal(rows[name], pa.scalar(value)) for name, value in zip(table.key, key, strict=True)]
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):  # the key is another table's
        return {}
    found: list[dict[str, object]] = rows.filter(reduce(pc.and_, is_row)).slice(0, 1).to_pylist()
    return found[0] if found else {}


def _suite(stage: str) -> Suite:
    if stage not in SUITES:
        raise GateError(f"there is no gate for {stage!r}, only for {', '.join(SUITES)}")
    return SUITES[stage]


def _judge_in_order(suite: Suite, judge: Callable[[Iterable[Rule]], Judged]) -> Judged:
    """Structure first; the other rules only if that stands."""
    structure = judge(suite.structure)
    return structure if _reasons(structure) else structure + judge(suite.rules)


def _judge_tables(
    chosen: Iterable[Rule], tables: Mapping[str, pa.Table], frames: FrameJudge, ask: Callable[[Rule], Finding]
) -> Judged:
    chosen = list(chosen)
    findings: dict[str, Finding] = {}
    for name in dict.fromkeys(rule.table for rule in chosen):
        about = [rule for rule in chosen if rule.table == name]
        if name in tables:
            findings |= frames(TABLES[name], tables[name], about)
        for rule in about:
            if isinstance(rule.check, Declared):
                findings[rule.id] = _as_declared(TABLES[name], tables.get(name))
            elif rule.id not in findings:
                findings[rule.id] = ask(rule)
    return [(rule, findings[rule.id]) for rule in chosen]


def _judge_on(
    connection: duckdb.DuckDBPyConnection,
    rule: Rule,
    context: Mapping[str, Given],
    queries: QueryJudge = judge_query,
) -> Finding:
    if isinstance(rule.check, FailingRows | Figure):
        return queries(connection, rule.check, context)
    raise GateError(f"rule {rule.id} asks nothing that can be asked of a database; write it as SQL")


def _without(finding: Finding, rule: Rule, accepted: Accepted) -> Finding:
    """The finding of a rule that quarantines, without the rows that a person has accepted."""
    if rule.severity != "quarantine" or finding.crashed is not None:
        return finding
    told = zip(finding.keys, finding.details, strict=True)
    left = [(key, detail) for key, detail in told if (rule.id, key_text(key)) not in accepted]
    n_accepted = len(finding.keys) - len(left)
    if not n_accepted:
        return finding
    observed = f"{n_accepted} accepted by a person"
    if left:
        observed = f"{finding.observed}; {observed}"
    keys, details = tuple(key for key, _ in left), tuple(detail for _, detail in left)
    return Finding(len(left), keys, details, observed, holds=not left)


def _as_declared(table: Table, rows: pa.Table | None) -> Finding:
    if rows is None:
        return Finding(observed=f"no table {table.name}", holds=False)
    asked = [(field.name, str(field.type)) for field in table.arrow_schema]
    found = [(field.name, str(field.type)) for field in rows.schema]
    if asked == found:
        return Finding()
    more = [f"{name} {kind} is not declared" for name, kind in found if (name, kind) not in asked]
    less = [f"{name} {kind} is not there" for name, kind in asked if (name, kind) not in found]
    return Finding(n_failing=rows.num_rows, observed="; ".join(more + less) or "columns in another order", holds=False)


def _outcome(rule: Rule, finding: Finding) -> Outcome:
    if finding.crashed is not None:
        return "crashed"
    if finding.holds:
        return "passed"
    return "warned" if rule.severity == "warn" else "failed"


def _reasons(judged: Judged) -> list[str]:
    """Why the batch stops, one sentence a rule: a rule that stops failed, or any rule could not be judged."""
    crashed = [
        f"{rule.id} could not be checked: {found.crashed}" for rule, found in judged if found.crashed is not None
    ]
    failed = [
        f"{rule.id}: {rule.reason} Found: {found.observed}. Asked: {rule.bound}."
        for rule, found in judged
        if rule.severity == "stop" and _outcome(rule, found) == "failed"
    ]
    return crashed + failed


def _n_assembled(assembled: Given) -> dict[str, int]:
    """Rows by table, and of the whole file."""
    counts = (
        {row["table_name"]: row["n_rows"] for row in assembled.to_pylist()} if isinstance(assembled, pa.Table) else {}
    )
    return {**counts, publish.WHOLE_FILE: sum(counts.values())}


def _result(stage: str, batch: str, rule: Rule, finding: Finding, n_rows: int) -> dict[str, object]:
    return {
        "stage": stage,
        "batch": batch,
        "rule": rule.id,
        "severity": rule.severity,
        "outcome": _outcome(rule, finding),
        "reason": rule.reason,
        "observed": finding.crashed or finding.observed,
        "bound": rule.bound,
        "n_rows": n_rows,
        "n_failing": finding.n_failing,
        "failing_keys": [key_text(key) for key in finding.keys[:N_KEYS]],
    }
