from datetime import date

import pytest

from warehouse.published_file import assemble, read_views
from warehouse.snapshot import warehouse_path
from warehouse.tables import TABLES


@pytest.fixture(scope="session")
def small_data(tmp_path_factory):
    """A data folder whose published file has one exchange between two parties; to be read only."""
    data = tmp_path_factory.mktemp("small")
    records = {
        "parties": [
            {"party": "RUS", "name": "Russia", "kind": "state", "aliases": ["Russian Federation"]},
            {"party": "UKR", "name": "Ukraine", "kind": "state", "aliases": []},
        ],
        "exchanges": [
            {
                "exchange_id": "X1", "status": "completed", "parties": ["RUS", "UKR"], "date_start": date(2025, 5, 23),
                "date_end": date(2025, 5, 23), "date_precision": "day", "mediators": [], "n_claims": 1, "n_reports": 1,
                "n_publishers": 1, "grade": "single_source",
            }
        ],
        "exchange_transfers": [
            {
                "exchange_id": "X1", "released_by": "RUS", "received_by": "UKR", "category": "military",
                "count_low": 390, "count_best": 390, "count_high": 390, "rule": "only_figure", "n_claims": 1,
            }
        ],
    }  # fmt: skip
    assemble(warehouse_path(data), {name: TABLES[name].rows(rows) for name, rows in records.items()}, read_views())
    return data
