"""What follows from a declaration, for a table with a column of every kind."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from expectations.baseline import baseline
from expectations.queries import connect, judge_query
from expectations.rules import Expectations
from tests.gates.batches import judge_frame_once
from warehouse.columns import Column, Table
from warehouse.tables import TABLES

OTHERS = Table("others", "clean", "another", "", (Column("id", "VARCHAR", "Id."),), key=("id",))

THINGS = Table(
    "things",
    "clean",
    "a thing",
    "",
    (
        Column("id", "VARCHAR", "Id."),
        Column("part", "BIGINT", "Part.", minimum=1),
        Column("kind", "VARCHAR", "Kind.", values=("big", "small")),
        Column("other", "VARCHAR", "Another thing.", nullable=True),
        Column("size", "BIGINT", "Size.", nullable=True, minimum=0, maximum=10),
        Column("share", "DOUBLE", "Share.", minimum=0, maximum=1),
        Column("weight", "DOUBLE", "Weight.", nullable=True),
        Column("tags", "VARCHAR[]", "Tags.", values=("blue", "red")),
        Column("marks", "BIGINT[]", "Marks.", nullable=True),
        Column("day", "DATE", "Day."),
        Column("at", "TIMESTAMP", "Time."),
        Column("raw", "BLOB", "Bytes."),
        Column("good", "BOOLEAN", "Good."),
    ),
    key=("id", "part"),
    references=(("other", "others", "id"),),
)

THING = {
    "id": "a",
    "part": 1,
    "kind": "big",
    "other": "o",
    "size": 3,
    "share": 0.5,
    "weight": -2.5,
    "tags": ["blue", "red"],
    "marks": [1, 2],
    "day": date(2024, 5, 2),
    "at": datetime(2024, 5, 2),
    "raw": b"x",
    "good": True,
}
LEAST = {**THING, "part": 2, "other": None, "size": None, "weight": None, "tags": [], "marks": None, "good": False}


def judge(table, records):
    """What each rule of the table's baseline finds."""
    rows = table.rows(records)
    found = judge_frame_once(table, rows, baseline(table))
    with connect({table.name: rows, "others": OTHERS.rows([{"id": "o"}])}) as connection:
        for rule in baseline(table):
            if not isinstance(rule.check, Expectations):
                found[rule.id] = judge_query(connection, rule.check, {})
    return found


def tripped(records):
    return {
        rule.removeprefix("clean.things."): found.observed
        for rule, found in judge(THINGS, records).items()
        if not found.holds
    }


def test_baseline_has_a_rule_for_each_kind_of_declaration():
    kinds = [rule.id.removeprefix("clean.things.") for rule in baseline(THINGS)]
    assert kinds == ["required", "unique", "allowed", "range", "finite", "lists", "other_known"]
    assert [rule.id.removeprefix("clean.others.") for rule in baseline(OTHERS)] == ["required", "unique"]


def test_good_rows_trip_nothing():
    assert tripped([THING, LEAST]) == {}


@pytest.mark.parametrize("column", [column.name for column in THINGS.columns if not column.nullable])
def test_required_value_is_missing(column):
    assert tripped([{**THING, column: None}, LEAST]) == {"required": f"{column} missing"}


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"share": float("nan")}, "required"),
        ({"part": 2}, "unique"),
        ({"kind": "huge"}, "allowed"),
        ({"kind": "Big"}, "allowed"),
        ({"part": 0}, "range"),
        ({"size": -1}, "range"),
        ({"size": 11}, "range"),
        ({"size": 2**62}, "range"),
        ({"share": 1.000001}, "range"),
        ({"share": float("inf")}, "range"),
        ({"weight": float("inf")}, "finite"),
        ({"weight": float("-inf")}, "finite"),
        ({"weight": float("nan")}, "finite"),
        ({"tags": ["red", "blue"]}, "lists"),
        ({"tags": ["red", "red"]}, "lists"),
        ({"tags": ["blue", None]}, "lists"),
        ({"tags": ["blue", ""]}, "lists"),
        ({"tags": ["green"]}, "lists"),
        ({"marks": [2, 1]}, "lists"),
        ({"marks": [None]}, "lists"),
        ({"other": "p"}, "other_known"),
        ({"other": ""}, "other_known"),
    ],
)
def test_value_trips_its_rule(values, rule):
    assert list(tripped([{**THING, **values}, LEAST])) == [rule]


def test_failing_rows_are_named_by_their_keys():
    found = judge(THINGS, [THING, {**LEAST, "kind": "huge", "share": float("nan")}])
    assert found["clean.things.allowed"].keys == (("a", 2),)
    assert found["clean.things.required"].keys == (("a", 2),)
    assert found["clean.things.allowed"].observed == "kind: 1 of 2 rows, such as 'huge'"


def test_unique_key_shows_the_key():
    found = judge(THINGS, [THING, THING, LEAST])["clean.things.unique"]
    assert (found.n_failing, found.keys, found.observed) == (2, (("a", 1),) * 2, "id, part: 2 of 3 rows, such as a / 1")


def test_range_is_left_to_a_hand_written_rule():
    left = [rule for rule in baseline(THINGS, except_ranges=("part", "share")) if rule.id == "clean.things.range"]
    assert [rule.bound for rule in left] == ["size 0 to 10"]
    assert not [rule for rule in baseline(THINGS, except_ranges=("part", "size", "share")) if "range" in rule.id]


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_declared_table_has_a_baseline_that_runs(table):
    rows = table.rows([])
    stand_ins = {name: other.rows([]) for name, other in TABLES.items()}
    with connect({**stand_ins, table.name: rows}) as connection:
        for rule in baseline(table):
            if not isinstance(rule.check, Expectations):
                assert judge_query(connection, rule.check, {}).crashed is None, rule.id
