"""Progress of a run: bars on a terminal, plain lines elsewhere, from what the stages log.

Belongs here: listening to the stages' logger. Not here: what the stages say (`assets/stage.py`).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from pipelines.terminal import console
from warehouse.tables import STAGES


class LineHandler(logging.Handler):
    """Writes the lines that Dagster's log of the run has as well."""

    def __init__(self) -> None:
        super().__init__()
        self._out = console(error=True)

    def emit(self, record: logging.LogRecord) -> None:
        """Writes the record's line."""
        self._out.print(record.getMessage())


class BarHandler(logging.Handler):
    """Moves one bar a stage."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}
        self._begin(STAGES[0])

    def emit(self, record: logging.LogRecord) -> None:
        """Moves the bar of the record's stage; at its end the next stage's appears. A warning stands above the bars."""
        if record.levelno >= logging.WARNING:
            self._progress.console.print(record.getMessage())
            return
        stage = getattr(record, "stage", STAGES[0])
        task = self._tasks[stage] if stage in self._tasks else self._begin(stage)
        done = getattr(record, "done", 0)
        if getattr(record, "finished", False):
            self._progress.update(task, completed=done, total=done)
            if stage != STAGES[-1]:
                self._begin(STAGES[STAGES.index(stage) + 1])
        else:
            self._progress.update(task, completed=done, total=getattr(record, "total", None))

    def _begin(self, stage: str) -> TaskID:
        self._tasks[stage] = self._progress.add_task(stage, total=None)
        return self._tasks[stage]


@contextmanager
def progress_shown() -> Iterator[None]:
    """What the stages log is shown inside the `with` block."""
    out = console(error=True)
    # A bar moves with every step, a line is written now and then.
    logger = logging.getLogger("swapledger" if out.is_terminal else "swapledger.stages")
    for name in ("swapledger.stages", "swapledger.steps"):
        logging.getLogger(name).setLevel(logging.INFO)
    columns = (
        SpinnerColumn(finished_text="✓"),
        TextColumn("{task.description:<12}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    bars = Progress(*columns, console=out, transient=True, disable=not out.is_terminal)
    handler = BarHandler(bars) if out.is_terminal else LineHandler()
    logger.addHandler(handler)
    try:
        with bars:
            yield
    finally:
        logger.removeHandler(handler)
