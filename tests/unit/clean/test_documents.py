"""The stage: every landed document becomes a report or a refusal."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime

import pytest

from assets.clean.documents import clean_documents
from warehouse.tables import CLEAN_REPORTS, LANDING

AT = datetime(2026, 1, 2, 3, 4, 5)
TITLE = "Ten prisoners home on each side"
LEAD = "The two governments handed over ten prisoners each on Friday, the ministry said."
BODY = (
    "It was the first exchange for a year. Talks about it had gone on since the spring, in secret, in a third country."
)
FIELDS = {"text": "text", "title": "title", "published": "published", "url": "url"}


def landed(raw, form="text", *, url=None, fields=None, member=0):
    return {
        "document_id": hashlib.sha256(raw).hexdigest()[:16],
        "origin": "in/a.x",
        "member": member,
        "source": "desk",
        "format": form,
        "raw": raw,
        "sha256": hashlib.sha256(raw).hexdigest(),
        "n_bytes": len(raw),
        "url": url,
        "fields": json.dumps(fields) if fields else None,
        "landed_at": AT,
    }


def record(**values):
    return landed(
        json.dumps(values).encode(),
        "json",
        url=values.get("url"),
        fields={k: v for k, v in FIELDS.items() if k in values},
    )


def clean(*documents):
    table, refusals = clean_documents(LANDING.rows(list(documents)))
    assert table.schema.equals(CLEAN_REPORTS.arrow_schema)
    assert table.num_rows + len(refusals) == len(documents)
    return table.to_pylist(), refusals


def test_makes_a_report():
    document = record(
        url="https://herald.example/a",
        published="2025-12-31",
        text=f"{TITLE}\n\nShare\n\n{LEAD}\n\n{BODY}\n\nRelated posts\n\nSpain sends 300",
    )
    ((report,), refusals) = clean(document)
    sketch = report.pop("sketch")
    assert refusals == []
    assert len(sketch) > 16
    assert report == {
        "report_id": document["document_id"],
        "origin": "in/a.x",
        "url": "https://herald.example/a",
        "source": "desk",
        "publisher": "herald.example",
        "title": TITLE,
        "published_on": date(2025, 12, 31),
        "published_basis": "metadata",
        "published_precision": "day",
        "published_month": date(2025, 12, 1),
        "language": "en",
        "curated": False,
        "text": f"{TITLE}\n\n{LEAD}\n\n{BODY}",
        "captions": [],
        "n_chars": len(TITLE) + len(LEAD) + len(BODY) + 4,
        "sha256": document["sha256"],
        "landed_at": AT,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (TITLE, f"{LEAD}\n\n{BODY}"),
        (TITLE, f"{TITLE}\n\n{LEAD}\n\n{BODY}"),
        (TITLE, f"Menu\n\n{TITLE} | World | Herald\n\n{LEAD}\n\n{BODY}"),
    ],
)
def test_the_text_begins_with_the_headline_once(title, text):
    ((report,), _) = clean(record(title=title, text=text))
    assert report["title"] == TITLE
    assert report["text"] == f"{TITLE}\n\n{LEAD}\n\n{BODY}"


def test_text_and_page_of_one_report_come_out_alike():
    article = f"<article><p>{LEAD}</p><p>{BODY}</p></article>"
    html = f"<html><head><title>{TITLE}</title></head><body><nav>Home</nav>{article}</body></html>"
    ((one, other), _) = clean(landed(f"{TITLE}\n\n{LEAD}\n\n{BODY}".encode()), landed(html.encode(), "html"))
    assert one["text"] == other["text"]
    assert one["sketch"] == other["sketch"]


@pytest.mark.parametrize(
    ("document", "rule"),
    [
        (landed(b"Share | Print\n\nMenu\n\nSubscribe to our newsletter"), "clean.no_text"),
        (landed(b"Ten men"), "clean.no_text"),
        (landed("\u200b\u200b \u0001".encode()), "clean.no_text"),
        (landed(b"date 2024-05-31"), "clean.no_text"),
        (landed(b"<html><body><script>x()</script></body></html>", "html"), "clean.no_text"),
        (record(title=TITLE, text="Menu"), "clean.no_text"),
        (landed(b"a\n" * 150_000), "clean.too_many_lines"),
        (landed(b"{broken", "json", fields={"text": "text"}), "clean.unreadable"),
        (landed(b'{"body": "x"}', "json", fields={"text": "text"}), "clean.unreadable"),
    ],
)
def test_refuses_documents_without_text(document, rule):
    reports, refusals = clean(document, landed(LEAD.encode()))
    assert [report["text"] for report in reports] == [LEAD]
    assert [(refusal.stage, refusal.rule, refusal.record) for refusal in refusals] == [("clean", rule, "in/a.x")]


def test_a_refusal_names_the_member():
    _, (refusal,) = clean(landed(b"Menu", member=41))
    assert refusal.record == "in/a.x member 41"


def test_a_publication_after_landing_is_none():
    ((report,), _) = clean(record(text=LEAD, published="2026-01-03"))
    assert (report["published_on"], report["published_basis"]) == (None, "none")


def test_a_curated_row_is_a_report_of_its_source():
    raw = json.dumps({"party_a": "RUS", "note": "first exchange of the year", "status": "completed"}).encode()
    ((report,), _) = clean(landed(raw, "curated", fields={"columns": ["status", "party_a", "note"]}))
    assert report["curated"] is True
    assert report["text"] == "status: completed\nparty_a: RUS\nnote: first exchange of the year"
    assert (report["publisher"], report["title"], report["language"], report["sketch"]) == ("desk", None, "en", [])
    assert (report["published_on"], report["published_basis"]) == (None, "none")


HOSTILE = {
    "one long line": b"a" * 2_000_000,
    "one long sentence": b"word " * 200_000,
    "marks": ("e" + "\u0327\u0301" * 200_000).encode(),
    "open brackets": b"# a\n# b\n" + b"[" * 200_000,
    "open tags": b"<html>" + b"<" * 200_000,
    "open comments": b"<html>" + b"<!--" * 50_000,
    "deep tags": b"<html><body>" + b"<div>" * 20_000 + b"x",
    "ampersands": b"&amp;" * 100_000,
    "dates": b"12.05.2024 " * 20_000,
    "lines of dates": b"01.02.2024\n" * 20_000,
    "bars": b"a | " * 100_000,
    "capitals": b"By " + b"A" * 290,
    "high bytes": bytes(range(160, 256)) * 2_000,
    "direction marks": ("\u202e" * 1_000 + LEAD + "\u2066" * 1_000).encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_taken_or_refused(name):
    raw = HOSTILE[name]
    form = "html" if raw.startswith(b"<html>") else "markdown" if raw.startswith(b"#") else "text"
    clean(landed(raw, form))
