"""A real run over hostile reports beside sample ones, and a real browser to look at what it publishes."""

import json
import os
import shutil
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest
from playwright.sync_api import expect, sync_playwright

from pipelines.runner import run_everything
from pipelines.settings import load_settings
from warehouse.snapshot import briefing_path, warehouse_path

PROJECT = Path(__file__).resolve().parents[2]
SEEDS = PROJECT / "seeds"
SHOTS = PROJECT / ".artefacts" / "screenshots"

# Milliseconds that anything may take to appear: it takes some ten, but the machine may have other things to do.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)

SAMPLES = (
    "ruua-2022-03-24-aljazeera",
    "ruua-2022-03-24-xinhua",
    "ruua-2024-05-31-ap",
    "ruua-2024-05-31-bloomberg",
    "ruua-2019-09-07-independent",
    "am-az-2023-12-13-aljazeera",
    "am-az-2023-12-13-azernews",
    "us-ve-2025-07-18-upi",
)
ADDED = "ruua-2019-09-07-rferl"
N_LISTED = 40

# Each would run or lead away if any text of a report got onto the page, or into its address, unescaped.
SCRIPT = "<script>window.owned = 1</script>"
HOSTILE = [
    {
        "url": "javascript:window.owned=1",
        "title": f'"><img src=x onerror="window.owned=1">{SCRIPT} swap',
        "publisher": f"</script>{SCRIPT}",
        "text": f"On 1 March 2025 Russia released 15 Ukrainian soldiers {SCRIPT} in a prisoner swap, and Ukraine "
        "returned 15 Russian soldiers to Russia, officials said. </details></main><svg onload=window.owned=1>",
    },
    {
        "url": "data:text/html,<script>window.opener.owned=1</script>",
        "title": '=HYPERLINK("https://evil.example","swap") {{ 7 * 7 }} ${alert(1)} <!-- swap',
        "publisher": "' onmouseover='window.owned=1",
        "text": "On 2 April 2025 Russia released 21 Ukrainian soldiers <!-- in a prisoner swap, ]]> and Ukraine "
        "returned 22 Russian soldiers to Russia <iframe srcdoc='<script>parent.owned=1</script>'>, the ministry said.",
    },
    {
        "url": "https://www.bbc.co.uk@evil.example/swap",
        "title": "Swap \u202egpj.exe \u2066[x](javascript:alert(1)) <a href='javascript:window.owned=1'>more</a>",
        "publisher": "bbc.co.uk",
        "text": "On 3 May 2025 Russia released 31 Ukrainian soldiers, among them Ivan "
        "<b onclick=window.owned=1>Petrenko, in a prisoner swap near Chernihiv \u202e, and Ukraine returned 32 "
        "Russian soldiers to Russia.",
    },
    {
        "url": 'https://news.example/a?x="><script>window.owned=1</script>',
        "title": "Prisoners swapped \\u003cscript>window.owned=1</script>",
        "text": "On 4 June 2025 Russia released 41 Ukrainian soldiers in a prisoner swap near Sumy, and Ukraine "
        "returned 42 Russian soldiers to Russia. The text &lt;script&gt;window.owned=1&lt;/script&gt; stands in it.",
    },
]  # fmt: skip


class Published(NamedTuple):
    """A data folder with two publications, and the sources of the second."""

    data: Path
    seeds: Path

    @property
    def address(self) -> str:
        """Where a browser finds the page."""
        return briefing_path(self.data).as_uri()

    def rows(self, sql):
        with duckdb.connect(str(warehouse_path(self.data)), read_only=True) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture(scope="session")
def published(measured, made_once):
    """Two publications: sample reports and hostile ones, then one report more."""

    def make(folder):
        seeds, data = folder / "seeds", shutil.copytree(measured, folder / "data")
        reports = seeds / "reports"
        reports.mkdir(parents=True)
        shutil.copy(SEEDS / "sources.toml", seeds)
        for name in SAMPLES:
            shutil.copy(SEEDS / "reports" / f"{name}.json", reports)
        for number, report in enumerate(HOSTILE):
            (reports / f"hostile-{number}.json").write_text(json.dumps({"published": "2025-06-05", **report}))
        lines = (SEEDS / "known_exchanges.csv").read_text(encoding="utf-8").splitlines()
        (seeds / "known_exchanges.csv").write_text("\n".join([lines[0], *lines[-N_LISTED:]]) + "\n", encoding="utf-8")
        run_everything(load_settings(data=data, seeds=seeds, now="2026-07-01T12:00:00"), [])
        shutil.copy(SEEDS / "reports" / f"{ADDED}.json", reports)
        run_everything(load_settings(data=data, seeds=seeds, now="2026-07-08T12:00:00"), [])

    folder = made_once("two-publications", make)
    return Published(folder / "data", folder / "seeds")


@pytest.fixture(scope="module")
def chromium(published):
    """The Chromium of this machine, without a window.

    While it is there, an event loop runs in this thread, so nothing that starts one of its own can run here.
    """
    assert published
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no Chromium: .ci/run installs it")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


class Look(NamedTuple):
    """A page, and everything that went on behind it."""

    page: object
    messages: list
    requests: list


@pytest.fixture
def look(chromium):
    """Opens an address; what the console says and what is asked of the network is kept."""
    contexts = []

    def open_page(address, *, width=1280, height=900, **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        messages, requests = [], []
        page.on("console", lambda message: messages.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: messages.append(f"error: {error}"))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(address)
        return Look(page, messages, requests)

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def shot():
    """Keeps a picture of a page under a name, for people to look at; only where they ask for it."""

    def keep(page, name, **options):
        if os.environ.get("KEEP_SCREENSHOTS"):
            page.screenshot(path=SHOTS / f"{name}.png", **options)

    return keep
