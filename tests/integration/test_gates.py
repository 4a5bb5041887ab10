"""A gate that stops: nothing is written, the old warehouse stays, and what was found is remembered."""

import json

import dagster as dg
import pyarrow as pa
import pyarrow.parquet as pq

from assets import accuracy
from assets.extract.asset import claims
from assets.stage import RunSettings
from tests.integration.conftest import SEEDS
from warehouse.ledger import Ledger
from warehouse.snapshot import last_publication, publications, warehouse_path

NEW_REPORT = SEEDS / "reports" / "de-1986-02-11-latimes.json"


def last_entries(data):
    ledger = Ledger(data)
    return {entry.stage: entry for entry in ledger.entries(ledger.run_ids()[-1])}


def test_stopped_publication_keeps_the_old_file_until_a_person_allows_it(data, swapledger):
    publication = last_publication(data)
    publication.manifest["tables"]["exchanges"]["rows"] = 1_000
    (publication.folder / "manifest.json").write_text(json.dumps(publication.manifest))
    before = warehouse_path(data).read_bytes()

    stopped = swapledger("run", NEW_REPORT, "--data", data)
    assert stopped.code == 1
    assert "publish.exchanges_not_halved" in stopped.err
    assert warehouse_path(data).read_bytes() == before
    assert len(publications(data)) == 1
    entry = last_entries(data)["publish"]
    assert any("exchanges_not_halved" in reason for reason in entry.stopped)
    assert {"failed", "passed"} == {result["outcome"] for result in entry.gate_results}
    status = swapledger("status", "--data", data)
    assert "stopped at publish" in status.out
    assert "publish.exchanges_not_halved" in status.out

    allowed = swapledger("run", NEW_REPORT, "--data", data, "--allow-fewer")
    assert allowed.code == 0
    assert len(publications(data)) == 2


def test_stopped_stage_writes_no_batch_and_later_stages_do_not_run(landed_twice, swapledger):
    data = landed_twice
    before = warehouse_path(data).read_bytes()

    answer = swapledger("run", "--data", data)
    assert answer.code == 1
    assert "clean." in answer.err
    assert list(last_entries(data)) == ["ingest", "clean"]
    assert list(data.glob("clean/*/*")) == []
    assert warehouse_path(data).read_bytes() == before
    assert swapledger("sql", "FROM exchanges", "--data", data).code == 0


def test_later_stage_started_alone_finds_nothing_to_work_on(tmp_path, seeds):
    settings = RunSettings(data=str(tmp_path), seeds=str(seeds))
    result = dg.materialize(
        [claims],
        resources={"settings": settings},
        raise_on_error=False,
        run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
    )
    assert not result.success
    assert result.get_asset_materialization_events() == []
    assert last_entries(tmp_path)["extract"].stopped == ("no batch of clean is there: run that stage first",)


def test_rules_that_read_worse_than_their_floor_do_not_publish(data, swapledger):
    [measured] = data.glob("accuracy/*/*/accuracy.parquet")
    rows = pq.read_table(measured).to_pylist()
    rows[0]["f1"] = rows[0]["floor"] - 0.01
    pq.write_table(pa.Table.from_pylist(rows, schema=accuracy.SCHEMA), measured)
    before = warehouse_path(data).read_bytes()

    stopped = swapledger("run", NEW_REPORT, "--data", data)
    assert stopped.code == 1
    assert "extract.accuracy_not_fallen" in stopped.err
    assert f"{rows[0]['slot']} {rows[0]['f1']:.3f} (floor {rows[0]['floor']:.3f})" in stopped.err
    assert warehouse_path(data).read_bytes() == before
