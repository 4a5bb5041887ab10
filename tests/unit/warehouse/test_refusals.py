from datetime import datetime

from warehouse.refusals import Refusal, quarantine_table
from warehouse.tables import QUARANTINE

AT = datetime(2026, 1, 2, 3, 4, 5)


def test_refusals_become_rows_of_quarantine():
    table = quarantine_table([Refusal("clean", "clean.blank", "r1", "No words.", content="{}")], "run", AT)
    assert table.schema == QUARANTINE.arrow_schema
    assert table.to_pylist() == [
        {
            "stage": "clean",
            "rule": "clean.blank",
            "record": "r1",
            "reason": "No words.",
            "observed": None,
            "bound": None,
            "content": "{}",
            "run_id": "run",
            "at": AT,
        }
    ]


def test_no_refusals_make_an_empty_table():
    assert quarantine_table([], "run", AT).schema == QUARANTINE.arrow_schema
