import io
import logging

from rich.console import Console
from rich.progress import Progress

from pipelines.progress import BarHandler, progress_shown

LOG = logging.getLogger("swapledger.stages")
STEPS = logging.getLogger("swapledger.steps")


def test_without_a_terminal_every_stage_ends_in_a_line(capsys):
    with progress_shown():
        STEPS.info("clean: 10 of 20 documents", extra={"stage": "clean", "done": 10, "total": 20})
        LOG.info("clean: 20 new, 0 known", extra={"stage": "clean", "finished": True})
    LOG.info("clean: after the run", extra={"stage": "clean", "finished": True})
    assert capsys.readouterr().err == "clean: 20 new, 0 known\n"


def test_bars_follow_the_stages():
    bars = Progress(console=Console(file=io.StringIO()), disable=True)
    handler = BarHandler(bars)
    for said in (
        {"stage": "ingest", "done": 2000, "total": None},
        {"stage": "ingest", "done": 2001, "finished": True},
        {"stage": "clean", "done": 5, "total": 20},
    ):
        handler.emit(logging.makeLogRecord({"levelno": logging.INFO, **said}))
    assert [(task.description, task.completed, task.total) for task in bars.tasks] == [
        ("ingest", 2001, 2001),
        ("clean", 5, 20),
    ]
