"""The rules of exchanges: every claim stands in just one, none holds a contradiction, and figures rest on claims.

Belongs here: what people know about resolved exchanges. What follows from the tables' declarations is `baseline.py`'s.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

import pyarrow as pa

from expectations.baseline import baseline, declared
from expectations.extract import LONGEST_DAYS
from expectations.reference import known_parties
from expectations.rules import FailingRows, Rule, Suite, query
from warehouse.tables import (
    COPIES,
    DEALS,
    DECISIONS,
    EXCHANGE_CLAIMS,
    EXCHANGE_CONFLICTS,
    EXCHANGE_PERSONS,
    EXCHANGE_REDIRECTS,
    EXCHANGE_REGISTRY,
    EXCHANGE_TRANSFERS,
    EXCHANGE_TRANSITIONS,
    EXCHANGES,
    NEAR_MATCHES,
)

WEIGHTS_FILE: Final = Path(__file__).parent.parent / "seeds" / "reference" / "match_weights.toml"

# `slip_days` of the match weights: a report may err on the day; beyond that it tells of another exchange.
LARGEST_SLIP: Final = 3

# Other rules have narrower bounds: attestation_counted, persons_counted, counts_claimed.
NARROWER: Final = {
    EXCHANGES.name: ("n_claims", "n_reports", "n_publishers"),
    EXCHANGE_PERSONS.name: ("n_claims",),
    EXCHANGE_TRANSFERS.name: ("count_low", "count_best", "count_high"),
}

TABLES: Final = (
    EXCHANGES,
    DEALS,
    EXCHANGE_TRANSFERS,
    EXCHANGE_PERSONS,
    EXCHANGE_CLAIMS,
    EXCHANGE_CONFLICTS,
    EXCHANGE_TRANSITIONS,
    NEAR_MATCHES,
    COPIES,
    EXCHANGE_REGISTRY,
    EXCHANGE_REDIRECTS,
    DECISIONS,
)


@cache
def party_groups() -> pa.Table:
    """The parties that reports take for one another: columns `party, stands_for`, one row a name for a group."""
    with WEIGHTS_FILE.open("rb") as file:
        weights = tomllib.load(file)
    groups = [group["names"] for group in (*weights["one_actor"], *weights["affiliated"])]
    pairs = [(name, group[0]) for group in groups for name in group]
    pairs += [(whole["name"], member) for whole in weights["whole"] for member in whole["members"]]
    return pa.table(
        {
            "party": pa.array([party for party, _ in pairs], pa.string()),
            "stands_for": pa.array([other for _, other in pairs], pa.string()),
        }
    )


RULES: Final = (
    Rule(
        "deduplicate.claims_resolved",
        "stop",
        "exchange_claims",
        "Every claim stands under an exchange (and, by the table's key, under one only), unless a person rejected it.",
        "a row of exchange_claims for every claim but those of obeyed decisions to reject",
        "design: the claims are parted among the exchanges",
        FailingRows(query("deduplicate/claims_resolved")),
    ),
    Rule(
        "deduplicate.superseded_by_newer",
        "stop",
        "exchange_claims",
        "A claim gives way only to one of a newer version of its report; else the exchange would rest on nothing.",
        "the report in superseded_by has a claim under the same exchange that counts",
        "meaning of the column",
        FailingRows(query("deduplicate/superseded_by_newer")),
    ),
    Rule(
        "deduplicate.attestation_counted",
        "stop",
        "exchanges",
        "How often an exchange is told of is counted from its claims; how far it is trusted rests on that.",
        "n_claims, n_reports and n_publishers as counted from exchange_claims, copies and clean_reports",
        "meaning of the columns",
        FailingRows(query("deduplicate/attestation_counted")),
    ),
    Rule(
        "deduplicate.reported_on_from_reports",
        "stop",
        "exchanges",
        "When an exchange was first and last reported is read from its reports.",
        "first_reported_on and last_reported_on are the earliest and latest published_on of its reports",
        "meaning of the columns",
        FailingRows(query("deduplicate/reported_on_from_reports")),
    ),
    Rule(
        "deduplicate.dates_not_contradicting",
        "stop",
        "exchanges",
        "Claims with disjoint dates tell of different exchanges, unless a person has joined them.",
        f"dates of the claims of an exchange at most {LARGEST_SLIP} days apart",
        "slip_days of seeds/reference/match_weights.toml: a report may err on the day",
        FailingRows(query("deduplicate/dates_not_contradicting"), {"slip": LARGEST_SLIP}),
    ),
    Rule(
        "deduplicate.parties_not_contradicting",
        "stop",
        "exchanges",
        "Claims without a party in common tell of different exchanges, unless a person has joined them.",
        "any two claims of an exchange share a party or side, or one that reports take for it",
        "one_actor, whole and affiliated of seeds/reference/match_weights.toml",
        FailingRows(query("deduplicate/parties_not_contradicting")),
    ),
    Rule(
        "deduplicate.interval_ordered",
        "stop",
        "exchanges",
        "An exchange has both ends of its interval, in order, or its date is unknown.",
        "date_start at most date_end; both null just where date_precision is unknown",
        "meaning of the columns",
        FailingRows(query("deduplicate/interval_ordered")),
    ),
    Rule(
        "deduplicate.interval_fits_precision",
        "stop",
        "exchanges",
        "The interval is as wide as the precision says; readers and totals rely on either.",
        f"day: at most {LONGEST_DAYS} days; month, year: exactly one of the calendar; or as a claim gives it",
        "meaning of date_precision; claims were judged by extract",
        FailingRows(query("deduplicate/interval_fits_precision"), {"longest": LONGEST_DAYS}),
    ),
    Rule(
        "deduplicate.told_after_handover",
        "warn",
        "exchanges",
        "What is done is told of afterwards; a date later than every report that tells it as done is a planned one.",
        "date_start of a completed exchange at most the last published_on of the reports that tell it as done, "
        "unless one of them is undated or a person has decided",
        "no report tells the future as done; claims were judged by extract, so their joining is in doubt",
        FailingRows(query("deduplicate/told_after_handover")),
    ),
    Rule(
        "deduplicate.parties_existed",
        "warn",
        "exchanges",
        "A party exchanges nobody before it exists or long after it is gone.",
        "a completed exchange within the years of its parties, and at most one after",
        "from and until of seeds/reference/parties.toml; claims were judged by extract, so their joining is in doubt",
        FailingRows(query("deduplicate/parties_existed")),
    ),
    Rule(
        "deduplicate.interval_claimed",
        "stop",
        "exchanges",
        "The date of an exchange is one that a claim gives, unless a person has set it.",
        "date_start and date_end together given by a claim of the exchange",
        "a value is chosen among those claimed, never made up",
        FailingRows(query("deduplicate/interval_claimed", "set_by_people")),
    ),
    Rule(
        "deduplicate.facts_claimed",
        "stop",
        "exchanges",
        "What is published of an exchange is what a claim says of it, unless a person has decided.",
        "status, parties, mediators, place_country and place_name each given by a claim of the exchange; the whole of "
        "a deal may stand as agreed though all tell it as done",
        "a value is chosen among those claimed, never made up",
        FailingRows(query("deduplicate/facts_claimed", "set_by_people")),
    ),
    Rule(
        "deduplicate.facts_kept",
        "stop",
        "exchanges",
        "A fact that claims tell is there, unless a person has taken it out.",
        "no null date, place_country or place_name where a claim has one; mediators of every claim",
        "design: never null on disagreement",
        FailingRows(query("deduplicate/facts_kept", "set_by_people")),
    ),
    Rule(
        "deduplicate.transitions_told",
        "stop",
        "exchange_transitions",
        "Every step in the life of an exchange is told by its claims, on the day on which they were published.",
        "steps of every exchange, numbered without a gap; claims of their status, published on reported_on",
        "meaning of the columns",
        FailingRows(query("deduplicate/transitions_told")),
    ),
    Rule(
        "deduplicate.match_weight_told",
        "stop",
        "exchange_claims",
        "How much speaks for joining a claim is told, so that it can be questioned.",
        "match_weight null just where the claim is alone in its exchange, unless a person has placed it",
        "meaning of the column",
        FailingRows(query("deduplicate/match_weight_told")),
    ),
    Rule(
        "deduplicate.counts_ordered",
        "stop",
        "exchange_transfers",
        "The best figure lies between the lowest and the highest one claimed.",
        "count_low <= count_best <= count_high, where they are known",
        "meaning of the columns",
        FailingRows(query("deduplicate/counts_ordered")),
    ),
    Rule(
        "deduplicate.counts_claimed",
        "stop",
        "exchange_transfers",
        "A figure is one that a claim gives, or the sum of several of one claim, or one that a person set.",
        "count_low, count_best and count_high between the smallest figure and the largest sum of one claim",
        "a value is chosen among those claimed, never an average, never made up",
        FailingRows(query("deduplicate/counts_claimed", "set_by_people")),
    ),
    Rule(
        "deduplicate.figures_claimed",
        "warn",
        "exchange_transfers",
        "The published figure is one that a claim gives for that very direction, or the sum of several of one claim.",
        "count_best given for these sides by a claim of the exchange, or the sum of its figures for them",
        "a value is chosen among those claimed; sides that reports name differently may not be recognised here, so no "
        "reason to stop",
        FailingRows(query("deduplicate/figures_claimed", "set_by_people", "published", "sides", "fitting")),
    ),
    Rule(
        "deduplicate.figures_kept",
        "warn",
        "exchange_transfers",
        "A figure that claims tell is there, and so are the sides, if all of them tell both.",
        "count_best not null where a claim gives a figure for these sides; then neither count_low nor count_high, "
        "unless a claim gives a bound; no null side where all claims name both",
        "design: never null on disagreement; sides that reports name differently may not be recognised here, so no "
        "reason to stop",
        FailingRows(query("deduplicate/figures_kept", "published", "sides", "fitting")),
    ),
    Rule(
        "deduplicate.sides_claimed",
        "stop",
        "exchange_transfers",
        "Who released people to whom, and which person went which way, is what a claim says; turned round, it would be "
        "a grave error in every balance.",
        "released_by and received_by together told, or left open, by a claim of it for that category or person",
        "a value is chosen among those claimed, never made up",
        FailingRows(query("deduplicate/sides_claimed", "set_by_people", "sides")),
    ),
    Rule(
        "deduplicate.zero_claimed",
        "stop",
        "exchange_transfers",
        "Zero means that a claim says nobody; what no claim tells is null.",
        "a count of 0 only where a claim of the exchange gives 0 for these sides, or for names that reports take for "
        "them",
        "meaning of the columns",
        FailingRows(query("deduplicate/zero_claimed", "set_by_people", "published", "sides", "fitting")),
    ),
    Rule(
        "deduplicate.transfers_kept",
        "stop",
        "exchange_transfers",
        "An exchange keeps what its claims tell of who went where.",
        "a transfer for every exchange whose claims tell of transfers",
        "nothing is lost because claims differ",
        FailingRows(query("deduplicate/transfers_kept")),
    ),
    Rule(
        "deduplicate.givers_kept",
        "warn",
        "exchange_transfers",
        "Everybody whom the only claim of an exchange tells to have released people stands in a transfer.",
        "every side, or one that reports take for it, in a released_by of the exchange",
        "with one claim nothing has to be chosen; of several, a side may be told by few",
        FailingRows(query("deduplicate/givers_kept")),
    ),
    Rule(
        "deduplicate.transfers_distinct",
        "stop",
        "exchange_transfers",
        "The people of one category and direction stand once in an exchange; twice, they would be summed twice.",
        "no exchange_id, released_by, received_by, category twice",
        "grain of the table",
        FailingRows(query("deduplicate/transfers_distinct")),
    ),
    Rule(
        "deduplicate.transfers_claimed",
        "stop",
        "exchange_transfers",
        "No more claims tell of a transfer than of its exchange.",
        "n_claims at most the exchange's n_claims",
        "meaning of the columns",
        FailingRows(query("deduplicate/transfers_claimed")),
    ),
    Rule(
        "deduplicate.persons_claimed",
        "stop",
        "exchange_persons",
        "A person stands under an exchange, and by a name, because a claim says so.",
        "person_id and name given together by a claim of the exchange; n_claims at most the exchange's",
        "a value is chosen among those claimed, never made up",
        FailingRows(query("deduplicate/persons_claimed")),
    ),
    Rule(
        "deduplicate.person_released_once",
        "warn",
        "exchange_persons",
        "A person changes sides once in an exchange; one spelling under two people is likely one of them twice.",
        "no name or alias under two persons of an exchange",
        "a hand-over; two people may share a name, so no reason to stop",
        FailingRows(query("deduplicate/person_released_once")),
    ),
    Rule(
        "deduplicate.persons_kept",
        "stop",
        "exchange_persons",
        "Nobody whom a claim names is lost.",
        "every name that a claim of the exchange gives is the name or an alias of a person there, unless a newer "
        "version of its report stands in its place",
        "nothing is lost because claims differ",
        FailingRows(query("deduplicate/persons_kept")),
    ),
    Rule(
        "deduplicate.persons_counted",
        "stop",
        "exchange_persons",
        "How often a person is named is counted from the claims, and the way that one of them tells is not lost.",
        "n_claims = claims of the exchange with the name or an alias; both sides there if one of them has both",
        "meaning of the columns",
        FailingRows(query("deduplicate/persons_counted")),
    ),
    Rule(
        "deduplicate.ids_kept",
        "stop",
        "exchange_redirects",
        "A published id lives for ever, for others refer to it: it is there, or it is told where it went.",
        "every exchange_id of the registry of the last publication in exchanges or exchange_redirects",
        "design: ids are minted once and kept",
        FailingRows(query("deduplicate/ids_kept")),
    ),
    Rule(
        "deduplicate.claims_registered",
        "stop",
        "exchange_registry",
        "What stands under an id is registered, and nothing registered is forgotten; ids could not be kept otherwise.",
        "the claims of exchange_claims as last seen in exchange_registry, and every row of the last publication's",
        "design: the registry survives every run",
        FailingRows(query("deduplicate/claims_registered")),
    ),
    Rule(
        "deduplicate.registry_consistent",
        "stop",
        "exchange_registry",
        "The registry says since when a claim stands where it does; who looks up an old id rests on that.",
        "first_seen at most last_seen, and as in the last publication; a new claim is registered under its own id",
        "meaning of the columns",
        FailingRows(query("deduplicate/registry_consistent")),
    ),
    Rule(
        "deduplicate.redirects_consistent",
        "stop",
        "exchange_redirects",
        "An id that is gone went somewhere, or was withdrawn; one that is there can only have been split.",
        "merged and withdrawn ids not in exchanges; redirected_to null just where withdrawn; no row twice",
        "meaning of the columns",
        FailingRows(query("deduplicate/redirects_consistent")),
    ),
    Rule(
        "deduplicate.decisions_obeyed",
        "stop",
        "decisions",
        "What people decided is obeyed: claims joined, parted or rejected are where the decision puts them.",
        "merged claims under one exchange, claims told apart under several, rejected claims under none",
        "design: a decision is obeyed by every later run",
        FailingRows(query("deduplicate/decisions_obeyed")),
    ),
    Rule(
        "deduplicate.decisions_apply",
        "warn",
        "decisions",
        "A decision that refers to nothing any more, or that a later one gainsays, should be looked at again.",
        "no decision stale or overruled",
        "a decision is reported, never dropped",
        FailingRows(query("deduplicate/decisions_apply")),
    ),
    Rule(
        "deduplicate.conflicts_decided",
        "stop",
        "exchange_conflicts",
        "Of the values given for a fact just one is published.",
        "one chosen value for each exchange_id and attribute",
        "design: never null on disagreement, never an average",
        FailingRows(query("deduplicate/conflicts_decided")),
    ),
    Rule(
        "deduplicate.conflicts_differ",
        "stop",
        "exchange_conflicts",
        "A disagreement has two values at least; one that is lost would make the other look sure.",
        "two values or more for each exchange_id and attribute, unless a person has set it",
        "grain of the table",
        FailingRows(query("deduplicate/conflicts_differ")),
    ),
    Rule(
        "deduplicate.conflicts_kept",
        "stop",
        "exchange_conflicts",
        "Where claims differ, readers are told.",
        "a row for place_country where claims give two, and for a count where grade is disputed",
        "design: every disagreement is written down",
        FailingRows(query("deduplicate/conflicts_kept")),
    ),
    Rule(
        "deduplicate.conflicts_attested",
        "stop",
        "exchange_conflicts",
        "No more publishers give a value than there are claims that give it.",
        "n_publishers at most the number of claim_ids",
        "meaning of the columns",
        FailingRows(query("deduplicate/conflicts_attested")),
    ),
    Rule(
        "deduplicate.conflicts_claimed",
        "stop",
        "exchange_conflicts",
        "A disputed value is given by claims of that exchange.",
        "claim_ids stand under the exchange_id in exchange_claims",
        "meaning of the column",
        FailingRows(query("deduplicate/conflicts_claimed")),
    ),
    Rule(
        "deduplicate.conflicts_given",
        "warn",
        "exchange_conflicts",
        "A disputed value is one that a claim gives; a made up one would bring a sure fact into doubt.",
        "a value of count, status or place given by one of claim_ids, or the sum of its figures for one giver",
        "meaning of the columns; a claim may be summed in other ways, so no reason to stop",
        FailingRows(query("deduplicate/conflicts_given")),
    ),
    Rule(
        "deduplicate.deals_of_stages",
        "stop",
        "deals",
        "A deal was carried out in stages; its whole is not one of them, and not counted as carried out.",
        "at least two stages, each exchange of a deal in it as `stage` or `whole`, no whole completed unless a person "
        "has set that",
        "meaning of the columns; a sum beside its parts would count people twice",
        FailingRows(query("deduplicate/deals_of_stages", "set_by_people")),
    ),
    Rule(
        "deduplicate.deals_span_stages",
        "stop",
        "deals",
        "A deal lasts from its first stage to its last.",
        "date_start the first and date_end the last day of the stages whose day is known",
        "meaning of the columns",
        FailingRows(query("deduplicate/deals_span_stages")),
    ),
    Rule(
        "deduplicate.copies_lead_to_originals",
        "stop",
        "copies",
        "A copy leads straight to its original, so that copies are collapsed in one step.",
        "copy_of is another report, and not a copy itself",
        "meaning of the column",
        FailingRows(query("deduplicate/copies_lead_to_originals")),
    ),
)

SUITE: Final = Suite(
    "deduplicate",
    structure=tuple(declared(table) for table in TABLES),
    rules=(*(rule for table in TABLES for rule in baseline(table, except_ranges=NARROWER.get(table.name, ()))), *RULES),
    context={
        "clean_reports": "table of all clean reports, with at least report_id, publisher and published_on",
        "claims": "table of all claims",
        "claim_transfers": "table of all transfers claimed",
        "claim_persons": "table of all persons claimed",
        "earlier": "the exchange_registry of the last publication; none before the first",
        "party_groups": "table of the parties that reports take for one another, columns party and stands_for",
        "party_years": "table of the known parties, columns code, first_year and last_year",
    },
    defaults={
        "earlier": EXCHANGE_REGISTRY.arrow_schema.empty_table,
        "party_groups": party_groups,
        "party_years": known_parties,
    },
)
