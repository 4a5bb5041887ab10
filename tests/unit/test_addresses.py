"""Addresses: when two are one."""

import pytest

from assets.addresses import article_key, page_key, without_tracking


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.a.example/news/1/?utm_source=x&id=2&fbclid=3#top", "a.example/news/1?id=2"),
        ("http://a.example:80/News", "a.example/News"),
        ("http://a.example:8080", "a.example:8080"),
        ("https://a.example/?q=", "a.example?q="),
        ("no address", "no address"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_one_page_has_one_key(url, key):
    assert page_key(url) == key


@pytest.mark.parametrize("url", ["https://a.example/a?b=%20&c=ä", "https://a.example", "x", "", "http://[broken"])
def test_an_address_without_tracking_stays_as_it_is(url):
    assert without_tracking(url) == url


@pytest.mark.parametrize(
    ("url", "key"), [("https://a.example/", None), (None, None), ("https://a.example/1", "a.example/1")]
)
def test_a_front_page_is_no_article(url, key):
    assert article_key(url) == key
