"""Captives who are known to have been exchanged, and are named in a report.

Belongs here: finding them by name. Not here: the names (`seeds/reference/captives.csv`), what they tell of the sides
(`parties/sides.py`), of the ways of persons (`handed_over.py`) and of the time of events (`events/person_events.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from assets.extract.language.lexicon import Captive, Lexicon
from assets.extract.mentions.persons import PersonMention


def known_captives(
    persons: Mapping[int, list[PersonMention]], published: date | None, lexicon: Lexicon
) -> dict[str, Captive]:
    """Those named who are known to have been exchanged, by the fullest form of the name."""
    keys = sorted({person.key for mentions in persons.values() for person in mentions})
    known = {key: lexicon.captives.get(_without_initials(key.lower())) for key in keys}
    return {key: captive for key, captive in known.items() if captive is not None and captive.is_meant(published)}


def _without_initials(name: str) -> str:
    """`frederic pryor` of `frederic l. pryor`."""
    return " ".join(part for part in name.split() if len(part.rstrip(".")) > 1)
