"""Proposals of new weights: estimated from annotated reports and people's decisions, written down, and nothing more.

Belongs here: the folder of a proposal and what it says. Not here: estimating (`assets/estimates`), when that is done
(`schedules.py`). What is published does not change: a person compares, copies a file into `seeds/reference`, and the
next run computes anew by it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from assets.deduplicate.weights import WEIGHTS_FILE
from assets.estimates.categories import estimate_categories
from assets.estimates.choices import estimate_choices
from assets.estimates.confidence import Calibration, estimate_confidence
from assets.estimates.doubts import estimate_doubts
from assets.estimates.figures import estimate_figures
from assets.estimates.match_weights import ENOUGH, Estimate, estimate_match_weights, with_weights
from assets.estimates.sides import estimate_sides
from assets.estimates.signals import SlotFit, estimate_signals, weights_of_slot
from assets.extract.language.lexicon_files import load_lexicon
from assets.extract.language.signal_weights import weights_file
from assets.versions import PROJECT
from warehouse.published_file import open_warehouse
from warehouse.snapshot import warehouse_path
from warehouse.storage import TEMPORARY_PREFIX

FOLDER = "estimates"
KEPT = 10  # proposals; a quarter of a year of weekly ones is far more than anybody compares

REFERENCE = PROJECT / "seeds" / "reference"
LANGUAGE = "en"  # the one that is read
MOST_SHOWN = 40  # signals of a slot that would move most

_TOLD = """\
# Weights proposed on {at} (UTC)

Nothing was changed. To take a file over, compare it, copy it, and run; `swapledger diff` then says what it changed:

    diff {match_weights} {folder}/match_weights.toml
    cp {folder}/match_weights.toml {match_weights}
    swapledger run
    swapledger diff

What to measure before and after stands in `docs/resolution.md` and `docs/extraction.md`.

## Match weights

{moved} of {levels} levels would move. Levels met in fewer than {enough} pairs stay.

| level | pairs of one exchange | pairs of two | present bits | estimated |
|---|---|---|---|---|
{rows}

## Confidence

{claims} claims of {reports} annotated reports, {right:.0%} right. Told by weights that have not seen the report:

| confidence | claims | mean | right |
|---|---|---|---|
{bins}

{slots}"""


_SLOT = """\
## {slot}

{values} values weighed in annotated reports, {right} of them right. Told by weights that have not seen the report:
precision {precision:.2f}, recall {recall:.2f}. `{file}` holds {weights} weights; those that would move most:

| signal | present weight | estimated |
|---|---|---|
{moves}
"""


class Proposal(NamedTuple):
    """What was estimated, and where it stands."""

    folder: Path
    estimates: list[Estimate]
    calibration: Calibration
    slots: list[SlotFit]

    @property
    def moved(self) -> list[Estimate]:
        """The match weights that would change."""
        return [each for each in self.estimates if each.estimated != each.present]

    def in_one_line(self) -> str:
        """What is said of it in a log."""
        return (
            f"{len(self.moved)} of {len(self.estimates)} match weights would move, and confidence was fitted "
            f"on {self.calibration.slot.values} claims; nothing was changed. "
            f"What to do with it: {self.folder / 'README.md'}"
        )


def propose_weights(data: Path, at: datetime) -> Proposal:
    """Estimates the weights and writes them into a new folder, as files that could replace the present ones.

    Args:
        data: the data folder; decisions of people are taken from what is published there, if anything is.
        at: the time that the proposal is named after (UTC).
    """
    file = warehouse_path(data)
    if file.is_file():
        with closing(open_warehouse(file)) as connection:
            estimates = estimate_match_weights(connection)
    else:
        estimates = estimate_match_weights(None)
    calibration = estimate_confidence()
    weighed = [estimate_sides(), estimate_figures(), estimate_doubts(), estimate_categories(), calibration.slot]
    slots = [*estimate_signals(), *estimate_choices(), *weighed]
    proposal = Proposal(data / FOLDER / f"{at:%Y-%m-%dT%H%M%S}", estimates, calibration, slots)
    _write(proposal, at)
    for old in sorted(path for path in proposal.folder.parent.iterdir() if path.is_dir())[:-KEPT]:
        shutil.rmtree(old)
    return proposal


def _write(proposal: Proposal, at: datetime) -> None:
    folder = proposal.folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=TEMPORARY_PREFIX, dir=folder.parent))
    present = WEIGHTS_FILE.read_text(encoding="utf-8")
    files = {
        "match_weights.toml": with_weights(present, proposal.estimates),
        **{f"{each.slot}.csv": weights_of_slot(each) for each in proposal.slots},
        "README.md": _told(proposal, at),
    }
    for name, text in files.items():
        (unfinished / name).write_text(text, encoding="utf-8")
    unfinished.chmod(0o755)
    if folder.exists():  # proposed twice within a second, or under a frozen clock
        shutil.rmtree(folder)
    unfinished.replace(folder)


def _told(proposal: Proposal, at: datetime) -> str:
    calibration = proposal.calibration
    present = load_lexicon(REFERENCE, LANGUAGE).weights
    return _TOLD.format(
        at=f"{at:%Y-%m-%d %H:%M}",
        folder=os.path.relpath(proposal.folder),
        match_weights=os.path.relpath(WEIGHTS_FILE),
        moved=len(proposal.moved),
        levels=len(proposal.estimates),
        enough=ENOUGH,
        rows=_rows(proposal.moved),
        claims=calibration.slot.values,
        reports=calibration.reports,
        right=calibration.slot.right / calibration.slot.values,
        bins=_rows(
            (f"{b.low} to {b.high}", b.claims, f"{b.confidence:.2f}", f"{b.right:.2f}") for b in calibration.bins
        ),
        slots="\n".join(_told_of_slot(each, present[each.slot]) for each in proposal.slots),
    )


def _told_of_slot(fit: SlotFit, present: Mapping[str, float]) -> str:
    moved = sorted(fit.weights, key=lambda name: (-abs(fit.weights[name] - present.get(name, 0.0)), name))
    return _SLOT.format(
        slot=fit.slot.capitalize(),
        values=fit.values,
        right=fit.right,
        precision=fit.precision,
        recall=fit.recall,
        file=os.path.relpath(weights_file(REFERENCE, LANGUAGE, fit.slot)),
        weights=len(present),
        moves=_moves(present, {name: fit.weights[name] for name in moved[:MOST_SHOWN]}),
    )


def _moves(present: Mapping[str, float], weights: Mapping[str, float]) -> str:
    """Rows of the present weights beside those estimated."""
    return _rows((name, f"{present.get(name, 0):.2f}", f"{value:.2f}") for name, value in weights.items())


def _rows(rows: Iterable[Sequence[object]]) -> str:
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in rows)
