"""Prints the match weights that pairs of known truth would give, a line a level.

    python -m bench.match_weights [warehouse.duckdb]

`swapledger estimate` writes the same as a proposal.
"""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

from assets.estimates.match_weights import estimate_match_weights
from warehouse.published_file import open_warehouse


def main(warehouse: Path | None) -> None:
    """Prints the estimates."""
    if warehouse:
        with closing(open_warehouse(warehouse)) as connection:
            found = estimate_match_weights(connection)
    else:
        found = estimate_match_weights(None)
    print(f"{'level':24}{'one exchange':>14}{'two':>8}{'present':>10}{'estimated':>11}")
    for each in found:
        print(f"{each.level:24}{each.matches:14}{each.others:8}{each.present:10.1f}{each.estimated:11.1f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
