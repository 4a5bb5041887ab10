"""Full names of persons in a sentence: runs of capitalised words that are no party, place, title or institution.

Belongs here: where a name begins and ends. Not here: which names mean one person (`persons.py`), names of one word
(`person_short_names.py`).
"""

from __future__ import annotations

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions

MAX_NAME_TOKENS = 7
APOSTROPHES = frozenset("'’")
JOINTS = frozenset("-'’")
NAME_SIGNS = JOINTS | frozenset('.“"')  # what may stand between two parts of a name
QUOTES = frozenset('“”"')
NICKNAME_REACH = 5  # tokens: `"Rey de Oro"` and its quotation marks
SENTENCE_MARKS = frozenset("“\"'‘(:.")
LONGEST_HEADLINE = 25  # words; a longer line without a full stop is a list
TITLE_CASE = 0.6  # share of capitalised words from which a headline is in title case ("and", "in", "to" stay small)


def find_full_names(text: Text, mentions: Mentions, lexicon: Lexicon) -> list[tuple[int, int]]:
    """First and last token (exclusive) of every name of two words or more in the sentence."""
    spans, taken, last = [], mentions.dateline, mentions.sentence.last
    if mentions.sentence.heading and _title_case(text, mentions):
        return _known_in_headline(text, mentions, lexicon)
    words, lowers = text.words, text.lowers
    for index in mentions.capitals:
        if not taken <= index < last - 1 or words[index] == lowers[index] or not _may_go_on(text, index + 1, lexicon):
            continue
        end = _name_end(text, mentions, index, lexicon)
        is_long = end - index >= 2 and _n_words(text, index, end) >= 2
        if is_long and not _is_named_thing(text, mentions, index, end, lexicon):
            spans.append((index, end))
        taken = max(end, index + 1)
    return spans


def _known_in_headline(text: Text, mentions: Mentions, lexicon: Lexicon) -> list[tuple[int, int]]:
    """The names of known captives: `Nadiya Savchenko, Swapped Yesterday, Speaks To The Press`."""
    capitals = text.capitals_in(mentions.sentence.first, mentions.sentence.last - 1)
    return [(i, i + 2) for i in capitals if f"{text.lowers[i]} {text.lowers[i + 1]}" in lexicon.captives]


def _may_go_on(text: Text, index: int, lexicon: Lexicon) -> bool:
    """Whether a word or sign may be the second part of a name."""
    word = text.words[index]
    return word[0].isupper() or word in NAME_SIGNS or lexicon.has("grammar.persons.particles", text.lowers[index])


def _is_named_thing(text: Text, mentions: Mentions, index: int, end: int, lexicon: Lexicon) -> bool:
    """`the Edhi Foundation`, `in Beit Hanina`: a person's name has no article and no preposition of place before it.

    Nor does it belong to a place ("the kibbutz of Nir Oz", "Nahr-e Saraj district", "Nir Oz, a kibbutz").
    """
    if index > mentions.sentence.first and lexicon.has("grammar.persons.before_things", text.lowers[index - 1]):
        return True
    of_place = text.word(index - 1) == "of" and lexicon.has("grammar.persons.kinds_of_place", text.word(index - 2))
    apposed = end + 2 if text.word(end) == "," and lexicon.has("grammar.articles", text.word(end + 1)) else end
    return of_place or lexicon.has("grammar.persons.kinds_of_place", text.word(apposed))


def _title_case(text: Text, mentions: Mentions) -> bool:
    """Headlines In Title Case show no names that could be told from other words."""
    words = [w for w in text.words[mentions.sentence.first : mentions.sentence.last] if w[0].isalpha()]
    return 5 <= len(words) <= LONGEST_HEADLINE and sum(w[0].isupper() for w in words) >= TITLE_CASE * len(words)


def _n_words(text: Text, first: int, last: int) -> int:
    return sum(w[:1].isupper() for w in text.words[first:last])


def _name_end(text: Text, mentions: Mentions, index: int, lexicon: Lexicon) -> int:
    """The token after the name that begins at `index`; `index` itself if none does."""
    position, last = index, min(mentions.sentence.last, index + MAX_NAME_TOKENS)
    while position < last:
        step = _inner_step(text, position, last, lexicon) if position > index else 0
        if not step and _may_name(text, mentions, position, index, lexicon):
            step = 1
        if not step:
            break
        position += step
    return position


def _inner_step(text: Text, position: int, last: int, lexicon: Lexicon) -> int:
    """How many tokens stand inside a name: `-`, `'`, the point of an initial, `al`, `"Chino"`; 0 where none do."""
    word, following = text.words[position], position + 1 < last
    if following and _adjacent(text, position) and (word in APOSTROPHES or _is_hyphen(text, position)):
        return 2
    if word == "." and len(text.words[position - 1]) == 1:
        return 1
    if following and lexicon.has("grammar.persons.particles", text.lowers[position]):
        joined = 2 if text.words[position + 1] in JOINTS else 1  # `al-Sayed` beside `al Sayed`
        if joined == 1 and lexicon.has("grammar.persons.particles_or_words", word):
            return 0  # `Viktor Bout at Abu Dhabi`
        return joined if _goes_on_behind(text, position + joined, last, lexicon) else 0
    return _nickname(text, position, last) if word in QUOTES else 0


def _goes_on_behind(text: Text, position: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a name goes on behind a small word: with a capital, or with one more small word as in `de la Cruz`."""
    if position < last and lexicon.has("grammar.persons.particles", text.words[position]):
        position += 1
    return position < last and text.words[position][:1].isupper()


def _nickname(text: Text, position: int, last: int) -> int:
    """How many tokens the quoted name in `Juan "El Chino" Perez` takes; 0 where a quote is none."""
    for end in range(position + 2, min(last - 1, position + NICKNAME_REACH)):
        if text.words[end] in QUOTES:
            named = all(w[:1].isupper() for w in (*text.words[position + 1 : end], text.words[end + 1]))
            return end + 1 - position if named else 0
    return 0


def _is_hyphen(text: Text, position: int) -> bool:
    return text.words[position] == "-" and text.words[position + 1][:1].isalpha()


def _is_surname_too(text: Text, position: int, lexicon: Lexicon) -> bool:
    """`Kevin King and`: behind a given name, and the last of the name."""
    given = text.words[position - 1]
    return (
        lexicon.has("persons.also_surnames", text.lowers[position])
        and not given.isupper()
        and given not in lexicon.words["persons.not_names"]
        and not lexicon.has("persons.titles", given.lower())
        and not text.word(position + 1)[:1].isupper()
        and text.words[position] != text.words[position].upper()
    )


def _adjacent(text: Text, position: int) -> bool:
    return text.end(position - 1) == text.starts[position] and text.end(position) == text.starts[position + 1]


def _may_name(text: Text, mentions: Mentions, position: int, first: int, lexicon: Lexicon) -> bool:
    word = text.words[position]
    if not (word[:1].isalpha() and word[:1].isupper()) or (word.isupper() and len(word) > 3):
        return False
    if position == first and is_title(text.lowers[position], lexicon):
        return False
    if position > first and _is_surname_too(text, position, lexicon):
        return True
    hyphened = position > first and text.word(position + 1) == "-"  # `Shin In-young`
    if word in lexicon.words["persons.not_names"] and not (
        hyphened or _is_given_name(text, mentions, position, lexicon)
    ):
        return False
    if len(word) > 1 and word.isupper() and "." not in word:
        return False
    covering = next((m for m in mentions.names if m.first <= position < m.last), None)
    if covering is None:
        return True
    if covering.name.kind == "party":
        return covering.name.form == "official"
    alone = covering.last - covering.first == 1
    return alone and (position > first or _is_given_name(text, mentions, position, lexicon))


def _is_given_name(text: Text, mentions: Mentions, position: int, lexicon: Lexicon) -> bool:
    """`Or Levy`, `Sharon Katz`: within a sentence, before a surname, a word that is also a given name."""
    inside = position > mentions.sentence.first and text.words[position - 1] not in SENTENCE_MARKS
    return (
        inside
        and lexicon.has("persons.also_given_names", text.lowers[position])
        and text.words[position + 1][:1].isupper()
        and text.words[position + 1] not in lexicon.words["persons.not_names"]
    )


def is_title(word: str, lexicon: Lexicon) -> bool:
    """`Filmmaker Oleh Sentsov`, `Presidents Putin and Trump`: a title that begins a sentence."""
    return lexicon.has("persons.titles_of_many", word)
