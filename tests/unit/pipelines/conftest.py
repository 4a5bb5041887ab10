from datetime import date

import pytest

from tests.rows import tables_of
from warehouse.published_file import assemble, read_views
from warehouse.snapshot import warehouse_path


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
                "exchange_id": "X1", "date_start": date(2025, 5, 23), "date_end": date(2025, 5, 23),
                "date_precision": "day",
            }
        ],
        "exchange_transfers": [
            {
                "exchange_id": "X1", "released_by": "RUS", "received_by": "UKR", "count_low": 390, "count_best": 390,
                "count_high": 390, "rule": "only_figure",
            }
        ],
    }  # fmt: skip
    assemble(warehouse_path(data), tables_of(records), read_views())
    return data
