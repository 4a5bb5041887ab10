"""Sources: where reports come from, as declared in `sources.toml` or given on the command line.

Belongs here: the record of a source and the two ways to make one. Not here: finding the files of a source
(`files.py`) and reading them (`read.py`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from warehouse.errors import InputError

COMMAND_LINE: Final = "command line"
KINDS: Final = ("reports", "curated")
PARTS: Final = ("url", "title", "published", "text")
KEYS: Final = ("name", "kind", "location", "fields")


@dataclass(frozen=True)
class Source:
    """One place that reports come from.

    Attributes:
        location: a file, a folder, a glob, or the http(s) address of a page.
        kind: `reports`, or `curated` for a list of facts of which every row is a claim by itself.
        fields: the names under which the source keeps the parts of a report, such as `{"text": "story"}`; parts that
            are left out are guessed.
        folder: the folder of the declaration; relative locations start there. None: the working folder.
    """

    name: str
    location: str
    kind: Literal["reports", "curated"] = "reports"
    fields: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None

    @property
    def is_address(self) -> bool:
        """Whether the location is the address of a page."""
        return self.location.lower().startswith(("http://", "https://"))

    @property
    def path(self) -> Path:
        """The location as a path (or glob) that can be opened from the working folder."""
        return self.folder / self.location if self.folder else Path(self.location)

    def origin_of(self, path: Path) -> str:
        """How a file of this source is named in the tables: as it was given, with `/` between folders.

        A file of a declared source is named from the folder of the declaration on (`seeds/reports/a.json`), so the
        same declaration gives the same names on every machine.
        """
        if self.folder and path.is_relative_to(self.folder):
            path = self.folder.name / path.relative_to(self.folder)
        return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def source_from_argument(text: str) -> Source:
    """The source that an argument of the command line names.

    Raises:
        InputError: the argument is empty.
    """
    if not text.strip():
        raise InputError("An argument is empty: name a file, a folder, a glob or the http(s) address of a page.")
    return Source(COMMAND_LINE, text)


def load_sources(path: Path) -> list[Source]:
    """The sources that a `sources.toml` declares, in its order; relative locations start at its folder.

    Raises:
        InputError: the file cannot be read, or a declaration lacks something, has something unknown, or repeats a name.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"Cannot read the sources from {path}: {error.strerror}. Check the path.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path} is not valid TOML: {error}. Correct it there.") from error
    declared = content.get("source", [])
    if (
        not isinstance(declared, list)
        or not all(isinstance(entry, dict) for entry in declared)
        or content.keys() - {"source"}
    ):
        raise InputError(f"{path} must hold [[source]] tables and nothing else, found: {', '.join(content)}.")
    folder = path.resolve().parent
    sources = [_declared_source(entry, path, folder) for entry in declared]
    names = [source.name for source in sources]
    if repeated := sorted({name for name in names if names.count(name) > 1}):
        raise InputError(f"{path} declares {', '.join(repeated)} more than once: give each source its own name.")
    return sources


def _declared_source(entry: Mapping[str, object], path: Path, folder: Path) -> Source:
    where = f"the source {entry.get('name', '(without a name)')!r} in {path}"
    if unknown := sorted(entry.keys() - set(KEYS)):
        raise InputError(f"{where} has unknown keys: {', '.join(unknown)}. Known ones are {', '.join(KEYS)}.")
    name, location, kind = entry.get("name"), entry.get("location"), entry.get("kind", "reports")
    if not (isinstance(name, str) and name and isinstance(location, str) and location):
        raise InputError(f"{where} needs a name and a location, both texts.")
    if name == COMMAND_LINE:
        raise InputError(f"{where} cannot have that name: it stands for what is given on the command line.")
    fields = entry.get("fields", {})
    if not (
        isinstance(fields, dict) and fields.keys() <= set(PARTS) and all(isinstance(v, str) for v in fields.values())
    ):
        raise InputError(f"{where} has fields {fields!r}: they must name parts out of {', '.join(PARTS)}.")
    if kind == "reports":
        return Source(name, location, "reports", fields, folder)
    if kind == "curated":
        return Source(name, location, "curated", fields, folder)
    raise InputError(f"{where} is of kind {kind!r}: known kinds are {', '.join(KINDS)}.")
