"""Records in quarantine that come out of it: a source is mended, or a person accepts what a gate refuses."""

import csv
import json
import shutil

import duckdb
import pytest

from pipelines.runner import run_everything
from pipelines.settings import load_settings
from warehouse.snapshot import warehouse_path
from warehouse.storage import TEMPORARY_PREFIX

SWAP = "On {day} March 2025 Russia freed {n} Ukrainian soldiers in a prisoner swap; Ukraine freed {n} Russian soldiers."
EARLY = "On 5 March 1985 Hamas released 3 Israeli soldiers in a prisoner swap, and Israel released 90 Hamas fighters."
RULE = "extract.parties_existed"


def line(day, n):
    return json.dumps({"text": SWAP.format(day=day, n=n), "published": f"2025-03-{day + 1:02}"})


def ask(data, query):
    with duckdb.connect(str(warehouse_path(data)), read_only=True) as connection:
        return connection.execute(query).fetchall()


def write_reports(folder):
    """Reports of which a gate refuses one claim, and ingest one line and a picture."""
    folder.mkdir(exist_ok=True)
    (folder / "lines.jsonl").write_text(f'{line(3, 12)}\n{{"text": "broken\n')
    (folder / "early.json").write_text(json.dumps({"text": EARLY, "published": "2025-03-06"}))
    (folder / "picture.txt").write_bytes(b"\x89PNG")
    return folder


@pytest.fixture(scope="module")
def refused(measured, tmp_path_factory):
    """Such reports and the data folder of a run over them, to be copied."""
    folder = tmp_path_factory.mktemp("refused")
    data = shutil.copytree(measured, folder / "data")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "sources.toml").write_text("")
    run_everything(load_settings(data=data, seeds=folder / "seeds"), [str(write_reports(folder / "reports"))])
    assert ask(data, "SELECT stage FROM quarantine ORDER BY stage") == [("extract",), ("ingest",), ("ingest",)]
    return folder


@pytest.fixture
def reports(refused):
    """The reports as they were when they were refused."""
    return write_reports(refused / "reports")


@pytest.fixture
def refusing(refused, reports, tmp_path, monkeypatch):  # noqa: ARG001  (a test before this one may have mended them)
    """A data folder of its own in which one claim, one line of a file and a picture are in quarantine."""
    monkeypatch.setenv("SWAPLEDGER_SEEDS", str(shutil.copytree(refused / "seeds", tmp_path / "seeds")))
    return shutil.copytree(refused / "data", tmp_path / "data", symlinks=True)


def test_mended_file_is_read_again_and_leaves_the_quarantine(refusing, reports, swapledger):
    lines = reports / "lines.jsonl"
    still = swapledger("requeue", f"{lines} line 2", "--data", refusing)
    assert still.code == 0, still
    assert "refused again" in still.out
    assert "0 taken in, 3 in quarantine" in still.out

    lines.write_text(f"{line(3, 12)}\n{line(9, 22)}\n")
    mended = swapledger("requeue", "--rule", "ingest.broken_json_line", "--data", refusing)
    assert mended.code == 0, mended
    assert "1 taken in, 2 in quarantine" in mended.out
    assert (RULE,) in ask(refusing, "SELECT rule FROM quarantine")
    assert ask(refusing, "SELECT count(*) FROM claim_transfers WHERE count = 22") == [(2,)]


def test_claim_that_a_person_accepts_is_published_and_stays(refusing, reports, swapledger):
    [(claim,)] = ask(refusing, "SELECT record FROM quarantine WHERE stage = 'extract'")
    accepted = swapledger("requeue", claim, "--accept", "told by a forerunner of the group", "--data", refusing)
    assert accepted.code == 0, accepted
    assert "1 taken in, 2 in quarantine" in accepted.out
    resolved = f"SELECT count(*) FROM claims JOIN exchange_claims USING (claim_id) WHERE claim_id = '{claim}'"
    assert ask(refusing, resolved) == [(1,)]
    judged = f"SELECT outcome, observed, n_failing FROM gate_results WHERE rule = '{RULE}' AND observed <> ''"
    [result] = ask(refusing, judged)
    assert result == ("passed", "1 accepted by a person", 0)
    with (refusing / "accepted.csv").open(newline="") as stream:
        [row] = csv.DictReader(stream)
    assert (row["rule"], row["record"], row["why"]) == (RULE, claim, "told by a forerunner of the group")
    assert row["who"]

    again = swapledger("run", reports, "--data", refusing)
    assert "Nothing is new" in again.out
    assert list(refusing.glob(f"**/{TEMPORARY_PREFIX}*")) == []


MISTAKES = (
    (["nothing-of-it"], "nothing-of-it is not in quarantine"),
    (["--rule", "extract.no_such"], "the rule extract.no_such has nothing in quarantine"),
    (["--accept", "because"], "say which records to accept"),
    (["--rule", "ingest.broken_json_line", "--accept", "because"], "cannot be accepted"),
)


def test_mistakes_end_in_a_line_and_change_nothing(refusing, tmp_path, swapledger):
    before = warehouse_path(refusing).read_bytes()
    for arguments, told in MISTAKES:
        answer = swapledger("requeue", *arguments, "--data", refusing)
        assert (answer.code, told in answer.err, answer.err.count("\n")) == (2, True, 1), answer
    (tmp_path / "seeds" / "accepted.csv").write_text("rules,records\na,b\n")
    broken = swapledger("requeue", "--rule", RULE, "--data", refusing)
    assert (broken.code, "accepted.csv" in broken.err) == (2, True)
    assert warehouse_path(refusing).read_bytes() == before


def test_nothing_in_quarantine_is_said(published, swapledger):
    answer = swapledger("requeue", "--data", published)
    assert (answer.code, answer.out) == (0, "Nothing is in quarantine.\n")


def test_declared_source_is_read_again_as_it_is_declared(tmp_path, new_data, monkeypatch, swapledger):
    seeds = tmp_path / "seeds"
    (seeds / "wires").mkdir(parents=True)
    monkeypatch.setenv("SWAPLEDGER_SEEDS", str(seeds))
    (seeds / "sources.toml").write_text(
        '[[source]]\nname = "wires"\nlocation = "wires"\npublisher = "The Wire"\n'
        'fields = { text = "story", published = "day" }\n'
    )
    named = {"story": SWAP.format(day=3, n=12), "day": "2025-03-04", "text": "an abstract of the story"}
    file = seeds / "wires" / "lines.jsonl"
    file.write_text(f'{json.dumps(named)}\n{{"story": "broken\n')
    assert swapledger("run", "--data", new_data).code == 0

    file.write_text(f"{json.dumps(named)}\n{json.dumps(named | {'story': SWAP.format(day=9, n=22)})}\n")
    mended = swapledger("requeue", "--data", new_data)
    assert mended.code == 0, mended
    assert "1 taken in, 0 in quarantine" in mended.out
    told = ask(new_data, "SELECT source, publisher, origin, published_on::VARCHAR FROM reports")
    assert told == [("wires", "The Wire", "seeds/wires/lines.jsonl", "2025-03-04")] * 2


def test_what_a_later_run_reads_leaves_quarantine_by_itself(refusing, reports, swapledger):
    def refused_files():
        records = ask(refusing, "SELECT record FROM quarantine WHERE stage = 'ingest' ORDER BY record")
        return [record.removeprefix(f"{reports}/") for (record,) in records]

    assert refused_files() == ["lines.jsonl line 2", "picture.txt"]
    (reports / "lines.jsonl").write_text(f"{line(3, 12)}\n{line(9, 22)}\n")
    assert swapledger("run", reports, "--data", refusing).code == 0
    assert refused_files() == ["picture.txt"]
    assert ask(refusing, "SELECT count(*) FROM quarantine WHERE stage = 'extract'") == [(1,)]
