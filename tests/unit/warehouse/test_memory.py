import pytest

from warehouse.errors import SwapledgerError
from warehouse.memory import read_memory, remember
from warehouse.tables import COPIES, EXCHANGE_REDIRECTS

ONE, OTHER = (COPIES.rows([{"report_id": name, "copy_of": "z"}]) for name in "ab")


def test_nothing_is_remembered_before_the_first_time(tmp_path):
    assert read_memory(tmp_path, ["copies"]) is None


def test_the_latest_is_remembered_and_nothing_else_is_left(tmp_path):
    remember(tmp_path, {"copies": ONE})
    (tmp_path / ".unfinished-memory-killed").mkdir()
    remember(tmp_path, {"copies": OTHER})
    assert read_memory(tmp_path, ["copies"]) == {"copies": OTHER}
    assert [path.name for path in tmp_path.iterdir()] == ["memory"]
    assert [path.name for path in (tmp_path / "memory").iterdir()] == ["copies.parquet"]


def test_a_table_that_was_never_kept_is_empty(tmp_path):
    remember(tmp_path, {"copies": ONE})
    assert read_memory(tmp_path, ["exchange_redirects"]) == {
        "exchange_redirects": EXCHANGE_REDIRECTS.arrow_schema.empty_table()
    }


def test_damage_is_said(tmp_path):
    remember(tmp_path, {"copies": ONE})
    (tmp_path / "memory" / "copies.parquet").write_bytes(b"PAR1")
    with pytest.raises(SwapledgerError, match="Put it back from a backup"):
        read_memory(tmp_path, ["copies"])
