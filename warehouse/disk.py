"""Telling a full disk from other faults, whichever library met it.

Belongs here: recognising it in an error. Not here: what is then done about it.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_NUMBERS: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
# DuckDB and Arrow repeat the system's words; SQLite, in which Dagster keeps its history, has its own.
_WORDS: Final = (os.strerror(errno.ENOSPC), os.strerror(errno.EDQUOT), "database or disk is full")
# SQLite says no more than this where it cannot even make a file beside its own.
_VAGUE: Final = "disk I/O error"
_LEAST_FREE: Final = 64 * 1024  # bytes; a page of SQLite and its journal need less


def disk_is_full(error: BaseException, folder: Path) -> bool:
    """Whether an error, or one that it came of, is that of a full disk.

    Args:
        error: what ended a run.
        folder: the folder that the run wrote to.
    """
    chain = list(_chain(error))
    told = [str(one) for one in chain]
    return (
        any(isinstance(one, OSError) and one.errno in _NUMBERS for one in chain)
        or any(words in text for words in _WORDS for text in told)
        or (any(_VAGUE in text for text in told) and shutil.disk_usage(folder).free < _LEAST_FREE)
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and those that it came of, the latest first."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
