"""Batches computed by several processes at once, so that every core works on a large input.

Belongs here: the pool, its order and its end. Not here: what is computed (the pure modules), what becomes of it
(`stage.py`: gates and writing stay in the run's own process).
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Final, TypeVar

import pyarrow as pa

from warehouse.errors import SwapledgerError
from warehouse.storage import Batch

T = TypeVar("T")
ENDED: Final = (
    "a worker process was ended from outside, most likely for want of memory; what is written stays: "
    "run again with SWAPLEDGER_WORKERS=1"
)
WORTH: Final = 10.0  # seconds of work; the start of other processes takes two or three
AHEAD: Final = 2  # batches a worker that are under way or wait to be written: more would only take memory


def computed(
    function: Callable[[pa.Table], T], table: str, batches: Sequence[Batch], workers: int, *, worth: float = WORTH
) -> Iterator[T]:
    """What a function makes of one table of each batch, in the order of the batches.

    The first batch is computed by the caller's own process; how long it took tells whether others are started.

    Args:
        function: a function of a module, without state; other processes import it.
        table: the table of the batches that it is given.
        batches: where the table is read.
        workers: how many processes compute; with one it is the caller's own.
        worth: seconds of work left from which others are started.

    Raises:
        SwapledgerError: a worker was ended from outside, most likely for want of memory.
    """
    if not batches:
        return
    start = time.monotonic()
    first = _compute(function, table, batches[0])
    left = (time.monotonic() - start) * (len(batches) - 1)
    yield first
    if workers > 1 and left >= worth:
        yield from _shared(function, table, batches[1:], workers)
    else:
        yield from (_compute(function, table, batch) for batch in batches[1:])


def _shared(function: Callable[[pa.Table], T], table: str, batches: Sequence[Batch], workers: int) -> Iterator[T]:
    # Not forked: a run in Dagster's server has threads, and a fork would inherit the lock of the data folder.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(workers, len(batches)), context, initializer=_follow_parent) as pool:
        ahead: deque[Future[T]] = deque()
        try:
            for batch in batches:
                ahead.append(pool.submit(_compute, function, table, batch))
                if len(ahead) > AHEAD * workers:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()
        except BrokenProcessPool as error:
            raise SwapledgerError(ENDED) from error
        finally:
            for future in ahead:
                future.cancel()


def _compute(function: Callable[[pa.Table], T], table: str, batch: Batch) -> T:
    return function(batch.read(table))


def _follow_parent() -> None:
    """A worker leaves the interrupt key to its parent, and ends with it, even if that is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
