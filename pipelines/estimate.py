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
from assets.estimates.confidence import Fit, confidence_file, estimate_confidence
from assets.estimates.match_weights import ENOUGH, Estimate, estimate_match_weights, with_weights
from assets.estimates.persons import PersonFit, estimate_persons, persons_file
from assets.extract.confidence import load_weights
from assets.versions import PROJECT
from warehouse.published_file import open_warehouse
from warehouse.snapshot import warehouse_path
from warehouse.storage import TEMPORARY_PREFIX

FOLDER = "estimates"
KEPT = 10  # proposals; a quarter of a year of weekly ones is far more than anybody compares

CONFIDENCE_FILE = PROJECT / "seeds" / "reference" / "confidence.toml"
PERSONS_FILE = PROJECT / "seeds" / "reference" / "persons.toml"

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

| feature | present weight | estimated |
|---|---|---|
{weights}

## Persons handed over

{persons} persons named in annotated reports, {handed_over} of them handed over. Told by weights that have not seen the
report: precision {precision:.2f}, recall {recall:.2f}.

| signal | present weight | estimated |
|---|---|---|
{signals}
"""


class Proposal(NamedTuple):
    """What was estimated, and where it stands."""

    folder: Path
    estimates: list[Estimate]
    fit: Fit
    persons: PersonFit

    @property
    def moved(self) -> list[Estimate]:
        """The match weights that would change."""
        return [each for each in self.estimates if each.estimated != each.present]

    def in_one_line(self) -> str:
        """What is said of it in a log."""
        return (
            f"{len(self.moved)} of {len(self.estimates)} match weights would move, and confidence was fitted on "
            f"{self.fit.claims} claims; nothing was changed. What to do with it: {self.folder / 'README.md'}"
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
    proposal = Proposal(data / FOLDER / f"{at:%Y-%m-%dT%H%M%S}", estimates, estimate_confidence(), estimate_persons())
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
        "confidence.toml": confidence_file(proposal.fit),
        "persons.toml": persons_file(proposal.persons),
        "README.md": _told(proposal, at),
    }
    for name, text in files.items():
        (unfinished / name).write_text(text, encoding="utf-8")
    unfinished.chmod(0o755)
    if folder.exists():  # proposed twice within a second, or under a frozen clock
        shutil.rmtree(folder)
    unfinished.replace(folder)


def _told(proposal: Proposal, at: datetime) -> str:
    fit, persons = proposal.fit, proposal.persons
    return _TOLD.format(
        at=f"{at:%Y-%m-%d %H:%M}",
        folder=os.path.relpath(proposal.folder),
        match_weights=os.path.relpath(WEIGHTS_FILE),
        moved=len(proposal.moved),
        levels=len(proposal.estimates),
        enough=ENOUGH,
        rows=_rows(proposal.moved),
        claims=fit.claims,
        reports=fit.reports,
        right=fit.right,
        bins=_rows((f"{b.low} to {b.high}", b.claims, f"{b.confidence:.2f}", f"{b.right:.2f}") for b in fit.bins),
        weights=_moves(CONFIDENCE_FILE, fit.weights),
        persons=persons.persons,
        handed_over=persons.handed_over,
        precision=persons.precision,
        recall=persons.recall,
        signals=_moves(PERSONS_FILE, persons.weights),
    )


def _moves(file: Path, weights: Mapping[str, float]) -> str:
    """Rows of the weights of a file beside those estimated."""
    present = load_weights(file)
    return _rows((name, f"{present.get(name, 0):.2f}", f"{value:.2f}") for name, value in weights.items())


def _rows(rows: Iterable[Sequence[object]]) -> str:
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in rows)
