"""Captives who are known to have been exchanged, and are named in a report.

Belongs here: finding them by name. Not here: the names (`seeds/reference/captives.csv`), what they tell of the sides
(`parties/sides.py`), of the ways of persons (`handed_over.py`) and of the time of events (`events/person_events.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, timedelta

from assets.extract.language.known_exchanges import Captive, Days
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.spellings import sound_of
from assets.extract.mentions.persons import PersonMention

DAYS_OF_DEAL = timedelta(days=20)  # between the first and the last hand-over of one deal, and slips of reports


def known_captives(
    persons: Mapping[int, list[PersonMention]], published: date | None, lexicon: Lexicon
) -> dict[str, Captive]:
    """Those named who are known to have been exchanged, by the fullest form of the name."""
    keys = sorted({person.key for mentions in persons.values() for person in mentions})
    known = {key: _known(key.lower(), lexicon) for key in keys}
    return {key: captive for key, captive in known.items() if captive is not None and captive.is_meant(published)}


def exchanged_by(
    persons: Mapping[str, Collection[int]], captives: Mapping[str, Captive], published: date | None
) -> dict[int, list[Captive]]:
    """The captives that each sentence names who are known to have been exchanged by the day of the report.

    `persons` are the sentences that name each person handed over, by the fullest form of the name.
    """
    found: dict[int, list[Captive]] = defaultdict(list)
    for key in sorted(persons.keys() & captives.keys()):
        days = captives[key].exchanged
        if days is not None and (published is None or published >= days[0]):
            for number in persons[key]:
                found[number].append(captives[key])
    return found


def is_of_one_deal(one: Days, other: Days) -> bool:
    """Whether two hand-overs are so few days apart that they may be of one deal."""
    return one[0] <= other[1] + DAYS_OF_DEAL and other[0] <= one[1] + DAYS_OF_DEAL


def _known(name: str, lexicon: Lexicon) -> Captive | None:
    """The captive of that name, or of one that transliterates likewise: "Hlondar" and "Glondar"."""
    return lexicon.captives.get(_without_initials(name)) or lexicon.captives_by_sound.get(sound_of(name))


def _without_initials(name: str) -> str:
    """`frederic pryor` of `frederic l. pryor`."""
    return " ".join(part for part in name.split() if len(part.rstrip(".")) > 1)
