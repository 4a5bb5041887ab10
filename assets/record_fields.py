"""Structured records: under which names they keep the parts of a report, and the lists of reports that wrap them.

Belongs here: names and guesses, which `ingest` reads records by, and `clean` again when rules change. Not here: what a
report's parts become (`ingest/documents.py`, `clean/parts.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

# Names that other people's exports use, the likelier first, as `folded_name` has them. Those of two words are of
# records within records: `content.rendered` (WordPress), `fields.bodyText` (the Guardian), `headline.main` (the New
# York Times).
GUESSES: Final[dict[str, tuple[str, ...]]] = {
    "url": ("url", "link", "sourceurl", "canonicalurl", "weburl", "articleurl", "pageurl", "permalink"),
    "title": ("title", "headline", "webtitle", "articletitle", "titlerendered", "headlinemain"),
    "published": (
        "published", "publishedat", "publishedon", "pubdate", "publishdate", "datepublished", "publicationdate",
        "webpublicationdate", "publishedtime", "date",
    ),
    "text": (
        "text", "body", "content", "article", "articlebody", "articletext", "bodytext", "fulltext", "maintext",
        "plaintext", "contenttext", "contenthtml", "bodyhtml", "contentrendered", "fieldsbodytext",
    ),
    "publisher": (
        "publisher", "publishername", "publication", "outlet", "newspaper", "sourcename", "sitename", "source",
    ),
}  # fmt: skip
MAX_DEPTH: Final = 3  # of records within records


@lru_cache(maxsize=10_000)
def folded_name(name: str) -> str:
    """A name as guesses are compared: `publishedAt`, `published_at` and `Published At` are one."""
    return "".join(filter(str.isalnum, name.lower()))


def flattened(record: Mapping[str, object], depth: int = MAX_DEPTH) -> dict[str, object]:
    """The fields of a record, and those of the records within it under dotted names (`content.rendered`)."""
    found: dict[str, object] = {}
    for name, value in record.items():
        if isinstance(value, Mapping) and depth:
            found |= {f"{name}.{inner}": told for inner, told in flattened(value, depth - 1).items()}
        else:
            found[name] = value
    return found


def find_fields(fields: Mapping[str, object], declared: Mapping[str, str]) -> dict[str, str]:
    """The names under which a record keeps its parts: as declared, else guessed; parts that it lacks are left out.

    Args:
        fields: the record, flattened. Of several names that fit, the first with a value counts.
        declared: the names that the source declares, by part.
    """
    by_folded_name = {folded_name(name): name for name in reversed(list(fields))}
    found: dict[str, str] = {}
    for part, guesses in GUESSES.items():
        if part in declared:
            candidates = [declared[part]] if declared[part] in fields else []
        else:
            candidates = [by_folded_name[guess] for guess in guesses if guess in by_folded_name]
        if candidates:
            found[part] = next((name for name in candidates if fields[name]), candidates[0])
    return found


def records_within(record: Mapping[str, object], declared: Mapping[str, str]) -> Sequence[Any]:
    """The list of reports that a record wraps, as interfaces answer: `{"articles": [...]}`; empty if it wraps none.

    A record with a text or an address of its own is a report, whatever lists it has.
    """
    fields = flattened(record)
    if find_fields(fields, declared).keys() & {"text", "url"}:
        return ()
    lists = (value for value in fields.values() if isinstance(value, list))
    return max((found for found in lists if _have_texts(found, declared)), key=len, default=())


def _have_texts(values: Sequence[Any], declared: Mapping[str, str]) -> bool:
    return any("text" in find_fields(flattened(value), declared) for value in values if isinstance(value, Mapping))
