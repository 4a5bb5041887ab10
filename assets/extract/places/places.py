"""Places that a sentence names: names with a preposition of place before them, and "this village" of the dateline.

Belongs here: finding the places that may be meant and their countries. Not here: whether the hand-over was there
(`handover_places.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.names import NameMention, dateline_end
from assets.extract.parties.parties import Sides
from assets.extract.places.countries import PLACE_FORMS, country_of
from assets.extract.places.unlisted import described_places, parts_of_states, unlisted_names
from assets.extract.records import record

NAME_REACH = 9  # tokens between the preposition and the name: "at a checkpoint on the edge of the town of"
LINE_REACH = 3  # tokens before the two ends of a line: "the border between"
JOINTS = frozenset(("-", "–", "/"))
DEICTIC_REACH = 6  # tokens between "this" and its noun: "this small, shelled-out village"
DATELINE_SENTENCES = 6  # headings may stand before the dateline
CROSSING_FORMS = frozenset({"crossing", "bridge", "border", "airport"})
LEADING = frozenset(("to", "of", "from"))  # prepositions of place only after some words
PLACE_SCORE = 2.0
SEAT_SCORE = 3.0  # a capital or a country needs an exchange held there: it mostly stands for its government


@record
class Candidate:
    """A name or "this village" with the preposition before it.

    `wanted` is the score that it needs; `at_talks`: ministers and envoys may be told to be there.
    """

    country: str
    preposition: int
    first: int
    last: int
    at_crossing: bool
    wanted: float
    at_talks: bool = False


@record
class Named:
    """A name of a place, or "this village": country, kind of name, tokens, and the preposition before it, if any."""

    country: str
    form: str
    first: int
    last: int
    preposition: int | None
    at_crossing: bool


def find_named(text: Text, mentions: Mentions, sides: Sides, lexicon: Lexicon) -> Iterator[Named]:
    """All places that the sentence names, however it does; but for sides that act: `Moscow freed`, `to Ukraine`."""
    if not may_name_place(mentions):
        return
    for name in with_unlisted(text, mentions, sides, lexicon):
        is_party = name.name.kind == "party"
        if is_party and name.name.form not in PLACE_FORMS:
            continue
        country = country_of(name.name, lexicon)
        if country is None or not _is_capitalised(text, name):
            continue
        preposition = _preposition(text, mentions, name, lexicon)
        if preposition is None and is_party and country in sides.main[:2]:
            continue
        first = name.first if preposition is None else preposition
        at_crossing = name.name.form in CROSSING_FORMS or _has_crossing_noun(text, name, first, lexicon)
        form = f"{name.name.kind} {name.name.form}"
        yield Named(country, form, name.first, name.last, preposition, at_crossing)
    for here in _deictics(text, mentions, lexicon):
        yield Named(here.country, "here", here.first, here.last, here.preposition, at_crossing=False)


def _is_capitalised(text: Text, name: NameMention) -> bool:
    """`Taiz`, `al-Shwayrif`: a name, with an article or without, and no `government`."""
    return text.words[name.first][0].isupper() or any(w[0].isupper() for w in text.words[name.first : name.last])


def may_name_place(mentions: Mentions) -> bool:
    """Whether the sentence has a name of a list, or a word before names that no list has."""
    return (
        bool(mentions.names)
        or mentions.has_word("place.words.here")
        or bool(mentions.where("place.words.before_unlisted"))
    )


def find_candidates(text: Text, mentions: Mentions, sides: Sides, lexicon: Lexicon) -> Iterator[Candidate]:
    """The places that the sentence names with a preposition of place, in order."""
    for name in with_unlisted(text, mentions, sides, lexicon):
        country = country_of(name.name, lexicon)
        if name.name.kind == "party" and not _is_capitalised(text, name):
            continue  # `the government`
        if (
            country is None
            or (name.name.form == "name" and country in sides.main[:2])
            or _is_prison(text, name, lexicon)
        ):
            continue
        preposition = _preposition(text, mentions, name, lexicon)
        if preposition is None:
            continue
        at_crossing = name.name.form in CROSSING_FORMS or _has_crossing_noun(text, name, preposition, lexicon)
        passed = lexicon.has("place.words.near_bridges", text.lowers[preposition])
        if text.lowers[preposition] == "between" or (passed and not _leads_over(text, name, lexicon)):
            continue
        in_third = country not in sides.main and (name.name.form == "name") != (preposition == name.first - 1)
        wanted = SEAT_SCORE if name.name.kind == "party" and not in_third else PLACE_SCORE
        yield Candidate(
            country,
            preposition,
            name.first,
            name.last,
            at_crossing,
            wanted,
            at_talks=name.name.kind == "party" or country not in sides.main,
        )
    yield from _deictics(text, mentions, lexicon)


def with_unlisted(text: Text, mentions: Mentions, sides: Sides, lexicon: Lexicon) -> list[NameMention]:
    """The names of a sentence but for lines between states, then those that no list has; kept once they are found."""
    if mentions.with_unlisted is None:
        named = _without_lines(text, mentions.names, lexicon)
        if mentions.where("place.words.grounds"):
            named = [*named, *described_places(text, mentions, sides, lexicon)]
        if mentions.where("place.words.parts"):
            named = [*named, *parts_of_states(text, mentions, lexicon)]
        mentions.with_unlisted = [*named, *unlisted_names(text, mentions, sides, lexicon)]
    return mentions.with_unlisted


def _without_lines(text: Text, names: list[NameMention], lexicon: Lexicon) -> list[NameMention]:
    """The names without those that together name a line between two states: "the Attari-Wagah crossing"."""
    lines = [two for two in pairwise(names) if _is_line(text, *two, lexicon)]
    shared = {name.first for two in lines for name in two}
    return [name for name in names if name.first not in shared] if shared else names


def _is_line(text: Text, one: NameMention, other: NameMention, lexicon: Lexicon) -> bool:
    """`the Attari-Wagah crossing`, `the border between Moldova and Ukraine`: a line that lies in neither."""
    if other.first - one.last != 1 or not set(one.name.codes).isdisjoint(other.name.codes):
        return False
    if text.lowers[one.last] in JOINTS:
        return True
    before = text.lowers[max(0, one.first - LINE_REACH) : one.first]
    return text.lowers[one.last] == "and" and lexicon.has_any("place.words.lines", before)


def _is_prison(text: Text, name: NameMention, lexicon: Lexicon) -> bool:
    """Whether the name is that of a prison, where people are let out, not handed over."""
    return lexicon.has_any("place.words.of_prisons", text.lowers[name.first : name.last])


def _leads_over(text: Text, name: NameMention, lexicon: Lexicon) -> bool:
    """`over the bridge`, `carried four coffins through Kerem Shalom to Israeli soldiers`: a way to the other side."""
    behind = name.name.form == "crossing" and lexicon.has("place.words.on_the_way", text.word(name.last))
    return behind or name.name.form in {"bridge", "airport"}


def _preposition(text: Text, mentions: Mentions, name: NameMention, lexicon: Lexicon) -> int | None:
    """Where the outermost preposition of place before the name stands: "at a checkpoint near the town of X"."""
    found: int | None = None
    nouns, fillers = lexicon.words["place.words.nouns"], lexicon.words["place.words.fillers"]
    near = lexicon.words["place.words.near"]
    for position in range(name.first - 1, max(mentions.sentence.first, name.first - NAME_REACH) - 1, -1):
        word = text.lowers[position]
        if found is not None and lexicon.has("place.words.near_bridges", word):
            return found  # the particle of a verb: "handed over at", "walked across at"
        if _leads(text, mentions, position, lexicon) if word in LEADING else word in near:
            found = position
            continue
        if word in nouns or word in fillers or word[0].isdigit():
            continue
        if any(m.first <= position < m.last and _belongs_to_place(text, m) for m in mentions.names):
            continue
        if word.isalpha() and text.lowers[position + 1] in nouns:
            continue  # `the truce village of`, `the Caribbean island of`
        listed = found is not None or text.lowers[name.first - 1] == ","  # "in Columbio, Sultan Kudarat"
        if not (listed and text.words[position][0].isupper() and position > mentions.sentence.first):
            return found
    return found


def _belongs_to_place(text: Text, name: NameMention) -> bool:
    """`in Russia's Belgorod region`, `on the Egyptian side of`: what may stand before the name of the place."""
    return (
        name.name.kind == "place" or name.name.form == "adjective" or text.lowers[name.last : name.last + 1] == ["'s"]
    )


def _leads(text: Text, mentions: Mentions, position: int, lexicon: Lexicon) -> bool:
    word = text.lowers[position]
    before = text.lowers[position - 1] if position > mentions.sentence.first else ""
    if word == "to":
        return lexicon.has("place.words.before_to", before)
    if lexicon.has("place.words.directions", before):
        return True
    if word == "from":
        return before == "far"
    return lexicon.has("place.words.near", word)


def _has_crossing_noun(text: Text, name: NameMention, preposition: int, lexicon: Lexicon) -> bool:
    words = text.lowers[max(0, preposition - 1) : name.first] + text.lowers[name.last : name.last + 2]
    return lexicon.has_any("place.words.crossings", words)


def _deictics(text: Text, mentions: Mentions, lexicon: Lexicon) -> Iterator[Candidate]:
    """`at this border post`, `were exchanged here`: the place of the dateline."""
    last = mentions.sentence.last
    for position in mentions.where("place.words.here"):
        if position == mentions.sentence.first:
            continue
        word = text.lowers[position]
        end = position + 1
        if word == "this":
            nouns = range(position + 1, min(last, position + DEICTIC_REACH))
            end = next((i + 1 for i in nouns if lexicon.has("place.words.nouns", text.lowers[i])), 0)
        country = _dateline_country(text, lexicon) if end else None
        if country is not None:
            yield Candidate(country, position - (word == "this"), position, end, at_crossing=False, wanted=PLACE_SCORE)
            return


def dateline_place(text: Text, lexicon: Lexicon) -> tuple[str, str] | None:
    """Printed name and country of a dateline such as `IGOETI, Georgia`, if correspondents go there for news alone."""
    for sentence in text.sentences[:DATELINE_SENTENCES]:
        end = dateline_end(text, sentence)
        first = sentence.first
        if end <= first + 1 or not text.words[first].isupper():
            continue
        last = next((i for i in range(first, end) if not text.words[i].isupper()), end)
        known = [name for _, name in lexicon.names.at(text.lowers, first, end)]
        country = _dateline_country(text, lexicon)
        name = text.slice(first, last)
        bureau = any(n.kind == "party" for n in known) or lexicon.has("place.words.bureaus", name.lower())
        named = text.word(last) == ","  # and no agency, as in `AFP / Chernihiv region -`
        return None if bureau or country is None or not named else (name, country)
    return None


def _dateline_country(text: Text, lexicon: Lexicon) -> str | None:
    """The country of the dateline: of the state it names, else of its place."""
    for sentence in text.sentences[:DATELINE_SENTENCES]:
        end = dateline_end(text, sentence)
        countries = [
            (name.form != "name", country)
            for index in range(sentence.first, end)
            for _, name in lexicon.names.at(text.lowers, index, end)
            if (country := country_of(name, lexicon)) is not None
        ]
        if countries:
            return min(countries)[1]
    return None
