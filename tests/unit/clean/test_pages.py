"""HTML pages: what is read from them, also from poor ones."""

from __future__ import annotations

import json

import pytest

from assets.clean.pages import has_markup, read_page

LEAD = "The two governments handed over ten prisoners each on Friday, the ministry of defence said in a statement."
BODY = "It was the first exchange for a year, and talks about it had gone on since the spring in a third country."


def page(head="", body="", paragraphs=f"<p>{LEAD}</p><p>{BODY}</p>"):
    return f"<html><head>{head}</head><body>{body}<article>{paragraphs}</article></body></html>"


def test_takes_the_main_text_and_keeps_captions():
    parts = read_page(
        page(
            body="<nav><a href='/'>Home</a> <a href='/spain'>Spain sends 300 soldiers</a></nav>",
            paragraphs="<h1>Ten prisoners home on each side</h1><figure><img src='a.jpg'>"
            "<figcaption>Men wait at the crossing, May 31, 2024.</figcaption></figure>"
            f"<p>{LEAD}</p><ul><li>Ten men came from the north.</li><li>Ten men came from the south.</li></ul>"
            f"<p>{BODY}</p>",
        )
        + "<footer>Copyright Herald</footer>"
    )
    assert parts.facts.title == "Ten prisoners home on each side"
    assert f"{LEAD}\n- Ten men came from the north.\n- Ten men came from the south.\n\n{BODY}" in parts.text
    assert parts.text.endswith("Men wait at the crossing, May 31, 2024.")
    assert "300" not in parts.text
    assert "Copyright" not in parts.text


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Ten prisoners home | World | Herald</title>", "Ten prisoners home"),
        (
            "<title>Ten prisoners home - Herald</title><meta property='og:title' content='Ten come home'>",
            "Ten come home",
        ),
        ("<title>Home | Ten prisoners home</title>", "Home | Ten prisoners home"),
        ("<title>\n</title>", None),
        ("", None),
    ],
)
def test_finds_the_headline_in_the_head(head, title):
    assert read_page(page(head)).facts.title == title


SITE = {"@type": "WebSite", "datePublished": "2001-01-01"}


def linked(data):
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("<meta property='article:published_time' content='2024-05-31T10:00:00Z'>", "2024-05-31T10:00:00Z"),
        ("<meta name='date' content='1 May'><meta itemprop='datePublished' content='2024-05-31'>", "2024-05-31"),
        (linked({"@type": "NewsArticle", "datePublished": "2024-05-31"}), "2024-05-31"),
        (linked({"@graph": [SITE, {"@type": ["Report"], "datePublished": "2024-05-31"}]}), "2024-05-31"),
        (linked(SITE), None),
        ("<script type='application/ld+json'>{broken</script>", None),
        ("<meta name='pubdate' content=' '>", None),
        ("", None),
    ],
)  # fmt: skip
def test_finds_the_declared_date(head, published):
    assert read_page(page(head)).facts.published == published


@pytest.mark.parametrize(
    ("times", "published"),
    [
        ("<time datetime='2024-05-31'>May 31</time>", "2024-05-31"),
        ("<time datetime='2024-05-31'>a</time><time datetime='2024-05-31'>b</time>", "2024-05-31"),
        ("<time datetime='2024-05-31'>a</time><time datetime='2023-01-01'>b</time>", None),
        ("<time>May 31</time>", None),
    ],
)
def test_takes_the_time_of_the_article_if_it_has_one(times, published):
    assert read_page(page(paragraphs=f"{times}<p>{LEAD}</p><p>{BODY}</p>")).facts.published == published


def test_finds_address_and_site():
    head = "<link rel='canonical' href='https://herald.example/1'><meta property='og:site_name' content='Daily Herald'>"
    parts = read_page(page(head))
    assert (parts.facts.url, parts.facts.site) == ("https://herald.example/1", "Daily Herald")
    assert read_page(page("<link rel='canonical' href='/1'>")).facts.url is None


@pytest.mark.parametrize(
    "html",
    ["", "<", "<html></html>", "<p>", "<html><body>" + "<div>" * 3_000, "<script>var a = '<p>'</script>", "<!-- x -->"],
)
def test_a_page_without_text_gives_none(html):
    assert read_page(html).text.strip() == ""


def test_short_pages_are_read_block_by_block():
    parts = read_page("<html><body><div>Menu</div><div>Ten men<br>came home.</div><script>x</script></body></html>")
    assert [line for line in parts.text.split("\n") if line] == ["Menu", "Ten men", "came home."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("<p>Ten men</p>", True), ("Ten men<br/>came", True), ("a < b > c", False), ("<3 <Ten>", False), ("", False)],
)
def test_tells_markup_in_a_field(text, expected):
    assert has_markup(text) is expected


@pytest.mark.parametrize(
    ("head", "body", "stamps"),
    [
        ("", f"<h1>Ten prisoners home</h1><p class=byline>On 31 May 2024</p><p>{LEAD}</p>", ("On 31 May 2024",)),
        ("", f"<div class='post-date'>31.05.2024</div><h1>Ten prisoners home</h1><p>{LEAD}</p>", ("31.05.2024",)),
        ("", f"<h1>Ten prisoners home</h1><p>{LEAD}</p><aside><time>31 May 2024</time></aside>", ()),
        ("", f"<h1>Ten prisoners home</h1><p class=update>The talks of 31 May 2024 failed.</p><p>{LEAD}</p>", ()),
        ("", f"<div class=related><span class=date>31 May 2024</span></div><p>{LEAD}</p>", ()),
    ],
)  # fmt: skip
def test_takes_dates_that_are_marked_near_the_headline(head, body, stamps):
    assert read_page(page(head, paragraphs=body)).facts.stamps == stamps


@pytest.mark.parametrize(
    "marked",
    [
        "<span itemprop='datePublished' content='2024-05-31'>Friday</span>",
        "<abbr class='published' title='2024-05-31'>Friday</abbr>",
        "<time class='entry-date published' datetime='2024-05-31'>Friday</time><time datetime='2024-06-01'>Sat</time>",
    ],
)
def test_takes_the_date_of_microdata_and_microformats(marked):
    assert read_page(page(paragraphs=f"{marked}<p>{LEAD}</p><p>{BODY}</p>")).facts.published == "2024-05-31"


def test_tells_a_change_from_the_publication():
    facts = read_page(page(linked({"@type": "NewsArticle", "dateModified": "2024-06-01"}))).facts
    assert (facts.published, facts.changed) == (None, "2024-06-01")


def test_takes_the_captions_that_a_class_marks():
    caption = "<div class='wp-caption-text'>Men wait at the crossing, May 31, 2024.</div>"
    parts = read_page(page(paragraphs=f"{caption}<p>{LEAD}</p><p>{BODY}</p>"))
    assert parts.facts.captions == ("Men wait at the crossing, May 31, 2024.",)


def test_tables_that_lay_out_a_page_are_no_tables():
    menu = "".join(f"<a href=/{n}>Section {n}</a><br>" for n in range(12))
    cells = f"<td>{menu}</td><td><font size=5>Ten prisoners home</font><br><br>{LEAD}<br><br>{BODY}</td>"
    lines = read_page(f"<html><body><table><tr>{cells}</tr></table></body></html>").text.split("\n")
    assert LEAD in lines
    assert BODY in lines
