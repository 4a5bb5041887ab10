"""The rules of clean reports: none is lost, dates are possible, and texts are what their spans count.

Belongs here: what people know about reports. What follows from the table's declaration is `baseline.py`'s.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from expectations.baseline import baseline, declared
from expectations.drift import RULES as DRIFT
from expectations.rules import Expectation, Expectations, FailingRows, Figure, Rule, Suite, query
from warehouse.tables import CLEAN_REPORTS

EARLIEST_PUBLICATION: Final = date(1900, 1, 1)

# Of the sample reports 26 of 81 (32 %) are undated; half would be more than three standard errors above that.
MOST_UNDATED: Final = 0.5
# A judgement: no sample report is refused, so a fifth is more than the odd broken page.
MOST_REFUSED: Final = 0.2
# A judgement: nine of ten refused is no longer a source with broken pages.
LEAST_KEPT: Final = 0.1
# Of fewer reports a share says little: of 20, one half is known to within 22 points (95 % interval).
FEWEST_FOR_SHARE: Final = 20

RULES: Final = (
    Rule(
        "clean.reports_reconcile",
        "stop",
        "clean_reports",
        "Every landed document becomes a report or is refused with a reason.",
        "landed = reports + refused",
        "design: rows in = rows out + quarantined",
        Figure(query("clean/reports_reconcile")),
    ),
    Rule(
        "clean.some_kept",
        "stop",
        "clean_reports",
        "Hardly any report out of many documents means that a source gives something else, or that cleaning is broken.",
        f"at least {LEAST_KEPT:.0%} kept, of {FEWEST_FOR_SHARE} documents or more",
        "judgement: no sample report is refused; clean.share_refused warns long before",
        Figure(query("clean/some_kept"), {"least": LEAST_KEPT, "fewest": FEWEST_FOR_SHARE}),
    ),
    Rule(
        "clean.reports_landed",
        "stop",
        "clean_reports",
        "Every report is made from the landed document of its id, with the same bytes from the same place.",
        "report_id, sha256, origin and source as in landing",
        "a report's id is its document's",
        FailingRows(query("clean/reports_landed")),
    ),
    Rule(
        "clean.published_after_1900",
        "stop",
        "clean_reports",
        "A publication date from before there were news on prisoner exchanges is a misread one.",
        f"published_on null or at least {EARLIEST_PUBLICATION}",
        "design; earlier dates are defaults and misread years (0001, 1899-12-30)",
        Expectations(
            (
                Expectation(
                    "ExpectColumnValuesToBeBetween", {"column": "published_on", "min_value": EARLIEST_PUBLICATION}
                ),
            )
        ),
    ),
    Rule(
        "clean.published_not_after_landing",
        "stop",
        "clean_reports",
        "No report is published after it was fetched; `clean` leaves such a date out rather than keep it.",
        "published_on null or at most the day of landed_at",
        "a document exists before it lands",
        FailingRows(query("clean/published_not_after_landing")),
    ),
    Rule(
        "clean.basis_matches_date",
        "stop",
        "clean_reports",
        "A date says on what it rests, and what rests on nothing is no date.",
        "published_basis is none just where neither day nor month is known, and published_precision says which is",
        "meaning of the columns",
        FailingRows(query("clean/basis_matches_date")),
    ),
    Rule(
        "clean.month_fits_day",
        "stop",
        "clean_reports",
        "The month of publication is that of its day; where only the month is known, later stages go by it.",
        "published_month null, or the first day of the month of published_on and of none after landing",
        "meaning of the column; a document exists before it lands",
        FailingRows(query("clean/month_fits_day")),
    ),
    Rule(
        "clean.published_as_landed",
        "warn",
        "clean_reports",
        "A day of publication stands in what landed; one that does not was misread on the way.",
        "its year in the bytes, the feed or the address; year and day in the date field, where the document has one",
        "precision first: none is better than a wrong one; a page may write its date in a way not known here, so no "
        "reason to refuse it",
        FailingRows(query("clean/published_as_landed")),
    ),
    Rule(
        "clean.text_not_blank",
        "stop",
        "clean_reports",
        "A report without words is refused, not kept with an empty text.",
        "a letter or digit in text",
        "a report tells something",
        Expectations((Expectation("ExpectColumnValuesToMatchRegex", {"column": "text", "regex": r"\w"}),)),
    ),
    Rule(
        "clean.n_chars_is_length",
        "stop",
        "clean_reports",
        "Evidence spans count the characters of the text, so its length must be counted in the same way.",
        "n_chars = characters of text",
        "meaning of the column",
        FailingRows(query("clean/n_chars_is_length")),
    ),
    Rule(
        "clean.language_is_code",
        "warn",
        "clean_reports",
        "Languages are told apart by their two-letter codes; rules for a language are found by it.",
        "two small letters, or und",
        "ISO 639-1",
        Expectations(
            (Expectation("ExpectColumnValuesToMatchRegex", {"column": "language", "regex": r"^(?:[a-z]{2}|und)$"}),)
        ),
    ),
    Rule(
        "clean.share_undated",
        "warn",
        "clean_reports",
        "Many undated reports at once mean that a source has changed the place of its dates.",
        f"at most {MOST_UNDATED:.0%} undated, of {FEWEST_FOR_SHARE} reports or more",
        "sample reports: 26 of 81 undated; one half is three standard errors above",
        Figure(query("clean/share_undated"), {"most": MOST_UNDATED, "fewest": FEWEST_FOR_SHARE}),
    ),
    Rule(
        "clean.share_refused",
        "warn",
        "clean_reports",
        "Many refused documents at once mean that a source has changed its form.",
        f"at most {MOST_REFUSED:.0%} refused, of {FEWEST_FOR_SHARE} documents or more",
        "judgement: none of the sample reports is refused, so a fifth is more than the odd broken page",
        Figure(
            query("clean/share_refused"), {"most": MOST_REFUSED, "fewest": FEWEST_FOR_SHARE, "beyond": 1 - LEAST_KEPT}
        ),
    ),
)

SUITE: Final = Suite(
    "clean",
    structure=(declared(CLEAN_REPORTS),),
    # n_chars >= 1 follows from clean.n_chars_is_length and clean.text_not_blank.
    rules=(*baseline(CLEAN_REPORTS, except_ranges=("n_chars",)), *RULES),
    context={
        "landing": "table of the documents that were cleaned",
        "refused": "number of documents refused",
    },
    drift=DRIFT["clean"],
)
