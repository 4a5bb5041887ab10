"""The version of each stage's rules: a hash over everything that decides what the stage makes.

Belongs here: which files decide. Not here: hashing (`warehouse/storage.py`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from warehouse.storage import batch_name, rules_version
from warehouse.tables import STAGES

PROJECT = Path(__file__).resolve().parent.parent

# Landed bytes do not depend on any rule, so no change of the code may lose sight of them: this only changes with the
# layout of `landing` itself.
LANDING_LAYOUT = "1"

# What every gate is made with: it decides which rows are taken out.
GATE_MECHANISM = ("baseline", "frames", "gate", "quarantine", "queries", "reference", "rules")


@cache
def stage_version(stage: str) -> str:
    """The version of a stage's rules: its code, its gate, the reference data, the tables, and the stages before it."""
    if stage == "ingest":
        return LANDING_LAYOUT
    own = rules_version(
        PROJECT / "assets" / stage,
        PROJECT / "assets" / "addresses.py",
        PROJECT / "expectations" / f"{stage}.py",
        PROJECT / "expectations" / "sql" / stage,
        *(PROJECT / "expectations" / f"{part}.py" for part in GATE_MECHANISM),
        PROJECT / "seeds" / "reference",
        PROJECT / "warehouse" / "columns.py",
        PROJECT / "warehouse" / "tables.py",
        *_beside(stage),
    )
    return batch_name([own, stage_version(stage_before(stage))])[:12]


def _beside(stage: str) -> list[Path]:
    """What a stage makes its tables with, beside what is in its own folder."""
    sql, versions = PROJECT / "warehouse" / "sql", PROJECT / "assets" / "article_versions.py"
    made = {
        "deduplicate": [versions],
        "aggregate": sorted(sql.glob("*.sql")),
        "publish": [versions, sql / "views", sql / "macros"],
    }
    return made.get(stage, [])


def stage_before(stage: str) -> str:
    """The stage whose output a stage takes up."""
    return STAGES[STAGES.index(stage) - 1]
