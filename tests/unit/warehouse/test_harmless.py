import pytest

from warehouse.harmless import visible_text, web_address, web_host


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kyiv\tand\nMoscow", "Kyiv\tand\nMoscow"),
        ("\x1b]0;owned\x07", "\\x1b]0;owned\\x07"),
        ("a\u202egpj.exe", "a\\u202egpj.exe"),
        ("\u2066x\u2069", "\\u2066x\\u2069"),
        ("\ud800", "\\ud800"),
        ("Łukaszenka – «так»", "Łukaszenka – «так»"),
    ],
)
def test_what_steers_is_shown(text, shown):
    assert visible_text(text) == shown


@pytest.mark.parametrize(
    "address",
    ["https://news.example/a?b=c#d", "http://[2001:db8::1]:8080/", "HTTPS://news.example", "https://новини.example/x"],
)
def test_web_addresses_lead_somewhere(address):
    assert web_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//news.example/a",
        "seeds/known_exchanges.csv",
        "https://",
        "https:news.example",
        "https://bbc.com@evil.example/",
        "https://:pw@evil.example/",
        "https://news.example:99999/",
        "https://news.example:0/",
        "https://[::1",
        "https://news.example\\@evil.example/",
        "https://news.example/\u202egpj.exe",
        "https://news.example/a b",
        "https://news.example/\x00",
    ],
)
def test_other_addresses_lead_nowhere(address):
    assert web_address(address) is None


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://News.Example:443/a", "news.example"),
        ("https://bbс.com/", "xn--bb-pmc.com"),  # the last letter is Cyrillic
        ("https://" + "é" * 70 + ".com/", "\\xe9" * 70 + ".com"),
    ],
)
def test_hosts_are_told_as_the_network_knows_them(address, host):
    assert web_host(address) == host
