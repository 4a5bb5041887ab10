"""Other ways to put claims under exchanges, to hold resolution against: a naive rule, and Splink with its clustering.

Belongs here: making the same claims ready for each. Not here: the worlds and the score (`resolution.py`).
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

Row = dict[str, Any]

SPLINK_LINKED = 0.9  # match probability: of 0.5, 0.9, 0.95, 0.99 and 0.999 the one with the best F1 over 3,000 claims


def naive(tables: Mapping[str, pa.Table]) -> dict[str, str]:
    """Claims of one day and the same parties are one exchange; one without a day stands alone."""
    found = {}
    for claim in tables["claims"].to_pylist():
        day = claim["date_start"] if claim["date_precision"] == "day" else None
        found[claim["claim_id"]] = f"{day} {claim['parties']}" if day else claim["claim_id"]
    return found


def splink(tables: Mapping[str, pa.Table]) -> dict[str, str]:
    """Splink's clusters: weights trained on the claims themselves, connected components above a probability."""
    import duckdb  # noqa: PLC0415
    from splink import Linker, SettingsCreator, block_on  # noqa: PLC0415  (only where it is compared with)
    from splink.internals.duckdb.database_api import DuckDBAPI  # noqa: PLC0415

    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI(connection=duckdb.connect())
    blocking = [
        block_on("couple", "day"),
        block_on("couple", "count_a"),
        block_on("couple", "count_b"),
        block_on("couple", "reported_week"),
        block_on("first_person"),
    ]
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="claim_id",
        blocking_rules_to_generate_predictions=blocking,
        comparisons=_comparisons(),
        retain_intermediate_calculation_columns=False,
    )
    linker = Linker(api.register(_rows(tables)), settings, log_level=logging.ERROR)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("couple", "day", "count_a"), block_on("first_person")], recall=0.6
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=2_000_000, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("couple", "day"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("couple", "count_a"))
    links = linker.inference.predict(threshold_match_probability=SPLINK_LINKED)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        links, threshold_match_probability=SPLINK_LINKED
    )
    return {row["claim_id"]: str(row["cluster_id"]) for row in clusters.as_record_list()}


def _comparisons() -> list[Any]:
    import splink.comparison_level_library as cll  # noqa: PLC0415
    import splink.comparison_library as cl  # noqa: PLC0415

    def count(name: str) -> Any:
        return cl.CustomComparison(
            output_column_name=name,
            comparison_levels=[
                cll.NullLevel(name),
                cll.ExactMatchLevel(name),
                cll.PercentageDifferenceLevel(name, 0.12),
                cll.ElseLevel(),
            ],
        )

    day = cl.CustomComparison(
        output_column_name="day",
        comparison_levels=[
            cll.NullLevel("day"),
            cll.ExactMatchLevel("day"),
            cll.CustomLevel("abs(date_diff('day', day_l, day_r)) <= 3", "within three days"),
            cll.ElseLevel(),
        ],
    )
    reported = cl.CustomComparison(
        output_column_name="reported",
        comparison_levels=[
            cll.NullLevel("reported"),
            cll.CustomLevel("abs(date_diff('day', reported_l, reported_r)) <= 3", "within three days"),
            cll.CustomLevel("abs(date_diff('day', reported_l, reported_r)) <= 30", "within a month"),
            cll.ElseLevel(),
        ],
    )
    return [
        cl.ExactMatch("couple"),
        day,
        reported,
        count("count_a"),
        count("count_b"),
        cl.ArrayIntersectAtSizes("persons", [1]),
        cl.JaroWinklerAtThresholds("place_name", [0.9]),
    ]


def _rows(tables: Mapping[str, pa.Table]) -> pa.Table:
    """One row a claim, in the columns that Splink compares."""
    published = dict(
        zip(*(tables["clean_reports"][name].to_pylist() for name in ("report_id", "published_on")), strict=True)
    )
    counts: dict[str, dict[str, int | None]] = defaultdict(dict)
    for row in tables["claim_transfers"].to_pylist():
        counts[row["claim_id"]][row["released_by"]] = row["count"]
    persons: dict[str, list[str]] = defaultdict(list)
    for row in tables["claim_persons"].to_pylist():
        persons[row["claim_id"]].append(row["person_id"])
    rows = []
    for claim in tables["claims"].to_pylist():
        claim_id, parties = claim["claim_id"], claim["parties"]
        reported = published[claim["report_id"]]
        named = sorted(persons[claim_id])
        rows.append(
            {
                "claim_id": claim_id,
                "couple": " ".join(parties),
                "day": claim["date_start"] if claim["date_precision"] == "day" else None,
                "reported": reported,
                "reported_week": reported.toordinal() // 7 if reported else None,
                "count_a": counts[claim_id].get(parties[0]) if parties else None,
                "count_b": counts[claim_id].get(parties[-1]) if parties else None,
                "persons": named or None,
                "first_person": named[0] if named else None,
                "place_name": claim["place_name"],
            }
        )
    return pa.Table.from_pylist(rows)
