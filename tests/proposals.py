"""Proposals of weights as the command writes them, for the tests of the command and for those of the weights."""

import csv
import hashlib
import io
import re
from contextlib import redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from pipelines.cli import main
from warehouse.snapshot import warehouse_path

AT = "2026-07-06T06:00:00"
OF_SLOT = re.compile(
    r"^## (\w+)\n\n(\d+) values weighed in annotated reports, (\d+) of them right\..*\n"
    r"precision ([\d.]+), recall ([\d.]+)\.",
    re.MULTILINE,
)


class FittedSlot(NamedTuple):
    """What the proposal tells of a slot."""

    slot: str
    values: int
    right: int
    precision: float
    recall: float


class Proposed(NamedTuple):
    """A data folder, the folder of the proposal, what the command said, and the published file before it."""

    data: Path
    folder: Path
    said: str
    before: bytes | None

    def told(self):
        return (self.folder / "README.md").read_text(encoding="utf-8")

    def slots(self):
        return [
            FittedSlot(slot.lower(), int(values), int(right), float(precision), float(recall))
            for slot, values, right, precision, recall in OF_SLOT.findall(self.told())
        ]

    def weights(self, slot):
        with (self.folder / f"{slot}.csv").open(newline="", encoding="utf-8") as stream:
            return {row["signal"]: float(row["weight"]) for row in csv.DictReader(stream)}


def propose(data):
    """What `swapledger estimate` proposes over a data folder."""
    before, said = digest(data), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(said):
        patch.setattr("sys.argv", ["swapledger", "estimate", "--data", str(data), "--now", AT])
        with pytest.raises(SystemExit) as end:
            main()
    assert not end.value.code, said.getvalue()
    return Proposed(data, data / "estimates" / "2026-07-06T060000", said.getvalue(), before)


def digest(data):
    """What tells the published file from another one; nothing where none is."""
    file = warehouse_path(data)
    return hashlib.sha256(file.read_bytes()).digest() if file.is_file() else None
