"""What changed between two publications: their exchanges, fact by fact, and the rows of every table.

Belongs here: finding the two files and laying the difference out. Not here: comparing (`assets/publish/history.py`).
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from assets.publish.contents import COMPARED_TABLES
from assets.publish.history import exchange_changes
from pipelines.query import Format, ask, write_answer
from pipelines.terminal import console
from warehouse.errors import InputError
from warehouse.published_file import read_published
from warehouse.snapshot import WAREHOUSE_NAME, last_publication, publications, warehouse_path

LAST, PREVIOUS = "last", "previous"


def print_difference(data: Path, before: str, after: str, form: Format) -> None:
    """Prints the changes from one publication to another, one row a change.

    Args:
        data: the data folder.
        before: the earlier one: its number, the beginning of its name, `last`, `previous`, or the path of a file.
        after: the later one, likewise.
        form: how it is written.

    Raises:
        InputError: there is no such publication.
    """
    old, new = find_publication(data, before), find_publication(data, after)
    changes = difference(old, new)
    write_answer(changes, form, None)
    if form == "table":
        _print_counts(old, new)


def find_publication(data: Path, given: str) -> Path:
    """The file of a publication.

    Raises:
        InputError: there is none; the message names those that are kept.
    """
    kept = publications(data)
    path = Path(given)
    if path.is_dir() and (path / WAREHOUSE_NAME).is_file():
        return path / WAREHOUSE_NAME
    if path.is_file():
        return path
    wanted = {LAST: kept[-1:], PREVIOUS: kept[-2:-1]}.get(given)
    if wanted is None:
        number = int(given) if given.isdecimal() else None
        wanted = [p for p in kept if p.number == number or (number is None and p.folder.name.startswith(given))]
    if len(wanted) != 1:
        found = "several publications" if wanted else "no publication"
        names = ", ".join(f"{p.number} ({p.folder.name})" for p in kept) or "none yet"
        raise InputError(f"{found} under {given!r}. Kept are: {names}. `{LAST}`, `{PREVIOUS}` or a file do as well.")
    return wanted[0].file


def difference(old: Path, new: Path) -> pa.Table:
    """One row a change of an exchange: id, what it was between and when, attribute, old and new value, and the claims.

    Raises:
        InputError: a file was published by another version, and lacks what is to be compared.
    """
    try:
        states = [read_published(file, COMPARED_TABLES) for file in (old, new)]
    except Exception as error:
        message = str(error).splitlines()[0]
        raise InputError(f"cannot compare {old} and {new}: {message}. Publish anew, then compare.") from error
    changes = exchange_changes(states[0], states[1], datetime.now(UTC).replace(tzinfo=None))
    known = {row["exchange_id"]: row for state in states for row in state["exchanges"].to_pylist()}
    exchanges = [known[exchange_id] for exchange_id in changes["exchange_id"].to_pylist()]
    return pa.table(
        {
            "exchange_id": changes["exchange_id"],
            "parties": pa.array([", ".join(row["parties"]) for row in exchanges], pa.string()),
            "date_start": pa.array([row["date_start"] for row in exchanges], pa.date32()),
            **{name: changes[name] for name in ("attribute", "old_value", "new_value", "because")},
        }
    )


def _print_counts(old: Path, new: Path) -> None:
    before, after = _counts(old), _counts(new)
    names = sorted(before.keys() | after.keys())
    changed = [f"{n} {before.get(n, 0):,} → {after.get(n, 0):,}" for n in names if before.get(n) != after.get(n)]
    console(error=True).print(f"Rows: {', '.join(changed) or 'the same in every table'}", style="dim")


def _counts(file: Path) -> dict[str, int]:
    tables = ask(file, "SELECT table_name AS name, estimated_size AS n FROM duckdb_tables() WHERE NOT internal")
    return {row["name"]: row["n"] for row in tables.to_pylist()}


def names_of_two(data: Path) -> tuple[str, str]:
    """What is compared if nothing is named: the last publication with the one before.

    Raises:
        InputError: there are not two of them.
    """
    if last_publication(data) is None or len(publications(data)) < 2:
        raise InputError(f"{warehouse_path(data)} has no two publications yet that could be compared")
    return PREVIOUS, LAST
