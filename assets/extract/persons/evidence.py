"""Evidence that a named person was handed over: what each name of a sentence is told with, and those of a list share.

Belongs here: the signals of the persons of one sentence. Not here: the signals of one mention (`signals.py`), adding
up a report (`handed_over.py`), the weights of signals (`seeds/reference/weights`).
"""

from __future__ import annotations

from itertools import pairwise

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.context import cues_beside, words_around
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.persons import PersonMention, is_office
from assets.extract.persons.lists import in_one_list, listed_from_start
from assets.extract.persons.signals import Scene, find_signals
from assets.extract.statements.statements import Statement
from assets.extract.weighing import Signals

SEVERAL = 3  # names in one list: two may be travellers
HANDED = frozenset(("handed_subject", "handed_object", "handed_counterpart", "exchanged", "given_for", "freed"))
LISTED = frozenset(("introduced", "listed", "apposed", "one_of_group", "equated", "answered"))
AMONG = LISTED - {"introduced", "answered"}
STRONG = HANDED | LISTED | {"remains"}  # by itself enough
PLAIN = STRONG | {"captivity", "arrived", "testified", "referred", "definite", "handed_far", "joined"}
# What is told of one name of a list is told of all of it.
SHARED = STRONG | {"captivity", "arrived", "definite", "handed_far", "near_captivity", "stays", "told"}
APART = frozenset(("office", "official"))  # who has these is no captive of the list ...
ROLES = APART | {"speaks", "relative", "victim", "stays"}  # ... and nor are these


def weigh_mentions(
    text: Text,
    mentions: Mentions,
    statement: Statement | None,
    persons: list[PersonMention],
    lexicon: Lexicon,
    *,
    done: bool,
) -> list[Signals]:
    """The signals of each person of a sentence; names in one list share those of the hand-over.

    `done`: the report tells of a hand-over that was carried out; where none was, nobody was left behind.
    """
    if not persons:
        return []
    named = frozenset(i for person in persons for i in range(person.first, person.last))
    scene = Scene(text, mentions, statement, persons, named, lexicon)
    found = [find_signals(scene, person) for person in persons]
    if not done:
        for signals in found:
            signals.pop("stays", None)
    linked = [n for n in range(1, len(persons)) if in_one_list(text, persons[n - 1], persons[n], lexicon)]
    for index in (*linked, *reversed(linked)):  # to the last of a list, and back
        titled = is_office(text, persons[index].first - 1, lexicon)  # `including X, minister Y said`
        if _share_a_list(*found[index - 1 : index + 1], titled=titled):
            _share(found[index - 1], found[index])
    _add_company(scene, found)
    return found


def signals_around(text: Text, mentions: Mentions, lists: list[list[PersonMention]]) -> list[Signals]:
    """What stands around each person of a sentence: around the name, and around the list that it stands in."""
    cues = cues_beside(mentions)
    named = {i for listed in lists for person in listed for i in range(person.first, person.last)}
    context: list[Signals] = []
    for listed in lists:
        around = cues
        if len(listed) > 1:
            around = cues + words_around(text, mentions, listed[0].first, listed[-1].last, named, pairs=True)
        for person in listed:
            own = [] if person.pronoun else words_around(text, mentions, person.first, person.last, named, pairs=True)
            context.append(dict.fromkeys(around + own, 1.0))
    return context


def _share_a_list(left: Signals, right: Signals, *, titled: bool) -> bool:
    """Whether what is told of one is told of the other: among those freed "the historian" is a calling, no office."""
    if APART.isdisjoint(left) and APART.isdisjoint(right):
        return True
    held, other = (left, right) if APART.isdisjoint(left) else (right, left)
    strong = not STRONG.isdisjoint(held) and APART.isdisjoint(held)
    return strong and "speaks" not in other and "official" not in other and not titled


def _share(left: Signals, right: Signals) -> None:
    common = {name: 1.0 for name in SHARED if name in left or name in right}
    for signals in (left, right):
        signals.update(common)
        if not STRONG.isdisjoint(common):
            signals.pop("office", None)


def _add_company(scene: Scene, found: list[Signals]) -> None:
    """Who joins one who is handed over, who stands in a long list or in one sentence with others of them."""
    persons = scene.persons
    for before, signals in pairwise(found):
        if "joined" in signals:  # `let X go and his wife Y`
            signals.update({name: 1.0 for name in HANDED if name in before})
    if len(persons) >= SEVERAL and listed_from_start(scene.text, scene.mentions, persons, scene.lexicon) >= SEVERAL:
        for signals in found:
            signals["long_list"] = 1.0
    strong = {p.key for p, signals in zip(persons, found, strict=True) if not STRONG.isdisjoint(signals)}
    for person, signals in zip(persons, found, strict=True):
        if strong - {person.key} and ROLES.isdisjoint(signals):
            signals["beside_handed"] = 1.0
