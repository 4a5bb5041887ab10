"""Places that words of their own tie to a hand-over: "the exchange site, X", "brought to X and freed there".

Belongs here: places that no preposition beside a word of hand-over ties to it. Not here: finding the places named
(`places.py`), those told beside a hand-over (`handover_places.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.names import NameMention
from assets.extract.parties.parties import Sides
from assets.extract.places.anchors import Anchor
from assets.extract.places.countries import country_of
from assets.extract.places.places import with_unlisted

NAMED_REACH = 9  # tokens between the site and its name, all of them small words or nouns of places
POINTER_REACH = 5  # tokens between a hand-over and "there": "took him over there"
LED_REACH = 12  # tokens between "driven" and the crossing
SUBJECT_REACH = 4  # tokens before the subject of a sentence: "Ukraine's Chernihiv region was where"
LINES = frozenset(("crossing", "border", "bridge"))
PURPOSE_REACH = 4  # tokens between a place and "for the exchange": "to Omanthai a day earlier for the handover"


def find_pointed(
    text: Text, mentions: Mentions, anchors: list[Anchor], sides: Sides, lexicon: Lexicon
) -> Iterator[tuple[str, NameMention]]:
    """Countries and names of the places to which a word such as "there" ties a hand-over, the surest first."""
    if mentions.where("place.words.pointing"):
        yield from _gone_to(text, mentions, anchors, _named(text, mentions, sides, lexicon), sides, lexicon)


def find_sites(text: Text, mentions: Mentions, sides: Sides, lexicon: Lexicon) -> Iterator[tuple[str, NameMention]]:
    """Countries and names of the places that the sentence says to be that of the hand-over, the surest first."""
    of_place = "which" in mentions.words and lexicon.has("place.words.nouns", text.word(mentions.dateline + 1))
    if not (of_place or "where" in mentions.words or mentions.where("place.words.sites")):
        return
    named = _named(text, mentions, sides, lexicon)
    if named:
        yield from _said_to_be_site(text, mentions, named, lexicon)
        yield from _where_it_was(text, mentions, named, lexicon)


def _named(text: Text, mentions: Mentions, sides: Sides, lexicon: Lexicon) -> list[tuple[str, NameMention]]:
    """Countries and names of the places of a sentence, without sides by their names."""
    return [
        (country, name)
        for name in with_unlisted(text, mentions, sides, lexicon)
        if (country := country_of(name.name, lexicon)) is not None
        and not (name.name.kind == "party" and name.name.form == "name" and country in sides.main)
    ]


def find_led_over(text: Text, mentions: Mentions, lexicon: Lexicon) -> Iterator[tuple[str, NameMention]]:
    """`driven to the Rafah crossing`, `taken through the X terminal`: where people are brought to change sides."""
    for name in mentions.names:
        if name.name.kind != "place" or name.name.form not in LINES:
            continue
        country, first = country_of(name.name, lexicon), mentions.sentence.first
        before = text.lowers[max(first, name.first - LED_REACH) : name.first]
        way = next((i for i in range(len(before) - 1, -1, -1) if lexicon.has("place.words.leading", before[i])), None)
        if country is not None and way is not None and lexicon.has_any("place.words.going_over", before[:way]):
            yield country, name


def _said_to_be_site(
    text: Text, mentions: Mentions, named: list[tuple[str, NameMention]], lexicon: Lexicon
) -> Iterator[tuple[str, NameMention]]:
    """`Shuwerif was the place, 417 km from Tripoli`, `The place was the line of the front in X`."""
    lowers, last = text.lowers, mentions.sentence.last
    for index in mentions.where("place.words.sites"):
        ends = index + 1 >= last or lexicon.has("place.words.after_pointing", lowers[index + 1])
        if ends and lexicon.has("modal.be", lowers[index - 2]):
            yield from ((country, name) for country, name in named if name.last == index - 2)
        if lexicon.has("modal.be", text.word(index + 1)):
            for country, name in named:
                between = lowers[index + 2 : name.first]
                if 0 <= name.first - index - 2 <= NAMED_REACH and all(_leads_to_name(w, lexicon) for w in between):
                    yield country, name


def _where_it_was(
    text: Text, mentions: Mentions, named: list[tuple[str, NameMention]], lexicon: Lexicon
) -> Iterator[tuple[str, NameMention]]:
    """`Chernihiv region was where they came home`, `The village near which he was handed over is X`."""
    lowers, start, last = text.lowers, mentions.dateline, mentions.sentence.last
    of_place = lowers[start] == "the" and lexicon.has("place.words.nouns", text.word(start + 1))
    for country, name in named:
        if of_place and lexicon.has("modal.be", lowers[name.first - 1]):
            yield country, name
        was = next(iter(lexicon.where("modal.be", lowers, name.last, last - 1)), last) + 1
        opens = name.first - start <= SUBJECT_REACH or text.word(name.first - 1) in {",", "that"}
        if opens and text.word(was) == "where" and was - 1 - name.last <= NAMED_REACH:
            yield country, name


def _leads_to_name(word: str, lexicon: Lexicon) -> bool:
    return any(
        lexicon.has(group, word)
        for group in ("place.words.copulas", "place.words.near", "place.words.nouns", "place.words.fillers")
    )


def _gone_to(
    text: Text,
    mentions: Mentions,
    anchors: list[Anchor],
    named: list[tuple[str, NameMention]],
    sides: Sides,
    lexicon: Lexicon,
) -> Iterator[tuple[str, NameMention]]:
    """`brought to X and freed there`, `driven to X for the exchange`."""
    for country, name in reversed(named):
        after = range(name.last, mentions.sentence.last)
        home = name.name.kind == "party" and country in sides.main[:2]
        if not _is_gone_to(text, mentions, name, lexicon):
            continue
        handed = not home and _is_for_exchange(text, after, lexicon)
        if handed or _is_freed_there(text, anchors, after):
            yield country, name
            return


def _is_gone_to(text: Text, mentions: Mentions, name: NameMention, lexicon: Lexicon) -> bool:
    """Whether the place is one that people came to: "to the crossing of X", "arrived at X"."""
    low = max(mentions.sentence.first, name.first - NAMED_REACH)
    for position in range(name.first - 1, low - 1, -1):
        if lexicon.has("place.words.reaching", text.lowers[position]):
            return True
        if not lexicon.has("place.words.nouns", text.lowers[position]) and not lexicon.has(
            "place.words.fillers", text.lowers[position]
        ):
            return False
    return False


def _is_freed_there(text: Text, anchors: list[Anchor], after: range) -> bool:
    """`and freed there`, `and took him over there`, `and there exchanged`."""
    there = next((i for i in after if text.lowers[i] == "there"), None)
    freed = [a for a in anchors if not a.noun]
    return there is not None and any(0 <= there - a.last < POINTER_REACH or a.index == there + 1 for a in freed)


def _is_for_exchange(text: Text, after: range, lexicon: Lexicon) -> bool:
    """`for the exchange`, `to be swapped`."""
    for index in after[:PURPOSE_REACH]:
        if text.lowers[index] == "for":
            exchange = lexicon.has("exchange_nouns.bare", text.word(index + 2))
            return exchange and not lexicon.has("place.words.elsewhere", text.word(index + 3))
        if text.lowers[index : index + 2] == ["to", "be"]:
            return lexicon.has("place.words.purpose", text.word(index + 2))
        if lexicon.has("grammar.pauses", text.lowers[index]):
            return False
    return False
