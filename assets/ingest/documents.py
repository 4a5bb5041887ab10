"""Documents on their way into `landing`: what one is, its address by content, and how a record becomes one.

Belongs here: `Document`, `document_id`, and the refusals of this stage. Not here: where documents come from
(`files.py`, `fetch.py`), how containers are cut into them (`containers.py`), and what fields are called
(`record_fields.py`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from assets.addresses import without_tracking
from assets.record_fields import GUESSES, find_fields, flattened, records_within
from warehouse.refusals import Refusal
from warehouse.visits import Visit

CURATED_COLUMNS: Final = frozenset({"exchange_date_start", "party_a", "party_b"})  # they tell a list of facts
NAME_THE_TEXT: Final = "--field text=NAME, or fields = { text = ... } in the source's declaration."
UNSEEN: Final = ("script", "style")  # elements whose content is no text of the page


@dataclass(frozen=True, slots=True)
class Document:
    """One document as it came; the attributes are columns of `landing`.

    `given` is what is told of it beside its own bytes: by the feed that names it, by the archive that keeps it.
    """

    document_id: str
    format: str
    raw: bytes
    member: int = 0
    url: str | None = None
    fields: str | None = None
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Documents that landed before, in a place that has not changed since: they are counted, not read."""

    n_documents: int


Item = Document | Refusal
Reading = Item | Unchanged | Visit
Read = tuple[str, Reading]
"""What was read, and the origin that it was read from."""


def refusal(rule: str, record: str, reason: str, observed: object = None, bound: object = None) -> Refusal:
    """A refusal of this stage; `reason` says what was found and what to do, `record` where."""
    return Refusal(
        stage="ingest",
        rule=f"ingest.{rule}",
        record=record,
        reason=reason,
        observed=None if observed is None else str(observed),
        bound=None if bound is None else str(bound),
    )


def document_id(url: str | None, text: str) -> str:
    """The id of a document: 16 hex digits over its address and its text, white space aside.

    Neither the file that it came in nor its other fields count, nor what only tracks readers in the address, so the
    same report in another export is recognised.
    """
    content = f"{without_tracking(url or '')}\n{' '.join(text.split())}"
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def landed_keys(row: Mapping[str, Any]) -> tuple[str, str]:
    """By what a landed document is recognised: its id (address and text), and its bytes as they were read.

    Args:
        row: at least `document_id, sha256, format, fields` of `landing`. Fields count, since a corrected declaration
            reads another text out of the same bytes.
    """
    read_as = f"{row['sha256']} {row['format']} {row['fields'] or ''}"
    return row["document_id"], hashlib.sha256(read_as.encode()).hexdigest()[:24]


def text_document(raw: bytes, text: str, kind: str, url: str | None = None) -> Document:
    """A document that is text, Markdown or HTML as a whole; tags and scripts of a page do not count for its id."""
    content = _seen_text(text) if kind == "html" else text
    return Document(document_id(url, content), kind, raw, url=url)


def _seen_text(html: str) -> str:
    """The text between the tags of a page, in one pass, so that broken markup costs no more than good."""
    parts: list[str] = []
    unseen = ""
    for piece in html.split("<"):
        tag, _, text = piece.partition(">")
        name = tag[:8].lower()
        if unseen and name.startswith(f"/{unseen}"):
            unseen = ""
        elif not unseen:
            unseen = next((element for element in UNSEEN if name.startswith(element)), "")
        if not unseen:
            parts.append(text)
    return " ".join(parts)


def record_documents(
    record: Mapping[str, object], where: str, member: int, declared: Mapping[str, str], raw: bytes | None = None
) -> Iterator[Item]:
    """The documents of a parsed JSON object: the one that it is, or those of the list that it wraps.

    Args:
        record: the object.
        where: how a refusal names it.
        member: its number within the file, from 0.
        declared: the field names that the source declares.
        raw: its bytes as they came.
    """
    wrapped = records_within(record, declared)
    if not wrapped:
        yield record_document(record, where, member, declared, raw)
    for number, inner in enumerate(wrapped, 1):
        if isinstance(inner, Mapping):
            yield record_document(inner, f"{where} record {number}", member, declared)
        else:
            reason = f"The record is a {type(inner).__name__}, not an object. Give a list of objects."
            yield refusal("broken_json", f"{where} record {number}", reason, _shortened(inner), "an object")


def record_document(
    record: Mapping[str, object], where: str, member: int, declared: Mapping[str, str], raw: bytes | None = None
) -> Document | Refusal:
    """The document that a structured record holds: one JSON object, or a row of a table.

    Args:
        record: the parsed record.
        where: how a refusal names it.
        member: its number within the file, from 0.
        declared: the field names that the source declares.
        raw: the bytes as they came; None for a row, which is kept as JSON with sorted keys.
    """
    told = flattened(record)
    fields = find_fields(told, declared)
    text = told.get(fields.get("text", ""))
    if not isinstance(text, str) or not text.strip():
        return _without_text(where, told, fields.get("text"))
    url = told.get(fields.get("url", ""))
    address = url.strip().encode("utf-8", "replace").decode() if isinstance(url, str) and url.strip() else None
    return Document(
        document_id=document_id(address, text),
        format="json",
        raw=row_bytes(record) if raw is None else raw,
        member=member,
        url=address,
        fields=json.dumps(fields, sort_keys=True, ensure_ascii=False),
        given=_declared_publisher(told, declared),
    )


def _declared_publisher(told: Mapping[str, object], declared: Mapping[str, str]) -> dict[str, str]:
    """The publisher by the field that the source declares for it; one that is guessed counts less, and is left out."""
    publisher = told.get(declared.get("publisher", ""))
    return {"publisher": publisher.strip()} if isinstance(publisher, str) and publisher.strip() else {}


def _without_text(where: str, told: Mapping[str, object], name: str | None) -> Refusal:
    if name is None:
        return no_text_field(where, "It has no text", told)
    reason = f"Its field {_shortened(name)} has no text. Name another one, if it is elsewhere: {NAME_THE_TEXT}"
    return refusal("no_text", where, reason, f"{name} holds {_shortened(told[name])}", "a text")


def no_text_field(where: str, what: str, names: Iterable[str]) -> Refusal:
    """The refusal of a record or table of which no field is known to hold the text; it names those that there are."""
    listed = _shortened(", ".join(names))
    reason = f"{what}; its fields are {listed}. Name the one that holds the text: {NAME_THE_TEXT}"
    return refusal("no_text", where, reason, f"only {listed}", f"one of {', '.join(GUESSES['text'])}")


def curated_document(row: Mapping[str, object], member: int) -> Document:
    """The document that a row of a curated list is; `fields` keeps the order of its columns."""
    raw = row_bytes(row)
    columns = json.dumps({"columns": list(row)}, ensure_ascii=False)
    return Document(document_id(None, raw.decode()), "curated", raw, member, fields=columns)


def row_bytes(row: Mapping[str, object]) -> bytes:
    """A row as UTF-8 JSON with sorted keys; what JSON does not know is written as text."""
    return json.dumps(row, sort_keys=True, ensure_ascii=False, default=_as_text).encode("utf-8", "replace")


def _as_text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _shortened(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 200 else text[:197] + "..."  # one line of a report
