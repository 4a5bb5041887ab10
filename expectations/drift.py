"""The rules that hold a source's new batch against the source's own past: volumes, shares, claims a report.

Belongs here: what is measured of each source in a run, and how far it may stray. Bounds come from the past itself
(median, and median absolute deviation, which a few odd runs do not move), so all of them warn: a source may change for
good reasons. Floors that stop are rules of the stages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import pyarrow as pa

from expectations.queries import connect
from expectations.rules import FailingRows, Given, Rule, query

# With fewer runs the middle of a past says nothing; of five, it is that of a run with two to either side.
FEWEST_RUNS: Final = 5
# Of fewer reports a share says little: of 20, one half is known to within 22 points (95 % interval).
FEWEST_FOR_SHARE: Final = 20
# Normally distributed values stray as far by chance once in 16,000 runs.
WIDTHS: Final = 4
# A judgement: a tenth more undated reports is nothing that a person would act on, nor a third more claims a report.
LEAST_SHARE: Final = 0.1
LEAST_RATIO: Final = 0.33
# A judgement: news come in waves, so that a day may well bring thrice as much as another.
TIMES: Final = 5

# How many earlier runs make a past: a season of daily ones.
RUNS_OF_PAST: Final = 60

FIGURES: Final = pa.schema([("source", pa.string()), ("figure", pa.string()), ("n", pa.int64()), ("of", pa.int64())])

_WITHIN = {"runs": FEWEST_RUNS, "widths": WIDTHS, "fewest": FEWEST_FOR_SHARE}
_ORIGIN = f"the source's own past, of {FEWEST_RUNS} runs or more: median and median absolute deviation"


def _share(stage: str, name: str, table: str, figure: str, reason: str) -> Rule:
    check = FailingRows(query("drift/share"), {"figure": figure, "least": LEAST_SHARE, **_WITHIN})
    bound = f"{WIDTHS} widths or {LEAST_SHARE:.0%} from the usual share, of {FEWEST_FOR_SHARE} or more"
    return Rule(f"{stage}.{name}", "warn", table, reason, bound, _ORIGIN, check)


RULES: Final[Mapping[str, tuple[Rule, ...]]] = {
    "ingest": (
        Rule(
            "ingest.volume_as_usual",
            "warn",
            "landing",
            "A source that suddenly gives far more or far fewer new documents has changed, or is read amiss.",
            f"at most {TIMES} times as many new documents as usual, and no fewer than a {TIMES}th",
            _ORIGIN,
            FailingRows(query("drift/volume"), {"figure": "documents", "times": TIMES, **_WITHIN}),
        ),
    ),
    "clean": (
        _share(
            "clean",
            "undated_as_usual",
            "clean_reports",
            "undated",
            "More or fewer undated reports than usual mean that a source has changed the place of its dates.",
        ),
        _share(
            "clean",
            "refused_as_usual",
            "clean_reports",
            "refused",
            "More or fewer refused documents than usual mean that a source has changed its form.",
        ),
    ),
    "extract": (
        _share(
            "extract",
            "relevant_as_usual",
            "screened",
            "relevant",
            "More or fewer reports on exchanges than usual mean news, or a screen that fails.",
        ),
        Rule(
            "extract.claims_as_usual",
            "warn",
            "claims",
            "More or fewer claims a relevant report than usual mean that a source has changed what it puts on a page.",
            f"{WIDTHS} widths or {LEAST_RATIO:.0%} from the usual number, of {FEWEST_FOR_SHARE} reports or more",
            _ORIGIN,
            FailingRows(query("drift/ratio"), {"figure": "claims", "least": LEAST_RATIO, **_WITHIN}),
        ),
        _share(
            "extract",
            "dates_as_usual",
            "claims",
            "undated claims",
            "More or fewer claims without a date than usual mean that dates are no longer read as they were.",
        ),
        _share(
            "extract",
            "counts_as_usual",
            "claim_transfers",
            "uncounted transfers",
            "More or fewer transfers without a figure than usual mean that numbers are no longer read as they were.",
        ),
    ),
}


def measure_sources(stage: str, tables: Mapping[str, pa.Table], context: Mapping[str, Given]) -> list[dict[str, Any]]:
    """What a batch of a stage tells of each source: rows `source`, `figure`, `n`, `of`; none for later stages.

    Args:
        stage: the stage.
        tables: the tables of its batch.
        context: what its gate was given beside them.
    """
    if stage not in RULES:
        return []
    given = {name: rows for name, rows in context.items() if isinstance(rows, pa.Table)}
    with connect({**tables, **given}) as connection:
        figures: list[dict[str, Any]] = connection.sql(query(f"drift/{stage}")).to_arrow_table().to_pylist()
    return figures


def sum_figures(figures: Iterable[Mapping[str, Any]]) -> pa.Table:
    """The figures of several batches of one run as those of one."""
    summed: dict[tuple[str, str], list[int]] = {}
    for row in figures:
        total = summed.setdefault((row["source"], row["figure"]), [0, 0])
        total[0] += row["n"]
        total[1] += row["of"]
    rows = [{"source": source, "figure": figure, "n": n, "of": of} for (source, figure), (n, of) in summed.items()]
    return pa.Table.from_pylist(rows, schema=FIGURES)
