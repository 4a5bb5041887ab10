"""The rules that follow from a table's declaration: types, required values, keys, enumerations, ranges, references.

Belongs here: what can be derived for any table. Not here: what only people know about one (the stage's module).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from expectations.rules import Check, Declared, Expectation, Expectations, FailingRows, Rule
from warehouse.columns import Column, Table, quoted

ORIGIN = "declaration of the table (warehouse/tables.py)"

# `reports` is made at publication only; until then its rows stand in `clean_reports`.
BEFORE_PUBLICATION = {"reports": "clean_reports"}


def declared(table: Table) -> Rule:
    """The rule that the table is there, with its columns, in order, in their types."""
    reason = "A table has the declared columns and types, else no check means what it says."
    return _rule(table, "as_declared", reason, f"its {len(table.columns)} declared columns, in order", Declared())


def baseline(table: Table, *, except_ranges: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules of a table beside `declared`; a kind of rule that has nothing to ask of the table is left out.

    Args:
        table: the declared table.
        except_ranges: columns whose range a hand-written rule of the stage judges in place of the baseline.
    """
    kinds = (_required, _unique, _allowed, lambda t: _ranges(t, frozenset(except_ranges)), _finite, _lists)
    return tuple(rule for kind in kinds for rule in kind(table)) + tuple(references(table, BEFORE_PUBLICATION))


def references(table: Table, stand_ins: dict[str, str], stage: str | None = None) -> Iterator[Rule]:
    """One rule for each foreign key of the table.

    Args:
        table: the declared table.
        stand_ins: tables that stand for others, by the other's name.
        stage: the stage that checks, if it is not the table's.
    """
    for column, other, other_column in table.references:
        target = stand_ins.get(other, other)
        is_there = f"FROM {_name(target)} AS target WHERE target.{_name(other_column)} = judged.{_name(column)}"
        check = _failing_rows(table, _name(column), [f"{_name(column)} IS NOT NULL AND NOT EXISTS ({is_there})"])
        bound = f"{column} in {target}.{other_column}"
        reason = f"Every {column} of {table.name} leads to a row of {target}; else facts stand without their source."
        yield _rule(table, f"{column}_known", reason, bound, check, stage=stage)


def _required(table: Table) -> Iterator[Rule]:
    columns = [column for column in table.columns if not column.nullable]
    missing = {column.name: _is_missing(column) for column in columns}
    reason = "A required value is there; expectations on values pass over missing ones, so only this rule sees them."
    bound = f"no null or NaN in {', '.join(c.name for c in columns)}"
    yield _rule(
        table, "required", reason, bound, _failing_rows(table, _names_where(missing, "missing"), missing.values())
    )


def _unique(table: Table) -> Iterator[Rule]:
    if not table.key:
        return
    if len(table.key) == 1:
        expectation = Expectation("ExpectColumnValuesToBeUnique", {"column": table.key[0]})
    else:
        expectation = Expectation("ExpectCompoundColumnsToBeUnique", {"column_list": list(table.key)})
    reason = f"One row is {table.grain}; the same key twice would count it twice."
    yield _rule(table, "unique", reason, f"no {', '.join(table.key)} twice", Expectations((expectation,)))


def _allowed(table: Table) -> Iterator[Rule]:
    columns = [column for column in table.columns if column.values and not column.type.endswith("[]")]
    members = tuple(
        Expectation("ExpectColumnValuesToBeInSet", {"column": c.name, "value_set": list(c.values)}) for c in columns
    )
    if members:
        bound = "; ".join(f"{c.name}: {', '.join(c.values)}" for c in columns)
        reason = "A value of an enumeration is one of those that readers were told of."
        yield _rule(table, "allowed", reason, bound, Expectations(members))


def _ranges(table: Table, without: frozenset[str]) -> Iterator[Rule]:
    columns = [c for c in table.columns if c.name not in without and (c.minimum is not None or c.maximum is not None)]
    members = tuple(
        Expectation("ExpectColumnValuesToBeBetween", {"column": c.name, "min_value": c.minimum, "max_value": c.maximum})
        for c in columns
    )
    if members:
        bound = "; ".join(f"{c.name} {_range(c)}" for c in columns)
        yield _rule(table, "range", "A number lies within what it can mean.", bound, Expectations(members))


def _finite(table: Table) -> Iterator[Rule]:
    # A required number with two bounds needs no rule of its own: NaN is missing, infinity out of range.
    columns = [
        column.name
        for column in table.columns
        if column.type == "DOUBLE" and (column.nullable or column.minimum is None or column.maximum is None)
    ]
    if columns:
        infinite = {name: f"NOT isfinite({_name(name)})" for name in columns}
        reason = "A number is finite: infinity passes a missing bound, and NaN passes for a missing value."
        check = _failing_rows(table, _names_where(infinite, "not finite"), infinite.values())
        yield _rule(table, "finite", reason, f"{', '.join(columns)} finite", check)


def _lists(table: Table) -> Iterator[Rule]:
    columns = [column for column in table.columns if column.type.endswith("[]")]
    if columns:
        breaches = {column.name: _breaks_list(column) for column in columns}
        bound = f"items of {', '.join(c.name for c in columns)} present, not empty, ascending, none twice"
        reason = "Items of a list are values too: none is missing, and equal lists are written alike."
        yield _rule(
            table,
            "lists",
            reason,
            bound,
            _failing_rows(table, _names_where(breaches, "not well-formed"), breaches.values()),
        )


def _breaks_list(column: Column) -> str:
    name = _name(column.name)
    wrong = ["item IS NULL"]
    if column.type == "VARCHAR[]":
        wrong.append("item = ''")
    if column.values:
        wrong.append(f"item NOT IN ({', '.join(quoted(value) for value in column.values)})")
    has_wrong_item = f"len(list_filter({name}, lambda item: {' OR '.join(wrong)})) > 0"
    return f"({has_wrong_item} OR list_sort(list_distinct({name})) IS DISTINCT FROM {name})"


def _is_missing(column: Column) -> str:
    name = _name(column.name)
    return f"({name} IS NULL OR isnan({name}))" if column.type == "DOUBLE" else f"{name} IS NULL"


def _range(column: Column) -> str:
    if column.maximum is None:
        return f"at least {column.minimum}"
    if column.minimum is None:
        return f"at most {column.maximum}"
    return f"{column.minimum} to {column.maximum}"


def _names_where(breaches: Mapping[str, str], state: str) -> str:
    """SQL that tells which columns are in breach of their condition."""
    names = ", ".join(f"CASE WHEN {breach} THEN {quoted(name)} END" for name, breach in breaches.items())
    return f"concat_ws(', ', {names}) || {quoted(' ' + state)}"


def _failing_rows(table: Table, observed: str, breaches: Iterable[str]) -> FailingRows:
    """The rows with any of the breaches, by key: all plain columns of a table that has none."""
    key = table.key or tuple(c.name for c in table.columns if not c.type.endswith("[]") and not c.volatile)
    return FailingRows(
        f"SELECT {', '.join(map(_name, key))}, {observed} AS observed "  # noqa: S608  (names as declared)
        f"FROM {_name(table.name)} AS judged WHERE {' OR '.join(breaches)}"
    )


def _name(name: str) -> str:
    return f'"{name}"'


def _rule(table: Table, kind: str, reason: str, bound: str, check: Check, *, stage: str | None = None) -> Rule:
    return Rule(f"{stage or table.stage}.{table.name}.{kind}", "stop", table.name, reason, bound, ORIGIN, check)
