"""For every rule of a stage the one change that trips it, by rule id: the proof that the gate is shut, as a table."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, timedelta

from tests.gates.batches import (
    AGREED,
    COPY,
    DONE,
    FIRST,
    LANDED_AT,
    LATER,
    OTHER,
    SECOND,
    SUM,
    TEXTS,
    Batch,
    Record,
    as_text,
    raw_record,
)

Change = Callable[[Batch], object]


def put(table: str, row: int, **values: object) -> Change:
    """Sets values of one row."""
    return lambda batch: batch.tables[table][row].update(values)


def add(table: str, row: int, **values: object) -> Change:
    """Adds a copy of a row with other values."""
    return lambda batch: batch.tables[table].append({**batch.tables[table][row], **values})


def remove(table: str, row: int) -> Change:
    """Removes a row."""
    return lambda batch: batch.tables[table].pop(row)


def drop(table: str, column: str) -> Change:
    """Takes a column out of a table."""

    def change(batch: Batch) -> None:
        batch.edit = lambda tables: {**tables, table: tables[table].drop_columns([column])}

    return change


def both(*changes: Change) -> Change:
    """One change after the other."""
    return lambda batch: [change(batch) for change in changes]


def give(**values: int | list[Record]) -> Change:
    """Sets parts of the context."""
    return lambda batch: batch.context.update(values)


def put_given(table: str, row: int, **values: object) -> Change:
    """Sets values of one row of a table of the context."""

    def change(batch: Batch) -> None:
        rows = batch.context[table]
        assert isinstance(rows, list)
        rows[row].update(values)

    return change


def add_given(table: str, row: int, **values: object) -> Change:
    """Adds a copy of a row of the context with other values."""

    def change(batch: Batch) -> None:
        rows = batch.context[table]
        assert isinstance(rows, list)
        rows.append({**rows[row], **values})

    return change


def many_reports(batch: Batch) -> None:
    """Twenty undated reports more, with their documents."""
    landing, reports = batch.context["landing"], batch.tables["clean_reports"]
    assert isinstance(landing, list)
    for number in range(20):
        report_id = f"{number:016x}"
        landing.append({**landing[0], "document_id": report_id, "sha256": report_id * 4})
        undated = {
            "published_on": None,
            "published_month": None,
            "published_basis": "none",
            "published_precision": "unknown",
        }
        reports.append({**reports[0], **undated, "report_id": report_id, "sha256": report_id * 4})


def many_refused(batch: Batch) -> None:
    """Twenty documents more, all of them refused."""
    landing = batch.context["landing"]
    assert isinstance(landing, list)
    landing += [{**landing[0], "document_id": f"{number:016x}"} for number in range(20)]
    batch.context["refused"] = 21


def nothing_kept(batch: Batch) -> None:
    """Only one of many documents kept, and every other one refused; so many refused are told of, too."""
    many_refused(batch)
    del batch.tables["clean_reports"][2:]
    batch.context["refused"] = 23


def many_undated_claims(batch: Batch) -> None:
    """Fifty claims more without a date."""
    claims = batch.tables["claims"]
    claims += [{**claims[3], "report_id": FIRST, "claim_id": f"{FIRST}#{number}"} for number in range(3, 53)]
    batch.tables["screened"][0]["n_claims"] = 52


def many_uncounted_transfers(batch: Batch) -> None:
    """Seventy transfers more without a count."""
    transfers = batch.tables["claim_transfers"]
    open_sides = {"released_by": None, "received_by": None}
    transfers += [{**transfers[2], **open_sides, "transfer_no": number} for number in range(2, 72)]
    batch.tables["screened"][0]["n_transfers"] = 73


def redate(day: date) -> Change:
    """Publishes the first report on another day, as its document says."""
    return both(
        put("clean_reports", 0, published_on=day, published_month=day.replace(day=1)),
        put_given("landing", 0, raw=raw_record(TEXTS[FIRST], day)),
    )


INGEST: dict[str, Change] = {
    "ingest.landing.as_declared": drop("landing", "fields"),
    "ingest.landing.required": put("landing", 0, landed_at=None),
    "ingest.landing.unique": both(add("landing", 0), give(found=7)),
    "ingest.landing.allowed": put("landing", 0, format="exe"),
    "ingest.landing.range": put("landing", 0, raw=b"", n_bytes=0, sha256=hashlib.sha256().hexdigest()),
    "ingest.documents_accounted_for": remove("landing", 3),
    "ingest.ids_are_digests": put("landing", 0, document_id="0012"),
    "ingest.bytes_whole": put("landing", 0, raw=b"Azerbaijan freed"),
}

CLEAN: dict[str, Change] = {
    "clean.clean_reports.as_declared": drop("clean_reports", "sketch"),
    "clean.clean_reports.required": put("clean_reports", 0, language=None),
    "clean.clean_reports.unique": both(add("clean_reports", 0), give(refused=0)),
    "clean.clean_reports.allowed": put("clean_reports", 0, published_basis="guess"),
    "clean.clean_reports.lists": put("clean_reports", 0, sketch=[2, 1]),
    "clean.reports_reconcile": remove("clean_reports", 3),
    "clean.reports_landed": put("clean_reports", 0, sha256="f" * 64),
    "clean.published_after_1900": redate(date(1899, 12, 31)),
    "clean.published_not_after_landing": redate(LANDED_AT.date() + timedelta(days=1)),
    "clean.published_as_landed": put("clean_reports", 0, published_on=date(2020, 12, 10)),
    "clean.basis_matches_date": put("clean_reports", 0, published_basis="none"),
    "clean.month_fits_day": put("clean_reports", 0, published_month=date(2020, 11, 1)),
    "clean.text_not_blank": put("clean_reports", 0, text=" \n.", n_chars=3),
    "clean.n_chars_is_length": put("clean_reports", 0, n_chars=12),
    "clean.language_is_code": put("clean_reports", 0, language="english"),
    "clean.some_kept": nothing_kept,
    "clean.share_undated": many_reports,
    "clean.share_refused": many_refused,
}


def say(words: str, **values: object) -> Change:
    """Adds words to the second report, on which its transfer then rests."""

    def change(batch: Batch) -> None:
        reports = batch.context["clean_reports"]
        assert isinstance(reports, list)
        text = f"{reports[1]['text']} {words}"
        span = {"evidence": words, "evidence_start": len(text) - len(words), "evidence_end": len(text)}
        reports[1].update(text=text, n_chars=len(text))
        batch.tables["claim_transfers"][3].update(span, **values)

    return change


def swapped_evenly(batch: Batch) -> None:
    """Two figures that rest on words which say that they are one."""
    say("Yerevan freed 12 men and Baku the same number, 14.")(batch)
    transfers = batch.tables["claim_transfers"]
    back = {"released_by": "AZE", "received_by": "ARM", "transfer_no": 2, "count": 14}
    transfers.append({**transfers[3], **back})
    batch.tables["screened"][1]["n_transfers"] = 2


EXTRACT: dict[str, Change] = {
    "extract.screened.as_declared": drop("screened", "reason"),
    "extract.screened.required": put("screened", 0, reason=None),
    "extract.screened.unique": add("screened", 0),
    "extract.screened.report_id_known": add("screened", 3, report_id="e" * 16),
    "extract.rollups.as_declared": drop("rollups", "category"),
    "extract.rollups.required": put("rollups", 0, category=None),
    "extract.rollups.unique": add("rollups", 0),
    "extract.rollups.allowed": both(
        put("rollups", 0, category="soldiers"),
        put_given("clean_reports", 5, text=as_text({**SUM, "category": "soldiers"})),
    ),
    "extract.rollups.lists": put("rollups", 0, parties=["AZE", "ARM"]),
    "extract.rollups.report_id_known": add("rollups", 0, report_id="e" * 16),
    "extract.claims.as_declared": drop("claims", "rules"),
    "extract.claims.required": put("claims", 0, focus=None),
    "extract.claims.unique": both(add("claims", 1), remove("claim_transfers", 2), put("screened", 0, n_transfers=2)),
    "extract.claims.allowed": put("claims", 0, status="done"),
    "extract.claims.range": put("claims", 0, confidence=1.2),
    "extract.claims.lists": put("claims", 0, parties=["AZE", "ARM"]),
    "extract.claims.report_id_known": add("claims", 1, report_id="e" * 16, claim_id="e" * 16 + "#1"),
    "extract.claim_transfers.as_declared": drop("claim_transfers", "claimant"),
    "extract.claim_transfers.required": put("claim_transfers", 0, category=None),
    "extract.claim_transfers.unique": add("claim_transfers", 2),
    "extract.claim_transfers.allowed": put("claim_transfers", 0, category="soldiers"),
    "extract.claim_transfers.range": put("claim_transfers", 2, transfer_no=0),
    "extract.claim_transfers.claim_id_known": add("claim_transfers", 2, claim_id=f"{FIRST}#9"),
    "extract.claim_persons.as_declared": drop("claim_persons", "person_id"),
    "extract.claim_persons.required": put("claim_persons", 0, person_id=None),
    "extract.claim_persons.unique": add("claim_persons", 0),
    "extract.claim_persons.claim_id_known": add("claim_persons", 0, claim_id=f"{FIRST}#9"),
    "extract.accuracy_not_fallen": put_given("accuracy", 0, f1=0.949),
    "extract.reports_screened": remove("screened", 3),
    "extract.relevant_just_if_claimed": put("screened", 3, relevant=True),
    "extract.claims_counted": remove("claim_persons", 0),
    "extract.curated_as_listed": put("claim_transfers", 5, count=6),
    "extract.rollups_as_listed": put("rollups", 0, date_end=date(2021, 1, 31)),
    "extract.claim_id_names_report": both(
        put("claims", 1, claim_id=f"{SECOND}#2"), put("claim_transfers", 2, claim_id=f"{SECOND}#2")
    ),
    "extract.extractor_known": put("claims", 0, extractor="guess"),
    "extract.transfer_count_plausible": say("Of 120,000 men there was talk.", count=120_000),
    "extract.total_plausible": both(
        put("claims", 1, total=200_001, total_bound="exact"),
        put_given("clean_reports", 0, text=f"{TEXTS[FIRST]} Of 200001 there was talk."),
    ),
    "extract.completed_not_after_publication": put(
        "claims", 0, date_start=date(2020, 12, 21), date_end=date(2020, 12, 21)
    ),
    "extract.completed_not_ahead_of_landing": put(
        "claims",
        3,
        date_start=date(2024, 5, 6),
        date_end=date(2024, 5, 6),
        date_precision="day",
        date_basis="relative",
        date_phrase="on Monday",
    ),
    "extract.parties_existed": put_given("parties", 0, first_year=2021),
    "extract.interval_ordered": put("claims", 1, date_start=date(2021, 1, 1)),
    "extract.interval_fits_precision": put("claims", 1, date_end=date(2020, 12, 30)),
    "extract.dates_told": put("claims", 3, date_basis="stated"),
    "extract.date_as_printed": put("claims", 2, date_start=date(2020, 12, 15), date_end=date(2020, 12, 15)),
    "extract.count_printed": put("claim_transfers", 3, count=120),
    "extract.total_printed": put("claims", 3, total=440, total_bound="exact"),
    "extract.totals_bound": put("claims", 2, total_bound="exact"),
    "extract.transfers_distinct": put("claim_transfers", 1, released_by="AZE", received_by="ARM"),
    "extract.soldiers_go_home": say("Yerevan let 12 Armenian soldiers go."),
    "extract.transfers_sum_to_total": both(
        put("claims", 0, total=57), put_given("clean_reports", 0, text=f"{TEXTS[FIRST]} Of 57 there was talk.")
    ),
    "extract.transfers_numbered": put("claim_transfers", 1, transfer_no=3),
    "extract.symmetric_as_told": swapped_evenly,
    "extract.zero_stated": put("claim_transfers", 3, count=0),
    "extract.person_told_once": both(add("claim_persons", 0, name="Petrosyan"), put("screened", 0, n_persons=2)),
    "extract.claim_evidence_exact": put("claims", 0, evidence_start=1, evidence_end=39),
    "extract.transfer_evidence_exact": put("claim_transfers", 3, evidence="twelve"),
    "extract.person_evidence_exact": put("claim_persons", 0, evidence=""),
    "extract.words_printed": put("claim_persons", 0, name="Ara Petrossian"),
    "extract.parties_known": put("claims", 1, parties=["ARM", "AZE", "Artsakh"]),
    "extract.mediators_known": put("claims", 0, mediators=["Moscow", "RUS"]),
    "extract.sides_are_parties": put("claim_transfers", 0, received_by="ARM+UKR"),
    "extract.country_is_code": put("claims", 0, place_country="Azerbaijan"),
    "extract.share_dated": many_undated_claims,
    "extract.share_counted": many_uncounted_transfers,
}

DEDUPLICATE: dict[str, Change] = {
    "deduplicate.exchanges.as_declared": drop("exchanges", "deal_id"),
    "deduplicate.exchanges.required": put("exchanges", 0, grade=None),
    "deduplicate.exchanges.unique": add("exchanges", 0),
    "deduplicate.exchanges.allowed": put("exchanges", 0, grade="good"),
    "deduplicate.exchanges.lists": put("exchanges", 0, parties=["AZE", "ARM"]),
    "deduplicate.exchange_transfers.as_declared": drop("exchange_transfers", "rule"),
    "deduplicate.exchange_transfers.required": put("exchange_transfers", 0, rule=None),
    "deduplicate.exchange_transfers.allowed": both(
        put("exchange_transfers", 0, category="soldiers"), put_given("claim_transfers", 0, category="soldiers")
    ),
    "deduplicate.exchange_transfers.range": put("exchange_transfers", 1, n_claims=-1),
    "deduplicate.exchange_transfers.exchange_id_known": add("exchange_transfers", 0, exchange_id="x-2020-gone"),
    "deduplicate.exchange_persons.as_declared": drop("exchange_persons", "aliases"),
    "deduplicate.exchange_persons.required": put("exchange_persons", 0, n_claims=None),
    "deduplicate.exchange_persons.unique": add("exchange_persons", 0),
    "deduplicate.exchange_persons.lists": put(
        "exchange_persons", 0, aliases=["A. Petrosian", "Ara Petrosian", "Ara Petrosian"]
    ),
    "deduplicate.exchange_persons.exchange_id_known": add("exchange_persons", 0, exchange_id="x-2020-gone"),
    "deduplicate.exchange_claims.as_declared": drop("exchange_claims", "explanation"),
    "deduplicate.exchange_claims.required": put("exchange_claims", 0, explanation=None),
    "deduplicate.exchange_claims.unique": both(add("exchange_claims", 0), put("exchanges", 0, n_claims=4)),
    "deduplicate.exchange_claims.allowed": put("exchange_claims", 0, decided_by="machine"),
    "deduplicate.exchange_claims.finite": put("exchange_claims", 0, match_weight=float("inf")),
    "deduplicate.exchange_claims.exchange_id_known": both(
        remove("exchanges", 1),
        remove("exchange_transfers", 2),
        remove("exchange_transitions", 1),
        remove("near_matches", 0),
        remove("deals", 0),
        put("exchanges", 0, deal_id=None, deal_role=None),
    ),
    "deduplicate.exchange_claims.claim_id_known": both(
        add("exchange_claims", 3, claim_id=f"{OTHER}#1"),
        add("exchange_registry", 3, registered_as=f"{OTHER}#1", claim_id=f"{OTHER}#1"),
    ),
    "deduplicate.exchange_claims.superseded_by_known": put("exchange_claims", 2, superseded_by="e" * 16),
    "deduplicate.superseded_by_newer": put("exchange_claims", 2, superseded_by=OTHER),
    "deduplicate.exchange_conflicts.as_declared": drop("exchange_conflicts", "chosen"),
    "deduplicate.exchange_conflicts.required": put("exchange_conflicts", 0, rule=None),
    "deduplicate.exchange_conflicts.unique": both(add("exchange_conflicts", 1)),
    "deduplicate.exchange_conflicts.range": put("exchange_conflicts", 0, n_publishers=-1),
    "deduplicate.exchange_conflicts.lists": put("exchange_conflicts", 0, claim_ids=[f"{FIRST}#1", f"{FIRST}#1"]),
    "deduplicate.exchange_conflicts.exchange_id_known": both(
        add("exchange_conflicts", 0, exchange_id="x-2020-gone", claim_ids=[]),
        add("exchange_conflicts", 1, exchange_id="x-2020-gone", claim_ids=[]),
    ),
    "deduplicate.copies.as_declared": drop("copies", "copy_of"),
    "deduplicate.copies.required": add("copies", 0, report_id=OTHER, copy_of=None),
    "deduplicate.copies.unique": add("copies", 0, copy_of=SECOND),
    "deduplicate.copies.report_id_known": add("copies", 0, report_id="e" * 16),
    "deduplicate.copies.copy_of_known": add("copies", 0, report_id=OTHER, copy_of="e" * 16),
    "deduplicate.deals.as_declared": drop("deals", "signs"),
    "deduplicate.deals.required": put("deals", 0, explanation=None),
    "deduplicate.deals.unique": add("deals", 0),
    "deduplicate.deals.lists": put("deals", 0, report_ids=[OTHER, OTHER]),
    "deduplicate.deals.deal_id_known": both(
        put("deals", 0, deal_id="x-2020-lost"),
        put("exchanges", 0, deal_id="x-2020-lost"),
        put("exchanges", 1, deal_id="x-2020-lost"),
    ),
    "deduplicate.conflicts_given": put("exchange_conflicts", 1, value="about 440"),
    "deduplicate.deals_span_stages": put("deals", 0, date_start=date(2020, 12, 1)),
    "deduplicate.deals_of_stages": put("exchanges", 1, deal_role="whole"),
    "deduplicate.exchange_transitions.as_declared": drop("exchange_transitions", "legal"),
    "deduplicate.exchange_transitions.required": put("exchange_transitions", 0, legal=None),
    "deduplicate.exchange_transitions.unique": add("exchange_transitions", 0),
    "deduplicate.exchange_transitions.allowed": put("exchange_transitions", 0, status="done"),
    "deduplicate.exchange_transitions.range": put("exchange_transitions", 0, step_no=0),
    "deduplicate.exchange_transitions.lists": put("exchange_transitions", 0, claim_ids=[f"{FIRST}#1", f"{FIRST}#1"]),
    "deduplicate.exchange_transitions.exchange_id_known": add("exchange_transitions", 0, exchange_id="x-2020-lost"),
    "deduplicate.near_matches.as_declared": drop("near_matches", "reason"),
    "deduplicate.near_matches.required": put("near_matches", 0, explanation=None),
    "deduplicate.near_matches.unique": add("near_matches", 0),
    "deduplicate.near_matches.finite": put("near_matches", 0, match_weight=float("inf")),
    "deduplicate.near_matches.claim_id_known": put("near_matches", 0, claim_id=f"{OTHER}#1"),
    "deduplicate.near_matches.other_claim_id_known": put("near_matches", 0, other_claim_id=f"{OTHER}#1"),
    "deduplicate.near_matches.exchange_id_known": put("near_matches", 0, exchange_id="x-2020-lost"),
    "deduplicate.near_matches.other_exchange_id_known": put("near_matches", 0, other_exchange_id="x-2020-lost"),
    "deduplicate.exchange_registry.as_declared": drop("exchange_registry", "told"),
    "deduplicate.exchange_registry.required": put("exchange_registry", 4, claim_id=None),
    "deduplicate.exchange_registry.unique": add("exchange_registry", 4),
    "deduplicate.exchange_registry.range": put("exchange_registry", 4, first_seen=0),
    "deduplicate.exchange_registry.lists": put("exchange_registry", 0, told=["party AZE", "party ARM"]),
    "deduplicate.exchange_redirects.as_declared": drop("exchange_redirects", "kind"),
    "deduplicate.exchange_redirects.required": add("exchange_redirects", 0, exchange_id=None),
    "deduplicate.exchange_redirects.allowed": add("exchange_redirects", 0, exchange_id="x-2020-lost", kind="moved"),
    "deduplicate.exchange_redirects.redirected_to_known": put("exchange_redirects", 0, redirected_to="x-2020-lost"),
    "deduplicate.decisions.as_declared": drop("decisions", "note"),
    "deduplicate.decisions.required": put("decisions", 0, reason=None),
    "deduplicate.decisions.unique": add("decisions", 0),
    "deduplicate.decisions.allowed": put("decisions", 2, action="delete"),
    "deduplicate.decisions.lists": put("decisions", 0, exchange_ids=[DONE, AGREED]),
    "deduplicate.claims_registered": put("exchange_registry", 2, exchange_id=AGREED),
    "deduplicate.redirects_consistent": add("exchange_redirects", 0, exchange_id=AGREED),
    "deduplicate.decisions_obeyed": put("decisions", 1, claim_ids=[f"{FIRST}#2", f"{COPY}#1"]),
    "deduplicate.decisions_apply": put("decisions", 2, state="stale", note="there is no claim e#1"),
    "deduplicate.claims_resolved": both(
        remove("exchange_claims", 2),
        put("exchanges", 0, n_claims=2, n_reports=2),
    ),
    "deduplicate.attestation_counted": put("exchanges", 0, n_publishers=4),
    "deduplicate.reported_on_from_reports": put("exchanges", 0, last_reported_on=date(2020, 12, 15)),
    "deduplicate.dates_not_contradicting": put_given(
        "claims", 2, date_start=date(2020, 12, 18), date_end=date(2020, 12, 18)
    ),
    "deduplicate.parties_not_contradicting": both(
        put_given("claims", 2, parties=["LPR", "UKR"]),
        put_given("claim_transfers", 3, released_by=None, received_by="LPR"),
    ),
    "deduplicate.interval_ordered": both(
        put("exchanges", 0, date_start=date(2020, 12, 15)), put("deals", 0, date_start=date(2020, 12, 15))
    ),
    "deduplicate.interval_claimed": both(
        put("exchanges", 0, date_end=date(2020, 12, 15)), put("deals", 0, date_end=date(2020, 12, 15))
    ),
    "deduplicate.interval_fits_precision": both(
        put("exchanges", 1, date_end=date(2020, 12, 30)),
        put_given("claims", 1, date_end=date(2020, 12, 30), date_precision="day"),
    ),
    "deduplicate.told_after_handover": both(
        put_given("clean_reports", 0, published_on=date(2020, 12, 13)),
        put_given("clean_reports", 1, published_on=date(2020, 12, 12)),
        put_given("clean_reports", 2, published_on=date(2020, 12, 13)),
        put("exchanges", 0, first_reported_on=date(2020, 12, 12), last_reported_on=date(2020, 12, 13)),
        put("exchanges", 1, first_reported_on=date(2020, 12, 13), last_reported_on=date(2020, 12, 13)),
        put("exchange_transitions", 0, reported_on=date(2020, 12, 13)),
        put("exchange_transitions", 1, reported_on=date(2020, 12, 13)),
    ),
    "deduplicate.parties_existed": put_given("party_years", 0, first_year=2021),
    "deduplicate.sides_claimed": put("exchange_persons", 0, released_by="ARM", received_by="AZE"),
    "deduplicate.zero_claimed": both(
        put_given("claim_transfers", 1, count=0),
        put("exchange_transfers", 0, count_low=0),
        put("exchange_conflicts", 0, value="0"),
    ),
    "deduplicate.person_released_once": add(
        "exchange_persons", 0, person_id="ara petrosian", name="Ara Petrosian", aliases=[], n_claims=1
    ),
    "deduplicate.counts_ordered": put("exchange_transfers", 0, count_low=45),
    "deduplicate.facts_kept": put("exchanges", 0, place_name=None),
    "deduplicate.transitions_told": put("exchange_transitions", 0, reported_on=date(2020, 12, 14)),
    "deduplicate.match_weight_told": put("exchange_claims", 3, match_weight=1.0),
    "deduplicate.figures_claimed": put("exchange_transfers", 0, count_low=12, count_best=43),
    "deduplicate.figures_kept": put("exchange_transfers", 0, count_low=None, count_best=None, count_high=None),
    "deduplicate.givers_kept": add_given("claim_transfers", 2, transfer_no=2, released_by="UKR"),
    "deduplicate.persons_counted": put("exchange_persons", 0, n_claims=3),
    "deduplicate.registry_consistent": put("exchange_registry", 2, first_seen=3),
    "deduplicate.conflicts_differ": remove("exchange_conflicts", 1),
    "deduplicate.conflicts_kept": put("exchanges", 1, grade="disputed"),
    "deduplicate.facts_claimed": put("exchanges", 0, place_name="Ankara"),
    "deduplicate.counts_claimed": put("exchange_transfers", 0, count_high=440),
    "deduplicate.transfers_kept": remove("exchange_transfers", 2),
    "deduplicate.persons_claimed": put("exchange_persons", 0, person_id="somebody else"),
    "deduplicate.persons_kept": put("exchange_persons", 0, aliases=["A. Petrosian"], n_claims=1),
    "deduplicate.transfers_distinct": add("exchange_transfers", 0),
    "deduplicate.transfers_claimed": put("exchange_transfers", 0, n_claims=4),
    "deduplicate.ids_kept": both(
        lambda batch: batch.context.update(
            earlier=[{**batch.tables["exchange_registry"][4], "exchange_id": "x-2020-old"}]
        ),
        add("exchange_registry", 4, exchange_id="x-2020-old"),
    ),
    "deduplicate.conflicts_decided": put("exchange_conflicts", 0, chosen=False),
    "deduplicate.conflicts_attested": put("exchange_conflicts", 0, n_publishers=2),
    "deduplicate.conflicts_claimed": put("exchange_conflicts", 0, claim_ids=[f"{FIRST}#1", f"{FIRST}#2"]),
    "deduplicate.copies_lead_to_originals": add("copies", 0, report_id=SECOND, copy_of=COPY),
}


def odd_month(**values: object) -> Change:
    """Gives the exchange without transfers one between unnamed sides, and its month the same values."""

    def change(batch: Batch) -> None:
        transfers = batch.context["exchange_transfers"]
        assert isinstance(transfers, list)
        unnamed = {"exchange_id": LATER, "released_by": None, "received_by": None, "category": "unspecified"}
        nobody = {"count_low": 0, "count_best": 0, "count_high": 0}
        transfers.append({**transfers[0], **unnamed, **nobody, **values})
        batch.tables["monthly_totals"][3].update(values)

    return change


def odd_year(sides: tuple[str | None, str | None], count: int, category: str | None) -> Change:
    """Adds a completed exchange without a month, mediated by RUS, and what follows for balances and mediation."""

    def change(batch: Batch) -> None:
        exchanges, transfers = batch.context["exchanges"], batch.context["exchange_transfers"]
        assert isinstance(exchanges, list)
        assert isinstance(transfers, list)
        new, (giving, getting) = "x-2022", sides
        exchanges.append({**exchanges[0], "exchange_id": new, "date_precision": "year"})
        counts = {"count_low": count, "count_best": count, "count_high": count}
        transfers.append(
            {**transfers[0], **counts, "exchange_id": new, "released_by": giving, "received_by": getting}
            | {"category": category}
        )
        record = batch.tables["mediation_record"][0]
        record.update(n_completed=2, people=56 + count, exchange_ids=[DONE, new])
        if giving and getting:
            common = {"category": category, "n_exchanges": 1, "exchange_ids": [new]}
            batch.tables["party_balances"] += [
                {
                    "party": giving,
                    "counterpart": getting,
                    "released": count,
                    "received": 0,
                    "balance": -count,
                    **common,
                },
                {"party": getting, "counterpart": giving, "released": 0, "received": count, "balance": count, **common},
            ]

    return change


AGGREGATE: dict[str, Change] = {
    "aggregate.monthly_totals.as_declared": drop("monthly_totals", "count_low"),
    "aggregate.monthly_totals.required": both(
        put("monthly_totals", 3, month=None), put_given("exchanges", 2, date_start=None)
    ),
    "aggregate.monthly_totals.allowed": odd_month(category="soldiers"),
    "aggregate.monthly_totals.range": odd_month(count_low=-1),
    "aggregate.monthly_totals.lists": put("monthly_totals", 0, exchange_ids=[DONE, DONE]),
    "aggregate.party_balances.as_declared": drop("party_balances", "balance"),
    "aggregate.party_balances.required": odd_year(("AZE", "ARM"), 3, None),
    "aggregate.party_balances.allowed": odd_year(("AZE", "ARM"), 3, "soldiers"),
    "aggregate.party_balances.range": odd_year(("AZE", "ARM"), -3, "civilian"),
    "aggregate.party_balances.lists": put("party_balances", 0, exchange_ids=[DONE, DONE]),
    "aggregate.mediation_record.as_declared": drop("mediation_record", "people"),
    "aggregate.mediation_record.required": both(
        put("mediation_record", 0, mediator=None), put_given("exchanges", 0, mediators=[None])
    ),
    "aggregate.mediation_record.range": odd_year((None, None), -60, "military"),
    "aggregate.mediation_record.lists": put("mediation_record", 0, exchange_ids=[DONE, DONE]),
    "aggregate.person_index.as_declared": drop("person_index", "aliases"),
    "aggregate.person_index.required": put("person_index", 0, name=None),
    "aggregate.person_index.unique": add("person_index", 0),
    "aggregate.person_index.lists": put("person_index", 0, aliases=["Ara", "A."]),
    "aggregate.source_coverage.as_declared": drop("source_coverage", "n_claims"),
    "aggregate.source_coverage.required": put("source_coverage", 0, n_copies=None),
    "aggregate.source_coverage.unique": add("source_coverage", 0),
    "aggregate.source_coverage.lists": put("source_coverage", 0, exchange_ids=[DONE, AGREED]),
    "aggregate.months_summed": put("monthly_totals", 0, count_best=43),
    "aggregate.months_contiguous": remove("monthly_totals", 2),
    "aggregate.nothing_ahead_of_today": give(today=20210131),
    "aggregate.balances_summed": put("party_balances", 0, balance=0),
    "aggregate.mediation_counted": put("mediation_record", 0, people=57),
    "aggregate.persons_counted": put("person_index", 0, name="Somebody Else"),
    "aggregate.coverage_counted": put("source_coverage", 0, n_claims=5),
}

BREAKS = {**INGEST, **CLEAN, **EXTRACT, **DEDUPLICATE, **AGGREGATE}
