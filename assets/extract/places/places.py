"""Places that a sentence names: names with a preposition of place before them, and "this village" of the dateline.

Belongs here: finding the places that may be meant and their countries. Not here: whether the hand-over was there
(`handover_places.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from assets.extract.language.lexicon import Lexicon, Name
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.names import NameMention, dateline_end
from assets.extract.parties.parties import Sides
from assets.extract.records import record

NAME_REACH = 9  # tokens between the preposition and the name: "at a checkpoint on the edge of the town of"
DEICTIC_REACH = 6  # tokens between "this" and its noun: "this small, shelled-out village"
DEICTICS = frozenset(("this", "here"))
DATELINE_SENTENCES = 6  # headings may stand before the dateline
CROSSING_FORMS = frozenset({"crossing", "bridge", "border", "airport"})
LEADING = frozenset(("to", "of", "from"))  # prepositions of place only after some words
PRISONS = frozenset(("prison", "jail", "prisons"))
NAME_JOINTS = frozenset(("-", "al", "el"))
PLACE_FORMS = frozenset(("name", "seat"))  # of parties: names that stand for a country, too
LONGEST_UNLISTED = 4  # tokens: "al-Shwayrif", "La Macarena"
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
        or not DEICTICS.isdisjoint(mentions.words)
        or bool(mentions.where("place.words.before_unlisted"))
    )


def find_candidates(text: Text, mentions: Mentions, sides: Sides, lexicon: Lexicon) -> Iterator[Candidate]:
    """The places that the sentence names with a preposition of place, in order."""
    for name in with_unlisted(text, mentions, sides, lexicon):
        country = country_of(name.name, lexicon)
        if name.name.kind == "party" and not _is_capitalised(text, name):
            continue  # `the government`
        if country is None or (name.name.form == "name" and country in sides.main[:2]) or _is_prison(text, name):
            continue
        preposition = _preposition(text, mentions, name, lexicon)
        if preposition is None:
            continue
        at_crossing = name.name.form in CROSSING_FORMS or _has_crossing_noun(text, name, preposition, lexicon)
        if text.lowers[preposition] == "between" and _is_between_sides(mentions, name, preposition):
            continue
        if lexicon.has("place.words.near_bridges", text.lowers[preposition]) and not _is_bridge(text, name):
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


def _is_between_sides(mentions: Mentions, name: NameMention, preposition: int) -> bool:
    """`an exchange between Donetsk and Kiev`: two who exchange; but `between Donetsk and Konstantinovka`."""
    if name.name.kind == "party" or preposition != name.first - 1:
        return True
    return any(m.first == name.last + 1 and m.name.kind == "party" for m in mentions.names)


def with_unlisted(text: Text, mentions: Mentions, sides: Sides, lexicon: Lexicon) -> list[NameMention]:
    """The names of a sentence, and behind them those that no list has; kept with the sentence once they are found."""
    if mentions.with_unlisted is None:
        mentions.with_unlisted = [*mentions.names, *_unlisted_names(text, mentions, sides, lexicon)]
    return mentions.with_unlisted


def _unlisted_names(text: Text, mentions: Mentions, sides: Sides, lexicon: Lexicon) -> Iterator[NameMention]:
    """`at Omanthai`, `near the Ber bridge`, `in Yamales, Honduras`: names that no list has.

    Only where their state is known: it is told beside them, or a state fights a group of its own.
    """
    begun = [before for before in mentions.where("place.words.before_unlisted") if _may_begin_name(text, before)]
    if not begun:
        return
    covered = {i for m in mentions.names for i in range(m.first, m.last)}
    begun = [before for before in begun if before + 1 + (text.word(before + 1) == "the") not in covered]
    if not begun:
        return
    home = home_state(sides, lexicon)
    states = {m.first: m for m in mentions.names if m.name.kind == "party" and m.name.form in {"name", "adjective"}}
    if home is None and not states:
        return
    for before in begun:
        article = text.word(before + 1) == "the"
        index = before + 1 + article
        if index >= mentions.sentence.last:
            continue
        end = _end_of_name(text, index, mentions.sentence.last, covered, lexicon)
        described = lexicon.has("place.words.nouns", text.word(end))
        if text.word(before) == "of" and not (described or _may_have_name(text, before - 1, lexicon)):
            continue  # `the body of Gabriel Dwait`
        if end > index and (not article or described):
            country = _state_beside(text, before, end, states, lexicon) or home
            if country is not None:
                yield NameMention(index, end, Name("place", (country,), "unlisted", text.slice(index, end)))


def _may_have_name(text: Text, index: int, lexicon: Lexicon) -> bool:
    """Whether a token before `of` is a noun of places or a direction: `the village of`, `north of`."""
    word = text.word(index)
    return lexicon.has("place.words.nouns", word) or lexicon.has("place.words.directions", word)


def _may_begin_name(text: Text, before: int) -> bool:
    """Whether a capital or a joint such as `al` follows a word, with an article between or without."""
    index = before + 1 + (text.word(before + 1) == "the")
    word = text.words[index] if index < len(text.words) else "."
    return word[0].isupper() or word in NAME_JOINTS


def _state_beside(text: Text, before: int, end: int, states: dict[int, NameMention], lexicon: Lexicon) -> str | None:
    """The state in `in Yamales, Honduras` and `the Syrian outpost of Humaymah`."""
    behind = states.get(end + 1) if text.word(end) == "," else None
    if behind is not None and behind.name.form == "name":
        return country_of(behind.name, lexicon)
    if text.word(before) != "of" or not lexicon.has("place.words.nouns", text.word(before - 1)):
        return None
    told = next((m for m in states.values() if m.last == before - 1 and m.name.form == "adjective"), None)
    codes = told.name.codes if told is not None else ()
    return codes[0] if len(codes) == 1 and lexicon.party_kinds.get(codes[0]) == "state" else None


def _end_of_name(text: Text, first: int, last: int, covered: set[int], lexicon: Lexicon) -> int:
    """The token after the capitalised words, hyphens and `al` that begin at a token."""
    end = first
    while end < min(last, first + LONGEST_UNLISTED) and end not in covered:
        word = text.words[end]
        is_name = word[0].isupper() and word.isalpha() and not word.isupper() and not _is_other_word(text, end, lexicon)
        joint = word in NAME_JOINTS and end + 1 < last and text.words[end + 1] != word
        if not (is_name or joint):
            break
        end += 1
    while end > first and not text.words[end - 1][0].isupper():
        end -= 1
    return end


def _is_other_word(text: Text, index: int, lexicon: Lexicon) -> bool:
    """A word of a date, or one that begins no name."""
    word = text.lowers[index]
    dates = lexicon.data["dates"]
    return (
        word in dates["months"] or word in dates["weekdays"] or text.words[index] in lexicon.words["persons.not_names"]
    )


def home_state(sides: Sides, lexicon: Lexicon) -> str | None:
    """The state in which a group of its own fights it or another one, where these are the sides: they meet there."""
    main = sides.main[:2]
    if len(main) < 2 or not any(lexicon.party_kinds.get(side.split("/")[0]) == "actor" for side in main):
        return None
    homes = {home_of(actor, lexicon) for side in main for actor in side.split("/")}
    return next(iter(homes)) if len(homes) == 1 else None


def home_of(party: str, lexicon: Lexicon) -> str | None:
    """The state itself, or the one in which a group lives; Hamas and Hezbollah fight a state that is not their own."""
    if lexicon.party_kinds.get(party) == "state":
        return party
    people = lexicon.constituencies.get(party, ())
    return lexicon.homes.get(party) or (people[0] if len(people) == 1 else lexicon.opponents.get(party))


def _is_prison(text: Text, name: NameMention) -> bool:
    """Whether the name is that of a prison, where people are let out, not handed over."""
    return not PRISONS.isdisjoint(text.lowers[name.first : name.last])


def _leads_over(text: Text, name: NameMention) -> bool:
    """`carried four coffins through Kerem Shalom to Israeli soldiers`: a crossing with the other side behind it."""
    return name.name.form == "crossing" and text.word(name.last) in {"to", "into"}


def _is_bridge(text: Text, name: NameMention) -> bool:
    """Whether people get to the other side by way of the place itself: a bridge or an airport."""
    near = text.lowers[max(0, name.first - 3) : name.last + 2]
    return name.name.form in {"bridge", "airport"} or _leads_over(text, name) or bool({"bridge", "airport"} & set(near))


def country_of(name: Name, lexicon: Lexicon) -> str | None:
    """The country of a place, or of a state and its capital."""
    if name.kind == "place":
        return name.codes[0]
    is_state = len(name.codes) == 1 and lexicon.party_kinds.get(name.codes[0]) == "state"
    return name.codes[0] if is_state and name.form in PLACE_FORMS else None


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
        return before in {"close", "next"}
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
    first, last = mentions.sentence.first, mentions.sentence.last
    if DEICTICS.isdisjoint(mentions.words):
        return
    for position in range(first + 1, last):
        word = text.lowers[position]
        if word not in DEICTICS:
            continue
        nouns = range(position + 1, min(last, position + DEICTIC_REACH))
        noun = next((i for i in nouns if lexicon.has("place.words.nouns", text.lowers[i])), None)
        if word == "this" and (noun is None or not lexicon.has("place.words.near", text.lowers[position - 1])):
            continue
        country = _dateline_country(text, lexicon)
        if country is not None:
            end = noun + 1 if word == "this" and noun is not None else position + 1
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
        named = bool(known) or text.word(last) == ","  # and no agency, as in `AFP / Chernihiv region -`
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
