"""A full disk, as the libraries tell of it."""

import errno
import sqlite3

import duckdb
import pytest

from warehouse.disk import disk_is_full


def came_of(error, cause):
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EDQUOT, "Disk quota exceeded"),
        sqlite3.OperationalError("database or disk is full"),
        duckdb.IOException('Could not write file "/data/.unfinished-a/warehouse.duckdb": No space left on device'),
        came_of(RuntimeError("the step failed"), OSError(errno.ENOSPC, "No space left on device")),
    ],
)
def test_full_disk_is_known(error, tmp_path):
    assert disk_is_full(error, tmp_path)


def test_what_an_error_hid_is_known(tmp_path):
    hiding = ValueError("and then another")
    hiding.__context__ = OSError(errno.ENOSPC, "No space left on device")
    assert disk_is_full(hiding, tmp_path)


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.EACCES, "Permission denied"),
        sqlite3.OperationalError("database is locked"),
        sqlite3.OperationalError("disk I/O error"),  # and there is space on the disk
        came_of(ValueError("a"), ValueError("b")),
    ],
)
def test_other_faults_are_no_full_disk(error, tmp_path):
    assert not disk_is_full(error, tmp_path)
