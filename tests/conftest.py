"""What tests of all kinds share."""

import fcntl
import gc
import os
import shutil

import pytest
from hypothesis import settings

from assets.accuracy import accuracy
from expectations.queries import connect
from warehouse.storage import BatchStore

# Test processes take all cores already: threads for matrices would only wait for one another.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# The same examples in every run, everywhere; `--hypothesis-profile=default` searches for others.
settings.load_profile("ci")

pytest_plugins = ["tests.loopback"]

# A long file, which makes what most files wait for, one that needs nothing of it for as long as that takes, and one
# that would be the last one.
BEGUN_FIRST = ("test_faults.py", "test_rules.py", "test_snapshot.py")


def pytest_collection_modifyitems(items):
    """The two processes begin with different work, and no long file is left for the end."""
    items.sort(key=lambda item: (*BEGUN_FIRST, item.path.name).index(item.path.name))


def pytest_collection_finish():
    """What is imported by now stays: no search for garbage is to go through it again."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish():
    """Libraries tell of what is left at the end, so that it has to be searched."""
    gc.unfreeze()


@pytest.fixture(scope="session", autouse=True)
def one_core():
    """The gates' queries run on one core: over a few rows a second one costs more than it brings."""
    with connect({}) as connection:
        connection.execute("SET threads = 1")


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """Makes a folder once for all processes that test; to be read only."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def folder(name, make):
        made, is_whole = shared / name, shared / f"{name}-is-whole"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not is_whole.exists():
                shutil.rmtree(made, ignore_errors=True)
                made.mkdir()
                make(made)
                is_whole.touch()
        return made

    return folder


@pytest.fixture(scope="session")
def measured(made_once):
    """A data folder in which nothing stands but how right the rules are: a first run would spend most time on that."""
    return made_once("measured", lambda folder: accuracy(BatchStore(folder)))


@pytest.fixture
def new_data(measured, tmp_path):
    """A data folder for a first run."""
    return shutil.copytree(measured, tmp_path / "data")
