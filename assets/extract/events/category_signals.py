"""Signals of a category: what says which kind of people a transfer is of.

Belongs here: which signals a transfer has, in its sentence, its event and its report. Not here: how much each weighs
for each kind (`seeds/reference/weights`), the choice (`categories.py`).
"""

from __future__ import annotations

from assets.extract.events.events import Event, Transfer
from assets.extract.language.text import Text

SIZES = (1, 2, 5, 10, 50, 300)
MOST = 3  # so many persons and more are told alike

Told = dict[str, list[str]]  # values of signals, by kind


def report_signals(text: Text) -> Told:
    """The words of the whole report: of a war, of courts, of a border."""
    return {"report": _words(text.lowers)}


def category_signals(text: Text, event: Event, transfer: Transfer) -> Told:
    """What the sentence of a transfer and its event say."""
    statement = transfer.statement
    sentence = statement.mentions.sentence
    group = next((f.group for f in statement.flows if f.group is not None and f.count == transfer.count), None)
    giver, receiver = transfer.direction
    told = {
        "rules": [transfer.by_rules],
        "focus": [str(event.focus)],
        "noun": [group.category if group is not None else "none"],
        "here": _words(text.lowers[sentence.first : sentence.last]),
        "gives": (giver or "nobody").split("+"),
        "gets": (receiver or "nobody").split("+"),
        "way": [f"{giver} to {receiver}"],
        **_beside(event, transfer),
    }
    if group is not None:
        told["in it"] = _words(text.lowers[group.first : group.last + 2])
    return told


def signal_names(told: Told) -> list[str]:
    """The signals as their weights are kept: `kind: value`."""
    return [f"{kind}: {value}" for kind, values in told.items() for value in values]


def _words(words: list[str]) -> list[str]:
    return [word for word in dict.fromkeys(words) if word.isalpha()]


def _beside(event: Event, transfer: Transfer) -> Told:
    """What the figures and persons of the event say."""
    count = transfer.count or 0
    named = sum(person.direction == transfer.direction for person in event.persons)
    beside: dict[str, None] = {}
    for other in event.transfers:
        if other is not transfer:
            way = "this way" if other.direction == transfer.direction else "other way"
            beside[f"{other.by_rules} {way}"] = None
    parts = {f.group.category for s in event.statements for f in s.flows if f.group is not None}
    return {
        "named": [str(min(MOST, named))],
        "size": [str(next((size for size in SIZES if count <= size), "more"))],
        "beside": list(beside),
        "told of": sorted(parts),
    }
