"""The weights of the signals of each slot, as they are kept in files.

Belongs here: where they are kept, and reading them. Not here: the words of the lexicon (`lexicon_files.py`), adding
weights up (`weighing.py`), fitting them (`assets/estimates`).
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from assets.extract.language.lexicon import CATEGORIES, CategoryWeights
from assets.extract.language.phrase_table import LexiconError

# What a report tells of these is weighed.
WEIGHED_SLOTS = (
    "categories",
    "confidence",
    "date",
    "doubtful_figures",
    "mediators",
    "persons",
    "place",
    "sides",
    "transfers",
)


def read_weights(reference: Path, language: str) -> dict[str, dict[str, float]]:
    """The weights of all slots, by slot and signal."""
    return {slot: _read(weights_file(reference, language, slot)) for slot in WEIGHED_SLOTS}


def weights_file(reference: Path, language: str, slot: str) -> Path:
    """The file with the weights of a slot: columns `signal`, `weight`."""
    return reference / "weights" / language / f"{slot}.csv"


def _read(path: Path) -> dict[str, float]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return {sys.intern(row["signal"]): float(row["weight"]) for row in csv.DictReader(file)}
    except (OSError, KeyError, ValueError) as error:
        raise LexiconError(f"cannot read {path}: {error}") from error


def weights_by_category(weights: Mapping[str, float]) -> dict[str, dict[str, CategoryWeights]]:
    """The weights for each category, by the kind and value of a signal, from those of `category, kind: value`."""
    found: dict[str, dict[str, CategoryWeights]] = defaultdict(dict)
    for name, weight in weights.items():
        category, _, signal = name.partition(", ")
        kind, _, value = signal.partition(": ")
        if category in CATEGORIES:
            known = found[sys.intern(kind)]
            known[sys.intern(value)] = (*known.get(value, ()), (CATEGORIES.index(category), weight))
    return dict(found)
