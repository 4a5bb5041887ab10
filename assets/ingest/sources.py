"""Sources: where reports come from, as declared in `sources.toml` or given on the command line.

Belongs here: the record of a source and the two ways to make one. Not here: finding the files of a source
(`files.py`) and reading them (`read.py`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

from assets.addresses import is_web_address
from assets.record_fields import GUESSES
from warehouse.errors import InputError

COMMAND_LINE: Final = "command line"
KINDS: Final = ("reports", "curated")
TOLD: Final = ("fields", "publisher", "language", "date_order")  # what can be said of a source on the command line
DATE_ORDERS: Final = ("day_first", "month_first")
MAX_PAGES: Final = 500  # pages of one feed or sitemap that one run fetches, if its source does not say
Check = Callable[[Any], bool]


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_share(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1


def _is_pattern(value: Any) -> bool:
    try:
        re.compile(value)
    except (re.error, TypeError):
        return False
    return True


def _is_mapping_of_fields(value: Any) -> bool:
    return (
        isinstance(value, dict) and value.keys() <= GUESSES.keys() and all(isinstance(v, str) for v in value.values())
    )


# What a declaration may hold: how each value is checked, and what it must be.
KEYS: Final[dict[str, tuple[Check, str]]] = {
    "name": (_is_text, "a text"),
    "location": (_is_text, "a text"),
    "kind": (lambda value: value in KINDS, f"one of {', '.join(KINDS)}"),
    "fields": (_is_mapping_of_fields, f"a table that names parts out of {', '.join(GUESSES)}"),
    "publisher": (_is_text, "a text"),
    "language": (lambda value: _is_text(value) and bool(re.fullmatch("[a-z]{2}", value)), "an ISO 639-1 code"),
    "follow": (lambda value: isinstance(value, bool), "true or false"),
    "match": (_is_pattern, "a regular expression"),
    "max_pages": (lambda value: type(value) is int and value > 0, "a number above 0"),
    "trust": (_is_share, "a number from 0 to 1"),
    "date_order": (lambda value: value in DATE_ORDERS, f"one of {', '.join(DATE_ORDERS)}"),
    "options": (lambda value: isinstance(value, dict), "a table"),
}


@dataclass(frozen=True)
class Source:
    """One place that reports come from.

    Attributes:
        location: a file, a folder, a glob, the http(s) address of a page, feed or sitemap, or of something in an
            object store (`s3://...`).
        kind: `reports`, or `curated` for a list of facts of which every row is a claim by itself.
        fields: the names under which the source keeps the parts of a report, such as `{"text": "story"}`; parts that
            are left out are guessed.
        publisher: who publishes all of its reports; None if that is to be told from each.
        language: the language of all of its reports; None if that is to be told from each.
        follow: whether the pages that a feed names are fetched, or what the feed itself says is the report.
        match: a regular expression; of what a feed, sitemap or folder names, only that which it is found in is read.
        max_pages: how many pages of a feed or sitemap one run fetches at most; the next ones go on.
        trust: how much its reports weigh where sources differ, from 0 to 1 (`assets/deduplicate/attestation.py`).
        date_order: how it writes dates in figures, `day_first` or `month_first`; None if that is to be told from each.
        options: what the object store's library is opened with, such as `endpoint_url`.
        folder: the folder of the declaration; relative locations start there. None: the working folder.
    """

    name: str
    location: str
    kind: Literal["reports", "curated"] = "reports"
    fields: Mapping[str, str] = field(default_factory=dict)
    publisher: str | None = None
    language: str | None = None
    follow: bool = True
    match: str = ""
    max_pages: int = MAX_PAGES
    trust: float = 1.0
    date_order: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    folder: Path | None = None

    @property
    def is_address(self) -> bool:
        """Whether the location is the address of a page, feed or sitemap."""
        return is_web_address(self.location)

    @property
    def is_object(self) -> bool:
        """Whether the location is in an object store."""
        return not self.is_address and bool(re.match(r"[a-z][a-z0-9+.-]+://", self.location))

    @property
    def given(self) -> dict[str, str]:
        """What the declaration tells of every document of the source."""
        told = {"publisher": self.publisher, "language": self.language, "date_order": self.date_order}
        return {name: value for name, value in told.items() if value}

    def wants(self, name: str) -> bool:
        """Whether the source's pattern lets an address or the name of a file through."""
        return re.search(self.match, name) is not None

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


def source_from_argument(text: str, told: Mapping[str, Any] = MappingProxyType({})) -> Source:
    """The source that an argument of the command line names.

    Args:
        text: the argument.
        told: what is told of it beside, as in a declaration (`fields`, `publisher`, ...).

    Raises:
        InputError: the argument is empty, or what is told cannot be.
    """
    if not text.strip():
        raise InputError("An argument is empty: name a file, a folder, a glob or an address.")
    _check(told, "the command line")
    return Source(COMMAND_LINE, text, **told)


def load_sources(path: Path) -> list[Source]:
    """The sources that a `sources.toml` declares, in its order; relative locations start at its folder.

    Raises:
        InputError: the file cannot be read, or a declaration lacks something, has something unknown, or repeats a name.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
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


def _declared_source(entry: Mapping[str, Any], path: Path, folder: Path) -> Source:
    where = f"the source {entry.get('name', '(without a name)')!r} in {path}"
    if unknown := sorted(entry.keys() - KEYS.keys()):
        raise InputError(f"{where} has unknown keys: {', '.join(unknown)}. Known ones are {', '.join(KEYS)}.")
    if missing := [key for key in ("name", "location") if key not in entry]:
        raise InputError(f"{where} has no {' and no '.join(missing)}: it needs both.")
    _check(entry, where)
    if entry["name"] == COMMAND_LINE:
        raise InputError(f"{where} cannot have that name: it stands for what is given on the command line.")
    return Source(**entry, folder=folder)


def _check(told: Mapping[str, Any], where: str) -> None:
    for key, value in told.items():
        holds, what = KEYS[key]
        if not holds(value):
            raise InputError(f"{where} has {key} = {value!r}: it must be {what}.")
