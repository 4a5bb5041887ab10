import json
import shutil
import subprocess
import sys
from datetime import datetime

import duckdb
import pytest

from warehouse import snapshot
from warehouse.errors import NoWarehouseError, SwapledgerError
from warehouse.published_file import open_warehouse, read_published, read_views
from warehouse.snapshot import (
    briefing_path,
    current_publication,
    last_publication,
    publications,
    publish,
    restore_page,
    settle_publications,
    warehouse_path,
)
from warehouse.storage import file_sha256
from warehouse.tables import GATE_RESULTS, PERSON_INDEX, RUNS

AT = datetime(2026, 1, 2, 3, 4, 5)
VIEW = "CREATE VIEW known_persons AS SELECT name FROM person_index"


def persons(*names):
    return PERSON_INDEX.rows(
        [{"person_id": n.lower(), "name": n, "aliases": [], "n_exchanges": 1, "exchange_ids": ["X1"]} for n in names]
    )


def passed(_file):
    row = {
        "run_id": "r",
        "stage": "publish",
        "batch": "b",
        "rule": "publish.rows_as_assembled",
        "severity": "stop",
        "outcome": "passed",
        "reason": "None is lost.",
        "n_rows": 1,
        "n_failing": 0,
        "failing_keys": [],
        "at": AT,
    }
    return GATE_RESULTS.rows([row])


def drawn(file, manifest):
    return f"<p>{manifest['number']}: {', '.join(names_in(file))}"


def publish_persons(data, *names, audit=passed, at=AT, keep=3, key="key"):
    return publish(
        data,
        {"person_index": persons(*names)},
        [VIEW],
        key=key,
        at=at,
        facts={"run_id": "r"},
        audit=audit,
        draw=drawn,
        keep=keep,
    )


@pytest.fixture(scope="module")
def of_anna(tmp_path_factory):
    """A data folder in which Anna is published; to be copied."""
    data = tmp_path_factory.mktemp("anna")
    publish_persons(data, "Anna")
    return data


@pytest.fixture
def data(of_anna, tmp_path):
    """A data folder in which Anna is published."""
    return shutil.copytree(of_anna, tmp_path / "data")


def names_in(path):
    with open_warehouse(path) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM known_persons").fetchall()]


def test_published_file_holds_tables_in_order_of_their_keys_with_views_and_comments(tmp_path):
    publish_persons(tmp_path, "Zoya", "Anna")
    with open_warehouse(warehouse_path(tmp_path)) as connection:
        assert connection.execute("SELECT name FROM known_persons").fetchall() == [("Anna",), ("Zoya",)]
        [(comment,)] = connection.execute("SELECT comment FROM duckdb_tables() WHERE table_name = 'runs'").fetchall()
        assert comment == RUNS.comment
        [(tags,)] = connection.execute(
            "SELECT tags FROM duckdb_databases() WHERE database_name = 'warehouse'"
        ).fetchall()
    assert tags["storage_version"].startswith("v1.2.0")


def test_audit_sees_the_file_before_readers_do_and_its_results_are_published(tmp_path):
    seen = []

    def audit(file):
        seen.append((names_in(file), warehouse_path(tmp_path).exists()))
        return passed(file)

    publish_persons(tmp_path, "Anna", audit=audit)
    assert seen == [(["Anna"], False)]
    published = read_published(warehouse_path(tmp_path), ("gate_results",))
    assert published["gate_results"].equals(passed(None))


def test_stopped_audit_leaves_no_trace(data):
    before = warehouse_path(data).read_bytes()
    assert publish_persons(data, "Boris", audit=lambda _file: None) is None
    assert warehouse_path(data).read_bytes() == before
    assert len(publications(data)) == 1
    assert [path.name for path in (data / "snapshots").iterdir()] == [publications(data)[0].folder.name]


def test_rows_that_break_the_declaration_are_not_published(tmp_path):
    with pytest.raises(SwapledgerError, match="table person_index cannot be published"):
        publish_persons(tmp_path, "Anna", "Anna")
    assert not warehouse_path(tmp_path).exists()


def test_manifest_tells_what_was_published(tmp_path):
    publication = publish_persons(tmp_path, "Anna", "Boris")
    manifest = json.loads((publication.folder / "manifest.json").read_text())
    assert manifest == publication.manifest
    assert manifest["number"] == 1
    assert manifest["key"] == "key"
    assert manifest["published_at"] == "2026-01-02T03:04:05"
    assert manifest["tables"]["person_index"]["rows"] == 2
    assert manifest["gates"] == {"passed": 1}
    assert publication.n_rows == 3


@pytest.mark.parametrize(
    ("one", "other", "is_equal"),
    [
        (("Anna", "Boris"), ("Boris", "Anna"), True),
        (("Anna",), ("Boris",), False),
        (("Anna",), ("Anna", "Boris"), False),
    ],
)
def test_content_hash_tells_equal_tables(tmp_path, one, other, is_equal):
    hashes = [
        publish_persons(tmp_path / str(number), *names).manifest["tables"]["person_index"]["content_sha256"]
        for number, names in enumerate((one, other))
    ]
    assert (hashes[0] == hashes[1]) == is_equal


def test_content_hash_leaves_volatile_columns_out(tmp_path):
    def described(name, at):
        row = {"run_id": name, "stage": "clean", "rules_version": "1", "rows_in": 1, "rows_out": 1, "rows_reused": 0}
        rows = RUNS.rows([{**row, "rows_quarantined": 0, "seconds": at.second, "at": at}])
        made = publish(
            tmp_path / name, {"runs": rows}, [VIEW], key="k", at=at, facts={}, audit=passed, draw=drawn, keep=1
        )
        return made.manifest["tables"]["runs"]

    assert described("a", AT) == described("b", AT.replace(second=9))


def test_snapshots_are_kept_up_to_their_number(tmp_path):
    for number, name in enumerate(("Anna", "Boris", "Clara"), start=1):
        publish_persons(tmp_path, name, keep=2, at=AT.replace(second=number))
    kept = publications(tmp_path)
    assert [p.number for p in kept] == [2, 3]
    assert [names_in(p.file) for p in kept] == [["Boris"], ["Clara"]]
    assert kept[0].folder.name == "000002_2026-01-02T030402Z"


def test_writing_into_the_published_file_does_not_change_the_snapshot(data):
    assert current_publication(data) == last_publication(data)
    with duckdb.connect(str(warehouse_path(data))) as connection:
        connection.execute("DELETE FROM person_index")
    assert current_publication(data) is None
    assert names_in(last_publication(data).file) == ["Anna"]


def test_reader_keeps_the_file_that_it_opened(data):
    with open_warehouse(warehouse_path(data)) as reader:
        publish_persons(data, "Boris")
        assert reader.execute("SELECT name FROM known_persons").fetchall() == [("Anna",)]
    assert names_in(warehouse_path(data)) == ["Boris"]


def test_log_of_a_foreign_writer_is_not_replayed_into_the_new_file(data):
    left_behind = data / "warehouse.duckdb.wal"
    left_behind.write_bytes(b"whatever a killed writer left")
    publish_persons(data, "Boris")
    assert not left_behind.exists()
    assert names_in(warehouse_path(data)) == ["Boris"]


class Killed(BaseException):
    """Stands for the end of the process at a chosen place."""


def test_publication_killed_before_the_swap_is_undone(data, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", lambda *_args, **_more: None)
        patch.setattr(snapshot, "_swap_in", _kill)
        with pytest.raises(Killed):
            publish_persons(data, "Boris")
    assert names_in(warehouse_path(data)) == ["Anna"]
    assert settle_publications(data) == 1
    assert [p.number for p in publications(data)] == [1]
    assert list((data / "snapshots").iterdir()) == [current_publication(data).folder]


def test_publication_killed_after_the_swap_is_ended(data, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", lambda *_args, **_more: None)
        patch.setattr(snapshot, "_finish_snapshot", _kill)
        with pytest.raises(Killed):
            publish_persons(data, "Boris")
    assert names_in(warehouse_path(data)) == ["Boris"]
    assert settle_publications(data) == 0
    assert current_publication(data).number == 2
    assert names_in(current_publication(data).file) == ["Boris"]


def _kill(*_args):
    raise Killed


def test_page_is_drawn_of_the_audited_file_and_published_with_it(tmp_path):
    first = publish_persons(tmp_path, "Anna")
    assert briefing_path(tmp_path).read_text() == "<p>1: Anna" == first.page.read_text()
    second = publish_persons(tmp_path, "Boris", at=AT.replace(second=9))
    assert briefing_path(tmp_path).read_text() == "<p>2: Boris"
    assert first.page.read_text() == "<p>1: Anna"
    assert [p.manifest["published_before"] for p in (first, second)] == [None, "2026-01-02T03:04:05"]
    assert second.manifest["briefing_sha256"] == file_sha256(briefing_path(tmp_path))


def test_page_that_cannot_be_drawn_leaves_what_is_published(data):

    def fail(_file, _manifest):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        publish(data, {}, [], key="k", at=AT, facts={}, audit=passed, draw=fail, keep=3)
    assert names_in(warehouse_path(data)) == ["Anna"]
    assert briefing_path(data).read_text() == "<p>1: Anna"
    assert len(list((data / "snapshots").iterdir())) == 1


@pytest.mark.parametrize("harm", [lambda path: path.unlink(), lambda path: path.write_text("else")])
def test_page_is_put_back(tmp_path, harm):
    publication = publish_persons(tmp_path, "Anna")
    harm(briefing_path(tmp_path))
    restore_page(tmp_path, publication)
    assert briefing_path(tmp_path).read_text() == "<p>1: Anna"


def test_page_that_cannot_be_put_in_its_place_is_said_and_the_publication_stands(tmp_path):
    briefing_path(tmp_path).mkdir()
    with pytest.raises(OSError, match=r"briefing\.html"):
        publish_persons(tmp_path, "Anna")
    assert current_publication(tmp_path) == last_publication(tmp_path)
    briefing_path(tmp_path).rmdir()
    restore_page(tmp_path, current_publication(tmp_path))
    assert briefing_path(tmp_path).read_text() == "<p>1: Anna"


def test_nothing_published_is_said(tmp_path):
    assert publications(tmp_path) == []
    assert current_publication(tmp_path) is None
    with pytest.raises(NoWarehouseError, match="make one with `swapledger run`"):
        open_warehouse(warehouse_path(tmp_path))


def test_damaged_file_is_said(data):
    with warehouse_path(data).open("r+b") as stream:
        stream.truncate(100)
    with pytest.raises(NoWarehouseError, match="Run again to publish it anew"):
        open_warehouse(warehouse_path(data))


def test_file_that_another_program_writes_is_said(data):
    write = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", write, str(warehouse_path(data))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        writer.stdout.readline()
        with pytest.raises(NoWarehouseError, match="open for writing in another program"):
            open_warehouse(warehouse_path(data))
        publish_persons(data, "Boris")  # a run does not wait for anybody
        assert names_in(warehouse_path(data)) == ["Boris"]
        writer.communicate("")


def test_connection_does_not_write(data):
    with open_warehouse(warehouse_path(data)) as connection, pytest.raises(duckdb.Error, match="read-only"):
        connection.execute("DELETE FROM person_index")


def test_views_are_read_in_the_order_of_their_names_then_macros(tmp_path):
    for folder in ("views", "macros"):
        (tmp_path / folder).mkdir()
    (tmp_path / "views" / "b.sql").write_text("CREATE VIEW b AS SELECT 1")
    (tmp_path / "views" / "a.sql").write_text("CREATE VIEW a AS SELECT 2")
    (tmp_path / "macros" / "a.sql").write_text("CREATE MACRO c() AS 3")
    (tmp_path / "views" / "notes.txt").write_text("not a view")
    assert read_views(tmp_path) == [
        "CREATE VIEW a AS SELECT 2",
        "CREATE VIEW b AS SELECT 1",
        "CREATE MACRO c() AS 3",
    ]
