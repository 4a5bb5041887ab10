"""Parts of documents of every format."""

from __future__ import annotations

import json

import pytest

from assets.clean.parts import Parts, take_apart

SENTENCE = "Ten men came home on Friday, officials said."


def document(form, raw, fields=None, url=None):
    return {"format": form, "raw": raw, "url": url, "fields": json.dumps(fields) if fields else None}


def record(fields, **values):
    return document("json", json.dumps(values).encode(), fields, values.get("url"))


MARKDOWN = f"""---
title: 'Ten home'
date: 2024-05-31
layout: x
---
# Ten **home**

> {SENTENCE}

![Men wait](a.jpg) [more](http://a.example)"""
ALL = {"text": "text", "title": "title", "published": "published", "url": "url"}


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        (document("text", SENTENCE.encode("utf-16")), Parts(SENTENCE)),
        (document("text", b" date 2024-05-31 Menu\n\nTen men"), Parts("Menu\n\nTen men", prefix="2024-05-31")),
        (document("text", b"date 2024-05 " + SENTENCE.encode()), Parts(SENTENCE, prefix="2024-05")),
        (document("text", b"date 2024-05-31"), Parts("", prefix="2024-05-31")),
        (document("text", b"Dated 2024-05-31 and signed"), Parts("Dated 2024-05-31 and signed")),
        (document("text", b"update 2024-05-31 x"), Parts("update 2024-05-31 x")),
        (
            record(ALL, text=SENTENCE, title=" Ten\n home ", published="2024-05-31", url="http://a.example"),
            Parts(SENTENCE, "Ten home", "2024-05-31", None, "http://a.example"),
        ),
        (record({"text": "body"}, body=SENTENCE, title="ignored"), Parts(SENTENCE)),
        (record(ALL, text=SENTENCE, title=None, published=20240531, url=None), Parts(SENTENCE, published=20240531)),
        (record(ALL, text=SENTENCE, title=["x"], published=None, url=None), Parts(SENTENCE)),
        (
            document("markdown", MARKDOWN.encode()),
            Parts(f"Ten home\n\n{SENTENCE}\n\nMen wait more", "Ten home", "2024-05-31"),
        ),
        (document("markdown", b"## Two *men*\n\n2 * 3 * 4 and a_b_c"), Parts("Two men\n\n2 * 3 * 4 and a_b_c")),
    ],
)  # fmt: skip
def test_takes_documents_apart(given, parts):
    assert take_apart(given) == parts


def test_takes_pages_apart_by_their_declared_charset():
    paragraph = "Стороны обменялись пленными в пятницу, сообщили в министерстве обороны обеих стран."
    body = f"<article><p>{paragraph}</p><p>{paragraph[:40]}</p></article>"
    html = f"<html><head><meta charset='windows-1251'></head><body>{body}</body></html>"
    assert paragraph in take_apart(document("html", html.encode("cp1251"))).text


def test_markup_within_a_field_is_taken_out():
    html = f"<p>{SENTENCE}</p><script>var x = 1</script><p>It was the first exchange for a year, they added.</p>"
    parts = take_apart(record(ALL, text=html, title="Ten home", published="2024-05-31", url="http://a.example"))
    assert SENTENCE in parts.text
    assert "<" not in parts.text
    assert "var" not in parts.text
    assert (parts.title, parts.published, parts.url) == ("Ten home", "2024-05-31", "http://a.example")


def test_renders_a_curated_row_in_the_order_of_its_columns():
    raw = json.dumps({"note": "two\nlines", "party_a": "RUS", "category": ""}).encode()
    given = document("curated", raw, {"columns": ["party_a", "category", "note"]})
    assert take_apart(given) == Parts("party_a: RUS\ncategory:\nnote: two lines")
