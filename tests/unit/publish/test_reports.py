from datetime import datetime

from assets.publish.reports import published_reports
from warehouse.tables import CLEAN_REPORTS, COPIES, REPORTS, SCREENED

COUNTS = {"n_claims": 0, "n_transfers": 0, "n_persons": 0}


def clean_report(report_id):
    return {
        "report_id": report_id,
        "origin": f"{report_id}.txt",
        "source": "tests",
        "published_basis": "none",
        "published_precision": "unknown",
        "language": "en",
        "curated": False,
        "text": "Words.",
        "n_chars": 6,
        "sha256": report_id,
        "sketch": [1],
        "landed_at": datetime(2026, 1, 1),
    }


def test_reports_tell_relevance_and_original():
    reports = published_reports(
        CLEAN_REPORTS.rows([clean_report("c"), clean_report("a"), clean_report("b")]).drop_columns(["text"]),
        SCREENED.rows(
            [
                {"report_id": "a", "relevant": True, "reason": "claims", **COUNTS},
                {"report_id": "b", "relevant": True, "reason": "claims", **COUNTS},
                {"report_id": "c", "relevant": False, "reason": "no_words", **COUNTS},
            ]
        ),
        COPIES.rows([{"report_id": "b", "copy_of": "a"}]),
    )
    assert reports.schema == REPORTS.arrow_schema
    told = [(r["report_id"], r["relevant"], r["copy_of"], r["origin"]) for r in reports.to_pylist()]
    assert told == [("a", True, None, "a.txt"), ("b", True, "a", "b.txt"), ("c", False, None, "c.txt")]


def test_versions_of_an_article_are_linked_in_the_order_of_their_landing():
    rows = [
        clean_report(name) | {"url": url, "landed_at": datetime(2026, 1, day)}
        for name, url, day in (
            ("c", "https://a.example/news/1", 1),
            ("a", "http://www.a.example/news/1/#top", 2),
            ("b", "https://a.example/news/1?utm_source=x", 3),
            ("d", "https://a.example/", 1),
            ("e", "https://a.example/", 2),
        )
    ]
    reports = published_reports(CLEAN_REPORTS.rows(rows).drop_columns(["text"]), SCREENED.rows([]), COPIES.rows([]))
    told = {row["report_id"]: row["replaced_by"] for row in reports.to_pylist()}
    assert told == {"c": "a", "a": "b", "b": None, "d": None, "e": None}
