"""Which columns each column is made from, `table.column` by `table.column`, for the lineage views of Dagster's UI.

Belongs here: the declaration, as far as it does not follow from equal names. Not here: what the columns mean
(`tables.py`), the lineage of single figures, which is in the published file (view `lineage`).
"""

from __future__ import annotations

from typing import Final

from warehouse.tables import TABLES

# The tables that a table is made from: a column is made from those of the same name in them, if nothing else is said.
_MADE_FROM: Final[dict[str, tuple[str, ...]]] = {
    "clean_reports": ("landing",),
    "screened": ("clean_reports",),
    "claims": ("clean_reports",),
    "rollups": ("clean_reports",),
    "exchanges": ("claims",),
    "exchange_transfers": ("claim_transfers",),
    "exchange_persons": ("claim_persons",),
    "exchange_claims": ("claims",),
    "monthly_totals": ("exchange_transfers",),
    "mediation_record": ("exchanges",),
    "person_index": ("exchange_persons",),
    "source_coverage": ("clean_reports",),
    "reports": ("clean_reports", "screened", "copies"),
}

# What a table's other columns are made from: these tables are read out of a document or a text.
_READ_FROM: Final[dict[str, str]] = {
    "clean_reports": "landing.raw landing.fields",
    "screened": "clean_reports.text",
    "claims": "clean_reports.text",
    "rollups": "clean_reports.text",
    "claim_transfers": "clean_reports.text",
    "claim_persons": "clean_reports.text",
}

_RESOLVED = (
    "claims.parties claims.date_start claims.date_end claims.status claim_transfers.count claim_persons.person_id"
)
_SIDES = "exchange_transfers.released_by exchange_transfers.received_by"

_OTHERWISE: Final[dict[str, str]] = {
    "clean_reports.report_id": "landing.document_id",
    "clean_reports.url": "landing.url landing.raw",
    "clean_reports.publisher": "landing.url landing.raw",
    "clean_reports.published_on": "landing.raw landing.fields landing.url",
    "clean_reports.published_basis": "landing.raw landing.fields landing.url",
    "clean_reports.published_precision": "landing.raw landing.fields landing.url",
    "clean_reports.published_month": "landing.raw landing.fields landing.url",
    "clean_reports.curated": "landing.format",
    "claims.claim_id": "clean_reports.report_id",
    "claims.date_start": "clean_reports.text clean_reports.published_on",
    "claims.date_end": "clean_reports.text clean_reports.published_on",
    "claims.extractor": "clean_reports.curated",
    "claim_transfers.claim_id": "claims.claim_id",
    "claim_persons.claim_id": "claims.claim_id",
    "exchanges.exchange_id": _RESOLVED,
    "exchanges.n_claims": "claims.claim_id",
    "exchanges.n_reports": "claims.report_id",
    "exchanges.n_publishers": "clean_reports.publisher copies.copy_of",
    "exchanges.first_reported_on": "clean_reports.published_on",
    "exchanges.last_reported_on": "clean_reports.published_on",
    "exchanges.grade": "clean_reports.publisher claim_transfers.claimant claim_transfers.count",
    "exchanges.deal_id": "rollups.released_by_a exchange_transfers.count_best claims.report_id",
    "exchanges.deal_role": "exchange_transfers.count_best",
    "deals.stage_ids": "exchanges.exchange_id",
    "deals.whole_ids": "exchanges.exchange_id",
    "deals.report_ids": "claims.report_id rollups.report_id",
    "exchange_transfers.exchange_id": "exchanges.exchange_id",
    "exchange_transfers.count_low": "claim_transfers.count",
    "exchange_transfers.count_best": "claim_transfers.count claim_transfers.bound",
    "exchange_transfers.count_high": "claim_transfers.count claim_transfers.bound",
    "exchange_transfers.rule": "claim_transfers.count claim_transfers.bound clean_reports.publisher",
    "exchange_transfers.n_claims": "claim_transfers.claim_id",
    "exchange_persons.exchange_id": "exchanges.exchange_id",
    "exchange_persons.aliases": "claim_persons.name",
    "exchange_persons.n_claims": "claim_persons.claim_id",
    "exchange_claims.exchange_id": "exchanges.exchange_id",
    "exchange_claims.match_weight": _RESOLVED,
    "exchange_claims.explanation": _RESOLVED,
    "exchange_claims.superseded_by": "clean_reports.url clean_reports.landed_at claims.claim_id",
    "exchange_conflicts.exchange_id": "exchanges.exchange_id",
    "exchange_conflicts.value": "claims.status claims.date_start claims.place_name claim_transfers.count",
    "exchange_conflicts.n_publishers": "clean_reports.publisher copies.copy_of",
    "exchange_conflicts.claim_ids": "claims.claim_id",
    "copies.report_id": "clean_reports.sketch",
    "copies.copy_of": "clean_reports.sketch clean_reports.published_on",
    "monthly_totals.month": "exchanges.date_start exchanges.date_precision",
    "monthly_totals.n_exchanges": "exchanges.exchange_id exchanges.status",
    "monthly_totals.exchange_ids": "exchanges.exchange_id exchanges.status",
    "party_balances.party": _SIDES,
    "party_balances.counterpart": _SIDES,
    "party_balances.category": "exchange_transfers.category",
    "party_balances.released": "exchange_transfers.count_best",
    "party_balances.received": "exchange_transfers.count_best",
    "party_balances.balance": "exchange_transfers.count_best",
    "party_balances.n_exchanges": "exchanges.exchange_id exchanges.status",
    "party_balances.exchange_ids": "exchanges.exchange_id exchanges.status",
    "mediation_record.mediator": "exchanges.mediators",
    "mediation_record.n_completed": "exchanges.status",
    "mediation_record.n_other": "exchanges.status",
    "mediation_record.people": "exchange_transfers.count_best",
    "mediation_record.remains": "exchange_transfers.count_best",
    "mediation_record.exchange_ids": "exchanges.exchange_id",
    "person_index.n_exchanges": "exchange_persons.exchange_id",
    "person_index.exchange_ids": "exchange_persons.exchange_id",
    "source_coverage.n_reports": "clean_reports.report_id",
    "source_coverage.n_relevant": "claims.report_id",
    "source_coverage.n_copies": "copies.report_id",
    "source_coverage.n_claims": "claims.claim_id",
    "source_coverage.first_published_on": "clean_reports.published_on",
    "source_coverage.last_published_on": "clean_reports.published_on",
    "source_coverage.exchange_ids": "exchange_claims.exchange_id",
    "exchange_history.exchange_id": "exchanges.exchange_id",
    "exchange_history.old_value": "exchanges.status exchange_transfers.count_best",
    "exchange_history.new_value": "exchanges.status exchange_transfers.count_best",
    "exchange_history.because": "exchange_claims.claim_id",
}


def origins(table: str, column: str) -> tuple[tuple[str, str], ...]:
    """The columns that a column is made from, as (table, column); empty for what begins with it."""
    declared = _OTHERWISE.get(f"{table}.{column}")
    sources = [TABLES[name] for name in _MADE_FROM.get(table, ())]
    named = [f"{source.name}.{column}" for source in sources if column in source.arrow_schema.names]
    found = declared.split() if declared else named or _READ_FROM.get(table, "").split()
    return tuple((source, name) for source, _, name in (origin.partition(".") for origin in found))
