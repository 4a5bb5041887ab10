"""Reading a place once: what was read there is told again, without reading, as long as nothing has changed there.

Belongs here: what a visit keeps of a place's documents and refusals. Not here: how a page, a file or an object tells
that it has changed (`web.py`, `read.py`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Final

from assets.ingest.documents import Document, Read, Unchanged
from assets.ingest.sources import Source
from warehouse.refusals import Refusal
from warehouse.storage import rules_version
from warehouse.visits import Visit

PASSING: Final = "ingest.unreadable"  # a disk or a store in trouble may be well again at the next run


def told_again(origin: str, visit: Visit) -> Iterator[Read]:
    """What an earlier visit told, for a place that is not read now."""
    if visit.n_documents:
        yield origin, Unchanged(visit.n_documents)
    for told in json.loads(visit.refusals or "[]"):
        yield origin, Refusal(**told)


def stored_refusals(refusals: Sequence[Refusal]) -> str | None:
    """Refusals as a visit keeps them."""
    return json.dumps([asdict(told) for told in refusals], ensure_ascii=False) if refusals else None


def read_to_remember(readings: Iterable[Read], origin: str, visit: Visit) -> Iterator[Read]:
    """What is read, and after it the visit with all that was; no visit where reading may go better the next time."""
    n_documents, refusals = 0, []
    for where, reading in readings:
        if isinstance(reading, Document):
            n_documents += 1
        elif isinstance(reading, Unchanged):
            n_documents += reading.n_documents
        elif isinstance(reading, Refusal):
            refusals.append(reading)
        yield where, reading
    if not any(told.rule == PASSING for told in refusals):
        yield origin, replace(visit, n_documents=n_documents, refusals=stored_refusals(refusals))


def file_stamp(source: Source, state: str) -> str:
    """What a file is read by: its state, how its source is declared, and the code that reads it."""
    declared = json.dumps([source.kind, source.fields], sort_keys=True)
    return hashlib.sha256(f"{state}\n{declared}\n{_reading_version()}".encode()).hexdigest()[:16]


@cache
def _reading_version() -> str:
    return rules_version(Path(__file__).parent)
