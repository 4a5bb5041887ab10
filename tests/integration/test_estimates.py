"""Proposals of weights, by the command and by the weekly job: what stands in them is what annotated reports give.

All of it here, since to read the annotated reports takes as long as all fits: one process reads them, and once.
"""

import csv
import hashlib
import io
import re
import shutil
import tomllib
from contextlib import redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from assets.deduplicate.weights import WEIGHTS_FILE
from assets.estimates.confidence import estimate_confidence
from assets.estimates.readings import readings_of
from assets.extract.language.lexicon_files import load_lexicon
from assets.extract.language.signal_weights import WEIGHED_SLOTS
from pipelines.cli import main
from pipelines.definitions import build_definitions
from pipelines.estimate import KEPT
from pipelines.settings import load_settings
from tests.integration.conftest import PROJECT
from warehouse.snapshot import warehouse_path

AT = "2026-07-06T06:00:00"
LITTLE = 0.15  # a weight that may turn where a rule changes
# What is told of one event rather than another is harder to tell, and all of a claim together is hardest.
LEAST = {"place": 0.6, "mediators": 0.7, "confidence": 0.7}
OF_SLOT = re.compile(
    r"^## (\w+)\n\n(\d+) values weighed in annotated reports, (\d+) of them right\..*\n"
    r"precision ([\d.]+), recall ([\d.]+)\.",
    re.MULTILINE,
)


def digest(data):
    return hashlib.sha256(warehouse_path(data).read_bytes()).digest()


class Proposed(NamedTuple):
    """A data folder, the folder of the proposal, what the command said, and the published file before it."""

    data: Path
    folder: Path
    said: str
    before: bytes

    def told(self):
        return (self.folder / "README.md").read_text(encoding="utf-8")

    def weights(self, slot):
        with (self.folder / f"{slot}.csv").open(newline="", encoding="utf-8") as stream:
            return {row["signal"]: float(row["weight"]) for row in csv.DictReader(stream)}


@pytest.fixture(scope="module")
def proposed(first_run, tmp_path_factory):
    """What the command proposes over a copy of the shared run, beside more former proposals than are kept."""
    data = shutil.copytree(first_run.data, tmp_path_factory.mktemp("estimate") / "data", symlinks=True)
    for day in range(1, KEPT + 2):
        (data / "estimates" / f"2026-01-{day:02}T000000").mkdir(parents=True)
    before, said = digest(data), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(said):
        patch.setattr("sys.argv", ["swapledger", "estimate", "--data", str(data), "--now", AT])
        with pytest.raises(SystemExit) as end:
            main()
    assert not end.value.code, said.getvalue()
    yield Proposed(data, data / "estimates" / "2026-07-06T060000", said.getvalue(), before)
    readings_of.cache_clear()  # half a gigabyte, which no other test needs


@pytest.fixture(scope="module")
def present():
    return load_lexicon(PROJECT / "seeds" / "reference", "en").weights


def test_command_proposes_and_changes_nothing(proposed, seeds, swapledger, monkeypatch):
    assert "nothing was changed" in proposed.said
    assert str(proposed.folder / "README.md") in proposed.said.replace("\n", "")
    assert "match weights" in proposed.told().lower()
    assert "confidence" in proposed.told()
    present = tomllib.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    assert present.keys() == tomllib.loads((proposed.folder / "match_weights.toml").read_text(encoding="utf-8")).keys()
    assert digest(proposed.data) == proposed.before
    monkeypatch.setenv("SWAPLEDGER_SEEDS", str(seeds))
    assert swapledger("run", "--data", proposed.data).out.count("Nothing is new") == 1
    proposals = sorted(path.name for path in proposed.folder.parent.iterdir())
    assert len(proposals) == KEPT  # older ones do not pile up
    assert proposals[-1] == proposed.folder.name


def test_every_slot_that_is_weighed_is_fitted(proposed, present):
    fitted = {slot.lower() for slot, *_ in OF_SLOT.findall(proposed.told())}
    assert fitted == present.keys() == set(WEIGHED_SLOTS) == {path.stem for path in proposed.folder.glob("*.csv")}


def test_weights_tell_values_of_reports_that_they_have_not_seen(proposed):
    for slot, values, right, precision, recall in OF_SLOT.findall(proposed.told()):
        assert 250 < int(right) < int(values)
        assert min(float(precision), float(recall)) > LEAST.get(slot.lower(), 0.75)


def test_present_weights_are_those_that_the_annotated_reports_give(proposed, present):
    for slot, known in present.items():
        weights = proposed.weights(slot)
        shared = known.keys() & weights.keys()
        assert len(shared) > 0.8 * len(known)
        telling = [name for name in shared if abs(known[name]) > LITTLE]
        assert sum(known[name] * weights[name] > 0 for name in telling) > 0.95 * len(telling)


@pytest.fixture(scope="module")
def fit(proposed):  # noqa: ARG001  (which has read the reports)
    return estimate_confidence()


def test_confidence_is_fitted_on_every_claim_and_each_is_in_one_bin(proposed, fit):
    assert fit.slot.values == sum(each.claims for each in fit.bins) > 100
    assert all(each.low <= each.confidence <= each.high for each in fit.bins)
    right = sum(each.claims * each.right for each in fit.bins)
    assert right == pytest.approx(fit.slot.right)
    assert proposed.weights("confidence") == pytest.approx(fit.slot.weights, abs=0.005)


def test_claims_of_high_confidence_are_right_nine_times_in_ten(fit):
    for bins in (fit.bins, fit.held_out):
        surest = bins[-1]
        assert surest.low == 0.9
        assert round(surest.right, 1) >= 0.9


def test_weekly_job_proposes_the_same(proposed):
    by_command = {path.name: path.read_bytes() for path in proposed.folder.iterdir()}
    shutil.rmtree(proposed.folder)
    settings = load_settings(data=proposed.data, now=AT)
    assert build_definitions(settings).resolve_job_def("re_estimate").execute_in_process().success
    assert {path.name: path.read_bytes() for path in proposed.folder.iterdir()} == by_command
