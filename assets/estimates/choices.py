"""The weights of signals that the annotated reports give for slots of which an event has one value or none.

Belongs here: which mentions are right, and the fit. Not here: the signals (`place_signals.py` and `date_signals.py` of
`assets/extract/events`), the model (`conditional.py`), slots whose values are weighed one by one (`signals.py`),
writing a proposal (`pipelines/estimate.py`).

Notes of a sentence or two count as much as reports in the fit, since users read both; how well the weights do is told
of reports alone: notes are easy.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sp

from assets.accuracy import NOTES
from assets.estimates.conditional import Choices, odds_of_unseen
from assets.estimates.logistic import Floats, folds_of
from assets.estimates.readings import relevant_readings_of
from assets.estimates.signals import LEAST, WITH_NOTES, SlotFit
from assets.extract.events import dates_weighed, places
from assets.extract.scoring import date_values
from assets.extract.weighing import BIAS, Weighed, likeliest, overrule

MET = 8  # mentions with a signal from which it gets a weight
RIDGE = 4.0
NO_DATE = {"start": None, "end": None, "precision": "unknown"}
SLOTS = (places.SLOT, dates_weighed.SLOT)


class _Event(NamedTuple):
    """What was weighed for a slot of an event; `value` is the annotated one."""

    annotated_in: str
    report: str
    value: str | None
    weighed: list[Weighed]
    right: list[bool]


def estimate_choices() -> list[SlotFit]:
    """The weights of each slot that the present signals and the annotated reports give; values are those taken."""
    events: dict[str, list[_Event]] = defaultdict(list)
    for name in WITH_NOTES:
        for slot, event in _events(name):
            events[slot].append(event)
    return [_estimate(slot, events[slot]) for slot in SLOTS]


def _estimate(slot: str, events: Sequence[_Event]) -> SlotFit:
    # Where the annotated value is named nowhere near the event there is nothing to be learnt.
    told = [event for event in events if event.weighed and (event.value is None or any(event.right))]
    choices, names = _choices(told)
    fold_of = folds_of(event.report for event in events)
    folds = np.array([fold_of[event.report] for event in told for _ in event.weighed])
    weights, odds = odds_of_unseen(choices, folds, RIDGE)
    values = zip(told, _taken(slot, told, odds), strict=True)
    taken = [v == event.value for event, v in values if v is not None and event.annotated_in != NOTES]
    annotated = sum(event.value is not None for event in events if event.annotated_in != NOTES)
    fitted = dict(zip(names, map(float, weights), strict=True))
    kept = {name: weight for name, weight in fitted.items() if name == BIAS or abs(weight) >= LEAST}
    return SlotFit(slot, kept, len(odds), annotated, sum(taken) / len(taken), sum(taken) / annotated)


def _choices(events: Sequence[_Event]) -> tuple[Choices, list[str]]:
    """The mentions of the events as the fit needs them, and the signals of its columns."""
    met = Counter(name for event in events for weighed in event.weighed for name in weighed.signals)
    names = [BIAS, *sorted(name for name in met if met[name] >= MET)]
    column = {name: number for number, name in enumerate(names)}
    weighed = [each for event in events for each in event.weighed]
    cells = [
        (row, column[name]) for row, each in enumerate(weighed) for name in (BIAS, *each.signals) if name in column
    ]
    rows, columns = np.array(cells).T
    inputs = sp.csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(weighed), len(names)))
    of_event = np.array([number for number, event in enumerate(events) for _ in event.weighed])
    right = np.array([float(is_right) for event in events for is_right in event.right])
    return Choices(inputs, of_event, right), names


def _taken(slot: str, events: Sequence[_Event], odds: Floats) -> Iterator[str | None]:
    """The value of each event that mentions of such odds would give it."""
    left = iter(odds.tolist())
    for event in events:
        of_value: dict[str, float] = defaultdict(float)
        for each in event.weighed:
            of_value[each.value] += next(left)
        if slot == dates_weighed.SLOT:
            ruled = next((each.value for each in event.weighed if each.by_rules), None)
            yield overrule(of_value, ruled, dates_weighed.TIMES)
        else:
            yield likeliest(of_value, places.LEAST)


def _events(name: str) -> Iterator[tuple[str, _Event]]:
    """What was weighed for each slot of each event of a set."""
    for report, reading, _, same in relevant_readings_of(name):
        for number, event in enumerate(reading.events):
            for slot in SLOTS:
                weighed = [each for each in event.weighed if each.slot == slot]
                value, right = RIGHT[slot](same.get(number), weighed)
                yield slot, _Event(name, report, value, weighed, right)


def _right_places(event: Mapping[str, Any] | None, weighed: Sequence[Weighed]) -> tuple[str | None, list[bool]]:
    """The annotated country, and which mentions tell it: those of the annotated name, if there are any."""
    country = event["place"]["country"] if event is not None else None
    name = _words((event["place"]["name"] if event is not None else None) or "")
    of_country = [each.value == country for each in weighed]
    of_name = [same and bool(name & _words(each.printed)) for each, same in zip(weighed, of_country, strict=True)]
    return country, of_name if any(of_name) else of_country


def _right_dates(event: Mapping[str, Any] | None, weighed: Sequence[Weighed]) -> tuple[str | None, list[bool]]:
    """The annotated date, and which mentions tell it."""
    told: Mapping[str, Any] = event["date"] if event is not None else NO_DATE
    value = next((" ".join(each) for each in date_values(told["start"], told["end"], told["precision"])), None)
    return value, [each.value == value for each in weighed]


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.lower()))


RIGHT: dict[str, Callable[[Mapping[str, Any] | None, Sequence[Weighed]], tuple[str | None, list[bool]]]] = {
    places.SLOT: _right_places,
    dates_weighed.SLOT: _right_dates,
}
