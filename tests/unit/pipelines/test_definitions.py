from datetime import datetime

import dagster as dg
import pytest

from assets.asset_metadata import materialization_metadata
from assets.stage import AGAIN_TAG
from expectations.gate import rules
from pipelines.definitions import defs
from warehouse.ledger import StageEntry
from warehouse.tables import STAGES, TABLES

ASSETS = ("landing", "reports", "claims", "exchanges", "totals", "warehouse")
NODES = {node.key.to_user_string(): node for node in defs.resolve_asset_graph().asset_nodes}


def test_assets_follow_each_other_in_the_order_of_the_stages():
    assert set(NODES) == set(ASSETS)
    for stage, before, name in zip(STAGES, (None, *ASSETS), ASSETS, strict=False):
        assert NODES[name].group_name == stage
        assert [key.to_user_string() for key in NODES[name].parent_keys] == ([before] if before else [])


@pytest.mark.parametrize("name", ASSETS)
def test_asset_tells_what_it_is(name):
    node = NODES[name]
    assert "One row is" in node.description
    assert node.code_version
    assert node.metadata["dagster/column_schema"].columns


@pytest.mark.parametrize(("stage", "name"), zip(STAGES, ASSETS, strict=True))
def test_every_rule_of_a_gate_is_told_by_a_check(stage, name):
    specs = [spec for spec in defs.resolve_asset_graph().asset_check_keys if spec.asset_key == dg.AssetKey(name)]
    described = "".join(
        spec.description for asset in defs.assets for spec in asset.check_specs if spec.asset_key == dg.AssetKey(name)
    )
    assert specs
    assert all(f"`{rule.id}`" in described for rule in rules(stage))


def test_job_runs_everything_in_one_process_every_day():
    job = defs.resolve_job_def("everything")
    assert job.executor_def.name == "in_process"
    assert {key.to_user_string() for key in job.asset_layer.executable_asset_keys} == set(ASSETS)
    assert defs.resolve_schedule_def("daily").cron_schedule == "0 5 * * *"


def test_what_is_materialized_from_the_graph_runs_in_one_process_as_well():
    assert defs.resolve_implicit_global_asset_job_def().executor_def.name == "in_process"


@pytest.mark.parametrize(
    ("job", "first"), [("everything", "landing"), ("re_extract_all", "reports"), ("republish", "exchanges")]
)
def test_job_runs_from_its_first_stage_on(job, first):
    found = defs.resolve_job_def(job)
    assert {key.to_user_string() for key in found.asset_layer.selected_asset_keys} == set(ASSETS[ASSETS.index(first) :])
    assert (AGAIN_TAG in found.tags) == (job != "everything")


@pytest.mark.parametrize("name", ASSETS)
def test_every_column_has_an_origin_but_where_it_begins(name):
    """What a column is made from is declared for all that a person may ask where it comes from."""
    stage = STAGES[ASSETS.index(name)]
    lineage = materialization_metadata(StageEntry("r", stage, "v", datetime(2026, 1, 1), 0.0))["dagster/column_lineage"]
    for column, sources in lineage.deps_by_column.items():
        for source in sources:
            table, _, origin = source.column_name.partition(".")
            assert TABLES[table].column(origin), column
    if stage in {"clean", "extract", "aggregate"}:
        without = [column for column, sources in lineage.deps_by_column.items() if not sources]
        assert without == []
