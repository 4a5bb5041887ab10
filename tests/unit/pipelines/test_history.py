"""A run and Dagster's history: it is not waited for, made cheaply, and nobody else's database is left so."""

import dagster as dg
from alembic.script import ScriptDirectory
from dagster._core.storage.event_log.sqlite import sqlite_event_log
from sqlalchemy import NullPool, create_engine, text

from pipelines.history import history_unsynced, makings_kept

OFF, FULL = 0, 2


def synchronous(path):
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        found = connection.execute(text("PRAGMA synchronous")).scalar()
    engine.dispose()
    return found


def test_history_is_not_synced_while_a_run_goes_on(tmp_path):
    with history_unsynced():
        assert synchronous(tmp_path / "history.db") == OFF
    assert synchronous(tmp_path / "history.db") == FULL


def test_engine_of_a_file_is_made_once_while_a_run_goes_on(tmp_path):
    def engine(name, **options):
        return sqlite_event_log.create_engine(f"sqlite:///{tmp_path / name}", **options)

    with makings_kept():
        assert engine("a.db", poolclass=NullPool) is engine("a.db", poolclass=NullPool)
        assert engine("a.db", poolclass=NullPool) is not engine("b.db", poolclass=NullPool)
        assert engine("a.db") is not engine("a.db")  # it may hold connections
    assert engine("a.db", poolclass=NullPool) is not engine("a.db", poolclass=NullPool)


def test_connection_is_kept_while_a_run_goes_on_and_closed_after_it(tmp_path):
    options = {"poolclass": NullPool, "connect_args": {"timeout": 1}}
    with makings_kept():
        engine = sqlite_event_log.create_engine(f"sqlite:///{tmp_path / 'a.db'}", **options)
        for _ in range(3):
            with engine.begin() as connection:
                connection.execute(text("CREATE TABLE IF NOT EXISTS told (n)"))
            engine.dispose()  # as Dagster does
            assert engine.pool.checkedin() == 1
    assert engine.pool.checkedin() == 0


def test_history_made_cheaply_is_read_and_written_as_any_other(tmp_path, monkeypatch):
    read = []
    load = ScriptDirectory.from_config
    monkeypatch.setattr(ScriptDirectory, "from_config", lambda config: read.append(config) or load(config))
    (tmp_path / "dagster.yaml").touch()

    @dg.job
    def nothing():
        pass

    with makings_kept(), dg.DagsterInstance.from_config(str(tmp_path)) as instance:
        run = nothing.execute_in_process(instance=instance)
    assert len(read) == 1
    with dg.DagsterInstance.from_config(str(tmp_path)) as instance:
        assert instance.get_run_by_id(run.run_id).status == dg.DagsterRunStatus.SUCCESS
        assert instance.all_logs(run.run_id)[-1].dagster_event_type == dg.DagsterEventType.PIPELINE_SUCCESS
