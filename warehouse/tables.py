"""The one declaration of every table: columns, types, units, nullability, key, description, grain.

Arrow schemas, `CREATE TABLE`, comments, baseline checks, the Dagster column schema and the data dictionary follow
from it (`columns.py`). Belongs here: declarations only.
"""

from __future__ import annotations

from typing import Final

from warehouse.columns import Column, Table

STAGES: Final = ("ingest", "clean", "extract", "deduplicate", "aggregate", "publish")
STATUSES: Final = ("proposed", "agreed", "completed", "cancelled")
PRECISIONS: Final = ("day", "month", "year", "unknown")
CATEGORIES: Final = ("military", "civilian", "remains", "detainee", "mixed", "unspecified")
BOUNDS: Final = ("exact", "approx", "at_least", "at_most")
GRADES: Final = ("both_sides", "several_sources", "single_source", "disputed")
DATE_BASES: Final = ("stated", "relative", "none")
PUBLISHED_BASES: Final = ("metadata", "page", "dateline", "address", "feed", "none")
PUBLISHED_PRECISIONS: Final = ("day", "month", "unknown")
DECIDERS: Final = ("rule", "human")
DECISIONS_TAKEN: Final = ("merge", "split", "not_same", "reject", "set", "undo")
DECISION_STATES: Final = ("obeyed", "stale", "overruled", "undone")
DEAL_ROLES: Final = ("stage", "whole")
DEAL_SIGNS: Final = ("agreed", "carried_out", "listed", "told_together")
REDIRECTS: Final = ("merged", "split", "withdrawn")
PARTY_KINDS: Final = ("state", "actor", "organisation")
OUTCOMES: Final = ("passed", "warned", "failed", "crashed")

PARTY = "ISO 3166 alpha-3 code, `SUN`/`DDR`, or a non-state actor's usual short name"


def _evidence() -> tuple[Column, ...]:
    return (
        Column("evidence", "VARCHAR", "The words of the report that this rests on, exactly as in its clean text."),
        Column("evidence_start", "BIGINT", "Where the evidence begins in the clean text.", minimum=0, unit="characters"),
        Column("evidence_end", "BIGINT", "Where the evidence ends in the clean text.", minimum=0, unit="characters"),
    )


def _interval() -> tuple[Column, ...]:
    return (
        Column("date_start", "DATE", "First day on which the hand-over can have been; null if not known.", nullable=True),
        Column("date_end", "DATE", "Last day on which the hand-over can have been; null if not known.", nullable=True),
        Column("date_precision", "VARCHAR", "How exactly the date is known.", values=PRECISIONS),
    )


def _sides() -> tuple[Column, ...]:
    return (
        Column("released_by", "VARCHAR", f"Side that gave the people up: {PARTY}; `A+B` acting as one.", nullable=True),
        Column("received_by", "VARCHAR", f"Side that got them: {PARTY}; `A+B` acting as one.", nullable=True),
    )


LANDING = Table(
    "landing",
    "ingest",
    "a document as it came",
    "Raw bytes with where and when they came from; never changed, so that rules can be run again over all ever seen.",
    (
        Column("document_id", "VARCHAR", "First 16 hex digits of the SHA-256 of origin-independent content."),
        Column("origin", "VARCHAR", "File or address that the bytes came from."),
        Column("member", "BIGINT", "Which document of the file, from 0 (a line, a row, an archive record).", minimum=0),
        Column("source", "VARCHAR", "Name of the declared source, or `command line`."),
        Column("format", "VARCHAR", "What the bytes are.", values=("text", "markdown", "html", "json", "pdf", "curated")),
        Column("raw", "BLOB", "The bytes."),
        Column("sha256", "VARCHAR", "SHA-256 of the bytes, hexadecimal."),
        Column("n_bytes", "BIGINT", "Size of the bytes.", minimum=1, unit="bytes"),
        Column("url", "VARCHAR", "Address of the document, where the container or the fetch told it.", nullable=True),
        Column("fields", "VARCHAR", "JSON object: names under which a structured document keeps its parts.", nullable=True),
        Column("given", "VARCHAR", "JSON object: what the source, feed or archive tells of the document.", nullable=True),
        Column("landed_at", "TIMESTAMP", "When the document landed (UTC).", volatile=True),
    ),
    key=("document_id",),
    published=False,
)

CLEAN_REPORTS = Table(
    "clean_reports",
    "clean",
    "a report with its clean text",
    "What the clean stage makes of one landed document; `reports` is its published part.",
    (
        Column("report_id", "VARCHAR", "Id of the report; the same as its document's."),
        Column("origin", "VARCHAR", "File or address that the bytes came from."),
        Column("url", "VARCHAR", "Address of the report.", nullable=True),
        Column("source", "VARCHAR", "Name of the declared source, or `command line`."),
        Column("publisher", "VARCHAR", "Registered domain or name of the publisher.", nullable=True),
        Column("title", "VARCHAR", "Headline.", nullable=True),
        Column("published_on", "DATE", "Day of publication; null rather than guessed.", nullable=True),
        Column("published_basis", "VARCHAR", "On what the publication date rests.", values=PUBLISHED_BASES),
        Column("published_precision", "VARCHAR", "How much of the date is known.", values=PUBLISHED_PRECISIONS),
        Column("published_month", "DATE", "First day of the month of publication, also where its day is not known.", nullable=True),
        Column("language", "VARCHAR", "ISO 639-1 code of the text's language, `und` if it cannot be told."),
        Column("curated", "BOOLEAN", "Whether the report is a row of a curated list of facts."),
        Column("text", "VARCHAR", "Clean text; evidence spans count its characters."),
        Column("n_chars", "BIGINT", "Length of the clean text.", minimum=1, unit="characters"),
        Column("sha256", "VARCHAR", "SHA-256 of the landed bytes."),
        Column("sketch", "BIGINT[]", "Hashed word shingles kept for finding copies (bottom-k), ascending."),
        Column("captions", "VARCHAR[]", "Lines of the text that are captions of photos, which may be of another day.", nullable=True),
        Column("landed_at", "TIMESTAMP", "When the document landed (UTC).", volatile=True),
    ),
    key=("report_id",),
    published=False,
)

SCREENED = Table(
    "screened",
    "extract",
    "a report that extraction looked at",
    "Whether the report tells of a prisoner exchange, and why extraction thinks so.",
    (
        Column("report_id", "VARCHAR", "The report."),
        Column("relevant", "BOOLEAN", "Whether at least one claim was made from it."),
        Column("reason", "VARCHAR", "Name of the rule that decided."),
        Column("n_claims", "BIGINT", "Claims made from it.", minimum=0, unit="claims"),
        Column("n_transfers", "BIGINT", "Transfers of these claims.", minimum=0, unit="transfers"),
        Column("n_persons", "BIGINT", "Persons of these claims.", minimum=0, unit="persons"),
    ),
    key=("report_id",),
    references=(("report_id", "clean_reports", "report_id"),),
    published=False,
)

ROLLUPS = Table(
    "rollups",
    "extract",
    "a row of a curated list that sums other rows",
    "Roll-ups make no claim, so that nobody is counted twice; they tell which rows are the stages of one deal.",
    (
        Column("report_id", "VARCHAR", "The row."),
        Column("parties", "VARCHAR[]", f"The sides, sorted: each {PARTY}."),
        *_interval(),
        Column("side_a", "VARCHAR", "One side; null if it is not named.", nullable=True),
        Column("side_b", "VARCHAR", "The other side; null if it is not named.", nullable=True),
        Column("released_by_a", "BIGINT", "How many the one side released to the other in all.", nullable=True, minimum=0, unit="people"),
        Column("released_by_b", "BIGINT", "How many the other side released in all.", nullable=True, minimum=0, unit="people"),
        Column("category", "VARCHAR", "Kind of people.", values=CATEGORIES),
    ),
    key=("report_id",),
    references=(("report_id", "clean_reports", "report_id"),),
    published=False,
)

REPORTS = Table(
    "reports",
    "publish",
    "a report",
    "One document as published: article, feed item, web page, or a row of a curated list. Its text stays in the stage's Parquet.",
    (
        *(c for c in CLEAN_REPORTS.columns if c.name not in {"text", "captions", "sketch", "curated"}),
        Column("relevant", "BOOLEAN", "Whether the report tells of a prisoner exchange."),
        Column("copy_of", "VARCHAR", "The report that this one repeats, if it is a copy.", nullable=True),
        Column("replaced_by", "VARCHAR", "The next version of the same article; null for the present one.", nullable=True),
    ),
    key=("report_id",),
    references=(("copy_of", "reports", "report_id"), ("replaced_by", "reports", "report_id")),
)

CLAIMS = Table(
    "claims",
    "extract",
    "a claim",
    "What one report asserts about one exchange.",
    (
        Column("claim_id", "VARCHAR", "Report id, `#`, number of the claim within it."),
        Column("report_id", "VARCHAR", "The report that says so."),
        Column("focus", "BOOLEAN", "Whether the report is mainly about this exchange; else it is background."),
        Column("status", "VARCHAR", "How far the exchange got.", values=STATUSES),
        Column("parties", "VARCHAR[]", f"The sides, sorted: each {PARTY}."),
        *_interval(),
        Column("date_basis", "VARCHAR", "How the report tells the date.", values=DATE_BASES),
        Column("date_phrase", "VARCHAR", "The words that tell the date, as printed.", nullable=True),
        Column("place_country", "VARCHAR", "Country of the hand-over, ISO 3166 alpha-3.", nullable=True),
        Column("place_name", "VARCHAR", "Place of the hand-over as printed.", nullable=True),
        Column("mediators", "VARCHAR[]", "Who brokered or hosted the exchange itself, sorted."),
        Column("total", "BIGINT", "Overall number for all directions together, if stated.", nullable=True, minimum=0, unit="people"),
        Column("total_bound", "VARCHAR", "How the total is meant; null without one.", nullable=True, values=BOUNDS),
        Column("confidence", "DOUBLE", "How likely the claim is right.", minimum=0, maximum=1),
        *_evidence(),
        Column("extractor", "VARCHAR", "What made the claim: `rules` or `curated`."),
        Column("rules", "VARCHAR[]", "Ids of the extraction rules that made the claim, sorted."),
    ),
    key=("claim_id",),
    references=(("report_id", "reports", "report_id"),),
)

CLAIM_TRANSFERS = Table(
    "claim_transfers",
    "extract",
    "a transfer claimed",
    "People of one category that one side releases to another, according to one claim.",
    (
        Column("claim_id", "VARCHAR", "The claim."),
        Column("transfer_no", "BIGINT", "Number of the transfer within the claim, from 1.", minimum=1),
        *_sides(),
        Column("category", "VARCHAR", "Kind of people.", values=CATEGORIES),
        Column("count", "BIGINT", "How many; 0 where the report says none, null where it gives no figure.", nullable=True, minimum=0, unit="people"),
        Column("bound", "VARCHAR", "How the count is meant.", values=BOUNDS),
        Column("claimant", "VARCHAR", "Who, inside the report, says so.", nullable=True),
        *_evidence(),
    ),
    key=("claim_id", "transfer_no"),
    references=(("claim_id", "claims", "claim_id"),),
)

CLAIM_PERSONS = Table(
    "claim_persons",
    "extract",
    "a named person claimed",
    "A person handed over, by name, according to one claim.",
    (
        Column("claim_id", "VARCHAR", "The claim."),
        Column("name", "VARCHAR", "The name as printed."),
        Column("person_id", "VARCHAR", "Folded form of the name, under which spellings are compared."),
        *_sides(),
        *_evidence(),
    ),
    key=("claim_id", "name"),
    references=(("claim_id", "claims", "claim_id"),),
)

EXCHANGES = Table(
    "exchanges",
    "deduplicate",
    "a real exchange",
    "One hand-over, done, agreed, proposed or cancelled, resolved from the claims about it.",
    (
        Column("exchange_id", "VARCHAR", "Id of the exchange, kept for ever once published."),
        Column("status", "VARCHAR", "How far the exchange got.", values=STATUSES),
        Column("parties", "VARCHAR[]", f"The sides, sorted: each {PARTY}."),
        *_interval(),
        Column("place_country", "VARCHAR", "Country of the hand-over, ISO 3166 alpha-3.", nullable=True),
        Column("place_name", "VARCHAR", "Place of the hand-over.", nullable=True),
        Column("mediators", "VARCHAR[]", "Who brokered or hosted it, sorted."),
        Column("n_claims", "BIGINT", "Claims about it.", minimum=1, unit="claims"),
        Column("n_reports", "BIGINT", "Reports that tell of it, copies included.", minimum=1, unit="reports"),
        Column("n_publishers", "BIGINT", "Independent publishers that tell of it, copies collapsed.", minimum=1, unit="publishers"),
        Column("first_reported_on", "DATE", "Earliest publication day of its reports.", nullable=True),
        Column("last_reported_on", "DATE", "Latest publication day of its reports.", nullable=True),
        Column("grade", "VARCHAR", "How well it is attested.", values=GRADES),
        Column("deal_id", "VARCHAR", "The deal that it belongs to; null for an exchange by itself.", nullable=True),
        Column("deal_role", "VARCHAR", "`stage` of its deal, or the `whole`, which tells the sum of the stages and is never counted as carried out.", nullable=True, values=DEAL_ROLES),
    ),
    key=("exchange_id",),
)

DEALS = Table(
    "deals",
    "deduplicate",
    "a deal that was carried out in stages",
    "Exchanges that belong together: each stage was a hand-over of its own and stays an exchange of its own.",
    (
        Column("deal_id", "VARCHAR", "The exchange of it that was known first; the deal keeps that name."),
        Column("date_start", "DATE", "First day of its first stage whose day is known.", nullable=True),
        Column("date_end", "DATE", "Last day of its last stage whose day is known.", nullable=True),
        Column("stage_ids", "VARCHAR[]", "Its stages, sorted."),
        Column("whole_ids", "VARCHAR[]", "Exchanges that tell the sum of the stages, as agreed or as done; sorted."),
        Column("signs", "VARCHAR[]", f"By what it is known, sorted: {', '.join(f'`{sign}`' for sign in DEAL_SIGNS)}."),
        Column("report_ids", "VARCHAR[]", "Reports that the signs rest on, sorted; of `listed` the row of the list."),
        Column("explanation", "VARCHAR", "The signs, in words."),
    ),
    key=("deal_id",),
    references=(("deal_id", "exchanges", "exchange_id"),),
)

EXCHANGE_TRANSFERS = Table(
    "exchange_transfers",
    "deduplicate",
    "a transfer of an exchange",
    "People of one category that one side released to another, with the lowest, best and highest figure claimed.",
    (
        Column("exchange_id", "VARCHAR", "The exchange."),
        *_sides(),
        Column("category", "VARCHAR", "Kind of people.", values=CATEGORIES),
        Column("count_low", "BIGINT", "Lowest figure claimed; null when a claim gives only an upper bound.", nullable=True, minimum=0, unit="people"),
        Column("count_best", "BIGINT", "Figure chosen by `rule`.", nullable=True, minimum=0, unit="people"),
        Column("count_high", "BIGINT", "Highest figure claimed; null when a claim gives only a lower bound.", nullable=True, minimum=0, unit="people"),
        Column("rule", "VARCHAR", "Name of the fusion rule that chose `count_best`."),
        Column("n_claims", "BIGINT", "Claims that tell of the transfer; 0 where only a person set it.", minimum=0, unit="claims"),
    ),
    references=(("exchange_id", "exchanges", "exchange_id"),),
)

EXCHANGE_PERSONS = Table(
    "exchange_persons",
    "deduplicate",
    "a person of an exchange",
    "A person handed over in the exchange, by the best-attested spelling of the name.",
    (
        Column("exchange_id", "VARCHAR", "The exchange."),
        Column("person_id", "VARCHAR", "Folded form of the name."),
        Column("name", "VARCHAR", "Best-attested spelling."),
        Column("aliases", "VARCHAR[]", "Other spellings met, sorted."),
        *_sides(),
        Column("n_claims", "BIGINT", "Claims that name the person.", minimum=1, unit="claims"),
    ),
    key=("exchange_id", "person_id"),
    references=(("exchange_id", "exchanges", "exchange_id"),),
)

EXCHANGE_CLAIMS = Table(
    "exchange_claims",
    "deduplicate",
    "a claim under its exchange",
    "Which claim is about which exchange, and why.",
    (
        Column("exchange_id", "VARCHAR", "The exchange."),
        Column("claim_id", "VARCHAR", "The claim."),
        Column("match_weight", "DOUBLE", "Strongest match weight to another claim of the exchange; null for a claim alone.", nullable=True, unit="bits"),
        Column("decided_by", "VARCHAR", "Who joined it.", values=DECIDERS),
        Column("explanation", "VARCHAR", "Field by field, why the claim is here."),
        Column("superseded_by", "VARCHAR", "The newer version of its report that tells of the exchange; such a claim carries no weight. Null for one that counts.", nullable=True),
    ),
    key=("claim_id",),
    references=(
        ("exchange_id", "exchanges", "exchange_id"),
        ("claim_id", "claims", "claim_id"),
        ("superseded_by", "reports", "report_id"),
    ),
)

EXCHANGE_CONFLICTS = Table(
    "exchange_conflicts",
    "deduplicate",
    "a value of a disputed fact",
    "Where claims about one exchange differ: each value given, by whom, and which one was chosen.",
    (
        Column("exchange_id", "VARCHAR", "The exchange."),
        Column("attribute", "VARCHAR", "The fact in dispute, such as `status` or `count RUS>UKR remains`."),
        Column("value", "VARCHAR", "One value given."),
        Column("n_publishers", "BIGINT", "Independent publishers that give it; 0 where only a person set it.", minimum=0, unit="publishers"),
        Column("claim_ids", "VARCHAR[]", "Claims that give it, sorted."),
        Column("chosen", "BOOLEAN", "Whether this value was published."),
        Column("rule", "VARCHAR", "Name of the fusion rule that chose."),
    ),
    key=("exchange_id", "attribute", "value"),
    references=(("exchange_id", "exchanges", "exchange_id"),),
)

EXCHANGE_REGISTRY = Table(
    "exchange_registry",
    "deduplicate",
    "a claim that stood under an exchange id",
    "The memory by which ids are kept: every claim ever published, where it stood, and what it told, by which it is known again.",
    (
        Column("registered_as", "VARCHAR", "Name of the claim for ever: the claim id that it had first."),
        Column("exchange_id", "VARCHAR", "An exchange id that it stood under."),
        Column("claim_id", "VARCHAR", "The claim id that it had last."),
        Column("told", "VARCHAR[]", "What it told last: date, figures, sides, persons, status; sorted."),
        Column("first_seen", "BIGINT", "First resolution, counted from 1, in which it stood there.", minimum=1),
        Column("last_seen", "BIGINT", "Last resolution in which it stood there.", minimum=1),
    ),
    key=("registered_as", "exchange_id"),
)

EXCHANGE_REDIRECTS = Table(
    "exchange_redirects",
    "deduplicate",
    "where the claims of an exchange id went",
    "Ids live for ever: one that is gone leads to the exchange that has its claims now; what was split off one that is still there stands here, too.",
    (
        Column("exchange_id", "VARCHAR", "An id that was published once."),
        Column("redirected_to", "VARCHAR", "The present exchange with its claims; null if none of its claims is made any more.", nullable=True),
        Column("kind", "VARCHAR", "`merged` into one, `split` (one row a part; the id itself may go on), or `withdrawn` with its claims.", values=REDIRECTS),
    ),
    references=(("redirected_to", "exchanges", "exchange_id"),),
)

DECISIONS = Table(
    "decisions",
    "deduplicate",
    "a decision of a person",
    "What people decided that rules cannot, in the order written, and what became of it in this publication.",
    (
        Column("decision_id", "VARCHAR", "Id of the decision, by which it can be undone."),
        Column("decided_on", "DATE", "When."),
        Column("decided_by", "VARCHAR", "Who."),
        Column("action", "VARCHAR", "What: `merge`, `split`, `not_same`, `reject` a claim, `set` a value, `undo` a decision.", values=DECISIONS_TAKEN),
        Column("subject", "VARCHAR", "What it is about: an exchange, a claim, a decision."),
        Column("object", "VARCHAR", "The other exchange or claims; of `set` the attribute.", nullable=True),
        Column("value", "VARCHAR", "Of `set` the value; else the claims that it means since it was decided or first read, as `left | right`.", nullable=True),
        Column("reason", "VARCHAR", "Why."),
        Column("state", "VARCHAR", "What became of it.", values=DECISION_STATES),
        Column("note", "VARCHAR", "Why it is not obeyed, and what took the place of what it names; or by whom it was undone.", nullable=True),
        Column("renewal", "VARCHAR", "Of a stale one the commands that decide the same of what is there now; null where nothing is.", nullable=True),
        Column("claim_ids", "VARCHAR[]", "Present claims that it bears on, sorted."),
        Column("exchange_ids", "VARCHAR[]", "Present exchanges that it bears on, sorted."),
    ),
    key=("decision_id",),
)

EXCHANGE_TRANSITIONS = Table(
    "exchange_transitions",
    "deduplicate",
    "a step in the life of an exchange",
    "From proposed over agreed to completed or cancelled, as reports told it; a step that cannot follow the one before is a conflict.",
    (
        Column("exchange_id", "VARCHAR", "The exchange."),
        Column("step_no", "BIGINT", "Number of the step, from 1.", minimum=1),
        Column("status", "VARCHAR", "How far it got by this step.", values=STATUSES),
        Column("reported_on", "DATE", "Day on which it was first reported; null if no report of it is dated.", nullable=True),
        Column("claim_ids", "VARCHAR[]", "Claims that told it that day, sorted."),
        Column("legal", "BOOLEAN", "Whether it can follow the step before; what was completed cannot be agreed again."),
    ),
    key=("exchange_id", "step_no"),
    references=(("exchange_id", "exchanges", "exchange_id"),),
)

NEAR_MATCHES = Table(
    "near_matches",
    "deduplicate",
    "a pair of exchanges that nearly were one",
    "The strongest match between two exchanges that were not joined, though little was missing; the view `review_queue` has the most valuable first.",
    (
        Column("claim_id", "VARCHAR", "A claim of the one exchange."),
        Column("other_claim_id", "VARCHAR", "The claim of the other exchange that it matches best."),
        Column("exchange_id", "VARCHAR", "The one exchange."),
        Column("other_exchange_id", "VARCHAR", "The other one."),
        Column("match_weight", "DOUBLE", "How much speaks for one exchange.", unit="bits"),
        Column("reason", "VARCHAR", "Why they were not joined."),
        Column("explanation", "VARCHAR", "The match, field by field."),
    ),
    key=("claim_id", "other_claim_id"),
    references=(
        ("claim_id", "claims", "claim_id"),
        ("other_claim_id", "claims", "claim_id"),
        ("exchange_id", "exchanges", "exchange_id"),
        ("other_exchange_id", "exchanges", "exchange_id"),
    ),
)

COPIES = Table(
    "copies",
    "deduplicate",
    "a report that repeats another",
    "Syndicated, abridged or re-posted reports; they add no evidence of their own. Published as `reports.copy_of`.",
    (
        Column("report_id", "VARCHAR", "The report that repeats."),
        Column("copy_of", "VARCHAR", "The report that it repeats; not itself a copy."),
    ),
    key=("report_id",),
    references=(("report_id", "clean_reports", "report_id"), ("copy_of", "clean_reports", "report_id")),
    published=False,
)

EXCHANGE_HISTORY = Table(
    "exchange_history",
    "publish",
    "a change between two publications",
    "What a publication changed about an exchange, and because of which claims.",
    (
        Column("exchange_id", "VARCHAR", "The exchange."),
        Column("attribute", "VARCHAR", "What changed; `exchange` for its appearance or disappearance."),
        Column("old_value", "VARCHAR", "Value in the earlier publication.", nullable=True),
        Column("new_value", "VARCHAR", "Value in the later publication.", nullable=True),
        Column("published_at", "TIMESTAMP", "When the later publication was made (UTC).", volatile=True),
        Column("because", "VARCHAR", "The claims that came or went in between."),
    ),
)

PARTIES = Table(
    "parties",
    "publish",
    "a party",
    "The states, armed groups and organisations that the other tables name by their codes.",
    (
        Column("party", "VARCHAR", "ISO 3166 alpha-3 code, `SUN`/`DDR`, or usual short name."),
        Column("name", "VARCHAR", "Name in English."),
        Column("kind", "VARCHAR", "A state, an armed group that can be a side, or an organisation, which is none.", values=PARTY_KINDS),
        Column("aliases", "VARCHAR[]", "Other names, sorted; the macro `party` knows them all."),
    ),
    key=("party",),
)

EXCHANGE_VERSIONS = Table(
    "exchange_versions",
    "publish",
    "a state in which an exchange was published",
    "What was known of every exchange from one publication to another; the macro `known_on` asks it for a day.",
    (
        Column("exchange_id", "VARCHAR", "The exchange; it may be gone since (`exchange_redirects`)."),
        Column("known_from", "TIMESTAMP", "Publication that told it first (UTC).", volatile=True),
        Column("known_to", "TIMESTAMP", "Publication that told otherwise (UTC); null for what is known now.", nullable=True, volatile=True),
        Column("status", "VARCHAR", "How far the exchange got.", values=STATUSES),
        Column("parties", "VARCHAR[]", f"The sides, sorted: each {PARTY}."),
        *_interval(),
        Column("place_country", "VARCHAR", "Country of the hand-over, ISO 3166 alpha-3.", nullable=True),
        Column("place_name", "VARCHAR", "Place of the hand-over.", nullable=True),
        Column("mediators", "VARCHAR[]", "Who brokered or hosted it, sorted."),
        Column("n_publishers", "BIGINT", "Independent publishers that told of it.", minimum=1, unit="publishers"),
        Column("grade", "VARCHAR", "How well it was attested.", values=GRADES),
        Column("who", "VARCHAR", "Who released how many to whom, in words; null if nothing was told.", nullable=True),
        Column("people", "BIGINT", "Sum of the best figures.", nullable=True, minimum=0, unit="people"),
    ),
)

_SUMMED_FROM = Column("exchange_ids", "VARCHAR[]", "Exchanges that the row was summed from, sorted.")

MONTHLY_TOTALS = Table(
    "monthly_totals",
    "aggregate",
    "a month, direction and category",
    "People released in completed exchanges whose month is known; months without any stand with zero.",
    (
        Column("month", "DATE", "First day of the month."),
        *_sides(),
        Column("category", "VARCHAR", "Kind of people; null in a month without any.", nullable=True, values=CATEGORIES),
        Column("n_exchanges", "BIGINT", "Exchanges.", minimum=0, unit="exchanges"),
        Column("count_low", "BIGINT", "Sum of the lowest figures (best, where there is no low).", minimum=0, unit="people"),
        Column("count_best", "BIGINT", "Sum of the best figures.", minimum=0, unit="people"),
        Column("count_high", "BIGINT", "Sum of the highest figures (best, where there is no high).", minimum=0, unit="people"),
        _SUMMED_FROM,
    ),
)

PARTY_BALANCES = Table(
    "party_balances",
    "aggregate",
    "a party, its counterpart and a category",
    "What the party released to the counterpart and received from it, in completed exchanges.",
    (
        Column("party", "VARCHAR", f"The side: {PARTY}."),
        Column("counterpart", "VARCHAR", "The other side; null where no report names it.", nullable=True),
        Column("category", "VARCHAR", "Kind of people.", values=CATEGORIES),
        Column("released", "BIGINT", "People released to the counterpart (best figures).", minimum=0, unit="people"),
        Column("received", "BIGINT", "People received from the counterpart (best figures).", minimum=0, unit="people"),
        Column("balance", "BIGINT", "Received less released.", unit="people"),
        Column("n_exchanges", "BIGINT", "Exchanges.", minimum=1, unit="exchanges"),
        _SUMMED_FROM,
    ),
)

MEDIATION_RECORD = Table(
    "mediation_record",
    "aggregate",
    "a mediator between two or more parties",
    "Exchanges that the mediator brokered or hosted, by status.",
    (
        Column("mediator", "VARCHAR", "State or organisation."),
        Column("parties", "VARCHAR[]", "Between whom, sorted."),
        Column("n_completed", "BIGINT", "Completed exchanges.", minimum=0, unit="exchanges"),
        Column("n_other", "BIGINT", "Agreed, proposed or cancelled ones.", minimum=0, unit="exchanges"),
        Column("people", "BIGINT", "Living people released in the completed ones (best figures).", minimum=0, unit="people"),
        Column("remains", "BIGINT", "Bodies handed over in them (best figures).", minimum=0, unit="people"),
        _SUMMED_FROM,
    ),
)

PERSON_INDEX = Table(
    "person_index",
    "aggregate",
    "a named person",
    "Every person named as handed over, and in which exchanges.",
    (
        Column("person_id", "VARCHAR", "Folded form of the name."),
        Column("name", "VARCHAR", "Best-attested spelling."),
        Column("aliases", "VARCHAR[]", "Other spellings met, sorted."),
        Column("n_exchanges", "BIGINT", "Exchanges.", minimum=1, unit="exchanges"),
        _SUMMED_FROM,
    ),
    key=("person_id",),
)

SOURCE_COVERAGE = Table(
    "source_coverage",
    "aggregate",
    "a publisher",
    "What a publisher's reports gave.",
    (
        Column("publisher", "VARCHAR", "Registered domain or name; `unknown` if no report tells."),
        Column("n_reports", "BIGINT", "Reports.", minimum=1, unit="reports"),
        Column("n_relevant", "BIGINT", "Reports that tell of a prisoner exchange.", minimum=0, unit="reports"),
        Column("n_copies", "BIGINT", "Reports that repeat another.", minimum=0, unit="reports"),
        Column("n_claims", "BIGINT", "Claims made from them.", minimum=0, unit="claims"),
        Column("first_published_on", "DATE", "Earliest publication day.", nullable=True),
        Column("last_published_on", "DATE", "Latest publication day.", nullable=True),
        _SUMMED_FROM,
    ),
    key=("publisher",),
)

QUARANTINE = Table(
    "quarantine",
    "publish",
    "a record that was refused",
    "Nothing is dropped in silence: what a stage could not take stands here with the reason.",
    (
        Column("stage", "VARCHAR", "Stage that refused it.", values=STAGES),
        Column("rule", "VARCHAR", "Id of the rule that refused it."),
        Column("record", "VARCHAR", "What was refused: a file, an address, a report or claim id."),
        Column("reason", "VARCHAR", "Why, and what to do about it."),
        Column("observed", "VARCHAR", "What was found.", nullable=True),
        Column("bound", "VARCHAR", "What would have been accepted.", nullable=True),
        Column("content", "VARCHAR", "The refused row as JSON (bytes shortened).", nullable=True),
        Column("run_id", "VARCHAR", "Run that refused it.", volatile=True),
        Column("at", "TIMESTAMP", "When (UTC).", volatile=True),
    ),
)

GATE_RESULTS = Table(
    "gate_results",
    "publish",
    "one rule checked on one batch",
    "What was checked, what came out, against which bound.",
    (
        Column("run_id", "VARCHAR", "Run that checked.", volatile=True),
        Column("stage", "VARCHAR", "Stage whose output was checked.", values=STAGES),
        Column("batch", "VARCHAR", "Name of the batch."),
        Column("rule", "VARCHAR", "Id of the rule."),
        Column("severity", "VARCHAR", "What a failure does.", values=("stop", "warn", "quarantine")),
        Column("outcome", "VARCHAR", "What came out.", values=OUTCOMES),
        Column("reason", "VARCHAR", "What the rule asks, in words."),
        Column("observed", "VARCHAR", "What was found.", nullable=True),
        Column("bound", "VARCHAR", "What was asked.", nullable=True),
        Column("n_rows", "BIGINT", "Rows checked.", minimum=0, unit="rows"),
        Column("n_failing", "BIGINT", "Rows that failed.", minimum=0, unit="rows"),
        Column("failing_keys", "VARCHAR[]", "Keys of the first failing rows."),
        Column("at", "TIMESTAMP", "When (UTC).", volatile=True),
    ),
)

RUNS = Table(
    "runs",
    "publish",
    "one stage of one run",
    "What ran, how long, and how many rows went in and out: in + quarantined proofs are here.",
    (
        Column("run_id", "VARCHAR", "The run.", volatile=True),
        Column("stage", "VARCHAR", "The stage.", values=STAGES),
        Column("rules_version", "VARCHAR", "Version of the stage's rules."),
        Column("rows_in", "BIGINT", "Rows or files that went in.", minimum=0, unit="rows"),
        Column("rows_out", "BIGINT", "Rows newly made.", minimum=0, unit="rows"),
        Column("rows_reused", "BIGINT", "Rows that an earlier run had made.", minimum=0, unit="rows"),
        Column("rows_quarantined", "BIGINT", "Rows refused.", minimum=0, unit="rows"),
        Column("seconds", "DOUBLE", "Time taken.", minimum=0, unit="seconds", volatile=True),
        Column("at", "TIMESTAMP", "When the stage ended (UTC).", volatile=True),
    ),
)

TABLES: Final[dict[str, Table]] = {
    t.name: t
    for t in (
        LANDING, CLEAN_REPORTS, SCREENED, ROLLUPS, REPORTS, CLAIMS, CLAIM_TRANSFERS, CLAIM_PERSONS,
        EXCHANGES, DEALS, EXCHANGE_TRANSFERS, EXCHANGE_PERSONS, EXCHANGE_CLAIMS, EXCHANGE_CONFLICTS, EXCHANGE_TRANSITIONS, NEAR_MATCHES, COPIES,
        EXCHANGE_REGISTRY, EXCHANGE_REDIRECTS, DECISIONS, EXCHANGE_HISTORY, EXCHANGE_VERSIONS,
        MONTHLY_TOTALS, PARTY_BALANCES, MEDIATION_RECORD, PERSON_INDEX, SOURCE_COVERAGE,
        PARTIES, QUARANTINE, GATE_RESULTS, RUNS,
    )
}  # fmt: skip

PUBLISHED: Final = tuple(t for t in TABLES.values() if t.published)
