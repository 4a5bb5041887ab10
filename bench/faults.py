"""How many seeded corruptions of real stage tables the gates catch, and where: `python -m bench.faults [--n 1200]`.

The stages are run over the sample reports once, and what each hands to its gate is kept. Then one table of one stage
is corrupted at a time; its gate judges it, and if that lets it pass, the later stages are computed from the corrupted
table and their gates judge. Prints a table, one row a kind of corruption: how many were caught by the stage's own gate,
by a later one, only warned of, and missed.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from assets.accuracy import accuracy
from assets.aggregate.summarise import summarise
from assets.clean.documents import clean_documents
from assets.deduplicate.resolve import resolve_exchanges
from assets.extract.batches import batch_claims
from assets.ingest.read import read_sources
from assets.ingest.sources import load_sources
from assets.latest import CLAIM_TABLES
from expectations.gate import SUITES, audit
from expectations.rules import Verdict
from warehouse.columns import Table
from warehouse.storage import BatchStore
from warehouse.tables import LANDING, TABLES

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2026, 7, 1)  # noqa: DTZ001
STAGES = ("ingest", "clean", "extract", "deduplicate", "aggregate")
SEED = 20260701

Tables = dict[str, pa.Table]


class DoesNotApplyError(Exception):
    """The corruption changes nothing of this table."""


@dataclass
class State:
    """Tables and context of every stage, as its gate gets them."""

    store: BatchStore
    tables: dict[str, Tables] = field(default_factory=dict)
    context: dict[str, dict[str, Any]] = field(default_factory=dict)

    def with_tables(self, stage: str, tables: Tables) -> State:
        """The state with other tables of one stage, and nothing of the later ones."""
        kept = STAGES[: STAGES.index(stage)]
        before = {name: self.tables[name] for name in kept}
        context = {name: self.context[name] for name in (*kept, stage)}
        return State(self.store, {**before, stage: tables}, context)

    def compute(self, stage: str) -> None:
        """Fills in a stage from those before it."""
        self.tables[stage], self.context[stage] = COMPUTE[stage](self)


def _ingest(_: State) -> tuple[Tables, dict[str, Any]]:
    chunks = list(read_sources(load_sources(ROOT / "seeds" / "sources.toml"), set(), NOW))
    rows = [row for chunk in chunks for row in chunk.documents]
    counts = {name: sum(getattr(chunk, name) for chunk in chunks) for name in ("found", "known", "refused")}
    return {"landing": LANDING.rows(rows)}, counts


def _clean(state: State) -> tuple[Tables, dict[str, Any]]:
    landing = state.tables["ingest"]["landing"]
    reports, refusals = clean_documents(landing)
    return {"clean_reports": reports}, {"landing": landing, "refused": len(refusals)}


def _extract(state: State) -> tuple[Tables, dict[str, Any]]:
    reports = state.tables["clean"]["clean_reports"]
    tables, _ = batch_claims(reports)
    return tables, {"clean_reports": reports, "accuracy": accuracy(state.store)}


def _deduplicate(state: State) -> tuple[Tables, dict[str, Any]]:
    claims = {name: _sorted(name, state.tables["extract"][name]) for name in (*CLAIM_TABLES, "rollups")}
    given = {"clean_reports": state.tables["clean"]["clean_reports"], **claims}
    return resolve_exchanges(given, None, None), given


def _aggregate(state: State) -> tuple[Tables, dict[str, Any]]:
    given = {**state.context["deduplicate"], **state.tables["deduplicate"]}
    asked = SUITES["aggregate"].context.keys() & given.keys()
    return summarise(given), {**{name: given[name] for name in asked}, "today": int(f"{NOW:%Y%m%d}")}


COMPUTE = {
    "ingest": _ingest, "clean": _clean, "extract": _extract, "deduplicate": _deduplicate, "aggregate": _aggregate,
}  # fmt: skip


def _sorted(name: str, rows: pa.Table) -> pa.Table:
    return rows.sort_by([(column, "ascending") for column in TABLES[name].key])


# --- corruptions: each takes a table and a source of chance, and returns another table


def _columns(table: Table, *kinds: str, required: bool | None = None) -> list[str]:
    return [
        c.name for c in table.columns
        if c.type in kinds and not c.volatile and required in {None, not c.nullable}
    ]  # fmt: skip


def _pick(chance: random.Random, names: list[str]) -> str:
    if not names:
        raise DoesNotApplyError
    return chance.choice(names)


def _row_with_value(chance: random.Random, rows: pa.Table, column: str) -> int:
    at = [n for n, value in enumerate(rows[column].to_pylist()) if value is not None]
    if not at:
        raise DoesNotApplyError
    return chance.choice(at)


def _set(rows: pa.Table, at: int, **values: Any) -> pa.Table:
    records = rows.slice(at, 1).to_pylist()
    changed = pa.Table.from_pylist([{**records[0], **values}], schema=rows.schema)
    if changed == rows.slice(at, 1):
        raise DoesNotApplyError
    return pa.concat_tables([rows.slice(0, at), changed, rows.slice(at + 1)])


def null_value(table: Table, rows: pa.Table, chance: random.Random) -> pa.Table:
    """A required value is gone."""
    column = _pick(chance, [c.name for c in table.columns if not c.nullable])
    nullable = pa.schema([f.with_nullable(True) for f in rows.schema])
    return _set(rows.cast(nullable), chance.randrange(rows.num_rows), **{column: None})


def lost_fact(table: Table, rows: pa.Table, chance: random.Random) -> pa.Table:
    """A value that may be missing is gone."""
    column = _pick(chance, [c.name for c in table.columns if c.nullable])
    return _set(rows, _row_with_value(chance, rows, column), **{column: None})


def duplicate_row(_: Table, rows: pa.Table, chance: random.Random) -> pa.Table:
    """A row stands twice."""
    return pa.concat_tables([rows, rows.slice(chance.randrange(rows.num_rows), 1)])


def lost_row(_: Table, rows: pa.Table, chance: random.Random) -> pa.Table:
    """A row is gone."""
    at = chance.randrange(rows.num_rows)
    return pa.concat_tables([rows.slice(0, at), rows.slice(at + 1)])


def lost_half(_: Table, rows: pa.Table, __: random.Random) -> pa.Table:
    """Half of the rows are gone."""
    return rows.slice(0, rows.num_rows // 2)


def _moved(days: int) -> Callable[[Table, pa.Table, random.Random], pa.Table]:
    def change(table: Table, rows: pa.Table, chance: random.Random) -> pa.Table:
        column = _pick(chance, _columns(table, "DATE"))
        at = _row_with_value(chance, rows, column)
        ends = [name for name in ("date_start", "date_end") if column.startswith("date_")] or [column]
        found = rows.slice(at, 1).to_pylist()[0]
        moved = {name: found[name] + timedelta(days) for name in ends}
        return _set(rows, at, **moved)

    return change


def shifted_date(table: Table, rows: pa.Table, chance: random.Random) -> pa.Table:
    """A date is off by a few days, both ends of an interval alike."""
    return _moved(chance.choice([-9, -5, 5, 9]))(table, rows, chance)


def future_date(table: Table, rows: pa.Table, chance: random.Random) -> pa.Table:
    """A date lies years ahead of the run."""
    return _moved(365 * 60)(table, rows, chance)


def wrong_century(table: Table, rows: pa.Table, chance: random.Random) -> pa.Table:
    """A date lies a century too early."""
    return _moved(-36_525)(table, rows, chance)


def half_an_interval(_: Table, rows: pa.Table, chance: random.Random) -> pa.Table:
    """One end of an interval is moved away from the other."""
    column = _pick(chance, [name for name in ("date_start", "date_end") if name in rows.column_names])
    at = _row_with_value(chance, rows, column)
    value = rows[column][at].as_py()
    return _set(rows, at, **{column: value + timedelta(chance.choice([-40, 40]))})


def swapped_direction(_: Table, rows: pa.Table, chance: random.Random) -> pa.Table:
    """Who released and who received change places."""
    if "released_by" not in rows.column_names:
        raise DoesNotApplyError
    at = _row_with_value(chance, rows, "released_by")
    found = rows.slice(at, 1).to_pylist()[0]
    return _set(rows, at, released_by=found["received_by"], received_by=found["released_by"])


def tenfold_count(table: Table, rows: pa.Table, chance: random.Random) -> pa.Table:
    """A count has one digit too many."""
    column = _pick(chance, _columns(table, "BIGINT"))
    at = _row_with_value(chance, rows, column)
    return _set(rows, at, **{column: rows[column][at].as_py() * 10})


def negative_count(table: Table, rows: pa.Table, chance: random.Random) -> pa.Table:
    """A count is below zero."""
    column = _pick(chance, [c.name for c in table.columns if c.type == "BIGINT" and c.minimum is not None])
    return _set(rows, _row_with_value(chance, rows, column), **{column: -3})


def cut_reference(table: Table, rows: pa.Table, chance: random.Random) -> pa.Table:
    """A foreign key leads nowhere."""
    column = _pick(chance, [name for name, _, _ in table.references])
    return _set(rows, chance.randrange(rows.num_rows), **{column: "f" * 16})


def changed_type(_: Table, rows: pa.Table, chance: random.Random) -> pa.Table:
    """A column has another type."""
    at = chance.randrange(rows.num_columns)
    kind = rows.schema.field(at).type
    other = pa.large_string() if pa.types.is_string(kind) else pa.string()
    values = [None if value is None else str(value) for value in rows.column(at).to_pylist()]
    return rows.set_column(at, rows.column_names[at], pa.array(values, other))


def lost_column(_: Table, rows: pa.Table, chance: random.Random) -> pa.Table:
    """A column is gone."""
    return rows.drop_columns([chance.choice(rows.column_names)])


def not_a_number(table: Table, rows: pa.Table, chance: random.Random) -> pa.Table:
    """A number is NaN or infinite."""
    column = _pick(chance, _columns(table, "DOUBLE"))
    value = chance.choice([float("nan"), float("inf"), float("-inf")])
    return _set(rows, chance.randrange(rows.num_rows), **{column: value})


def foreign_word(table: Table, rows: pa.Table, chance: random.Random) -> pa.Table:
    """An enumeration has a word that nobody declared."""
    column = _pick(chance, [c.name for c in table.columns if c.values and c.type == "VARCHAR"])
    return _set(rows, chance.randrange(rows.num_rows), **{column: "Completed "})


def moved_evidence(_: Table, rows: pa.Table, chance: random.Random) -> pa.Table:
    """A span of evidence is off by a few characters."""
    if "evidence_start" not in rows.column_names:
        raise DoesNotApplyError
    at = chance.randrange(rows.num_rows)
    found = rows.slice(at, 1).to_pylist()[0]
    by = chance.choice([1, 3, 17])
    return _set(rows, at, evidence_start=found["evidence_start"] + by, evidence_end=found["evidence_end"] + by)


def changed_text(table: Table, rows: pa.Table, chance: random.Random) -> pa.Table:
    """A text has other characters in it."""
    column = _pick(chance, [n for n in _columns(table, "VARCHAR") if n not in {"title", "explanation", "reason"}])
    at = _row_with_value(chance, rows, column)
    value = rows[column][at].as_py()
    return _set(rows, at, **{column: value[: len(value) // 2] + "\ufffd" + value[len(value) // 2 + 1 :]})


CORRUPTIONS = (
    null_value, lost_fact, duplicate_row, lost_row, lost_half, shifted_date, future_date, wrong_century,
    half_an_interval, swapped_direction, tenfold_count, negative_count, cut_reference, changed_type, lost_column,
    not_a_number, foreign_word, moved_evidence, changed_text,
)  # fmt: skip


# --- judging


def _findings(verdict: Verdict) -> dict[str, str]:
    return {str(r["rule"]): str(r["outcome"]) for r in verdict.results if r["outcome"] != "passed"}


def judge(state: State, stage: str, usual: Mapping[str, dict[str, str]]) -> tuple[str, str]:
    """At which stage it is caught, and how (`caught`, `warned`), or (`published`, `missed`)."""
    for later in STAGES[STAGES.index(stage) :]:
        if later != stage:
            try:
                state.compute(later)
            except Exception as error:  # noqa: BLE001  (a stage that breaks publishes nothing)
                return later, f"caught ({type(error).__name__})"
        verdict = audit(later, "faults", state.tables[later], state.context[later])
        found = {rule: came for rule, came in _findings(verdict).items() if rule not in usual[later]}
        if verdict.stopped or "failed" in found.values():
            return later, "caught"
        if found:
            return later, "warned"
        state.tables[later] = verdict.tables
    return "published", "missed"


def main() -> None:
    """Corrupts, judges, prints."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--n", type=int, default=1200, help="how many corruptions")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--missed", type=int, default=0, metavar="N", help="print the first N that were missed")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as folder:
        state = State(BatchStore(Path(folder)))
        usual: dict[str, dict[str, str]] = {}
        for stage in STAGES:
            state.compute(stage)
            verdict = audit(stage, "faults", state.tables[stage], state.context[stage])
            usual[stage] = _findings(verdict)
            state.tables[stage] = verdict.tables
        places = [(stage, name) for stage in STAGES for name, rows in state.tables[stage].items() if rows.num_rows]
        outcomes: dict[str, Counter[str]] = defaultdict(Counter)
        missed: Counter[str] = Counter()
        done = 0
        started = time.monotonic()
        while done < arguments.n and time.monotonic() - started < arguments.seconds:
            corrupt = CORRUPTIONS[done % len(CORRUPTIONS)]
            stage, name = chance.choice(places)
            rows = state.tables[stage][name]
            try:
                changed = corrupt(TABLES[name], rows, chance)
            except DoesNotApplyError:
                continue
            done += 1
            where, how = judge(state.with_tables(stage, {**state.tables[stage], name: changed}), stage, usual)
            kind = how if how in {"warned", "missed"} else ("own gate" if where == stage else "later gate")
            outcomes[corrupt.__name__][kind] += 1
            if how == "missed":
                missed[f"{corrupt.__name__} in {name}: {_difference(rows, changed)}"] += 1
    _print(outcomes)
    for what, times in missed.most_common(arguments.missed):
        print(f"missed {times} x {what}")


def _difference(rows: pa.Table, changed: pa.Table) -> str:
    if rows.num_rows != changed.num_rows:
        return f"{changed.num_rows - rows.num_rows:+} rows"
    return ", ".join(c for c in rows.column_names if c in changed.column_names and rows[c] != changed[c])


def _print(outcomes: Mapping[str, Counter[str]]) -> None:
    kinds = ("own gate", "later gate", "warned", "missed")
    print(f"{'corruption':20}{'n':>6}" + "".join(f"{kind:>12}" for kind in kinds) + f"{'caught':>9}")
    total: Counter[str] = Counter()
    for name, counts in [*sorted(outcomes.items()), ("all", total)]:
        n = counts.total()
        caught = 1 - counts["missed"] / n
        print(f"{name.replace('_', ' '):20}{n:6}" + "".join(f"{counts[kind]:12}" for kind in kinds) + f"{caught:9.1%}")
        total.update(counts)


if __name__ == "__main__":
    main()
