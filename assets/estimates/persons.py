"""The weights of the signals that a named person was handed over, as the annotated reports would give them.

Belongs here: which persons named in annotated reports were handed over, and the fit. Not here: the signals
(`assets/extract/person_signals.py`), writing a proposal (`pipelines/estimate.py`).

Rules were written with the errors of the retold and the written reports in view, so what rules find in them is righter
than elsewhere. The reports of the set *named* were written before any rule was looked at; without them the weights
would trust the rules too much. Held out reports take no part.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from assets.accuracy import ANNOTATED, FOLDERS, HELD_OUT
from assets.estimates.logistic import fit, predict_unseen
from assets.extract.lexicon import Lexicon
from assets.extract.lexicon_files import load_lexicon
from assets.extract.person_signals import Signals
from assets.extract.reading import read_report
from assets.extract.scoring import same_name
from assets.versions import PROJECT

RIDGE = 2.0  # of 0.5, 1, 2 and 4 the one that told persons of unseen reports best
MET = 4  # persons with a signal from which its weight is fitted; below it weighs nothing
NAMED: Final = {name: folder for name, folder in FOLDERS.items() if name != HELD_OUT} | {
    "named": ANNOTATED / "named" / "reports"
}


class PersonFit(NamedTuple):
    """Weights by signal, and how well such weights tell persons of reports that they have not seen."""

    weights: dict[str, float]
    persons: int
    handed_over: int
    precision: float
    recall: float


class _Person(NamedTuple):
    report: str
    signals: Signals
    handed_over: bool


def estimate_persons() -> PersonFit:
    """The weights that the present signals and the annotated reports give."""
    persons = [person for name in NAMED for person in _persons(name)]
    met = Counter(name for person in persons for name, value in person.signals.items() if value)
    names = sorted(name for name in met if met[name] >= MET)
    inputs = np.array([[1.0, *(person.signals.get(name, 0.0) for name in names)] for person in persons])
    targets = np.array([float(person.handed_over) for person in persons])
    predicted = predict_unseen(inputs, targets, [person.report for person in persons], RIDGE) > 1 / 2
    right, annotated = float(targets[predicted].sum()), float(targets.sum())
    weights = dict(zip(["bias", *names], map(float, fit(inputs, targets, RIDGE)), strict=True))
    return PersonFit(weights, len(persons), int(annotated), right / int(predicted.sum()), right / annotated)


def _persons(name: str) -> Iterator[_Person]:
    """Everybody named in the relevant reports of a set."""
    lexicon = load_lexicon(PROJECT / "seeds" / "reference", "en")
    for path in sorted((ANNOTATED / name / "gold").glob("*.json")):
        events = json.loads(path.read_text(encoding="utf-8"))["events"]
        if events:
            handed = [person["name"] for event in events for person in event["persons"]]
            for key, signals in _signals(NAMED[name] / path.name, lexicon).items():
                yield _Person(path.stem, signals, any(same_name(each, key) for each in handed))


def _signals(path: Path, lexicon: Lexicon) -> dict[str, Signals]:
    report = json.loads(path.read_text(encoding="utf-8"))
    published = date.fromisoformat(report["published"]) if report.get("published") else None
    return {key: person.signals for key, person in read_report(report["text"], published, lexicon).named.items()}


def persons_file(fitted: PersonFit) -> str:
    """The weights as `seeds/reference/persons.toml` has them."""
    head = "# Weights of the signals that a named person was handed over, fitted by `swapledger estimate`."
    return "\n".join([head, "", "[weights]", *(f"{name} = {value:.2f}" for name, value in fitted.weights.items()), ""])
