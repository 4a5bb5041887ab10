"""The lock of a data folder: one run at a time writes to it, in whatever way the run was started.

Belongs here: taking and giving back the lock. It is the operating system's (`flock`), so a run that is killed gives it
back at once. Readers never ask for it.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from warehouse.errors import DataInUseError

LOCK_NAME = ".lock"

# Locks that this process holds. A run is one process with several steps, each of which asks for the lock.
_held: dict[Path, int] = {}


def hold_data(data: Path) -> None:
    """Takes the lock of the data folder for this process, until `release_data` or its end.

    Asking again in the same process is fine.

    Raises:
        DataInUseError: another process holds it.
    """
    folder = data.resolve()
    if folder in _held:
        return
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        holder = os.pread(descriptor, 32, 0).decode(errors="replace").strip() or "unknown"
        os.close(descriptor)
        raise DataInUseError(
            f"another run (process {holder}) works on {data}: wait until it ends, or give another folder with --data"
        ) from error
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    _held[folder] = descriptor


def release_data(data: Path) -> None:
    """Gives the lock of the data folder back, if this process holds it."""
    descriptor = _held.pop(data.resolve(), None)
    if descriptor is not None:
        os.close(descriptor)


@contextmanager
def data_held(data: Path) -> Iterator[None]:
    """The data folder belongs to this process inside the `with` block."""
    hold_data(data)
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
