"""A run and the disk: the history of Dagster is not waited for, and nobody else's database is left so."""

from sqlalchemy import create_engine, text

from pipelines.runner import history_unsynced

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
