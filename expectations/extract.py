"""The rules of claims: figures that can be, dates that fit their report, and words that stand in the text.

Belongs here: what people know about claims. What follows from the tables' declarations is `baseline.py`'s.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

import pyarrow as pa

from expectations.baseline import baseline, declared
from expectations.drift import RULES as DRIFT
from expectations.rules import Expectation, Expectations, FailingRows, Figure, Rule, Suite, query
from warehouse.tables import CLAIM_PERSONS, CLAIM_TRANSFERS, CLAIMS, ROLLUPS, SCREENED

REFERENCE: Final = Path(__file__).parent.parent / "seeds" / "reference"
PARTIES_FILE: Final = REFERENCE / "parties.toml"
LEXICON: Final = REFERENCE / "lexicon"

PARTIES: Final = pa.schema([("code", pa.string()), ("first_year", pa.int64()), ("last_year", pa.int64())])
TELLING_WORDS: Final = pa.schema(
    [("language", pa.string()), ("none", pa.string()), ("same_number", pa.list_(pa.string()))]
)

# The largest known: about 93,000 Pakistani prisoners of the war of 1971, sent home by India until April 1974.
LARGEST_TRANSFER: Final = 100_000
# "15 and 16 October", "in the course of a week", at most "over the last month".
LONGEST_DAYS: Final = 31
# Annotated English reports: 61 of 103 events have a date, 165 of 180 transfers a figure; a tenth means broken rules.
FEWEST_DATED: Final = 0.1
FEWEST_COUNTED: Final = 0.1
# Of fewer claims a share says little: of 50, one tenth is known to within 8 points (95 % interval).
FEWEST_FOR_SHARE: Final = 50

# Floors are pinned to three places.
PINNED_SLACK: Final = 0.0005

# Where the evidence stands is judged by the rules on evidence.
SPAN: Final = ("evidence_start", "evidence_end")


@cache
def known_parties() -> pa.Table:
    """The parties of `seeds/reference/parties.toml`: one row a party, `code`, and years in which it exists, or null."""
    with PARTIES_FILE.open("rb") as file:
        parties = tomllib.load(file)["party"]
    rows = [{"code": p["code"], "first_year": p.get("from"), "last_year": p.get("until")} for p in parties]
    return pa.Table.from_pylist(rows, schema=PARTIES)


@cache
def telling_words() -> pa.Table:
    """Words that tell of nobody (as a regular expression) and of as many again: one row a language with a lexicon."""
    return pa.Table.from_pylist([_telling_words(path) for path in sorted(LEXICON.glob("*.toml"))], schema=TELLING_WORDS)


def _telling_words(path: Path) -> dict[str, object]:
    with path.open("rb") as file:
        lexicon = tomllib.load(file)
    none = ["0", *lexicon.get("modal", {}).get("negation", ()), *lexicon.get("zero", {}).get("words", ())]
    equal = lexicon.get("reciprocity", {}).get("same_number", ())
    return {"language": path.stem, "none": _any_of(none), "same_number": [word.lower() for word in equal]}


def _any_of(words: Iterable[str]) -> str:
    """An expression that finds any of the words, but not inside another; none at all finds nothing."""
    parts = "|".join(re.escape(word.lower()) for word in words)
    return rf"(^|[^\pL\d,.])({parts})([^\pL\d,.]|[,.]?$|[,.]\s)" if parts else r"[^\s\S]"


RULES: Final = (
    Rule(
        "extract.accuracy_not_fallen",
        "stop",
        "claims",
        "A change of the rules that reads the annotated reports worse than before is not published; what is a gain on "
        "the whole is pinned anew.",
        "F1 of every slot, on every set of annotated reports, at least its floor",
        "seeds/annotated/floors.json; `python -m tests.evaluation.reports --pin` writes it",
        Figure(query("extract/accuracy_not_fallen"), {"slack": PINNED_SLACK}),
    ),
    Rule(
        "extract.reports_screened",
        "stop",
        "screened",
        "Extraction looks at every clean report, so that a report without claims is known to tell of none.",
        "a row of screened for every report",
        "design: rows in = rows out",
        FailingRows(query("extract/reports_screened")),
    ),
    Rule(
        "extract.relevant_just_if_claimed",
        "stop",
        "screened",
        "A report is relevant because a claim was made from it, and for no other reason.",
        "relevant just where claims has the report",
        "meaning of the column",
        FailingRows(query("extract/relevant_just_if_claimed")),
    ),
    Rule(
        "extract.claim_id_names_report",
        "stop",
        "claims",
        "A claim's id leads to its report without a look-up; decisions of people rest on that.",
        "claim_id is report_id, #, a number",
        "meaning of the column",
        FailingRows(query("extract/claim_id_names_report")),
    ),
    Rule(
        "extract.extractor_known",
        "stop",
        "claims",
        "Who made a claim decides how far it is trusted.",
        "extractor: rules, curated",
        "meaning of the column",
        Expectations(
            (Expectation("ExpectColumnValuesToBeInSet", {"column": "extractor", "value_set": ["rules", "curated"]}),)
        ),
    ),
    Rule(
        "extract.transfer_count_plausible",
        "quarantine",
        "claims",
        "More people than ever changed sides at once, or fewer than none, are a misread number; one digit too many "
        "would outweigh all other claims in every total.",
        f"count of each transfer null or 0 to {LARGEST_TRANSFER:,} people",
        "largest on record: about 93,000 prisoners of the war of 1971, sent home by India until 1974",
        FailingRows(query("extract/transfer_count_plausible"), {"largest": LARGEST_TRANSFER}),
    ),
    Rule(
        "extract.total_plausible",
        "quarantine",
        "claims",
        "An overall number covers both directions, so it has twice the bound of one.",
        f"total null or 0 to {2 * LARGEST_TRANSFER:,} people",
        "twice the bound of a transfer",
        FailingRows(query("extract/total_plausible"), {"largest": 2 * LARGEST_TRANSFER}),
    ),
    Rule(
        "extract.completed_not_after_publication",
        "quarantine",
        "claims",
        "What a report tells as done happened by the day it was published; a later date is a misread one, or a plan.",
        "date_start of a completed claim at most published_on, where both are known",
        "no report tells the future as done",
        FailingRows(query("extract/completed_not_after_publication")),
    ),
    Rule(
        "extract.completed_not_ahead_of_landing",
        "quarantine",
        "claims",
        "What a report tells as done happened by the day it was fetched, also where its day of publication is unknown.",
        "date_start of a completed claim at most the day of landed_at, where published_on is null",
        "no report tells the future as done",
        FailingRows(query("extract/completed_not_ahead_of_landing")),
    ),
    Rule(
        "extract.parties_existed",
        "quarantine",
        "claims",
        "A party exchanges nobody before it exists or long after it is gone: the date or the party is misread.",
        "a completed claim within the years of its parties, and at most one after",
        "from and until of seeds/reference/parties.toml",
        FailingRows(query("extract/parties_existed")),
    ),
    Rule(
        "extract.interval_ordered",
        "quarantine",
        "claims",
        "An interval that ends before it begins can be compared with nothing.",
        "date_start at most date_end",
        "meaning of the columns",
        FailingRows(query("extract/interval_ordered")),
    ),
    Rule(
        "extract.interval_fits_precision",
        "quarantine",
        "claims",
        "The interval is as wide as the precision says; readers and matching rely on either.",
        f"day: at most {LONGEST_DAYS} days; month, year: exactly one of the calendar; unknown: no dates",
        'meaning of date_precision; a day may be told as a range ("15 and 16 October", "in the last month")',
        FailingRows(query("extract/interval_fits_precision"), {"longest": LONGEST_DAYS}),
    ),
    Rule(
        "extract.transfers_sum_to_total",
        "warn",
        "claims",
        "Where a claim states all directions and the overall number exactly, they agree; if not, a figure is misread "
        "or the report errs.",
        "sum of count = total, where there are two directions or more and every bound is exact",
        "arithmetic; one of 81 annotated reports contradicts itself, so no reason to stop",
        FailingRows(query("extract/transfers_sum_to_total")),
    ),
    Rule(
        "extract.transfers_numbered",
        "stop",
        "claim_transfers",
        "The transfers of a claim are numbered without a gap, so that one that is lost is missed.",
        "transfer_no from 1 to the number of the claim's transfers",
        "meaning of the column",
        FailingRows(query("extract/transfers_numbered")),
    ),
    Rule(
        "extract.symmetric_as_told",
        "warn",
        "claims",
        "Where the words give both figures at once or make them equal, so do the transfers that rest on them.",
        'two exact counts as in "N-for-M", or equal where both rest on "the same number"',
        "reciprocity of seeds/reference/lexicon; a report may put it loosely, so no reason to stop",
        FailingRows(query("extract/symmetric_as_told")),
    ),
    Rule(
        "extract.zero_stated",
        "warn",
        "claim_transfers",
        "Zero means that the report says nobody; a figure that is not told is null.",
        "0 or a word of none in the evidence of a count of 0",
        "negation of seeds/reference/lexicon; there are other ways to say it, so no reason to refuse a claim",
        FailingRows(query("extract/zero_stated")),
    ),
    Rule(
        "extract.person_told_once",
        "warn",
        "claims",
        "A person changes sides once in an exchange; twice in a claim, one of the two is somebody else or misread.",
        "no person_id twice in a claim",
        "a hand-over; two people may share a folded name, so no reason to refuse a claim",
        FailingRows(query("extract/person_told_once")),
    ),
    Rule(
        "extract.claim_evidence_exact",
        "stop",
        "claims",
        "Every claim shows the words it rests on, as they stand in the clean text.",
        "evidence not empty and = text[evidence_start:evidence_end]",
        "design: evidence is exact",
        FailingRows(query("extract/claim_evidence_exact")),
    ),
    Rule(
        "extract.transfer_evidence_exact",
        "stop",
        "claim_transfers",
        "Every figure shows the words it rests on, as they stand in the clean text.",
        "evidence not empty and = text[evidence_start:evidence_end]",
        "design: evidence is exact",
        FailingRows(query("extract/transfer_evidence_exact")),
    ),
    Rule(
        "extract.person_evidence_exact",
        "stop",
        "claim_persons",
        "Every name shows the words it rests on, as they stand in the clean text.",
        "evidence not empty and = text[evidence_start:evidence_end]",
        "design: evidence is exact",
        FailingRows(query("extract/person_evidence_exact")),
    ),
    Rule(
        "extract.words_printed",
        "quarantine",
        "claims",
        "What a claim repeats as printed is printed in its report; other words were made up on the way.",
        "date_phrase, place_name and names of persons stand in the clean text",
        "meaning of the columns",
        FailingRows(query("extract/words_printed")),
    ),
    Rule(
        "extract.parties_known",
        "quarantine",
        "claims",
        "A party under an unknown name would stand beside itself in every balance.",
        "parties and sides of transfers and persons, taken apart at + and /, are codes of parties.toml",
        "seeds/reference/parties.toml; add the party there",
        FailingRows(query("extract/parties_known")),
    ),
    Rule(
        "extract.mediators_known",
        "warn",
        "claims",
        "A mediator under an unknown name would stand beside itself in the mediation record.",
        "mediators are codes of parties.toml",
        "seeds/reference/parties.toml; organisations come and go, so no reason to refuse a claim",
        FailingRows(query("extract/mediators_known")),
    ),
    Rule(
        "extract.sides_are_parties",
        "warn",
        "claim_transfers",
        "Who releases or receives people is a party to the exchange, or hands them on as a mediator.",
        "actors of released_by and received_by among parties and mediators of the claim",
        "all but one of the 81 annotated reports; that one names a side by a wider name (West)",
        FailingRows(query("extract/sides_are_parties")),
    ),
    Rule(
        "extract.country_is_code",
        "warn",
        "claims",
        "Countries are told apart by their codes.",
        "place_country null or three capital letters",
        "ISO 3166 alpha-3",
        Expectations(
            (Expectation("ExpectColumnValuesToMatchRegex", {"column": "place_country", "regex": r"^[A-Z]{3}$"}),)
        ),
    ),
    Rule(
        "extract.share_dated",
        "warn",
        "claims",
        "Hardly any date in many claims means that dates are no longer read.",
        f"at least {FEWEST_DATED:.0%} dated, of {FEWEST_FOR_SHARE} claims or more",
        "annotated English reports: 61 of 103 events dated",
        Figure(query("extract/share_dated"), {"least": FEWEST_DATED, "fewest": FEWEST_FOR_SHARE}),
    ),
    Rule(
        "extract.share_counted",
        "warn",
        "claim_transfers",
        "Hardly any figure in many transfers means that numbers are no longer read.",
        f"at least {FEWEST_COUNTED:.0%} with a count, of {FEWEST_FOR_SHARE} transfers or more",
        "annotated English reports: 165 of 180 transfers with a figure",
        Figure(query("extract/share_counted"), {"least": FEWEST_COUNTED, "fewest": FEWEST_FOR_SHARE}),
    ),
)

SUITE: Final = Suite(
    "extract",
    structure=tuple(declared(table) for table in (SCREENED, CLAIMS, CLAIM_TRANSFERS, CLAIM_PERSONS, ROLLUPS)),
    rules=(
        *baseline(SCREENED),
        *baseline(CLAIMS, except_ranges=("total", *SPAN)),
        *baseline(CLAIM_TRANSFERS, except_ranges=("count", *SPAN)),
        *baseline(CLAIM_PERSONS, except_ranges=SPAN),
        *baseline(ROLLUPS),
        *RULES,
    ),
    context={
        "clean_reports": "table of the reports that were looked at, with at least report_id, published_on and text",
        "parties": "table of the known parties, columns code, first_year and last_year",
        "telling_words": "table of words that tell of nobody or of as many again, a row a language",
        "accuracy": "table of how right the rules are on annotated reports, columns name, slot, f1 and floor",
    },
    defaults={"parties": known_parties, "telling_words": telling_words},
    drift=DRIFT["extract"],
)
