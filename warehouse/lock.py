"""The lock of a data folder: one run at a time writes to it, in whatever way the run was started.

Belongs here: taking and giving back the lock. It is the operating system's (`flock`), so a run that is killed gives it
back at once. Readers never ask for it.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from warehouse.errors import DataInUseError

LOCK_NAME = ".lock"
SECONDS_BETWEEN_TRIES = 0.5

# Locks that this process holds. A run is one process with several steps, each of which asks for the lock.
_held: dict[Path, int] = {}


def hold_data(data: Path, *, wait: float = 0, log: Callable[[str], None] | None = None) -> None:
    """Takes the lock of the data folder for this process, until `release_data` or its end.

    Asking again in the same process is fine.

    Args:
        data: the folder.
        wait: for how many seconds to wait while another process holds it.
        log: is told once that the lock is waited for.

    Raises:
        DataInUseError: another process holds it, and still does after the wait.
    """
    folder = data.resolve()
    if folder in _held:
        return
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o644)
    deadline, told = time.monotonic() + wait, log is None
    while not _locked(descriptor):
        holder = os.pread(descriptor, 32, 0).decode(errors="replace").strip() or "unknown"
        busy = f"another run (process {holder}) works on {data}"
        if time.monotonic() >= deadline:
            os.close(descriptor)
            raise DataInUseError(f"{busy}: wait until it ends, or give another folder with --data")
        if log and not told:
            log(f"{busy}: this one waits until it ends, at most {wait:.0f} s")
            told = True
        time.sleep(min(SECONDS_BETWEEN_TRIES, wait))
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    _held[folder] = descriptor


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def release_data(data: Path) -> None:
    """Gives the lock of the data folder back, if this process holds it."""
    descriptor = _held.pop(data.resolve(), None)
    if descriptor is not None:
        os.close(descriptor)


@contextmanager
def data_held(data: Path, *, wait: float = 0, log: Callable[[str], None] | None = None) -> Iterator[None]:
    """The data folder belongs to this process inside the `with` block; arguments as for `hold_data`."""
    hold_data(data, wait=wait, log=log)
    try:
        yield
    finally:
        release_data(data)


def holder_of(data: Path) -> str | None:
    """The process that holds the data folder, if one does."""
    path = data / LOCK_NAME
    if not path.is_file():
        return None
    with path.open("rb") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return stream.read(32).decode(errors="replace").strip() or "unknown"
    return None
