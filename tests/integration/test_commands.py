"""Commands around a run: other jobs, single sources, the difference of publications, making room, exports."""

import json
import shutil

import pytest

from pipelines.cli import main
from tests.integration.conftest import N_LISTED
from warehouse.ledger import Ledger
from warehouse.snapshot import publications


def last_run(data):
    ledger = Ledger(data)
    return ledger.entries(ledger.run_ids()[-1])


@pytest.fixture(scope="module")
def made_anew(first_run, seeds, tmp_path_factory):
    """A copy of the data folder of the shared run, published anew twice; beside it what each run told of its stages."""
    data = shutil.copytree(first_run.data, tmp_path_factory.mktemp("anew") / "data", symlinks=True)
    runs = {}
    for job in ("republish", "re_extract_all"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SWAPLEDGER_SEEDS", str(seeds))
            patch.setattr("sys.argv", ["swapledger", "run", "--job", job, "--data", str(data)])
            with pytest.raises(SystemExit) as end:
                main()
        assert not end.value.code
        runs[job] = last_run(data)
    return data, runs


def test_republishing_and_extracting_again_make_the_same_tables_anew(made_anew, swapledger):
    data, runs = made_anew
    worked = {"republish": ["deduplicate", "aggregate", "publish"], "re_extract_all": ["clean", "extract"]}
    for job, stages in worked.items():
        entries = {entry.stage: entry for entry in runs[job]}
        assert "ingest" not in entries
        assert all(entries[stage].rows_out > 0 and not entries[stage].rows_reused for stage in stages)
    assert [publication.number for publication in publications(data)] == [1, 2, 3]
    tables = [publication.manifest["tables"] for publication in publications(data)]
    for name in ("claims", "exchanges", "exchange_transfers", "monthly_totals", "reports"):
        assert len({table[name]["content_sha256"] for table in tables}) == 1, name
    assert "0 rows" in swapledger("diff", "1", "3", "--data", data).err


def test_one_declared_source_is_read(data, swapledger):
    answer = swapledger("run", "--source", "known exchanges", "--again", "--data", data)
    assert answer.code == 0, answer.err
    assert last_run(data)[0].rows_in == N_LISTED
    unknown = swapledger("run", "--source", "reprots", "--data", data)
    assert (unknown.code, "no source is called reprots" in unknown.err) == (2, True)


@pytest.mark.parametrize(
    "arguments", [["a.json", "--source", "reports"], ["--source", "reports", "--job", "republish"]]
)
def test_contradicting_arguments_are_refused(published, swapledger, arguments):
    assert swapledger("run", *arguments, "--data", published).code == 2


def test_one_publication_has_nothing_to_be_compared_with(published, swapledger):
    answer = swapledger("diff", "--data", published)
    assert (answer.code, "no two publications" in answer.err) == (2, True)


def test_pruning_removes_former_rules_and_old_snapshots_only(made_anew, seeds, tmp_path, swapledger, monkeypatch):
    monkeypatch.setenv("SWAPLEDGER_SEEDS", str(seeds))
    data = shutil.copytree(made_anew[0], tmp_path / "data", symlinks=True)
    former = data / "clean" / "0123456789ab" / "batch"
    former.mkdir(parents=True)
    (former / "clean_reports.parquet").write_bytes(b"x" * 2_000_000)
    monkeypatch.setenv("SWAPLEDGER_KEEP_SNAPSHOTS", "1")
    told = swapledger("prune", "--dry-run", "--data", data).out
    assert "clean/0123456789ab" in told
    assert "2.0 MB" in told
    assert former.is_dir()
    assert swapledger("prune", "--data", data).code == 0
    assert not former.parent.exists()
    assert [publication.number for publication in publications(data)] == [3]
    assert "Nothing to remove" in swapledger("prune", "--data", data).out
    assert "Nothing is new" in swapledger("run", "--data", data).out


def test_export_of_a_run_cites_its_publication(published, swapledger, tmp_path):
    answer = swapledger("export", tmp_path / "out", "--table", "exchanges", "--data", published)
    assert answer.code == 0, answer.err
    told = json.loads((tmp_path / "out" / "datapackage.json").read_text())
    assert (told["version"], told["created"]) == ("1", "2026-07-01T12:00:00Z")
    assert "Publication 1, 2026-07-01T12:00:00 UTC" in told["description"]
