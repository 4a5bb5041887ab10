import random
from datetime import date, timedelta

import pytest

from assets.deduplicate.copies import MAX_DAYS_APART, find_copies
from assets.deduplicate.records import read_claims, read_reports
from assets.likeness import containment

ORIGINAL = sorted(random.Random(1).sample(range(10**9), 400))
OTHER = sorted(random.Random(2).sample(range(10**9), 400))
K = 128  # hashes kept of a text


def sketch(share, seed=3, size=400):
    """The bottom hashes of a text of which a share stands in the original."""
    common = random.Random(seed).sample(ORIGINAL, int(share * size))
    own = random.Random(seed + 1000).sample(range(10**9), size - len(common))
    return sorted({*common, *own})[:K]


@pytest.fixture
def copies_among(tables):
    def find(*told):
        given = tables([{"moved": "RUS>UKR 75", **claim} for claim in told])
        reports = read_reports(given)
        return find_copies(reports.values(), read_claims(given, reports))

    return find


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.8, 1.0])
def test_containment_is_estimated_from_sketches_of_unlike_length(share):
    abridged = sketch(share, size=120)
    assert containment(abridged, ORIGINAL[:K])[0] == pytest.approx(share, abs=0.15)
    assert containment(ORIGINAL[:K], abridged) == containment(abridged, ORIGINAL[:K])


def test_nothing_is_contained_in_an_empty_text():
    assert containment([], ORIGINAL) == (0.0, 0)


@pytest.mark.parametrize(
    ("other", "is_copy"),
    [
        ({"sketch": sketch(0.9)}, True),
        ({"sketch": sketch(0.9), "on": "2024-06-05"}, True),
        ({"sketch": sketch(0.9), "on": "2024-09-05"}, False),  # a form text
        ({"sketch": sketch(0.9), "language": "de"}, False),
        ({"sketch": sketch(0.4)}, True),  # rewritten, the figures are the same
        ({"sketch": sketch(0.35), "moved": "RUS>UKR 90"}, False),  # independent, with the same quotes
        ({"sketch": sketch(0.1)}, False),
        ({"sketch": OTHER[:K]}, False),
        ({"sketch": sketch(0.9), "list_name": "list.csv"}, False),
        ({"sketch": []}, False),
    ],
)
def test_copies_by_containment_language_days_and_figures(other, is_copy, copies_among):
    first = {"report": "a", "on": "2024-06-01", "sketch": ORIGINAL[:K]}
    found = copies_among(first, {"report": "b", "on": "2024-06-02", **other})
    assert found == ({"b": "a"} if is_copy else {})


def test_a_chain_of_copies_keeps_its_first_publisher(copies_among):
    texts = [ORIGINAL[:K], sketch(0.95, 7), sorted({*sketch(0.95, 7)[:110], *OTHER[:18]})]
    told = [{"report": f"r{2 - n}", "on": f"2024-06-0{n + 1}", "sketch": text} for n, text in enumerate(texts)]
    assert copies_among(*told) == {"r1": "r2", "r0": "r2"}
    assert copies_among(*reversed(told)) == {"r1": "r2", "r0": "r2"}


def test_of_one_day_the_longer_text_is_the_original(copies_among):
    long = {"report": "z", "on": "2024-06-01", "sketch": ORIGINAL[:K], "n_chars": 5000}
    short = {"report": "a", "on": "2024-06-01", "sketch": sketch(1, size=100), "n_chars": 900}
    assert copies_among(long, short) == {"a": "z"}


def test_stock_phrases_bring_nobody_together(copies_among):
    phrases = random.Random(5).sample(range(10**9), 20)
    told = [
        {
            "report": f"r{n:03}",
            "on": str(date(2024, 1, 1) + timedelta(days=n % MAX_DAYS_APART)),
            "sketch": sorted({*phrases, *random.Random(n + 50).sample(range(10**9), 80)}),
        }
        for n in range(60)
    ]
    assert copies_among(*told) == {}


def test_a_text_that_many_reprint_is_found_in_all_of_them(copies_among):
    told = [{"report": f"r{n:03}", "on": "2024-06-01", "sketch": sketch(0.9, n)} for n in range(1, 100)]
    original = {"report": "a", "on": "2024-05-31", "sketch": ORIGINAL[:K]}
    assert copies_among(original, *told) == {claim["report"]: "a" for claim in told}


def test_a_quote_that_many_share_makes_no_copies(copies_among):
    quote = ORIGINAL[:40]
    told = [
        {
            "report": f"r{n:03}",
            "on": "2024-06-01",
            "sketch": sorted({*quote, *random.Random(n).sample(range(10**9), 88)}),
        }
        for n in range(100)
    ]
    assert copies_among(*told) == {}


def test_versions_of_an_article_are_one_report_however_much_was_rewritten(copies_among):
    first = {"report": "b", "on": "2024-06-01", "sketch": ORIGINAL[:K], "url": "https://a.example/news/1?utm_source=x"}
    second = {"report": "a", "on": "2024-07-01", "sketch": OTHER[:K], "url": "http://www.a.example/news/1/#top"}
    assert copies_among(first, second) == {"a": "b"}


def test_a_front_page_is_no_article(copies_among):
    told = [{"report": name, "on": "2024-06-01", "sketch": sketch(0, n), "url": "https://a.example/"}
            for n, name in enumerate("ab")]  # fmt: skip
    assert copies_among(*told) == {}
