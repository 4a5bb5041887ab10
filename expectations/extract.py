"""The rules of claims: figures that can be, dates that fit their report, and words that stand in the text.

Belongs here: what people know about claims. What follows from the tables' declarations is `baseline.py`'s.
"""

from __future__ import annotations

from typing import Final

from expectations.baseline import baseline, declared
from expectations.drift import RULES as DRIFT
from expectations.reference import known_parties, nationals, number_words, telling_words
from expectations.rules import Expectation, Expectations, FailingRows, Figure, Rule, Suite, query
from warehouse.tables import CLAIM_PERSONS, CLAIM_TRANSFERS, CLAIMS, ROLLUPS, SCREENED

# The largest known: about 93,000 Pakistani prisoners of the war of 1971, sent home by India until April 1974.
LARGEST_TRANSFER: Final = 100_000
# "15 and 16 October", "in the course of a week", at most "over the last month".
LONGEST_DAYS: Final = 31
# Annotated English reports: 61 of 103 events have a date, 165 of 180 transfers a figure; a tenth means broken rules.
FEWEST_DATED: Final = 0.1
FEWEST_COUNTED: Final = 0.1
# "On 3 March" and "in March" look back less than a year.
FARTHEST_DAYS: Final = 366
# Fewer people may be counted by their names; from ten on, reports print figures.
LEAST_PRINTED: Final = 10
# Of fewer claims a share says little: of 50, one tenth is known to within 8 points (95 % interval).
FEWEST_FOR_SHARE: Final = 50

# Floors are pinned to three places.
PINNED_SLACK: Final = 0.0005

# extract.claims_counted counts them once more.
COUNTED: Final = ("n_claims", "n_transfers", "n_persons")
# Where the evidence stands is judged by the rules on evidence.
SPAN: Final = ("evidence_start", "evidence_end")
# extract.rollups_as_listed reads them once more.
LISTED: Final = ("released_by_a", "released_by_b")

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
        "extract.claims_counted",
        "stop",
        "screened",
        "What was made of a report is counted when it is made, so that a row that is lost later is missed.",
        "n_claims, n_transfers and n_persons as counted in claims, claim_transfers and claim_persons",
        "design: nothing is lost",
        FailingRows(query("extract/claims_counted")),
    ),
    Rule(
        "extract.curated_as_listed",
        "stop",
        "claims",
        "A row of a curated list is taken over as it stands: nobody reads it again.",
        "status, parties, dates, place, mediators, sides, counts and persons of the claim are those of its row",
        "read once more from the text of the row",
        FailingRows(query("extract/curated_as_listed", "listed")),
    ),
    Rule(
        "extract.rollups_as_listed",
        "stop",
        "rollups",
        "A row of a curated list that sums up others is taken over as it stands, and none is lost: deals rest on them.",
        "a row of rollups, with the parties, dates, sides, figures and category listed, for each such row",
        "read once more from the text of the row",
        FailingRows(query("extract/rollups_as_listed", "listed")),
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
        "extract.dates_told",
        "stop",
        "claims",
        "A date rests on words, and words that tell one are kept with it.",
        "date_phrase null just where date_basis is none; then no dates",
        "meaning of the columns",
        FailingRows(query("extract/dates_told")),
    ),
    Rule(
        "extract.date_as_printed",
        "quarantine",
        "claims",
        "A date is the one that its words print: day, month, year and weekday, as far as they tell it.",
        f"figures, months and weekdays of date_phrase fit date_start and date_end; without a year, at most "
        f"{FARTHEST_DAYS} days from published_on",
        "dates of seeds/reference/lexicon; a date without a year is told within one",
        FailingRows(query("extract/date_as_printed"), {"farthest": FARTHEST_DAYS}),
    ),
    Rule(
        "extract.count_printed",
        "warn",
        "claim_transfers",
        "A figure stands in the words that it rests on, in digits or words; one digit too many does not.",
        f"count of {LEAST_PRINTED} or more in the evidence, or the sum of two figures there",
        "numbers of seeds/reference/lexicon; smaller ones may be names that were counted, and there are other ways to "
        "give a figure, so no reason to refuse a claim",
        FailingRows(query("extract/count_printed"), {"least": LEAST_PRINTED}),
    ),
    Rule(
        "extract.total_printed",
        "warn",
        "claims",
        "An overall number stands in the report, in digits or words, or is the sum of the claim's figures.",
        f"total of {LEAST_PRINTED} or more printed in the report, or the sum of the counts, or numbers there in words",
        "all 12 overall numbers of the sample reports; there are other ways to give a figure, so no reason to refuse",
        FailingRows(query("extract/total_printed"), {"least": LEAST_PRINTED}),
    ),
    Rule(
        "extract.totals_bound",
        "stop",
        "claims",
        "An overall number says how it is meant.",
        "total and total_bound both null or neither",
        "meaning of the columns",
        FailingRows(query("extract/totals_bound")),
    ),
    Rule(
        "extract.transfers_distinct",
        "warn",
        "claims",
        "A claim tells the people of one category and direction once; twice, one of them may have been turned round.",
        "no released_by, received_by, category twice in a claim",
        "none of the sample reports; a report may tell of two groups, so no reason to refuse a claim",
        FailingRows(query("extract/transfers_distinct")),
    ),
    Rule(
        "extract.soldiers_go_home",
        "warn",
        "claim_transfers",
        'Soldiers and the dead go home: "95 Ukrainian soldiers" released by Ukraine are likely read the wrong way.',
        "who releases soldiers or remains is not the party whose people the evidence calls them",
        "adjectives and people of seeds/reference/parties.toml; all 30 such figures of the annotated reports, but a "
        "side may free its own",
        FailingRows(query("extract/soldiers_go_home")),
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
        *baseline(SCREENED, except_ranges=COUNTED),
        *baseline(CLAIMS, except_ranges=("total", *SPAN)),
        *baseline(CLAIM_TRANSFERS, except_ranges=("count", *SPAN)),
        *baseline(CLAIM_PERSONS, except_ranges=SPAN),
        *baseline(ROLLUPS, except_ranges=LISTED),
        *RULES,
    ),
    context={
        "clean_reports": "table of the reports that were looked at, with at least report_id, published_on and text",
        "parties": "table of the known parties, columns code, first_year and last_year",
        "telling_words": "table of words that tell of nobody or of as many again, a row a language",
        "number_words": "table of words for numbers, months and weekdays, columns language, word, kind and number",
        "nationals": "table of words for the people of a party, columns word and code",
        "accuracy": "table of how right the rules are on annotated reports, columns name, slot, f1 and floor",
    },
    defaults={
        "parties": known_parties,
        "telling_words": telling_words,
        "number_words": number_words,
        "nationals": nationals,
    },
    drift=DRIFT["extract"],
)
