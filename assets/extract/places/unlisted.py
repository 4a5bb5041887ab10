"""Places without a name of a list: "at Omanthai", "the village of Yamales in Honduras", "a Turkish airport".

Belongs here: names and descriptions whose country is known all the same. Not here: listed names (`places.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from assets.extract.language.lexicon import Lexicon, Name
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.names import NameMention
from assets.extract.parties.parties import Sides
from assets.extract.places.countries import country_of, home_state

DESCRIBED_REACH = 1  # tokens: "a Turkish military airfield"
LONGEST_UNLISTED = 4  # tokens: "al-Shwayrif", "La Macarena"


def unlisted_names(text: Text, mentions: Mentions, sides: Sides, lexicon: Lexicon) -> Iterator[NameMention]:
    """`at Omanthai`, `near the Ber bridge`, `in Yamales, Honduras`: names that no list has.

    Only where their state is known: it is told beside them, or a state fights a group of its own.
    """
    begun = [
        before for before in mentions.where("place.words.before_unlisted") if _may_begin_name(text, before, lexicon)
    ]
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
        end = _end_of_name(text, index, mentions.sentence.last, lexicon)
        described = lexicon.has("place.words.nouns", text.word(end))
        if text.word(before) == "of" and not _may_have_name(text, before - 1, lexicon):
            continue  # `the body of Gabriel Dwait`
        if end > index and (not article or described):
            country = _state_beside(text, before, end, states, lexicon) or home
            if country is not None:
                yield NameMention(index, end, Name("place", (country,), "unlisted", text.slice(index, end)))


def described_places(text: Text, mentions: Mentions, sides: Sides, lexicon: Lexicon) -> Iterator[NameMention]:
    """`at a Turkish airport`, `on Omani soil`: places of a third state, called by nothing but the state."""
    for index in mentions.where("place.words.grounds"):
        for name in mentions.names:
            if name.name.form == "adjective" and 0 <= index - name.last <= DESCRIBED_REACH and name.first < index:
                code = name.name.codes[0]
                third = len(name.name.codes) == 1 and code not in sides.main
                if third and lexicon.party_kinds.get(code) == "state":
                    end = index + 1
                    yield NameMention(name.first, end, Name("place", (code,), "described", text.slice(name.first, end)))


def parts_of_states(text: Text, mentions: Mentions, lexicon: Lexicon) -> Iterator[NameMention]:
    """`in southern Colombia`, `in the north of Mali`: a part of a state, even of one that is a side."""
    states = {m.first: m for m in mentions.names if m.name.kind == "party" and m.name.form == "name"}
    for index in mentions.where("place.words.parts"):
        before = max(0, index - 2 - (text.word(index - 1) == "the"))
        if text.words[before][0].isupper() and lexicon.has("place.words.nouns", text.lowers[before]):
            continue  # `from Mocha Airport in the southwest of Yemen`
        name = states.get(index + 1 + (text.word(index + 1) == "of"))
        if name is not None and (country := country_of(name.name, lexicon)) is not None:
            yield NameMention(index, name.last, Name("place", (country,), "region", text.slice(index, name.last)))


def _may_have_name(text: Text, index: int, lexicon: Lexicon) -> bool:
    """Whether a token before `of` is a noun of places or a direction: `the village of`, `north of`."""
    word = text.word(index)
    return lexicon.has("place.words.nouns", word) or lexicon.has("place.words.directions", word)


def _may_begin_name(text: Text, before: int, lexicon: Lexicon) -> bool:
    """Whether a capital or a joint such as `al` follows a word, with an article between or without."""
    index = before + 1 + (text.word(before + 1) == "the")
    word = text.words[index] if index < len(text.words) else "."
    return word[0].isupper() or lexicon.has("place.words.joints", word)


def _state_beside(text: Text, before: int, end: int, states: dict[int, NameMention], lexicon: Lexicon) -> str | None:
    """The state in `in Yamales, Honduras` and `the Syrian outpost of Humaymah`."""
    behind = states.get(end + 1) if text.word(end) == "," else None
    if behind is not None and behind.name.form == "name":
        return country_of(behind.name, lexicon)
    if text.word(before) != "of":
        return None
    told = next((m for m in states.values() if m.last == before - 1 and m.name.form == "adjective"), None)
    codes = told.name.codes if told is not None else ()
    return codes[0] if len(codes) == 1 and lexicon.party_kinds.get(codes[0]) == "state" else None


def _end_of_name(text: Text, first: int, last: int, lexicon: Lexicon) -> int:
    """The token after the capitalised words, hyphens and `al` that begin at a token."""
    end = first
    while end < min(last, first + LONGEST_UNLISTED):
        is_name = text.words[end][0].isupper() and not _is_other_word(text, end, lexicon)
        if not is_name and not lexicon.has("place.words.joints", text.words[end]):
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
