import os
from datetime import datetime
from pathlib import Path

import pytest

from pipelines.settings import PROJECT, load_settings, prepare_dagster
from warehouse.errors import InputError


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    for name in [name for name in os.environ if name.startswith("SWAPLEDGER_")]:
        monkeypatch.delenv(name)


def test_defaults(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    settings = load_settings()
    assert settings.data == tmp_path / "data"
    assert settings.seeds == PROJECT / "seeds"
    assert settings.now is None
    assert settings.dagster_home == tmp_path / "data" / "dagster"


def test_what_is_given_wins_over_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("SWAPLEDGER_DATA", str(tmp_path / "environment"))
    monkeypatch.setenv("SWAPLEDGER_KEEP_SNAPSHOTS", "2")
    assert load_settings().data == tmp_path / "environment"
    assert load_settings(data=tmp_path / "given").data == tmp_path / "given"
    assert load_settings(data=None).keep_snapshots == 2


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2026-01-02T03:04:05", datetime(2026, 1, 2, 3, 4, 5)),
        ("2026-01-02T03:04:05Z", datetime(2026, 1, 2, 3, 4, 5)),
        ("2026-01-02T03:04:05+02:00", datetime(2026, 1, 2, 1, 4, 5)),
    ],
)
def test_frozen_clock_is_in_utc(given, expected):
    assert load_settings(now=given).now == expected


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"now": "yesterday"}, r"SWAPLEDGER_NOW \(--now\) is 'yesterday'"),
        ({"keep_snapshots": 0}, r"SWAPLEDGER_KEEP_SNAPSHOTS \(--keep-snapshots\) is 0"),
    ],
)
def test_value_that_cannot_be_used_is_named(given, message):
    with pytest.raises(InputError, match=message):
        load_settings(**given)


def test_dagster_instance_sends_nothing_and_keeps_edits(tmp_path, monkeypatch):
    monkeypatch.setenv("DAGSTER_HOME", "elsewhere")
    monkeypatch.delenv("GX_ANALYTICS_ENABLED", raising=False)
    settings = load_settings(data=tmp_path)
    prepare_dagster(settings)
    path = Path(os.environ["DAGSTER_HOME"]) / "dagster.yaml"
    assert "telemetry:\n  enabled: false" in path.read_text()
    assert os.environ["GX_ANALYTICS_ENABLED"] == "false"
    path.write_text("# mine\n")
    prepare_dagster(settings)
    assert path.read_text() == "# mine\n"
