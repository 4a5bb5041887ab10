"""Taking refused rows out of a batch, with the rows that depend on them.

Belongs here: which rows go, and the refusals that they become. Not here: which rules refuse (`gate.py`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import pyarrow as pa

from expectations.rules import Finding, Rule, key_text
from warehouse.columns import Table
from warehouse.refusals import Refusal
from warehouse.tables import TABLES

Key = tuple[object, ...]
Row = dict[str, object]


def take_out(
    tables: Mapping[str, pa.Table], refusing: Iterable[tuple[Rule, Finding]]
) -> tuple[dict[str, pa.Table], list[Refusal]]:
    """The tables without the rows that the rules refuse, and one refusal for each of these.

    A row that several rules refuse becomes one refusal, under the first rule. Its content is the whole row and, under
    their tables' names, the rows that depend on it, so that all of them can be put back together.
    """
    kept = dict(tables)
    refusals: list[Refusal] = []
    for name, grounds in _first_grounds(refusing).items():
        table = TABLES[name]
        kept[name], gone = _split(kept[name], table.key, set(grounds))
        dependents = _take_dependents(kept, table, gone)
        for row in gone:
            key = tuple(row[column] for column in table.key)
            rule, detail = grounds[key]
            belonging = {other: rows.get(key[0], []) for other, rows in dependents.items()}
            content = json.dumps(row | belonging, ensure_ascii=False, default=str)
            stage = rule.id.split(".", 1)[0]
            refusals.append(Refusal(stage, rule.id, key_text(key), rule.reason, detail, rule.bound, content))
    return kept, refusals


def _first_grounds(refusing: Iterable[tuple[Rule, Finding]]) -> dict[str, dict[Key, tuple[Rule, str | None]]]:
    """By table and key of the refused row: the first rule that refuses it, and what that observed."""
    grounds: dict[str, dict[Key, tuple[Rule, str | None]]] = {}
    for rule, finding in refusing:
        for key, detail in zip(finding.keys, finding.details, strict=True):
            grounds.setdefault(rule.table, {}).setdefault(key, (rule, detail))
    return grounds


def _take_dependents(
    kept: dict[str, pa.Table], table: Table, gone: Sequence[Row]
) -> dict[str, dict[object, list[Row]]]:
    """Takes the rows that refer to gone ones out of `kept`; returns them by table and the key that they refer to."""
    taken: dict[str, dict[object, list[Row]]] = {}
    for name, rows in list(kept.items()):
        for column, other, other_column in TABLES[name].references:
            if other == table.name:
                kept[name], dependents = _split(rows, (column,), {(row[other_column],) for row in gone})
                taken[name] = defaultdict(list)
                for dependent in dependents:
                    taken[name][dependent[column]].append(dependent)
    return taken


def _split(rows: pa.Table, columns: tuple[str, ...], keys: set[Key]) -> tuple[pa.Table, list[Row]]:
    """The rows whose values of the columns are not among the keys, and the records of those that are."""
    values = zip(*(rows[column].to_pylist() for column in columns), strict=True)
    goes = pa.array([value in keys for value in values], pa.bool_())
    stays = pa.array([not gone for gone in goes.to_pylist()], pa.bool_())
    return rows.filter(stays), rows.filter(goes).to_pylist()
