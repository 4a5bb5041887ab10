"""Records that people accept although a rule of a gate refuses them: `accepted.csv`, one row a record.

Belongs here: reading and adding rows. Not here: what follows from them (`expectations/gate.py`), replaying records
(`pipelines/requeue.py`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from warehouse.errors import InputError

ACCEPTED_NAME = "accepted.csv"

Accepted = frozenset[tuple[str, str]]  # rule and record


@dataclass(frozen=True)
class Acceptance:
    """One row: the rule that refuses the record, who accepts it nevertheless, when (ISO 8601), and why."""

    rule: str
    record: str
    who: str
    on: str
    why: str


HEADER = tuple(field.name for field in fields(Acceptance))


def read_accepted(paths: Iterable[Path]) -> Accepted:
    """Rule and record of every row of the files, as far as they are there.

    Raises:
        InputError: a file is no such table.
    """
    return frozenset(row for path in paths for row in _read(path))


def _read(path: Path) -> Accepted:
    if not path.is_file():
        return frozenset()
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.DictReader(stream)
            return frozenset((row["rule"], row["record"]) for row in rows)
    except (OSError, KeyError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            f"cannot read {path}: {error!r}. It is a CSV table with the columns {', '.join(HEADER)}; correct it there."
        ) from error


def add_accepted(path: Path, acceptances: Iterable[Acceptance]) -> None:
    """Adds rows to the file, which is made if it is not there."""
    written = path.read_bytes() if path.is_file() else b""
    with path.open("a", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        if not written:
            writer.writerow(HEADER)
        elif not written.endswith(b"\n"):
            stream.write("\n")
        writer.writerows(astuple(acceptance) for acceptance in acceptances)
