"""Proposals of weights, by the command and by the weekly job, out of some of the annotated reports.

What all of them give is measured by `make score` (`tests/evaluation/test_fits.py`): that takes more than a minute.
"""

import shutil
import tomllib

import pytest

from assets import accuracy
from assets.deduplicate.weights import WEIGHTS_FILE
from assets.estimates.confidence import estimate_confidence
from assets.estimates.readings import readings_of
from assets.extract.language.lexicon_files import load_lexicon
from assets.extract.language.signal_weights import WEIGHED_SLOTS
from pipelines.definitions import build_definitions
from pipelines.estimate import KEPT
from pipelines.settings import load_settings
from tests.integration.conftest import PROJECT
from tests.proposals import AT, digest, propose
from warehouse.storage import BatchStore

STEP = 25  # from one report to the next that is read, in each set


def forget_reports():
    accuracy.clean_set.cache_clear()
    readings_of.cache_clear()


@pytest.fixture(scope="module")
def few_reports(measured):
    """Some of the annotated reports of each set stand for all."""
    accuracy.accuracy(BatchStore(measured))  # is measured on all of its set, and remembers the name of that
    annotations = accuracy._annotations
    forget_reports()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accuracy, "_annotations", lambda name: annotations(name)[::STEP])
        yield
    forget_reports()


@pytest.fixture(scope="module")
def proposed(few_reports, first_run, tmp_path_factory):  # noqa: ARG001
    """What the command proposes over a copy of the shared run, beside more former proposals than are kept."""
    data = shutil.copytree(first_run.data, tmp_path_factory.mktemp("estimate") / "data", symlinks=True)
    for day in range(1, KEPT + 2):
        (data / "estimates" / f"2026-01-{day:02}T000000").mkdir(parents=True)
    return propose(data)


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


def test_every_slot_that_is_weighed_is_fitted(proposed):
    present = load_lexicon(PROJECT / "seeds" / "reference", "en").weights
    fitted = {each.slot for each in proposed.slots()}
    assert fitted == present.keys() == set(WEIGHED_SLOTS) == {path.stem for path in proposed.folder.glob("*.csv")}
    for each in proposed.slots():
        assert 0 < each.right <= each.values
        assert 0 < min(each.precision, each.recall) <= max(each.precision, each.recall) <= 1
        assert any(proposed.weights(each.slot).values())


def test_confidence_is_fitted_on_every_claim_and_each_is_in_one_bin(proposed):
    fit = estimate_confidence()
    assert fit.slot.values == sum(each.claims for each in fit.bins) > 100
    assert sum(each.claims for each in fit.held_out) < fit.slot.values
    assert all(each.low <= each.confidence <= each.high for each in fit.bins)
    right = sum(each.claims * each.right for each in fit.bins)
    assert right == pytest.approx(fit.slot.right)
    assert proposed.weights("confidence") == pytest.approx(fit.slot.weights, abs=0.005)


def test_weekly_job_proposes_the_same(proposed):
    by_command = {path.name: path.read_bytes() for path in proposed.folder.iterdir()}
    shutil.rmtree(proposed.folder)
    settings = load_settings(data=proposed.data, now=AT)
    assert build_definitions(settings).resolve_job_def("re_estimate").execute_in_process().success
    assert {path.name: path.read_bytes() for path in proposed.folder.iterdir()} == by_command
