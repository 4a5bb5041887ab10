import pytest

from pipelines.answer import hints_on_nothing, print_answer
from warehouse.snapshot import warehouse_path


@pytest.mark.parametrize(
    ("sql", "hints"),
    [
        ("FROM releases WHERE released_by = 'Russia'", ["'Russia' is written 'RUS' here"]),
        ("FROM releases WHERE released_by = 'rus' AND status = 'complete'", ["'rus' is", "did you mean 'completed'?"]),
        ("FROM releases WHERE received_by = 'RUS' AND status = 'completed'", []),
        ("FROM releases WHERE released_by = party('Russian Federation') AND place_name = 'Kyiv'", []),
        ("FROM releases WHERE place_name = 'It''s'", []),
    ],
)
def test_query_that_finds_nothing_leads_to_what_is_written_otherwise(small_data, sql, hints):
    found = hints_on_nothing(warehouse_path(small_data), sql)
    assert len(found) == len(hints)
    assert all(part in hint for part, hint in zip(hints, found, strict=True))


def test_hints_come_only_with_an_empty_answer(small_data, capsys):
    warehouse = warehouse_path(small_data)
    print_answer(warehouse, "SELECT count_best FROM releases WHERE released_by_name = 'Russia'", "csv")
    assert capsys.readouterr() == ("count_best\n390\n", "")
    print_answer(warehouse, "SELECT count_best FROM releases WHERE released_by = 'Russia'", "csv")
    assert "Hint: 'Russia' is written 'RUS'" in capsys.readouterr().err
