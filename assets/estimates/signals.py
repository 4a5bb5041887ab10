"""The weights of signals that the annotated reports give: what tells persons handed over, and mediators, from others.

Belongs here: which weighed values are right, and the fit. Not here: the signals (`persons/signals.py`,
`events/party_context.py`, `events/mediator_signals.py`, `mentions/context.py` of `assets/extract`), writing a proposal
(`pipelines/estimate.py`).

Rules were written with the errors of the retold and the written reports in view and find more in them than elsewhere.
So what rules find in those is hidden from the fit: a signal of its own stands there for it. Notes of a sentence or two
are fitted on as they are; how well the weights do is told of reports alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sp

from assets.accuracy import FITTED_ON, NOTES, REPORTS
from assets.estimates.logistic import Floats, fit, predict_unseen
from assets.estimates.readings import relevant_readings_of
from assets.extract.events.mediator_signals import CLOSE
from assets.extract.events.mediators import SLOT as MEDIATORS
from assets.extract.events.mediators import Brokering
from assets.extract.events.party_context import NOT_THOUGH_TOLD
from assets.extract.reading import Reading
from assets.extract.scoring import same_name, same_side
from assets.extract.weighing import BIAS, BY_RULES, Signals

SETS = (*REPORTS, *FITTED_ON)
WITH_NOTES = (*SETS, NOTES)
RIDGE = 3.0
MET = 5  # values with a signal from which it gets a weight
LEAST = 0.05  # a smaller weight says nothing
HIDDEN = "rules hidden"
# What rules read in so many words counts at least so much: reports say more of a party than one sentence does, and in a
# note of one sentence nothing else may speak for it. On reports this changes little.
AT_LEAST = {f"{BY_RULES}told {place}": 1.8 for place in (*CLOSE, "before")}  # of that event alone
AT_MOST = {f"{BY_RULES}{NOT_THOUGH_TOLD}": -1.6}


class SlotFit(NamedTuple):
    """Weights of a slot by signal, and how well such weights tell values of reports that they have not seen.

    `values` were weighed, `right` of them are annotated.
    """

    slot: str
    weights: dict[str, float]
    values: int
    right: int
    precision: float
    recall: float


class Value(NamedTuple):
    """A value with its signals; `is_right`: it is annotated; `of_note`: it is fitted on, but nothing measured on it."""

    report: str
    signals: Signals
    is_right: bool
    of_note: bool = False


def estimate_signals() -> list[SlotFit]:
    """The weights of each slot whose values are weighed one by one, as the annotated reports give them."""
    values: dict[str, list[Value]] = defaultdict(list)
    for name in WITH_NOTES:
        for slot, value in _values(name):
            values[slot].append(value)
    return [estimate_slot(slot, found) for slot, found in sorted(values.items())]


def weights_of_slot(fitted: SlotFit) -> str:
    """The weights as `seeds/reference/weights` has them: columns `signal` and `weight`."""
    rows = "".join(f"{_quoted(name)},{weight:.2f}\n" for name, weight in fitted.weights.items())
    return f"signal,weight\n{rows}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"' if '"' in name or "," in name else name


def estimate_slot(slot: str, values: Sequence[Value], least: int = MET) -> SlotFit:
    """The weights that tell the right ones of the values weighed for a slot; signals met less often get none."""
    names, inputs, targets = matrix_of(values, least)
    return slot_of(slot, values, weights_of(names, inputs, targets), predict(values, inputs, targets))


def matrix_of(values: Sequence[Value], least: int) -> tuple[list[str], sp.csr_matrix, Floats]:
    """The signals met at least so often, the bias first; their strengths, one row a value; and which is right."""
    met = Counter(name for value in values for name in value.signals)
    names = [BIAS, *sorted(name for name in met if met[name] >= least)]
    column = {name: number for number, name in enumerate(names)}
    told = [
        (row, column[name], strength)
        for row, value in enumerate(values)
        for name, strength in {**value.signals, BIAS: 1.0}.items()
        if name in column
    ]
    rows, columns, strengths = zip(*told, strict=True)
    inputs = sp.csr_matrix((strengths, (rows, columns)), shape=(len(values), len(names)))
    return names, inputs, np.array([float(value.is_right) for value in values])


def predict(values: Sequence[Value], inputs: sp.csr_matrix, targets: Floats) -> Floats:
    """How likely each value is right, by weights that have not seen its report."""
    return predict_unseen(inputs, targets, [value.report for value in values], RIDGE)


def weights_of(names: Sequence[str], inputs: sp.csr_matrix, targets: Floats) -> dict[str, float]:
    """The weights of signals that say something, within their bounds."""
    fitted = dict(zip(names, map(float, fit(inputs, targets, RIDGE)), strict=True))
    bounded = {n: min(max(w, AT_LEAST.get(n, -inf)), AT_MOST.get(n, inf)) for n, w in fitted.items() if n != HIDDEN}
    return {name: w for name, w in bounded.items() if name == BIAS or abs(w) >= LEAST}


def slot_of(slot: str, values: Sequence[Value], weights: dict[str, float], predicted: Floats) -> SlotFit:
    """The fit of a slot: how well it does is told of the values of reports, not of notes."""
    of_report = np.array([not value.of_note for value in values])
    targets = np.array([value.is_right for value in values])
    taken = (predicted > 1 / 2) & of_report
    right, annotated = int((targets & taken).sum()), int((targets & of_report).sum())
    return SlotFit(slot, weights, len(values), annotated, right / int(taken.sum()), right / annotated)


def _values(name: str) -> Iterator[tuple[str, Value]]:
    """Every value that is weighed in the relevant reports of a set, with its slot."""
    for report, reading, events, same in relevant_readings_of(name):
        shown = without_rules if name in REPORTS else Signals
        named = [person["name"] for event in events for person in event["persons"]]
        for person in reading.weighed:
            is_named = any(same_name(each, person.value) for each in named)
            yield person.slot, Value(report, shown(person.signals), is_named, name == NOTES)
        for broker, is_right in _brokerings(reading, same):
            yield MEDIATORS, Value(report, shown(broker.signals), is_right, name == NOTES)


def _brokerings(reading: Reading, same: Mapping[int, dict[str, Any]]) -> Iterator[tuple[Brokering, bool]]:
    """Every party that may have brokered an event, and whether it did; who brokered what is no event is wrong."""
    brokers = {id(reading.events[claim]): event["mediators"] for claim, event in same.items()}
    read = {id(event) for event in reading.events}
    for each in reading.brokerings:
        if id(each.event) in read:
            yield each, any(same_side(each.code, broker) for broker in brokers.get(id(each.event), ()))


def without_rules(signals: Signals) -> Signals:
    """The signals but those of rules."""
    shown = {name: value for name, value in signals.items() if not name.startswith(BY_RULES)}
    return shown if len(shown) == len(signals) else {**shown, HIDDEN: 1.0}
