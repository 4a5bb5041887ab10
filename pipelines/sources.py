"""What the sources hold and how it would be read, without landing anything: `swapledger sources`.

Belongs here: looking into files and objects, and laying out what is found. Not here: reading them (`assets/ingest`).
What is on the web is not asked for: that is left to a run, which remembers what it was given.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from rich.console import Console
from rich.text import Text

from assets.ingest.containers import Place
from assets.ingest.contents import read_contents
from assets.ingest.documents import Document
from assets.ingest.files import FoundFile, find_files
from assets.ingest.objects import FoundObject, find_objects
from assets.ingest.sources import Source
from assets.ingest.streams import Limits, file_opener
from assets.record_fields import GUESSES
from pipelines.terminal import data_table, safe_text
from warehouse.refusals import Refusal

MAX_FILES: Final = 20  # of a source
MAX_REPORTS: Final = 200  # of a file


@dataclass
class Look:
    """What a look into one file or object showed."""

    origin: str
    formats: set[str] = field(default_factory=set)
    n_reports: int = 0
    n_refused: int = 0
    fields: dict[str, str] = field(default_factory=dict)
    why: str = ""
    is_cut: bool = False


def print_sources(sources: Sequence[Source], out: Console) -> None:
    """Prints for each file or object of the sources how it would be read."""
    for source in sources:
        out.print(Text(safe_text(f"{source.name}: {source.location}"), style="bold"))
        if source.is_address:
            out.print("on the web: fetched by a run")
            continue
        looks = list(islice(look_into(source), MAX_FILES + 1))
        rows = [_row(look, source) for look in looks[:MAX_FILES]]
        out.print(data_table(("file", "format", "reports", "refused", "fields", "first refusal"), rows))
        if len(looks) > MAX_FILES:
            out.print(f"Only the first {MAX_FILES} files are shown.")


def look_into(source: Source, limits: Limits = Limits()) -> Iterator[Look]:  # noqa: B008 -- frozen
    """A look into each file or object of a source that is not on the web, at its first reports."""
    for found in find_objects(source, limits) if source.is_object else find_files(source):
        if isinstance(found, Refusal):
            yield Look(found.record, n_refused=1, why=found.reason)
        elif source.wants(found.origin):
            yield _look(found, source, limits)


def _look(found: FoundFile | FoundObject, source: Source, limits: Limits) -> Look:
    opener = file_opener(found.path, limits) if isinstance(found, FoundFile) else found.opener
    look = Look(found.origin)
    for number, (_, reading) in enumerate(read_contents(opener, Place(found.origin, source, limits))):
        if number == MAX_REPORTS:
            look.is_cut = True
            break
        if isinstance(reading, Document):
            look.n_reports += 1
            look.formats.add(reading.format)
            look.fields |= _fields(reading)
        elif isinstance(reading, Refusal):
            look.n_refused += 1
            look.why = look.why or reading.reason
    return look


def _fields(document: Document) -> dict[str, str]:
    fields = json.loads(document.fields or "{}")
    return fields if fields.keys() <= GUESSES.keys() else {}  # else the columns of a curated list


def _row(look: Look, source: Source) -> tuple[object, ...]:
    told = [_told_field(part, name, source) for part, name in sorted(look.fields.items())]
    more = "+" if look.is_cut else ""
    return (look.origin, sorted(look.formats), f"{look.n_reports}{more}", look.n_refused, told, look.why)


def _told_field(part: str, name: str, source: Source) -> str:
    if name == part:
        return part
    return f"{part} = {name}" if part in source.fields else f"{part} = {name} (guessed)"
