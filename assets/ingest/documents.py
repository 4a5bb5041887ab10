"""Documents on their way into `landing`: what one is, its address by content, and how a record becomes one.

Belongs here: `Document`, `document_id`, the guesses of field names, and the refusals of this stage. Not here: where
documents come from (`files.py`, `fetch.py`) and how containers are cut into them (`containers.py`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from assets.addresses import without_tracking
from warehouse.refusals import Refusal
from warehouse.visits import Visit

# Names that other people's exports use, the likelier first; compared without regard to case.
GUESSES: Final[dict[str, tuple[str, ...]]] = {
    "url": ("url", "link", "source_url", "canonical_url"),
    "title": ("title", "headline"),
    "published": ("published", "published_at", "published_on", "pubdate", "publish_date", "date_published", "date"),
    "text": ("text", "body", "content", "article", "articlebody", "article_text", "full_text", "maintext"),
}
CURATED_COLUMNS: Final = frozenset({"exchange_date_start", "party_a", "party_b"})  # they tell a list of facts
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


def find_fields(names: Mapping[str, object], declared: Mapping[str, str]) -> dict[str, str]:
    """The names under which a record keeps its parts: as declared, else guessed; parts that it lacks are left out.

    Of several names that fit, the first with a value counts.
    """
    by_folded_name = {name.lower(): name for name in reversed(list(names))}
    found: dict[str, str] = {}
    for part, guesses in GUESSES.items():
        if part in declared:
            candidates = [declared[part]] if declared[part] in names else []
        else:
            candidates = [by_folded_name[guess] for guess in guesses if guess in by_folded_name]
        if candidates:
            found[part] = next((name for name in candidates if names[name]), candidates[0])
    return found


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
    fields = find_fields(record, declared)
    text = record.get(fields.get("text", ""))
    if not isinstance(text, str) or not text.strip():
        found = (
            f"{fields['text']} holds {_shortened(text)}"
            if "text" in fields
            else f"only {_shortened(', '.join(record))}"
        )
        reason = (
            "It has no text. Name the field that holds the text in the source's declaration: fields = { text = ... }."
        )
        return refusal("no_text", where, reason, observed=found, bound=f"one of {', '.join(GUESSES['text'])}")
    url = record.get(fields.get("url", ""))
    address = url.strip().encode("utf-8", "replace").decode() if isinstance(url, str) and url.strip() else None
    return Document(
        document_id=document_id(address, text),
        format="json",
        raw=row_bytes(record) if raw is None else raw,
        member=member,
        url=address,
        fields=json.dumps(fields, sort_keys=True, ensure_ascii=False),
    )


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
