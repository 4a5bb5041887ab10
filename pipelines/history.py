"""What makes Dagster's history cheap to keep while a run goes on: two fifths of what Dagster takes went into it.

Belongs here: what is changed in how Dagster uses its files, and only as long as a run goes on. What stands in them is
the same. Not here: the instance, the run (`runner.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from alembic.config import Config
from alembic.script import ScriptDirectory
from dagster._core.storage.event_log.sqlite import sqlite_event_log
from dagster._core.storage.runs.sqlite import sqlite_run_storage
from dagster._core.storage.schedules.sqlite import sqlite_schedule_storage
from sqlalchemy import Engine, NullPool, QueuePool, event
from sqlalchemy.engine.interfaces import DBAPIConnection

# The modules of Dagster that open its files, each with SQLAlchemy's `create_engine` under that very name.
_OPENING = (sqlite_event_log, sqlite_run_storage, sqlite_schedule_storage)


@contextmanager
def history_unsynced() -> Iterator[None]:
    """No commit of Dagster's waits until the disk has it: a run makes hundreds, and would wait for seconds in all.

    A run that is killed loses nothing by it. A power cut may damage Dagster's history, which can be deleted.
    """
    event.listen(Engine, "connect", _leave_unsynced)
    try:
        yield
    finally:
        event.remove(Engine, "connect", _leave_unsynced)


def _leave_unsynced(connection: DBAPIConnection, _: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous = OFF")
    cursor.close()


@contextmanager
def makings_kept() -> Iterator[None]:
    """Dagster makes no engine twice for one file, and looks through its migrations once.

    It would make an engine and a connection for each of some 300 statements of a run, and compile every statement
    anew; and for each file that it opens first it would load its 90 migrations twice, to see which is the latest. A
    connection that is given back holds no lock, and migrations do not change. A module of Dagster's that makes its
    engines otherwise than without a pool (`NullPool`) is left as it is.
    """
    opening = [(module, module.create_engine) for module in _OPENING if hasattr(module, "create_engine")]
    made: dict[str, Engine] = {}
    scripts = ScriptDirectory.__dict__["from_config"]
    for module, create in opening:
        module.create_engine = _kept_engines(create, made)  # type: ignore[attr-defined]
    ScriptDirectory.from_config = _kept_scripts(ScriptDirectory.from_config)  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        ScriptDirectory.from_config = scripts  # type: ignore[method-assign]
        for module, create in opening:
            module.create_engine = create  # type: ignore[attr-defined]
        for engine in made.values():
            Engine.dispose(engine)


def _kept_engines(create: Callable[..., Engine], made: dict[str, Engine]) -> Callable[..., Engine]:
    def create_engine(url: str, **options: Any) -> Engine:
        if options.get("poolclass") is not NullPool:
            return create(url, **options)
        if url not in made:
            made[url] = create(url, **{**options, "poolclass": QueuePool})
            made[url].dispose = _not_yet  # type: ignore[method-assign]
        return made[url]

    return create_engine


def _not_yet(*_: object, **__: object) -> None:
    """Dagster would close the connections of an engine after each statement."""


def _kept_scripts(read: Callable[[Config], ScriptDirectory]) -> Callable[[Config], ScriptDirectory]:
    made: dict[str | None, ScriptDirectory] = {}

    def from_config(config: Config) -> ScriptDirectory:
        place = config.get_alembic_option("script_location")
        if place not in made:
            made[place] = read(config)
        return made[place]

    return from_config
