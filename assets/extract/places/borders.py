"""Lines between two states: "the Attari-Wagah crossing", "the border between Moldova and Ukraine" lie in neither.

Belongs here: telling the two names of such a line. Not here: the places that a sentence names (`places.py`).
"""

from __future__ import annotations

from itertools import pairwise

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.names import NameMention

JOINTS = frozenset(("-", "–", "/"))
LINE_REACH = 2  # tokens: "the border between", "the Polish-Belarusian land border"
LINES = frozenset(("border", "borders", "frontier", "boundary"))
BETWEEN = frozenset(("between", "of"))
FORMS = frozenset(("name", "adjective"))


def without_lines(text: Text, names: list[NameMention], lexicon: Lexicon) -> list[NameMention]:
    """The names without those that together name a line between two states."""
    if len(names) < 2:
        return names
    shared = {
        n for one, other in pairwise(names) if _is_line(text, one, other, lexicon) for n in (one.first, other.first)
    }
    return [name for name in names if name.first not in shared] if shared else names


def _is_line(text: Text, one: NameMention, other: NameMention, lexicon: Lexicon) -> bool:
    """Whether two names next to each other are those of the two ends of one line."""
    if other.first - one.last != 1:
        return False
    joint = text.lowers[one.last]
    if joint in JOINTS:
        places = one.name.kind == other.name.kind == "place"
        lined = places or not LINES.isdisjoint(text.lowers[other.last : other.last + LINE_REACH])
        return lined and _are_of_two(one, other, lexicon)
    if joint != "and" or text.word(one.first - 1) not in BETWEEN:
        return False
    return not LINES.isdisjoint(text.lowers[one.first - 1 - LINE_REACH : one.first - 1]) and _are_of_two(
        one, other, lexicon
    )


def _are_of_two(one: NameMention, other: NameMention, lexicon: Lexicon) -> bool:
    """Whether each is a place or a state, and not of one country."""
    return all(_may_be_end(m, lexicon) for m in (one, other)) and set(one.name.codes).isdisjoint(other.name.codes)


def _may_be_end(name: NameMention, lexicon: Lexicon) -> bool:
    if name.name.kind == "place":
        return True
    codes = name.name.codes
    return name.name.form in FORMS and len(codes) == 1 and lexicon.party_kinds.get(codes[0]) == "state"
