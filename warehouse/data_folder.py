"""What swapledger makes in a data folder.

Belongs here: telling it from what people put there (`inbox/`, reports beside). Not here: what each of it is for
(`docs/operating.md`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from warehouse.acceptances import ACCEPTED_NAME
from warehouse.lock import LOCK_NAME
from warehouse.memory import MEMORY_NAME
from warehouse.snapshot import BRIEFING_NAME, WAREHOUSE_NAME
from warehouse.tables import STAGES

DECISIONS_NAME: Final = "decisions.csv"  # in the folder of seeds, and in the data folder
MADE: Final = frozenset(
    {*STAGES, "accuracy", "dagster", "estimates", "runs", "snapshots"}
    | {ACCEPTED_NAME, BRIEFING_NAME, DECISIONS_NAME, MEMORY_NAME, WAREHOUSE_NAME}
)


def is_made(path: Path) -> bool:
    """Whether something in a folder was made by swapledger: the folder has been written to by a run."""
    return path.name in MADE and (path.parent / LOCK_NAME).is_file()
