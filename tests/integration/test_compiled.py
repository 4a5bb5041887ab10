import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assets.compiled import PACKAGE, PROJECT, VARIABLE, build_folder, search_path, sources
from assets.compiled import PLAIN as PLAIN_MODULES

PLAIN = ["sources"]
CLAIMS = """
import json, sys
from datetime import date
from pathlib import Path
import pyarrow as pa
from assets.extract import reading
from assets.extract.claims import extract_claims

reports = [json.loads(path.read_text()) for path in sorted(Path("seeds/reports").glob("*.json"))]
days = [date.fromisoformat(r["published"]) if r.get("published") else None for r in reports]
texts = [r["text"] for r in reports]
columns = {"report_id": [str(n) for n in range(len(texts))], "text": texts, "published_on": days}
tables = extract_claims(pa.table(columns | {"language": ["en"] * len(texts)}))
print(Path(reading.__file__).suffix, {name: table.to_pylist() for name, table in tables.items()})
"""


def _claims(value):
    environment = os.environ | {VARIABLE: value}
    command = [sys.executable, "-c", CLAIMS]
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=True)
    assert not done.stderr
    return done.stdout.split(" ", 1)


@pytest.mark.skipif(not build_folder().is_dir(), reason="these sources are not compiled (make compiled, a C compiler)")
def test_compiled_modules_make_the_same_claims():
    suffix, claims = _claims("1")
    assert suffix != ".py"
    assert _claims("") == [".py", claims]


@pytest.mark.parametrize("value", ["", "0", "false", "no"])
def test_nobody_looks_for_a_build_unless_asked(monkeypatch, caplog, tmp_path, value):
    monkeypatch.setenv(VARIABLE, value)
    build_folder(tmp_path).mkdir()
    assert search_path(PLAIN, tmp_path) == PLAIN
    assert not caplog.records


def test_build_of_these_sources_comes_first_when_asked_for(monkeypatch, caplog, tmp_path):
    monkeypatch.setenv(VARIABLE, "1")
    build_folder(tmp_path).mkdir()
    first, *rest = search_path(PLAIN, tmp_path)
    assert Path(first).is_relative_to(build_folder(tmp_path))
    assert rest == PLAIN
    assert not caplog.records


def test_build_of_other_sources_is_left_alone_and_told_of(monkeypatch, caplog, tmp_path):
    monkeypatch.setenv(VARIABLE, "1")
    build_folder(tmp_path).with_stem("0" * 16).mkdir()
    with caplog.at_level(logging.WARNING, "swapledger.compiled"):
        assert search_path(PLAIN, tmp_path) == PLAIN
    assert [record.getMessage() for record in caplog.records] == [
        "SWAPLEDGER_COMPILED is set, but these sources are not compiled: plain Python reads; see make compiled"
    ]


def test_modules_that_stay_plain_are_those_of_the_package_itself():
    assert {path.relative_to(PROJECT) for path in (PROJECT / PACKAGE).glob("*.py")} >= PLAIN_MODULES
    assert PACKAGE / "mentions" / "mentions.py" in sources()
    assert PLAIN_MODULES.isdisjoint(sources())
