import pytest

from assets.versions import LANDING_LAYOUT, PROJECT, stage_before, stage_version
from warehouse.tables import STAGES


def test_landing_is_kept_whatever_the_rules():
    assert stage_version("ingest") == LANDING_LAYOUT


def test_each_stage_has_its_own_version():
    assert len({stage_version(stage) for stage in STAGES}) == len(STAGES)


@pytest.mark.parametrize(("stage", "before"), zip(STAGES[1:], STAGES, strict=False))
def test_stage_before(stage, before):
    assert stage_before(stage) == before


def test_project_is_where_the_seeds_are():
    assert (PROJECT / "seeds" / "sources.toml").is_file()
