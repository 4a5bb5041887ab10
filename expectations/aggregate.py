"""The rules of totals: every sum equals its parts, computed here once more from exchanges, and months have no gap.

Belongs here: what people know about totals. What follows from the tables' declarations is `baseline.py`'s. The sums are
written differently from those of `warehouse/sql` on purpose: a copy would repeat its errors.
"""

from __future__ import annotations

from typing import Final

from expectations.baseline import baseline, declared
from expectations.rules import FailingRows, Rule, Suite, query
from warehouse.tables import MEDIATION_RECORD, MONTHLY_TOTALS, PARTY_BALANCES, PERSON_INDEX, SOURCE_COVERAGE

TABLES: Final = (MONTHLY_TOTALS, PARTY_BALANCES, MEDIATION_RECORD, PERSON_INDEX, SOURCE_COVERAGE)

# Counts of rows, which are counted once more below: what is found equal is in range.
COUNTED: Final = ("n_exchanges", "n_completed", "n_other", "n_reports", "n_relevant", "n_copies", "n_claims")

RULES: Final = (
    Rule(
        "aggregate.months_summed",
        "stop",
        "monthly_totals",
        "The people of a month, direction and category are those of the transfers of its completed exchanges.",
        "for each month, direction and category one row with the sums over its exchanges, and their ids; else zero",
        "sums computed once more from exchanges and exchange_transfers",
        FailingRows(query("aggregate/months_summed")),
    ),
    Rule(
        "aggregate.months_contiguous",
        "stop",
        "monthly_totals",
        "Every month from the first to the last stands there, by its first day; a chart would join the ends of a gap.",
        "first days of months, each a month after the one before",
        "meaning of the table",
        FailingRows(query("aggregate/months_contiguous")),
    ),
    Rule(
        "aggregate.nothing_ahead_of_today",
        "stop",
        "monthly_totals",
        "Nothing is completed in the future.",
        "months begin, and completed exchanges happen, by the day of the run",
        "the run's clock",
        FailingRows(query("aggregate/nothing_ahead_of_today")),
    ),
    Rule(
        "aggregate.balances_summed",
        "stop",
        "party_balances",
        "What a side released and received is what the transfers of completed exchanges say of it.",
        "one row with the sums over its exchanges, and their ids, for each party, counterpart and category; "
        "balance = received - released",
        "sums computed once more from exchanges and exchange_transfers",
        FailingRows(query("aggregate/balances_summed")),
    ),
    Rule(
        "aggregate.mediation_counted",
        "stop",
        "mediation_record",
        "A mediator's exchanges are those that name it.",
        "one row with counts, people and exchange ids for each mediator and parties",
        "counted once more from exchanges and exchange_transfers",
        FailingRows(query("aggregate/mediation_counted")),
    ),
    Rule(
        "aggregate.persons_counted",
        "stop",
        "person_index",
        "A person's exchanges are those that name the person.",
        "one row with exchange ids, their number and a name given there, for each person",
        "counted once more from exchange_persons",
        FailingRows(query("aggregate/persons_counted")),
    ),
    Rule(
        "aggregate.coverage_counted",
        "stop",
        "source_coverage",
        "What a publisher gave is counted from its reports.",
        "one row with counts, days and exchange ids for each publisher",
        "counted once more from clean_reports, claims, copies and exchange_claims",
        FailingRows(query("aggregate/coverage_counted")),
    ),
)

SUITE: Final = Suite(
    "aggregate",
    structure=tuple(declared(table) for table in TABLES),
    rules=(*(rule for table in TABLES for rule in baseline(table, except_ranges=COUNTED)), *RULES),
    context={
        "exchanges": "table of all exchanges",
        "exchange_transfers": "table of all their transfers",
        "exchange_persons": "table of all their persons",
        "exchange_claims": "table of which claim stands under which exchange",
        "claims": "table of all claims, with at least claim_id and report_id",
        "clean_reports": "table of all clean reports, with at least report_id, publisher and published_on",
        "copies": "table of the reports that repeat another",
        "today": "day of the run as a number, such as 20240502",
    },
)
