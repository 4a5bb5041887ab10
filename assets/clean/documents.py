"""Clean reports out of landed documents: text without furniture, headline, publisher, date, language, sketch.

Belongs here: the way of a document through the modules of this stage, and its refusals. Not here: any of the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pyarrow as pa

from assets.clean.captions import find_captions, keep_captions
from assets.clean.date_fields import parse_date
from assets.clean.date_order import order_of_source
from assets.clean.furniture import mark_furniture
from assets.clean.language import find_language
from assets.clean.lines import Line, cut_lines, join_lines, make_line
from assets.clean.parts import Parts, take_apart
from assets.clean.published import DateSigns, Publication, find_publication
from assets.clean.publishers import find_named_site, find_publisher, name_publisher
from assets.clean.sketch import make_sketch
from assets.clean.titles import find_title
from warehouse.refusals import Refusal
from warehouse.tables import CLEAN_REPORTS

MIN_WORDS: Final = 3  # less is a button or a label, whatever the list of furniture says
MAX_LINES: Final = 100_000  # every line is held with what is known of it; books have a tenth
CURATED_LANGUAGE: Final = "en"  # the columns of a curated list are English


def clean_documents(landing: pa.Table) -> tuple[pa.Table, list[Refusal]]:
    """The reports in a batch of documents, and refusals for those that have no text.

    Args:
        landing: one row is a document as it came (`LANDING`).

    Returns:
        One row a report (`CLEAN_REPORTS`), in the order of the documents; and the refusals. Together they are as many
        as the documents.
    """
    reports: list[dict[str, Any]] = []
    refusals: list[Refusal] = []
    for document in landing.to_pylist():
        cleaned = clean_document(document)
        if isinstance(cleaned, Refusal):
            refusals.append(cleaned)
        else:
            reports.append(cleaned)
    return CLEAN_REPORTS.rows(reports), refusals


def clean_document(document: Mapping[str, Any]) -> dict[str, Any] | Refusal:
    """The report that one document holds, as a row of `clean_reports`, or the reason why it has none."""
    try:
        parts = take_apart(document)
    except Exception as error:  # noqa: BLE001 -- parsers of pages meet everything; one page must not stop a batch
        reason = f"The document cannot be taken apart: {str(error).rstrip('.')}. Look at its bytes in landing."
        return _refused(document, "unreadable", reason, type(error).__name__)
    return _curated_report(document, parts) if document["format"] == "curated" else _report(document, parts)


def _report(document: Mapping[str, Any], parts: Parts) -> dict[str, Any] | Refusal:
    if parts.text.count("\n") > MAX_LINES:
        reason = "The document has more lines than any report. Split it, if it holds several."
        return _refused(document, "too_many_lines", reason, f"more than {MAX_LINES:,} lines")
    lines = cut_lines(parts.text)
    if parts.title:
        lines.insert(0, make_line(parts.title, -1))
    mark_furniture(lines)
    keep_captions(lines, parts.captions)
    language = parts.given.get("language") or find_language(join_lines(lines))
    publication = find_publication(lines, _date_signs(parts, language), _latest(document, parts))
    if not _has_text(lines, parts.title):
        reason = (
            "Nothing is left once menus, notices and other furniture are gone. Look whether the page needs a browser."
        )
        return _refused(document, "no_text", reason, parts.text[:200])
    text = join_lines(lines)
    return _row(
        document,
        url=parts.url,
        publisher=name_publisher(parts.given.get("publisher"))
        or find_publisher(parts.url)
        or name_publisher(parts.site)
        or find_named_site(lines),
        title=parts.title or parts.given.get("title") or find_title(lines),
        publication=publication,
        language=language,
        text=text,
        captions=find_captions(lines, parts.captions),
        sketch=make_sketch(text),
    )


def _date_signs(parts: Parts, language: str) -> DateSigns:
    return DateSigns(
        metadata=parts.published,
        changed=parts.changed,
        prefix=parts.prefix,
        stamps=parts.stamps,
        url=parts.url,
        feed=parts.given.get("published"),
        day_first=order_of_source(parts.url, language, parts.given.get("date_order")),
    )


def _latest(document: Mapping[str, Any], parts: Parts) -> date:
    """The last day on which the report can have been published: that of landing, or of an archive's capture."""
    landed: date = document["landed_at"].date()
    captured = parse_date(parts.given.get("captured"), landed)
    return captured or landed


def _curated_report(document: Mapping[str, Any], parts: Parts) -> dict[str, Any]:
    """A row of a curated list: its source publishes it; by its sketch a corrected row is known, no copy is sought."""
    return _row(
        document,
        url=document["url"],
        publisher=document["source"],
        title=None,
        publication=Publication(None, "none"),
        language=CURATED_LANGUAGE,
        text=parts.text,
        captions=None,
        sketch=make_sketch(parts.text),
    )


def _has_text(lines: list[Line], title: str | None) -> bool:
    own = lines[1:] if title else lines
    kept = [line for line in lines if line.removed is None]
    said = any(line.removed in {None, "duplicate"} and line.n_words >= MIN_WORDS for line in own)
    return bool(kept) and said


def _row(
    document: Mapping[str, Any],
    *,
    url: str | None,
    publisher: str | None,
    title: str | None,
    publication: Publication,
    language: str,
    text: str,
    captions: list[str] | None,
    sketch: list[int],
) -> dict[str, Any]:
    return {
        "report_id": document["document_id"],
        "origin": document["origin"],
        "url": url,
        "source": document["source"],
        "publisher": publisher,
        "title": title,
        "published_on": publication.day,
        "published_basis": publication.basis,
        "published_precision": publication.precision,
        "published_month": publication.month,
        "language": language,
        "curated": document["format"] == "curated",
        "text": text,
        "captions": captions,
        "n_chars": len(text),
        "sha256": document["sha256"],
        "sketch": sketch,
        "landed_at": document["landed_at"],
    }


def _refused(document: Mapping[str, Any], rule: str, reason: str, observed: str) -> Refusal:
    record = document["origin"] + (f" member {document['member']}" if document["member"] else "")
    return Refusal("clean", f"clean.{rule}", record, reason, observed=observed)
