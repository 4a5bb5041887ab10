"""Dagster's webserver and daemon as `swapledger ui` starts them: what they show, and runs that are started there."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.integration.conftest import COMMAND, N_REPORTS, PROJECT
from warehouse.ledger import Ledger
from warehouse.lock import data_held
from warehouse.snapshot import publications
from warehouse.tables import PUBLISHED, STAGES

# A person's decision on exchanges that are not there (any more), of which the gate warns.
STALE = """decided_on,decided_by,action,subject,object,value,reason
2026-06-01,Anna,not_same,X0000000000,X1111111111,,another convoy
"""
STARTS_WITHIN = 120
ENDS_WITHIN = 120

ASSETS = """{ assetNodes {
  assetKey { path } groupName kinds opVersion description
  owners { ... on TeamAssetOwner { team } } tags { key value } jobNames
  dependencyKeys { path } automationCondition { label } freshnessStatusInfo { freshnessStatus }
  metadataEntries { label
    ... on TableSchemaMetadataEntry { schema { columns { name description } } }
    ... on CodeReferencesMetadataEntry { codeReferences { ... on LocalFileCodeReference { filePath label } } } }
  assetMaterializations(limit: 1) { runId metadataEntries { label
    ... on IntMetadataEntry { intValue }
    ... on MarkdownMetadataEntry { mdStr }
    ... on TableMetadataEntry { table { records } }
    ... on TableColumnLineageMetadataEntry { lineage { columnName columnDeps { assetKey { path } columnName } } } } }
} }"""
AUTOMATION = """{ repositoriesOrError { ... on RepositoryConnection { nodes {
  jobs { name } schedules { name cronSchedule } sensors { name } } } } }"""
LAUNCH = """mutation($job: String!, $config: RunConfigData!) { launchRun(executionParams: {
  selector: {repositoryLocationName: "pipelines.definitions", repositoryName: "__repository__", pipelineName: $job}
  runConfigData: $config mode: "default"}) {
  __typename ... on LaunchRunSuccess { run { runId } } ... on PythonError { message } } }"""
RUN = "query($id: ID!) { runOrError(runId: $id) { ... on Run { status } } }"
LOGS = """query($id: ID!) { logsForRun(runId: $id, limit: 1000) { ... on EventConnection {
  events { __typename ... on MessageEvent { message level } } } } }"""
CHECK = """query($key: AssetKeyInput!, $name: String!) {
  assetCheckExecutions(assetKey: $key, checkName: $name, limit: 1) {
  runId status evaluation { success severity description
    metadataEntries { label ... on TableMetadataEntry { table { records } } } } } }"""


class Ui(NamedTuple):
    """Dagster's services over a data folder."""

    data: object
    address: str

    def ask(self, query, **variables):
        body = json.dumps({"query": query, "variables": variables}).encode()
        request = urllib.request.Request(self.address + "/graphql", body, {"Content-Type": "application/json"})  # noqa: S310
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            told = json.load(answer)
        assert "errors" not in told, told["errors"]
        return told["data"]

    def launch(self, job, config=None):
        launched = self.ask(LAUNCH, job=job, config=config or {})["launchRun"]
        assert launched["__typename"] == "LaunchRunSuccess", launched
        return launched["run"]["runId"]

    def end_of(self, run_id):
        deadline = time.monotonic() + ENDS_WITHIN
        while (status := self.ask(RUN, id=run_id)["runOrError"]["status"]) not in {"SUCCESS", "FAILURE", "CANCELED"}:
            assert time.monotonic() < deadline, status
            time.sleep(0.3)
        return status

    def log(self, run_id):
        events = self.ask(LOGS, id=run_id)["logsForRun"]["events"]
        return [event["message"] for event in events if event["__typename"] == "LogMessageEvent"]


@pytest.fixture(scope="module")
def ui(first_run, seeds, tmp_path_factory, webhooks):
    """`swapledger ui` over a copy of the shared run, until its webserver and its code location answer."""
    data = tmp_path_factory.mktemp("ui") / "data"
    shutil.copytree(first_run.data, data)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {"PATH": os.environ["PATH"], "HOME": str(data), "SWAPLEDGER_SEEDS": str(seeds)}
    environment["SWAPLEDGER_NOTIFY"] = f"http://{webhooks.address}/hook"
    process = subprocess.Popen(
        [*COMMAND, "ui", "--data", str(data), "--port", str(port)],
        cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    found = Ui(data, f"http://127.0.0.1:{port}")
    try:
        _wait_for(found, process)
        yield found
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait_for(ui, process):
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        assert process.poll() is None, "the command ended"
        try:
            if ui.ask("{ assetNodes { id } }")["assetNodes"]:
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.3)
    pytest.fail("the webserver does not answer")


@pytest.fixture(scope="module")
def assets(ui):
    nodes = sorted(ui.ask(ASSETS)["assetNodes"], key=lambda node: STAGES.index(node["groupName"]))
    assert [node["groupName"] for node in nodes] == list(STAGES)
    return nodes


def entries(node, materialization=True):
    told = node["assetMaterializations"][0] if materialization else node
    return {entry["label"]: entry for entry in told["metadataEntries"]}


def test_assets_tell_what_they_are(assets):
    for before, node in zip([None, *assets], assets, strict=False):
        assert node["dependencyKeys"] == ([before["assetKey"]] if before else [])
        assert "One row is" in node["description"]
        assert node["kinds"]
        assert node["owners"][0]["team"]
        assert node["opVersion"]
        assert {"key": "swapledger/stage", "value": node["groupName"]} in node["tags"]
        told = entries(node, materialization=False)
        columns = told["dagster/column_schema"]["schema"]["columns"]
        assert columns
        assert all(column["description"] for column in columns)
        files = [reference["filePath"] for reference in told["dagster/code_references"]["codeReferences"]]
        assert files
        assert all(Path(file).exists() for file in files)


def test_published_columns_lead_back_to_the_landed_bytes(assets):
    origins = {
        (node["assetKey"]["path"][0], line["columnName"]): [
            (origin["assetKey"]["path"][0], origin["columnName"]) for origin in line["columnDeps"]
        ]
        for node in assets
        for line in entries(node)["dagster/column_lineage"]["lineage"]
    }
    for table in PUBLISHED:
        assert ("warehouse", f"{table.name}.{table.columns[0].name}") in origins
    reached, ahead = set(), [("warehouse", "monthly_totals.count_best")]
    while ahead:
        reached.add(column := ahead.pop())
        ahead += [origin for origin in origins[column] if origin not in reached]
    assert {
        ("totals", "monthly_totals.count_best"),
        ("exchanges", "exchange_transfers.count_best"),
        ("claims", "claim_transfers.count"),
        ("reports", "clean_reports.text"),
        ("landing", "landing.raw"),
    } <= reached


def test_run_of_the_command_line_shows_its_counts_rows_and_plots(assets):
    for node in assets:
        told = entries(node)
        counts = {name: told[name]["intValue"] for name in ("rows_in", "rows_out", "rows_reused", "rows_quarantined")}
        assert counts["rows_out"] > 0
        assert 0 < len(told["preview"]["table"]["records"]) <= 10
        assert told["rules_passed"]["intValue"] > 0
    plots = {node["assetKey"]["path"][0]: entries(node).get("plot") for node in assets}
    assert {name for name, plot in plots.items() if plot} == {"reports", "exchanges", "totals", "warehouse"}
    assert all("](data:image/svg+xml;base64," in plot["mdStr"] for plot in plots.values() if plot)
    assert entries(assets[0])["rows_out"]["intValue"] == N_REPORTS


def test_text_of_reports_is_harmless_in_the_preview(assets):
    records = [record for node in assets for record in entries(node)["preview"]["table"]["records"]]
    assert any("\\\\u202egpj.exe" in record for record in records)
    assert not any("\u202e" in record or "\\u001b" in record for record in records)


def test_jobs_schedules_and_sensors_are_there(ui):
    [repository] = ui.ask(AUTOMATION)["repositoriesOrError"]["nodes"]
    names = {kind: {thing["name"] for thing in repository[kind]} for kind in ("jobs", "schedules", "sensors")}
    assert {"everything", "re_extract_all", "republish", "backfill_source", "re_estimate"} <= names["jobs"]
    assert {"daily", "hourly_feeds", "weekly_re_estimation"} <= names["schedules"]
    assert {"inbox", "follow_the_stage_before"} <= names["sensors"]


@pytest.fixture(scope="module")
def runs(ui, assets):  # noqa: ARG001  (what the shared run left is asked before)
    """Two runs that are started while the command line has the data folder, the second one over damaged data."""
    (ui.data / "decisions.csv").write_text(STALE)
    with data_held(ui.data):
        good, bad = ui.launch("republish"), ui.launch("re_extract_all")
        deadline = time.monotonic() + ENDS_WITHIN
        while not any("this one waits" in message for message in ui.log(good)):
            assert time.monotonic() < deadline
            time.sleep(0.3)
        assert ui.ask(RUN, id=bad)["runOrError"]["status"] == "QUEUED"
    assert ui.end_of(good) == "SUCCESS"
    # The second run now starts its process, which takes longer than this.
    [landing] = ui.data.glob("ingest/*/*/landing.parquet")
    documents = pq.read_table(landing)
    pq.write_table(pa.concat_tables([documents, documents.slice(0, 1)]), landing)
    assert ui.end_of(bad) == "FAILURE"
    return good, bad


def test_run_of_the_ui_waits_and_publishes_like_any_other(ui, runs):
    assert [publication.number for publication in publications(ui.data)] == [1, 2]
    assert Ledger(ui.data).entries(runs[0])[-1].rows_out > 0
    said = ui.log(runs[0])
    assert any("deduplicate: " in message for message in said)
    assert len(said) < 20
    [warehouse] = [node for node in ui.ask(ASSETS)["assetNodes"] if node["groupName"] == "publish"]
    assert warehouse["assetMaterializations"][0]["runId"] == runs[0]
    assert warehouse["freshnessStatusInfo"]["freshnessStatus"] in {
        "HEALTHY",
        "UNKNOWN",
    }  # the daemon looks now and then


def test_failed_gate_is_seen(ui, runs):
    [check] = ui.ask(CHECK, key={"path": ["reports"]}, name="rules_that_stop")["assetCheckExecutions"]
    assert (check["runId"], check["status"]) == (runs[1], "FAILED")
    assert check["evaluation"]["severity"] == "ERROR"
    tables = {entry["label"]: entry["table"] for entry in check["evaluation"]["metadataEntries"]}
    rules = [json.loads(record) for record in tables["rules"]["records"]]
    assert rules[0]["outcome"] == "failed"
    assert "clean." in rules[0]["rule"]
    assert any("clean: stopped" in message for message in ui.log(runs[1]))
    assert [entry.stage for entry in Ledger(ui.data).entries(runs[1])] == ["clean"]
    assert len(publications(ui.data)) == 2


def test_runs_of_the_daemon_tell_of_warnings_and_failures(ui, runs, webhooks):
    deadline = time.monotonic() + ENDS_WITHIN
    while len(webhooks.told["/hook"]) < len(runs):
        assert time.monotonic() < deadline, webhooks.told
        time.sleep(0.3)
    warned, stopped = webhooks.told["/hook"]
    assert (warned["event"], warned["run_id"]) == ("warned", runs[0])
    assert [result["rule"] for result in warned["results"]] == ["deduplicate.decisions_apply"]
    assert (stopped["event"], stopped["run_id"]) == ("stopped", runs[1])
    assert stopped["title"] == "swapledger stopped at clean"
    assert stopped["reasons"] == list(Ledger(ui.data).entries(runs[1])[-1].stopped)
