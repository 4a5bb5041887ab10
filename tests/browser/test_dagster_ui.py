"""Dagster's UI as a person sees it: the way of the data, what a gate checked, and a gate that stopped a run."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time

import pytest
from playwright.sync_api import expect

from pipelines.runner import run_everything
from pipelines.settings import load_settings
from pipelines.ui import ui_addresses
from tests.browser.conftest import HOSTILE, PROJECT, SEEDS
from warehouse.snapshot import last_publication
from warehouse.tables import STAGES

pytestmark = pytest.mark.browser

STARTED_WITHIN = 90  # seconds; some ten where nothing else runs


@pytest.fixture(scope="module")
def stopped(published, tmp_path_factory):
    """A copy of the data folder in which the last run was stopped by the gate of publish."""
    folder = tmp_path_factory.mktemp("stopped")
    data, seeds = folder / "data", folder / "seeds"
    shutil.copytree(published.data, data)
    shutil.copytree(published.seeds, seeds)
    shutil.copy(SEEDS / "reports" / "de-1986-02-11-latimes.json", seeds / "reports")
    publication = last_publication(data)
    publication.manifest["tables"]["exchanges"]["rows"] = 1_000
    (publication.folder / "manifest.json").write_text(json.dumps(publication.manifest))
    settings = load_settings(data=data, seeds=seeds, now="2026-07-15T12:00:00")
    run_everything(settings, [])
    return settings


@pytest.fixture(scope="module")
def server(stopped):
    """The address of a real webserver over that folder, on this machine alone."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["-m", "dagster_webserver", "-h", "127.0.0.1", "-p", str(port), "-m", "pipelines.definitions"]
    given = {
        "SWAPLEDGER_DATA": stopped.data,
        "SWAPLEDGER_SEEDS": stopped.seeds,
        "DAGSTER_HOME": stopped.dagster_home,
        "DAGSTER_DISABLE_TELEMETRY": "yes",
    }
    environment = os.environ | {name: str(value) for name, value in given.items()}
    with subprocess.Popen(
        [sys.executable, *command], cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
        process.terminate()


def _wait_for(port, process):
    end = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    pytest.fail(f"the webserver did not answer (exit code {process.poll()})")


@pytest.fixture
def dagster(server, look):
    """Opens a page of Dagster's UI; that it asks nothing of anybody else is checked at the end."""
    opened = []

    def open_at(path):
        seen = look(server + path, width=1440, height=1000)
        opened.append(seen)
        return seen.page

    yield open_at
    for seen in opened:
        outside = [url for url in seen.requests if not url.startswith((server, "data:", "blob:"))]
        assert outside == []
        assert seen.page.evaluate("window.owned") is None


def test_lineage_reads_like_the_way_of_the_data(dagster, shot):
    page = dagster(ui_addresses("")["the way of the data"])
    for stage in STAGES:
        expect(page.get_by_text(stage, exact=True).first).to_be_visible()
    for asset in ("landing", "reports", "claims", "exchanges", "totals", "warehouse"):
        expect(page.get_by_text(asset, exact=True).last).to_be_visible()
    shot(page, "dagster-lineage")
    expect(page.get_by_text("Join the Dagster community")).to_have_count(0)
    page = dagster("/assets/totals?view=lineage")
    for asset in ("exchanges", "totals", "warehouse"):
        expect(page.get_by_text(asset, exact=True).last).to_be_visible()
    shot(page, "dagster-asset-lineage")


def test_asset_shows_its_checks(dagster, shot):
    page = dagster("/assets/claims?view=checks")
    expect(page.get_by_text("rules_that_stop").first).to_be_visible()
    expect(page.get_by_text(re.compile("Passed|Succeeded")).first).to_be_visible()
    shot(page, "dagster-checks")


def test_gate_that_stopped_a_run_says_which_rule_and_why(dagster, shot):
    page = dagster("/runs")
    expect(page.get_by_text("Failure").first).to_be_visible()
    page.goto(page.url.replace("/runs", "/assets/warehouse?view=checks"))
    expect(page.get_by_text("rules_that_stop").first).to_be_visible()
    page.get_by_text("rules_that_stop").first.click()
    expect(page.get_by_text("Failed").first).to_be_visible()
    expect(page.get_by_text(re.compile("1 failed")).first).to_be_visible()
    shot(page, "dagster-failed-gate")


def test_hostile_text_in_metadata_does_nothing(dagster):
    page = dagster("/assets/reports?view=overview")
    expect(page.get_by_text("reports", exact=True).first).to_be_visible()
    page.wait_for_load_state("networkidle")
    for report in HOSTILE:
        assert page.locator(f"a[href={json.dumps(report['url'])}]").count() == 0
