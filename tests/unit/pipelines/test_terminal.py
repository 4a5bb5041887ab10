import io
from decimal import Decimal

import pytest
from rich.console import Console

from pipelines.terminal import data_table, fits, in_words, print_records, safe_text


def printed(renderable):
    out = Console(file=io.StringIO(), width=200, markup=True, emoji=True)
    out.print(renderable)
    return out.file.getvalue()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("plain", "plain"),
        ("Zelenskyy, Київ, 北京", "Zelenskyy, Київ, 北京"),
        ("two\nlines", "two\nlines"),
        ("\x1b[31mred\x07", "\\x1b[31mred\\x07"),
        ("abc\u202edcba", "abc\\u202edcba"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        (None, ""),
        (["RUS", "UKR"], "RUS, UKR"),
        (307, "307"),
    ],
)
def test_text_cannot_steer_the_terminal(value, expected):
    assert safe_text(value) == expected


def test_tables_take_markup_of_reports_as_text():
    shown = printed(data_table(["[bold]name"], [["[link=http://x]click[/link] :boom:"]], title=None))
    assert "[bold]name" in shown
    assert "[link=http://x]click[/link] :boom:" in shown


def test_numbers_stand_on_the_right():
    lines = printed(data_table(["n", "name"], [[5, "a"], [Decimal(1000), "b"], [None, "c"]])).splitlines()
    assert any(line.startswith("    5") for line in lines)


@pytest.mark.parametrize(("value", "words"), [(None, ""), ([], ""), ([None, 1], ", 1"), (True, "True"), (2.5, "2.5")])
def test_values_in_words(value, words):
    assert in_words(value) == words


@pytest.mark.parametrize(("width", "expected"), [(10, False), (80, True)])
def test_wide_rows_do_not_fit(width, expected):
    assert fits(["a", "b"], [["x" * 30, "y" * 30]], width) == expected


def test_records_show_every_value_on_its_line():
    out = Console(file=io.StringIO(), width=80)
    print_records(out, ["id", "parties"], [["X1", ["RUS", "UKR"]]])
    lines = [line.strip() for line in out.file.getvalue().splitlines()]
    assert lines[1:] == ["id  X1", "parties  RUS, UKR"]
