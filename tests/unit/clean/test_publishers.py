"""Publishers: registered domains and names."""

from __future__ import annotations

import pytest

from assets.clean.furniture import mark_furniture
from assets.clean.lines import cut_lines
from assets.clean.publishers import find_named_site, find_publisher, name_publisher, registered_domain


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.herald.example/2024/a", "herald.example"),
        ("https://herald.example", "herald.example"),
        ("http://feeds.bbci.co.uk/news", "bbci.co.uk"),
        ("http://www3.nhk.or.jp/nhkworld", "nhk.or.jp"),
        ("https://fact-news.com.ua/en", "fact-news.com.ua"),
        ("https://desk.in.ua/a", "desk.in.ua"),
        ("https://www.anews.com.tr", "anews.com.tr"),
        ("http://en.people.cn/n3", "people.cn"),
        ("https://co.uk/a", "co.uk"),
        ("https://a.b.wordpress.com/x", "b.wordpress.com"),
        ("https://HERALD.Example:8080/", "herald.example"),
        ("https://me:secret@herald.example/", "herald.example"),
        ("herald.example/a", "herald.example"),
        ("http://192.0.2.7/a", "192.0.2.7"),
        ("http://[2001:db8::1]/a", "2001:db8::1"),
        ("http://xn--e1afmkfd.xn--p1ai/", "xn--e1afmkfd.xn--p1ai"),
        ("http://localhost:8000/a", None),
        ("not an address", None),
        ("http://[bad", None),
        ("http://", None),
        ("", None),
    ],
)
def test_finds_the_registered_domain(url, domain):
    assert registered_domain(url) == domain


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://apnews.com/article/1", "Associated Press"),
        ("https://unknown-herald.example/1", "unknown-herald.example"),
        ("http://localhost/1", None),
        (None, None),
    ],
)
def test_names_the_publisher(url, publisher):
    assert find_publisher(url) == publisher


@pytest.mark.parametrize(
    ("told", "publisher"),
    [
        ("Daily Herald", "Daily Herald"),
        ("apnews.com", "Associated Press"),
        ("https://www.apnews.com/", "Associated Press"),
        ("news.hills.example", "hills.example"),
        ("St. Petersburg Times", "St. Petersburg Times"),
        ("A.B.C.", "A.B.C."),
        ("", None),
        (None, None),
    ],
)
def test_a_publisher_told_by_its_address_gets_its_name(told, publisher):
    assert name_publisher(told) == publisher


@pytest.mark.parametrize(
    ("furniture", "name"),
    [
        ("© 2025 Daily Herald", "Daily Herald"),
        ("© 2025 Daily Herald. All rights reserved.", "Daily Herald"),
        ("Copyright © 2019-2025 The Times of the Hills | Privacy", "The Times of the Hills"),
        ("Discover more from HillNews", "HillNews"),
        ("© Copyright 2025", None),
        ("© 2025 Daily Herald\n\nDiscover more from HillNews", None),
        ("© 2025 all rights reserved", None),
        ("Please make a small donation to the Red Cross today.", None),
        ("Connect with us: Follow the Hill Valley Press on Facebook and X for breaking news.", "Hill Valley Press"),
        ("Follow Jane Roe on Facebook", None),
        ("Email: info@hillnews.example\nPhone: +1 555 0100\n\n© Copyright 2025", "hillnews.example"),
        ("Email: info@hillnews.example\n\n© 2025 Daily Herald", "Daily Herald"),
        ("Email: tips@news.hillnews.example\nEmail: desk@hillnews.example", "hillnews.example"),
        ("E-mail: jane.roe@gmail.com", None),
        ("Email: press@apnews.com", "Associated Press"),
    ],
)
def test_reads_the_site_that_furniture_names(furniture, name):
    lines = cut_lines(f"The sides swapped ten prisoners on Friday, they said.\n\n{furniture}")
    mark_furniture(lines)
    assert find_named_site(lines) == name
