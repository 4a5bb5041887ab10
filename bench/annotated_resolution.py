"""How right resolution is on the annotated reports: `python -m bench.annotated_resolution [warehouse.duckdb]`.

Two lines a set: claims as annotated fed in (what resolution alone does wrong), and claims as extracted; a naive rule
beside. Then, for exchanges told by one claim and by several, how right the published status, date, country and figures
are: what claims as extracted publish, held against what claims as annotated would.

With a published file, also how many of the exchanges that reports tell of a curated row tells of as well, and the
people released by Russia and its allies to Ukraine up to a day, beside the official running total of that day.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import pyarrow as pa

from assets.accuracy import REPORTS
from assets.deduplicate.resolve import resolve_exchanges
from assets.estimates.annotated import Row, annotated_claims, annotated_set
from assets.extract.claims import extract_claims
from assets.extract.scoring import align, annotated_values, claimed_values
from bench.resolution import resolve, score
from bench.resolvers import naive

OFFICIAL = Path(__file__).resolve().parents[1] / "seeds" / "reference" / "official_totals.csv"
PUBLISHED = ("status", "date", "country", "figures")

# Claim tables, and the exchange that each claim is about; the values published of an exchange, by slot.
Claims: TypeAlias = tuple[dict[str, pa.Table], dict[str, str]]
Facts: TypeAlias = dict[str, set[Any]]

JOINED = """
WITH sides AS (
    SELECT exchange_id, bool_or(extractor = 'curated') AS curated, bool_or(extractor <> 'curated') AS reported
    FROM exchange_claims JOIN claims USING (claim_id) GROUP BY exchange_id
)
SELECT count(*) FILTER (reported AND curated), count(*) FILTER (reported)
FROM sides JOIN exchanges USING (exchange_id)
WHERE status = 'completed' AND date_precision = 'day'
"""

TOTALS = """
SELECT
    up_to, official,
    (
        SELECT sum(count_best)::BIGINT
        FROM exchange_transfers AS transfers
        JOIN exchanges USING (exchange_id)
        WHERE status = 'completed' AND category <> 'remains' AND date_start >= since AND date_end <= up_to
          AND transfers.received_by = totals.received_by
          AND list_has_any(string_split(transfers.released_by, '+'), string_split(totals.released_by, '+'))
    ) AS published
FROM read_csv(?) AS totals
ORDER BY up_to
"""


def main(warehouse: Path | None) -> None:
    """Prints the lines."""
    print(f"{'set':10}{'claims':24}{'n':>5}{'B-cubed F1':>12}{'pair precision':>16}{'naive F1':>10}")
    worlds = {}
    for name in REPORTS:
        reports, annotations = annotated_set(name)
        worlds[name] = annotated_claims(reports, annotations), _extracted(reports, annotations)
        for how, (tables, truth) in zip(("as annotated", "as extracted"), worlds[name], strict=True):
            found = {claim: exchange for claim, exchange in resolve(tables).items() if claim in truth}
            f1, precision = score(truth, found)
            plain, _ = score(truth, {c: x for c, x in naive(tables).items() if c in truth})
            print(f"{name:10}{how:24}{len(truth):5}{f1:12.3f}{precision:16.3f}{plain:10.3f}")
    print(f"\n{'set':10}{'exchanges':24}{'n':>5}" + "".join(f"{slot:>12}" for slot in PUBLISHED))
    for name, (annotated, extracted) in worlds.items():
        by_one, by_several = _published(annotated, extracted)
        for told, pairs in (("told by one claim", by_one), ("told by several", by_several)):
            print(f"{name:10}{told:24}{len(pairs):5}" + "".join(f"{_f1(slot, pairs):12.3f}" for slot in PUBLISHED))
    if warehouse:
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            joined, reported = connection.execute(JOINED).fetchall()[0]
            totals = connection.execute(TOTALS, [str(OFFICIAL)]).fetchall()
        print(f"{joined} of {reported} completed exchanges that a report dates to the day have a curated row as well")
        for up_to, official, published in totals:
            print(f"up to {up_to}: {published} people, officially {official} ({published - official:+})")


def _published(annotated: Claims, extracted: Claims) -> tuple[list[tuple[Facts, Facts]], list[tuple[Facts, Facts]]]:
    """What is published of each exchange by claims as annotated, and by claims as extracted.

    First the exchanges that one extracted claim tells, then those that several tell.
    """
    (right_of, right), (read_of, read) = _resolved(annotated), _resolved(extracted)
    as_annotated, by_one, by_several = _by_exchange(annotated[1]), [], []
    for exchange, claims in _by_exchange(extracted[1]).items():
        pair = right[_most(right_of, as_annotated[exchange])], read[_most(read_of, claims)]
        (by_several if len(claims) > 1 else by_one).append(pair)
    return by_one, by_several


def _by_exchange(exchange_of: Mapping[str, str]) -> dict[str, list[str]]:
    """The claims about each exchange."""
    claims: dict[str, list[str]] = defaultdict(list)
    for claim, exchange in exchange_of.items():
        claims[exchange].append(claim)
    return claims


def _resolved(claims: Claims) -> tuple[dict[str, str], dict[str, Facts]]:
    """The exchange that each claim is put to, and the facts published of each exchange."""
    tables = resolve_exchanges(claims[0])
    facts: dict[str, Facts] = {}
    for row in tables["exchanges"].to_pylist():
        facts[row["exchange_id"]] = {
            "status": {row["status"]},
            "date": {row["date_start"]} - {None},
            "country": {row["place_country"]} - {None},
            "figures": set(),
        }
    for row in tables["exchange_transfers"].to_pylist():
        if row["count_best"] is not None:
            told = (row["released_by"], row["received_by"], row["count_best"])
            facts[row["exchange_id"]]["figures"].add(told)
    put = tables["exchange_claims"]
    return dict(zip(put["claim_id"].to_pylist(), put["exchange_id"].to_pylist(), strict=True)), facts


def _most(exchange_of: Mapping[str, str], claims: Iterable[str]) -> str:
    """The exchange to which most of the claims are put."""
    return Counter(exchange_of[claim] for claim in claims).most_common(1)[0][0]


def _f1(slot: str, pairs: Sequence[tuple[Facts, Facts]]) -> float:
    told = sum(len(right[slot]) + len(read[slot]) for right, read in pairs)
    return 2 * sum(len(right[slot] & read[slot]) for right, read in pairs) / told


def _extracted(reports: pa.Table, annotations: dict[str, list[Row]]) -> Claims:
    """Claim tables as extracted, and the exchange of each claim that has an annotated event of its own."""
    tables = extract_claims(reports)
    values = claimed_values(tables)
    ids: dict[str, list[str]] = {}
    for claim in tables["claims"].select(["claim_id", "report_id"]).to_pylist():
        ids.setdefault(claim["report_id"], []).append(claim["claim_id"])
    truth = {}
    for report_id, events in annotations.items():
        for i, j in align([annotated_values(event) for event in events], values.get(report_id, [])):
            truth[ids[report_id][j]] = events[i]["exchange"]
    return {"clean_reports": reports, **tables}, truth


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
