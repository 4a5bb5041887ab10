"""Neutral ground: the third country where people of both sides come to change hands, "both planes landed in Vienna".

Belongs here: places in countries of neither side to which those freed came. Not here: places beside a word of
hand-over (`handover_places.py`), where the talks were.
"""

from __future__ import annotations

from collections.abc import Iterator

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.names import NameMention
from assets.extract.parties.parties import Sides
from assets.extract.places.countries import country_of, home_of

COMING_REACH = 12  # tokens between "flown" or "planes met" and the place
NAME_REACH = 6  # tokens between the preposition and the name: "at the airport of"
WHERE_REACH = 9  # tokens: "Muscat, where the two crossed paths"


def find_neutral(text: Text, mentions: Mentions, sides: Sides, lexicon: Lexicon) -> Iterator[tuple[str, NameMention]]:
    """Countries and names of the places of neither side to which people were brought, flown or walked."""
    if not mentions.where("place.words.coming") or mentions.where("place.words.talking"):
        return
    homes = _homes(sides, lexicon)
    both = _tells_of_both(mentions, sides)
    for name in mentions.names:
        country = country_of(name.name, lexicon)
        if country is None or country in homes or name.name.form == "name":
            continue
        for_both = both or _is_for_exchange(text, mentions, name, lexicon)
        if for_both and _is_come_to(text, mentions, name, lexicon):
            yield country, name


def _homes(sides: Sides, lexicon: Lexicon) -> set[str | None]:
    """The countries of those who exchange, and of third ones that mostly do not broker."""
    actors = [actor for side in sides.main[:2] for actor in side.split("/")]
    third = [side for side in sides.main[2:] if side not in lexicon.brokers]
    people = [code for actor in actors for code in lexicon.constituencies.get(actor, ())]
    return {*actors, *third, *people, *(home_of(actor, lexicon) for actor in actors)}


def _tells_of_both(mentions: Mentions, sides: Sides) -> bool:
    """Whether people of both sides came there: those of one may be sent into exile, or fly home that way."""
    return bool(mentions.where("place.words.of_both")) or set(sides.main[:2]) <= {
        sides.side(m.name.codes) for m in mentions.parties()
    }


def _is_come_to(text: Text, mentions: Mentions, name: NameMention, lexicon: Lexicon) -> bool:
    """`landed in X`, `brought to the airport of X`, `flown from X`, `X, where the two crossed paths`."""
    first = mentions.sentence.first
    after = text.lowers[name.last : min(mentions.sentence.last, name.last + WHERE_REACH)]
    if "where" in after[:2]:
        return lexicon.has_any("place.words.coming", after)
    reach = range(name.first - 1, max(first, name.first - NAME_REACH) - 1, -1)
    preposition = next((i for i in reach if lexicon.has("place.words.on_the_way", text.lowers[i])), None)
    if preposition is None:
        return False
    before = text.lowers[max(first, preposition - COMING_REACH) : preposition]
    fronted = [] if before else text.lowers[name.last : min(mentions.sentence.last, name.last + COMING_REACH)]
    nearest = next((w for w in [*fronted, *reversed(before)] if _ends_way(w, lexicon)), "")
    return lexicon.has("place.words.coming", nearest)


def _is_for_exchange(text: Text, mentions: Mentions, name: NameMention, lexicon: Lexicon) -> bool:
    """`to X to be repatriated`, `to X for the exchange`."""
    after = text.lowers[name.last : min(mentions.sentence.last, name.last + COMING_REACH)]
    return lexicon.has_any("place.words.purpose", after)


def _ends_way(word: str, lexicon: Lexicon) -> bool:
    """A word that tells whether somebody came there, or what else was there."""
    return (
        lexicon.has("place.words.coming", word)
        or lexicon.has("place.words.elsewhere", word)
        or lexicon.has("place.words.afterwards", word)
        or lexicon.has("speech.verbs", word)
    )
