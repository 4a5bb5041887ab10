"""What users get wrong and sources hold: a clear line or a row of quarantine, never a trace, never a lost row."""

import io
import json
import sys

import duckdb
import pytest

from warehouse.snapshot import warehouse_path

REPORT = "Russia released 12 Ukrainian soldiers on 3 March 2025 in a prisoner swap, and Ukraine released 12 Russians."


def assert_one_line(answer, code):
    assert answer.code == code, answer
    assert "Traceback" not in answer.err
    assert answer.err.splitlines()[-1].startswith("swapledger: ")
    assert answer.err.count("swapledger: ") == 1


@pytest.mark.parametrize("made", ["missing", "empty folder", "binary", "empty file"])
def test_nothing_readable_ends_in_a_line_and_is_remembered(swapledger, tmp_path, made):
    given = tmp_path / "given"
    if made == "empty folder":
        given.mkdir()
    elif made == "binary":
        given.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    elif made == "empty file":
        given.write_bytes(b"")
    answer = swapledger("run", given, "--data", tmp_path / "data")
    assert_one_line(answer, 2)
    assert str(given) in answer.err
    status = swapledger("status", "--data", tmp_path / "data")
    assert status.code == 0
    assert "Nothing is published" in status.out
    assert str(given) in status.out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["run", ""], 2),
        (["run", "--now", "yesterday"], 2),
        (["sql", "FROM exchanges"], 4),
        (["explain", "X1"], 4),
    ],
)
def test_mistakes_end_in_a_line(swapledger, tmp_path, arguments, code):
    assert_one_line(swapledger(*arguments, "--data", tmp_path / "none"), code)


@pytest.mark.parametrize("arguments", [["run", "--what"], ["answer"], ["sql", "SELECT 1", "--format", "xml"]])
def test_wrong_usage_is_told_by_its_exit_code(swapledger, arguments):
    answer = swapledger(*arguments)
    assert answer.code == 2
    assert "Traceback" not in answer.err


@pytest.mark.parametrize("command", [[], ["run"], ["sql"], ["explain"], ["status"], ["schema"], ["ui"]])
def test_help_teaches(swapledger, command):
    answer = swapledger(*command, "--help")
    assert answer.code == 0
    assert "--help" in answer.out


def test_mixed_folder_lands_what_can_be_read_and_quarantines_the_rest(swapledger, tmp_path, new_data):
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "undated.txt").write_text(REPORT)
    (folder / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "empty.txt").write_text("")
    good, other = json.dumps({"text": REPORT.replace("12", "13")}), json.dumps({"text": REPORT.replace("12", "14")})
    (folder / "lines.jsonl").write_text(f'{good}\n{{"text": "broken\n{other}\n')
    (folder / "german.txt").write_text(
        "Deutschland hat am Montag den neuen Haushalt beschlossen, der im kommenden Jahr gilt und viele Ausgaben kürzt."
    )
    data = new_data
    answer = swapledger("run", folder, "--data", data)
    assert answer.code == 0, answer
    with duckdb.connect(str(warehouse_path(data)), read_only=True) as connection:
        refused = connection.execute("SELECT record, reason FROM quarantine ORDER BY record").fetchall()
        reports = connection.execute("SELECT origin, published_on, language FROM reports ORDER BY origin").fetchall()
        dated = connection.execute("SELECT count(*) FROM claims WHERE date_start = DATE '2025-03-03'").fetchall()
        runs = connection.execute(
            "SELECT rows_in, rows_out, rows_quarantined FROM runs WHERE stage = 'ingest'"
        ).fetchall()
    assert [record.rpartition("/")[2] for record, _ in refused] == ["empty.txt", "image.png", "lines.jsonl line 2"]
    assert all(reason for _, reason in refused)
    assert [origin.rpartition("/")[2] for origin, *_ in reports] == [
        "german.txt",
        "lines.jsonl",
        "lines.jsonl",
        "undated.txt",
    ]
    assert [published for _, published, _ in reports] == [None] * 4
    assert reports[0][2] == "de"
    assert dated == [(3,)]
    assert runs == [(7, 4, 3)]
    for record, _ in refused:
        assert record in answer.out

    before = warehouse_path(data).read_bytes()
    again = swapledger("run", folder, "--data", data)
    assert again.code == 0
    assert "Nothing is new" in again.out
    assert "image.png" in again.out
    assert warehouse_path(data).read_bytes() == before


def test_data_folder_that_cannot_be_made_is_said(swapledger, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    assert_one_line(swapledger("run", "--data", tmp_path / "file"), 1)


@pytest.mark.parametrize(
    ("damaged", "told"),
    [("runs.db", "Delete that folder"), ("runs/index.db", "This is a fault of the program; its trace is in")],
)
def test_damaged_instance_of_dagster_is_said(swapledger, data, damaged, told):
    (data / "dagster" / "history" / damaged).write_bytes(b"no database " * 100)
    answer = swapledger("run", "--data", data)
    assert_one_line(answer, 1)
    assert told in answer.err


def test_query_is_read_from_standard_input_and_none_is_said(published, swapledger, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("SELECT 40 + 2 AS answer\n"))
    assert swapledger("sql", "--data", published, "--format", "csv").out == "answer\n42\n"
    none = swapledger("sql", "--data", published)
    assert (none.code, "there is no query" in none.err) == (2, True)
