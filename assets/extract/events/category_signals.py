"""Signals of a category: what says which kind of people a transfer is of.

Belongs here: which signals a transfer has, in its sentence, its event and its report. Not here: how much each weighs
for each kind (`seeds/reference/weights`), the choice (`categories.py`).
"""

from __future__ import annotations

from collections.abc import Iterable

from assets.extract.events.events import Event, Transfer
from assets.extract.language.text import Text

SIZES = (1, 2, 5, 10, 50, 300)
MOST = 3  # so many persons and more are told alike


def report_signals(text: Text) -> list[str]:
    """The words of the whole report: of a war, of courts, of a border."""
    return [f"report: {word}" for word in dict.fromkeys(text.lowers) if word.isalpha()]


def category_signals(text: Text, event: Event, transfer: Transfer) -> list[str]:
    """What the sentence of a transfer and its event say."""
    statement = transfer.statement
    sentence = statement.mentions.sentence
    signals = [f"rules: {transfer.by_rules}", f"focus: {event.focus}"]
    group = next((f.group for f in statement.flows if f.group is not None and f.count == transfer.count), None)
    signals.append(f"noun: {group.category if group is not None else 'none'}")
    if group is not None:
        signals += _words("in it", text.lowers[group.first : group.last + 2])
    signals += _words("here", text.lowers[sentence.first : sentence.last])
    giver, receiver = transfer.direction
    signals += [f"gives: {code}" for code in (giver or "nobody").split("+")]
    signals += [f"gets: {code}" for code in (receiver or "nobody").split("+")]
    signals.append(f"way: {giver} to {receiver}")
    return signals + _beside(event, transfer)


def _words(place: str, words: Iterable[str]) -> list[str]:
    return [f"{place}: {word}" for word in dict.fromkeys(words) if word.isalpha()]


def _beside(event: Event, transfer: Transfer) -> list[str]:
    """What the figures and persons of the event say."""
    count = transfer.count or 0
    named = sum(person.direction == transfer.direction for person in event.persons)
    signals = [f"named: {min(MOST, named)}", f"size: {next((size for size in SIZES if count <= size), 'more')}"]
    for other in event.transfers:
        if other is not transfer:
            way = "this way" if other.direction == transfer.direction else "other way"
            signals.append(f"beside: {other.by_rules} {way}")
    parts = {f.group.category for s in event.statements for f in s.flows if f.group is not None}
    return list(dict.fromkeys([*signals, *(f"told of: {category}" for category in sorted(parts))]))
