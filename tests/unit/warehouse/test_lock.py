import os
import subprocess
import sys
import threading

import pytest

from warehouse.errors import DataInUseError
from warehouse.lock import data_held, hold_data, holder_of, release_data

HOLD = "import sys; from pathlib import Path; from warehouse.lock import hold_data; hold_data(Path(sys.argv[1]))"


def hold_elsewhere(data, *, then=""):
    return subprocess.Popen(
        [sys.executable, "-c", f"{HOLD}; print('held', flush=True); sys.stdin.read(){then}", str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_another_process_is_kept_out_until_the_first_gives_back(tmp_path):
    with hold_elsewhere(tmp_path) as other:
        assert other.stdout.readline() == "held\n"
        assert holder_of(tmp_path) == str(other.pid)
        with pytest.raises(DataInUseError, match=f"process {other.pid}"):
            hold_data(tmp_path)
        other.communicate("", timeout=30)
    with data_held(tmp_path):
        pass


def test_lock_is_waited_for_and_that_is_said_once(tmp_path):
    said = []
    with hold_elsewhere(tmp_path) as other:
        other.stdout.readline()
        with pytest.raises(DataInUseError):
            hold_data(tmp_path, wait=0.1, log=said.append)
        threading.Timer(0.2, other.stdin.close).start()
        with data_held(tmp_path, wait=60, log=said.append):
            assert holder_of(tmp_path) == str(os.getpid())
    assert [str(other.pid) in message for message in said] == [True, True]


def test_killed_process_gives_the_lock_back(tmp_path):
    with hold_elsewhere(tmp_path) as other:
        other.stdout.readline()
        other.kill()
        other.communicate()
    assert holder_of(tmp_path) is None
    with data_held(tmp_path):
        pass


def test_same_process_may_ask_again(tmp_path):
    hold_data(tmp_path)
    hold_data(tmp_path)
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stderr=subprocess.PIPE, text=True) as other:
        assert "DataInUseError" in other.stderr.read()
    release_data(tmp_path)
    assert holder_of(tmp_path) is None


def test_nobody_holds_a_folder_that_is_not_there(tmp_path):
    assert holder_of(tmp_path / "none") is None
