"""One run over a dozen of the sample reports, shared by the tests; what a test changes, it changes in a copy."""

import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import threading
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.cli import main
from pipelines.runner import run_everything
from pipelines.settings import load_settings
from warehouse.snapshot import warehouse_path

PROJECT = Path(__file__).resolve().parents[2]
SEEDS = PROJECT / "seeds"
NOW = "2026-07-01T12:00:00"
COMMAND = (sys.executable, "-c", "from pipelines.cli import main; main()")

# Several reports on one exchange, a denied exchange, and one about something else.
REPORTS = (
    "ruua-2022-03-24-aljazeera",
    "ruua-2022-03-24-xinhua",
    "ruua-2024-05-31-ap",
    "ruua-2024-05-31-bloomberg",
    "ruua-2019-09-07-independent",
    "ruua-2019-09-07-rferl",
    "am-az-2023-12-13-aljazeera",
    "am-az-2023-12-13-azernews",
    "h-us-ir-hekmati-denied",
    "us-ve-2025-07-18-upi",
    "n-student-exchange",
)
HOSTILE = {
    "url": "https://news.example/[link=file:///etc/passwd]\u202egpj.exe",
    "published": "2025-03-02",
    "title": "[bold red]Swap\u001b[2J\u001b]0;owned\u0007 :boom:",
    "text": "On 1 March 2025 Russia released 15 Ukrainian soldiers <script>alert(1)</script> [blink]in a prisoner "
    "swap\u001b[31m near Chernihiv, and Ukraine returned 15 Russian soldiers to Russia, officials said.",
}
CONTRADICTING = {
    "url": "https://other.example/swap",
    "published": "2025-03-02",
    "title": "Prisoners swapped near Chernihiv",
    "text": "On 1 March 2025 Russia released 17 Ukrainian soldiers in a prisoner swap near Chernihiv, and Ukraine "
    "returned 15 Russian soldiers to Russia, the ministry said.",
}
N_LISTED = 5
N_REPORTS = len(REPORTS) + 2 + N_LISTED


class Answer(NamedTuple):
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


class FirstRun(NamedTuple):
    """The data folder of a run, and what it wrote."""

    data: Path
    answer: Answer


@pytest.fixture
def swapledger(capfdbinary, monkeypatch):
    """Calls the command line in this process."""

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["swapledger", *map(str, arguments)])
        capfdbinary.readouterr()
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code or 0
        out, err = capfdbinary.readouterr()
        return Answer(code, out.decode(), err.decode())

    return call


@pytest.fixture(scope="session")
def seeds(made_once):
    """A folder of sources: the sample reports, two made up ones, and the first rows of the curated list."""

    def make(folder):
        (folder / "reports").mkdir()
        for name in REPORTS:
            shutil.copy(SEEDS / "reports" / f"{name}.json", folder / "reports")
        for name, report in {"hostile": HOSTILE, "contradicting": CONTRADICTING}.items():
            (folder / "reports" / f"{name}.json").write_text(json.dumps(report))
        lines = (SEEDS / "known_exchanges.csv").read_text(encoding="utf-8").splitlines()[: N_LISTED + 1]
        (folder / "known_exchanges.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        shutil.copy(SEEDS / "sources.toml", folder)

    return made_once("seeds", make)


@pytest.fixture(scope="session")
def first_run(seeds, measured, made_once):
    """One run in a process of its own."""

    def make(folder):
        data = shutil.copytree(measured, folder / "data")
        command, environment = [*COMMAND, "run", "--data", str(data), "--now", NOW], {"SWAPLEDGER_SEEDS": str(seeds)}
        ended = subprocess.run(
            command, cwd=PROJECT, env={"PATH": "", **environment}, check=False, capture_output=True, text=True
        )
        answer = Answer(ended.returncode, ended.stdout, ended.stderr)
        assert answer.code == 0, answer
        (folder / "told.json").write_text(json.dumps(answer))

    folder = made_once("first", make)
    return FirstRun(folder / "data", Answer(*json.loads((folder / "told.json").read_text())))


@pytest.fixture(scope="session")
def sample(measured, made_once):
    """The data folder of a run over all of the sample reports; to be read only."""

    def make(folder):
        shutil.copytree(measured, folder / "data")
        run_everything(load_settings(data=folder / "data", seeds=SEEDS, now=NOW), [])
        assert warehouse_path(folder / "data").is_file()

    return made_once("sample", make) / "data"


@pytest.fixture
def published(first_run, seeds, monkeypatch):
    """The data folder of the shared run; to be read only."""
    monkeypatch.setenv("SWAPLEDGER_SEEDS", str(seeds))
    return first_run.data


@pytest.fixture
def data(published, tmp_path):
    """A copy of the data folder of the shared run."""
    copy = tmp_path / "data"
    shutil.copytree(published, copy)
    return copy


@pytest.fixture
def landed_twice(data):
    """A copy of the data folder of the shared run in which a document landed twice: the gate of clean stops."""
    [landing] = data.glob("ingest/*/*/landing.parquet")
    documents = pq.read_table(landing)
    pq.write_table(pa.concat_tables([documents, documents.slice(0, 1)]), landing)
    shutil.rmtree(data / "clean")
    return data


class Webhooks(NamedTuple):
    """A server on this machine that takes messages: its address, and what it was told, by path."""

    address: str
    told: dict[str, list[dict[str, object]]]


@pytest.fixture(scope="module")
def webhooks():
    """A server that takes messages."""
    told = defaultdict(list)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told[self.path].append(json.loads(body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Webhooks(f"127.0.0.1:{server.server_port}", told)
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def forks():
    """Starts processes that are forks of one that has imported everything, which takes longer than a run."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.integration.imported", __name__])
    first = context.Process(target=bool)
    first.start()
    first.join()
    return context


@pytest.fixture
def fork(forks, seeds, tmp_path):
    """Starts a command in a process of its own; what it writes is found at `told`."""
    started = []

    def start(*arguments, first=None, **environment):
        told = tmp_path / f"told-{len(started)}.txt"
        told.touch()
        environment = {"SWAPLEDGER_SEEDS": str(seeds), **environment}
        process = forks.Process(target=run_command, args=([*map(str, arguments)], environment, told, first))
        process.told = told
        process.start()
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.join()


def run_command(arguments, environment, told, first=None):
    """The command line in this process, which is a fork; `first` is called before, what it writes goes to a file."""
    os.environ.update(environment)
    with told.open("w") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    if first:
        first()
    sys.argv = ["swapledger", *arguments]
    main()
