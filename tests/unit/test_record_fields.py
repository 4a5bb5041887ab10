"""Structured records: the names of fields, and lists that records wrap."""

from __future__ import annotations

import pytest

from assets.record_fields import find_fields, flattened, records_within


@pytest.mark.parametrize(
    ("record", "declared", "fields"),
    [
        ({"url": "u", "published": "p", "text": "t"}, {}, {"url": "url", "published": "published", "text": "text"}),
        (
            {"link": "u", "headline": "h", "pubDate": "p", "Body": "t"},
            {},
            {"url": "link", "title": "headline", "published": "pubDate", "text": "Body"},
        ),
        ({"source_url": "u", "article": "t"}, {}, {"url": "source_url", "text": "article"}),
        ({"published_at": "p", "text": "t"}, {}, {"published": "published_at", "text": "text"}),
        ({"text": "", "content": "t"}, {}, {"text": "content"}),
        ({"text": "", "content": ""}, {}, {"text": "text"}),
        ({"story": "t", "text": "teaser"}, {"text": "story"}, {"text": "story"}),
        ({"text": "t"}, {"text": "story"}, {}),
        ({"id": 1}, {}, {}),
        (
            {"webUrl": "u", "Publication Date": "p", "full-text": "t"},
            {},
            {"url": "webUrl", "published": "Publication Date", "text": "full-text"},
        ),
        (
            {"title": {"rendered": "h"}, "content": {"rendered": "t", "protected": False}, "author": {"url": "u"}},
            {},
            {"title": "title.rendered", "text": "content.rendered"},
        ),
        ({"source": {"id": "n", "name": "News"}, "text": "t"}, {}, {"publisher": "source.name", "text": "text"}),
        ({"a": {"b": {"c": "t"}}}, {"text": "a.b.c"}, {"text": "a.b.c"}),
        ({"a.b": "t"}, {"text": "a.b"}, {"text": "a.b"}),
    ],
)  # fmt: skip
def test_finds_fields(record, declared, fields):
    assert find_fields(flattened(record), declared) == fields


def test_records_within_records_are_looked_into_three_deep():
    record = {"a": {"b": {"c": {"d": {"e": 1}}}}, "x": []}
    assert flattened(record) == {"a.b.c.d": {"e": 1}, "x": []}


WRAPPED = [{"title": "Swap", "content": "Ten men came home."}, {"title": "More"}]


@pytest.mark.parametrize(
    ("record", "found"),
    [
        ({"status": "ok", "articles": WRAPPED}, WRAPPED),
        ({"response": {"total": 2, "results": WRAPPED, "tags": [{"id": 1}]}}, WRAPPED),
        ({"title": "A feed", "home_page_url": "http://a.example", "items": WRAPPED}, WRAPPED),
        ({"text": "Ten men came home.", "comments": WRAPPED}, ()),
        ({"url": "http://a.example/1", "related": WRAPPED}, ()),
        ({"articles": [{"id": 1}]}, ()),
        ({"articles": []}, ()),
        ({"articles": ["a", 1]}, ()),
    ],
)
def test_finds_the_list_that_an_answer_wraps(record, found):
    assert records_within(record, {}) == found


def test_declared_names_tell_what_is_wrapped():
    rows = [{"story": {"long": "Ten men came home."}}]
    assert records_within({"rows": rows}, {"text": "story.long"}) == rows
