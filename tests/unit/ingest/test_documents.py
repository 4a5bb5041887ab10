"""Documents: their ids by content, and the fields of records."""

from __future__ import annotations

import json

import pytest

from assets.ingest.documents import (
    Document,
    curated_document,
    document_id,
    record_document,
    row_bytes,
    text_document,
)
from warehouse.refusals import Refusal


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (("http://a.example", "Ten men."), ("http://a.example", " Ten\r\n men. "), True),
        (("http://a.example", "Ten men."), ("http://a.example", "Two men."), False),
        (("http://a.example", "Ten men."), ("http://b.example", "Ten men."), False),
        ((None, "Ten men."), ("", "Ten men."), True),
        ((None, "a b"), (None, "ab"), False),
    ],
)
def test_the_id_follows_address_and_text(one, other, is_same):
    assert (document_id(*one) == document_id(*other)) is is_same


def test_the_id_of_a_page_passes_over_markup():
    old = "<html><script>var t=1</script><p>Ten <b>men</b></p></html>"
    new = "<html><style>p{}</style><SCRIPT>var t=2; a<b</SCRIPT><p class='x'>Ten <b>men</b></p></html>"
    ids = {text_document(page.encode(), page, "html", "http://a.example").document_id for page in (old, new)}
    assert len(ids) == 1


def test_keeps_record_and_mapping():
    raw = b'{"body": "Ten men.", "link": " http://a.example "}'
    document = record_document(json.loads(raw), "a.json", 3, {}, raw)
    assert isinstance(document, Document)
    assert (document.raw, document.member, document.url) == (raw, 3, "http://a.example")
    assert json.loads(document.fields) == {"text": "body", "url": "link"}


@pytest.mark.parametrize(
    ("record", "observed"),
    [
        ({"id": 1, "kind": "x"}, "only id, kind"),
        ({"text": None}, "text holds None"),
        ({"text": " \n"}, "text holds"),
        ({"text": ["a", "b"]}, "text holds ['a', 'b']"),
        ({"k" * 900: 1}, "only k"),
    ],
)
def test_refuses_records_without_text(record, observed):
    refusal = record_document(record, "a.json line 2", 1, {})
    assert isinstance(refusal, Refusal)
    assert (refusal.rule, refusal.record) == ("ingest.no_text", "a.json line 2")
    assert refusal.observed.startswith(observed)
    assert len(refusal.observed) < 250


def test_rows_are_kept_as_sorted_json():
    assert row_bytes({"b": "ä", "a": b"\xff", "c": 1.5}) == '{"a": "�", "b": "ä", "c": 1.5}'.encode()


def test_lone_surrogates_do_not_stop():
    document = record_document({"url": "http://a.example/\ud800", "text": "Ten \ud800 men"}, "a", 0, {})
    assert document.url == "http://a.example/?"
    assert document.raw.decode()


def test_a_curated_row_keeps_its_columns_in_order():
    document = curated_document({"party_b": "UKR", "party_a": "RUS"}, 7)
    assert (document.format, document.member, document.raw) == ("curated", 7, b'{"party_a": "RUS", "party_b": "UKR"}')
    assert json.loads(document.fields) == {"columns": ["party_b", "party_a"]}
