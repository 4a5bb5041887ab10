"""What is remembered of places that were read: enough to know, next time, that nothing has changed there.

Belongs here: the memory and its file, `<data>/ingest/visits.sqlite`. Not here: what is read (`assets/ingest`). It can
be lost without harm: places are then read again, and what they hold is recognised. It stands beside the batches of
`ingest`, so that who deletes those forgets the visits with them. Unlike a batch it changes, hence a database.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from pathlib import Path

from warehouse.storage import StorageError


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit to a place showed.

    Attributes:
        place: the key of a page (`page_key`), the address of a robots.txt, or the origin of a file.
        visited_at: when it was read or asked for last (UTC).
        first_at: when it was first read (UTC).
        etag: what the server gave to tell whether the page has changed.
        last_modified: likewise.
        stamp: what something else says of its state: a feed of a page, a folder of a file.
        n_documents: how many documents it holds.
        refusals: JSON of what could not be read of it and would not be the next time either.
        body: what has to be looked at again although it has not changed: entries of a feed, text of a robots.txt.
    """

    place: str
    visited_at: datetime
    first_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    stamp: str | None = None
    n_documents: int = 0
    refusals: str | None = None
    body: str | None = None


COLUMNS = [field.name for field in fields(Visit)]


class Visits:
    """The visits of one data folder; can be used by several threads."""

    def __init__(self, data: Path) -> None:
        path = data / "ingest" / "visits.sqlite"
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        try:
            self._database = sqlite3.connect(path, check_same_thread=False)
            self._database.execute(f"CREATE TABLE IF NOT EXISTS visits ({', '.join(COLUMNS)}, PRIMARY KEY (place))")
            self._database.execute(f"SELECT {', '.join(COLUMNS)} FROM visits LIMIT 1").fetchall()  # noqa: S608 -- names of fields
        except sqlite3.DatabaseError as error:
            reason = f"cannot read {path}: {error}. Delete it; what was read before is recognised without it"
            raise StorageError(reason) from error

    def find(self, place: str) -> Visit | None:
        """The last visit to a place."""
        with self._lock:
            row = self._database.execute("SELECT * FROM visits WHERE place = ?", (place,)).fetchone()
        if not row:
            return None
        values = dict(zip(COLUMNS, row, strict=True))
        times = {name: datetime.fromisoformat(values[name]) for name in ("visited_at", "first_at")}
        return Visit(**{**values, **times})

    def record(self, visits: Iterable[Visit]) -> None:
        """Remembers visits, all of them or none; an earlier visit to the same place is forgotten."""
        marks = ", ".join("?" for _ in COLUMNS)
        rows = [tuple(v.isoformat() if isinstance(v, datetime) else v for v in astuple(visit)) for visit in visits]
        with self._lock, self._database:
            self._database.executemany(f"INSERT OR REPLACE INTO visits VALUES ({marks})", rows)  # noqa: S608 -- question marks

    def close(self) -> None:
        """Closes the file."""
        self._database.close()
