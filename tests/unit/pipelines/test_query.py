import io
import json
import sys
from datetime import date

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.query import ask, in_one_line, write_answer
from warehouse.errors import InputError, NoWarehouseError

ANSWER = pa.table({"parties": [["RUS", "UKR"], []], "n": [1, None], "on": [date(2025, 5, 23), None]})


@pytest.fixture
def warehouse(tmp_path):
    path = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE exchanges AS SELECT 'X1' AS exchange_id, ['RUS', 'UKR'] AS parties")
    return path


def test_query_is_answered(warehouse):
    assert ask(warehouse, "FROM exchanges").to_pylist() == [{"exchange_id": "X1", "parties": ["RUS", "UKR"]}]
    assert ask(warehouse, "FROM exchanges WHERE exchange_id = ?", ["X2"]).num_rows == 0


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("FROM exchange", 'Did you mean "exchanges"'),
        ("SELECT exchange_i FROM exchanges", 'Candidate bindings: "exchange_id"'),
        ("SELCT 1", "syntax error at or near"),
        ("DELETE FROM exchanges", "read-only"),
        ("CREATE TABLE x (a INT)", "read-only"),
        ("FROM read_csv('/etc/hosts')", "disabled by configuration"),
        ("COPY exchanges TO '/tmp/x.csv'", "disabled by configuration"),
        ("SET enable_external_access = true", "[Cc]annot"),
    ],
)
def test_wrong_query_is_said_in_one_line(warehouse, sql, message):
    with pytest.raises(InputError, match=message) as caught:
        ask(warehouse, sql)
    assert "\n" not in str(caught.value)


def test_missing_warehouse_is_said(tmp_path):
    with pytest.raises(NoWarehouseError):
        ask(tmp_path / "warehouse.duckdb", "SELECT 1")


def test_message_without_the_drawing():
    assert in_one_line("Parser Error: bad\n\nLINE 1: SELECT\n        ^") == "Parser Error: bad"


def test_csv(tmp_path):
    write_answer(ANSWER, "csv", tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text() == 'parties,n,on\n"[""RUS"", ""UKR""]",1,2025-05-23\n[],,\n'


def test_json(tmp_path):
    write_answer(ANSWER, "json", tmp_path / "out.json")
    assert json.loads((tmp_path / "out.json").read_text()) == [
        {"parties": ["RUS", "UKR"], "n": 1, "on": "2025-05-23"},
        {"parties": [], "n": None, "on": None},
    ]


def test_parquet(tmp_path):
    write_answer(ANSWER, "parquet", tmp_path / "out.parquet")
    assert pq.read_table(tmp_path / "out.parquet").equals(ANSWER)


def test_parquet_does_not_go_to_a_terminal(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stdout", Terminal())
    with pytest.raises(InputError, match="--output"):
        write_answer(ANSWER, "parquet", None)


def test_file_that_cannot_be_written_is_said(tmp_path):
    with pytest.raises(InputError, match="cannot write"):
        write_answer(ANSWER, "csv", tmp_path / "none" / "out.csv")


def test_table_goes_to_standard_output(capsys):
    write_answer(ANSWER, "table", None)
    shown = capsys.readouterr()
    assert "RUS, UKR" in shown.out
    assert "2 rows" in shown.err


def test_long_table_says_how_much_is_left(capsys):
    write_answer(pa.table({"n": list(range(1000))}), "table", None)
    shown = capsys.readouterr()
    assert "199" in shown.out
    assert "\n 200 " not in shown.out
    assert "1,000 rows, 200 shown" in shown.err


def test_columns_of_the_same_name_are_both_shown(capsys):
    write_answer(pa.table([[1], [2]], names=["n", "n"]), "csv", None)
    assert capsys.readouterr().out == "n,n\n1,2\n"
