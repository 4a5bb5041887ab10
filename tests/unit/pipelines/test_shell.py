"""The shell over a real file: what keys do, what is completed, what commands answer."""

import shutil

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from pipelines.shell import HISTORY_NAME, NameCompleter, Shell, read_names
from warehouse.snapshot import warehouse_path


@pytest.fixture(scope="module")
def completer(small_data):
    return NameCompleter(read_names(warehouse_path(small_data)))


@pytest.fixture
def data(small_data, tmp_path):
    shutil.copy(warehouse_path(small_data), tmp_path)
    return tmp_path


def typed(data, keys):
    with create_pipe_input() as keyboard, create_app_session(input=keyboard, output=DummyOutput()):
        keyboard.send_text(keys)
        Shell(data).run()


@pytest.mark.parametrize(
    ("text", "first", "never"),
    [
        ("FROM rel", "releases", "released_by"),
        ("from exchange_t", "exchange_transfers", "exchange_id"),
        ("FROM bet", "between_parties(", "BETWEEN"),
        ("SELECT part", "party", None),
        ("FROM releases SELECT released_by_n", "released_by_name", None),
        ("FROM releases r WHERE r.cou", "count_low", "country"),
        ("FROM timeline WHERE st", "status", "stage"),
        ("SEL", "SELECT", None),
        ("sel", "select", None),
        (".sch", ".schema", None),
        (".schema time", "timeline", None),
    ],
)
def test_names_are_completed_where_they_can_stand(completer, text, first, never):
    found = [completion.text for completion in completer.get_completions(Document(text), CompleteEvent())]
    assert found[0] == first
    assert never not in found


def test_nothing_is_completed_before_anything_is_typed(completer):
    assert list(completer.get_completions(Document(""), CompleteEvent())) == []


def test_query_may_take_lines_and_is_remembered(data, capsys):
    typed(data, "FROM releases\rSELECT count_best;\r.quit\r")
    assert " 390 " in capsys.readouterr().out
    assert "+SELECT count_best;" in (data / HISTORY_NAME).read_text()
    assert (data / HISTORY_NAME).stat().st_mode & 0o077 == 0


def test_interrupt_gives_up_the_line_and_end_of_input_the_shell(data, capsys):
    typed(data, "FROM nonsense\x03SELECT 40 + 2 AS answer;\r\x04")
    shown = capsys.readouterr()
    assert " 42 " in shown.out
    assert "nonsense" not in shown.err


@pytest.mark.parametrize(
    ("line", "out", "err"),
    [
        ("FROM release;", "", 'Did you mean "releases"?'),
        (".tables", "exchange_transfers", ""),
        (".schema releases", "Its name.", ""),
        (".schema releasse", "", "Near ones: releases"),
        (".help", ".explain ID", ""),
        (".explain X1", "RUS and UKR, completed", ""),
        (".explain", "", "Near ones: X1"),
        (".format xlsx", "", "table, csv, json"),
        (".nope", "", "`.help` lists them"),
    ],
)
def test_line_is_answered_and_a_mistake_is_said(data, capsys, line, out, err):
    Shell(data).answer(line)
    shown = capsys.readouterr()
    assert out in shown.out
    assert err in shown.err


def test_form_of_answers_is_kept(data, capsys):
    shell = Shell(data)
    for line in (".format csv", "SELECT 1 AS n;"):
        shell.answer(line)
    assert capsys.readouterr().out == "n\n1\n"


def test_data_folder_of_somebody_else_has_no_history(data, capsys):
    (data / HISTORY_NAME).mkdir()
    typed(data, "SELECT 7 AS n;\r\x04")
    assert " 7 " in capsys.readouterr().out
