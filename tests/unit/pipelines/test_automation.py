"""What the schedules and the sensor of the inbox ask for."""

import os

import dagster as dg
import pytest

from assets.stage import RunSettings
from pipelines.schedules import hourly_feeds
from pipelines.sensors import SECONDS_AT_REST, inbox, inbox_state

OLD = 1_700_000_000


def put(folder, name, text="x", changed=OLD):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (changed, changed))
    return path


@pytest.fixture
def settings(tmp_path):
    return RunSettings(data=str(tmp_path / "data"), seeds=str(tmp_path))


def test_state_of_the_inbox_changes_with_its_files(tmp_path):
    assert inbox_state(tmp_path / "none", OLD) is None
    put(tmp_path, "a.txt")
    first = inbox_state(tmp_path, OLD + 60)
    assert first == inbox_state(tmp_path, OLD + 3600)
    put(tmp_path, ".hidden")
    assert inbox_state(tmp_path, OLD + 60) == first
    put(tmp_path, "more/b.txt")
    second = inbox_state(tmp_path, OLD + 60)
    put(tmp_path, "a.txt", "longer")
    assert len({first, second, inbox_state(tmp_path, OLD + 60)}) == 3


def test_file_that_may_still_be_copied_is_waited_for(tmp_path):
    put(tmp_path, "a.txt")
    put(tmp_path, "b.txt", changed=OLD + 100)
    assert inbox_state(tmp_path, OLD + 100 + SECONDS_AT_REST - 1) is None
    assert inbox_state(tmp_path, OLD + 100 + SECONDS_AT_REST) is not None


def test_sensor_asks_for_one_run_a_state(settings):
    with dg.build_sensor_context(resources={"settings": settings}) as context:
        assert "is empty" in inbox(context).skip_message
        put(settings.inbox_folder, "a.txt")
        asked = inbox(context)
        assert asked.run_key == inbox(context).run_key
        assert asked.run_config["ops"]["landing"]["config"]["sources"] == [str(settings.inbox_folder)]


@pytest.mark.parametrize(
    ("declared", "names"),
    [
        ("", None),
        ('[[source]]\nname = "files"\nlocation = "*.json"\n', None),
        (
            '[[source]]\nname = "web"\nlocation = "https://a.example/feed"\n[[source]]\nname = "f"\nlocation = "x"\n',
            ["web"],
        ),
    ],
)
def test_hourly_run_reads_what_is_on_the_web(settings, tmp_path, declared, names):
    (tmp_path / "sources.toml").write_text(declared)
    with dg.build_schedule_context(resources={"settings": settings}) as context:
        asked = hourly_feeds(context)
    if names is None:
        assert "is on the web" in asked.skip_message
    else:
        assert asked.run_config["ops"]["landing"]["config"]["names"] == names
