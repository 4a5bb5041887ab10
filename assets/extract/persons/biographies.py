"""Biographies: whose a named person is and who held them, told in any sentence of the report.

Belongs here: hints such as "jailed in Russia since 2019", "a pilot from Rostov", "who sits in a German prison". Not
here: what a sentence of the hand-over itself tells (`flows/hints.py`, `flows/nations.py`), who was handed over
(`handed_over.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from assets.extract.flows.flows import Hint
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.names import NameMention
from assets.extract.mentions.persons import PersonMention
from assets.extract.parties.parties import Sides

CAPTIVITY = ("grammar.hints.keeping", "grammar.hints.keeping_verbs", "grammar.hints.custody")
HELD = 1.2  # weaker than what the sentence of the hand-over tells: people are moved, and held by several
OWN = 1.0
CAPTIVE_REACH = 16  # tokens between a person and "was sentenced"
KEEPER_REACH = 7  # tokens between "sentenced" and the country: "sentenced to nine years in Russia"
ORIGIN_REACH = 6  # tokens between a name and "from Rostov"
BEFORE_REACH = 5  # tokens between a nationality and the name


def hints_of_biography(
    text: Text, mentions: Mentions, person: PersonMention, others: list[PersonMention], sides: Sides, lexicon: Lexicon
) -> Iterator[Hint]:
    """Who held the person gives them up; whose they are gets them; only of the report's sides."""
    last = min([other.first for other in others if other.first >= person.last], default=mentions.sentence.last)
    keeper = _keeper(text, mentions, person, last)
    if keeper is not None and (side := _side(keeper, sides)) is not None:
        yield Hint(side, None, HELD, "biography.held")
    origin = _origin(text, mentions, person, last, lexicon)
    if origin is not None and (side := _side(origin, sides)) is not None:
        yield Hint(None, side, OWN, "biography.origin")


def _side(name: NameMention, sides: Sides) -> str | None:
    """The main side to which a party or a place belongs."""
    if len(name.name.codes) != 1:
        return None
    side = sides.side(name.name.codes)
    return side if side in sides.main else None


def _keeper(text: Text, mentions: Mentions, person: PersonMention, last: int) -> NameMention | None:
    """`was sentenced to nine years in Russia`, `sits in a German prison`: the country behind a word of captivity."""
    held = [index for words in CAPTIVITY for index in mentions.where(words)]
    if not held:
        return None
    reach = min(last, person.last + CAPTIVE_REACH)
    for index in sorted(index for index in held if person.last <= index < reach):
        for name in mentions.names:
            if index < name.first <= index + KEEPER_REACH:
                if mentions.lexicon.has("grammar.persons.kept", text.lowers[name.first - 1]):
                    return name
            elif name.last == index and name.name.form == "adjective":
                return name  # `a German prison`
    return None


def _origin(text: Text, mentions: Mentions, person: PersonMention, last: int, lexicon: Lexicon) -> NameMention | None:
    """`a pilot from Rostov`, `the American teacher Marc Fogel`, `Marc Fogel, an American`."""
    for name in mentions.names:
        if (
            0 <= person.first - name.last <= BEFORE_REACH
            and name.name.form in {"adjective", "people"}
            and not lexicon.has_any("grammar.hints.not_of_person", text.lowers[name.last : person.first])
        ):
            return name
        behind = 0 < name.first - person.last <= ORIGIN_REACH and name.first < last
        if (
            behind
            and text.lowers[person.last] == ","
            and (name.name.form in {"adjective", "people"} or text.lowers[name.first - 1] == "from")
        ):
            return name
    return None
