"""Several iterators worked off at the same time, each in a thread of its own, and read in their order.

Belongs here: the threads. Not here: what the iterators do. Waiting for servers is what they share, so threads suffice.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, TypeVar

THREADS: Final = 8
WAITING: Final = 64  # items of one iterator that wait to be read; more would fill the memory
LOOK: Final = 0.1  # seconds between two looks at whether anybody still reads

T = TypeVar("T")


class _Ended:
    """Marks the end of an iterator."""


def read_ahead(work: Sequence[Callable[[], Iterator[T]]]) -> list[Iterator[T]]:
    """Starts all pieces of work, and returns for each an iterator over what it yields; read them in order.

    An error of a piece is raised where its items are read. When the last iterator is closed or used up, or when the
    program ends, the threads end, too.
    """
    pool = ThreadPoolExecutor(THREADS, thread_name_prefix="fetch")
    nobody_reads = threading.Event()
    queues: list[queue.Queue[T | _Ended]] = [queue.Queue(WAITING) for _ in work]
    futures = [pool.submit(_work_off, make, waiting, nobody_reads) for make, waiting in zip(work, queues, strict=True)]
    pool.shutdown(wait=False)
    return [_drain(waiting, future, nobody_reads) for waiting, future in zip(queues, futures, strict=True)]


def _work_off(make: Callable[[], Iterator[T]], waiting: queue.Queue[T | _Ended], nobody_reads: threading.Event) -> None:
    try:
        for item in make():
            _put(item, waiting, nobody_reads)
            if nobody_reads.is_set():
                return
    finally:
        _put(_Ended(), waiting, nobody_reads)


def _put(item: T | _Ended, waiting: queue.Queue[T | _Ended], nobody_reads: threading.Event) -> None:
    while not nobody_reads.is_set():
        try:
            waiting.put(item, timeout=LOOK)
        except queue.Full:
            continue
        return


def _drain(waiting: queue.Queue[T | _Ended], future: Future[None], nobody_reads: threading.Event) -> Iterator[T]:
    ended = False
    try:
        while not isinstance(item := waiting.get(), _Ended):
            yield item
        ended = True
        future.result()
    finally:
        if not ended:
            nobody_reads.set()
