"""Phrases that begin with a figure: "15 captured ethnic Armenian army soldiers".

Belongs here: reading from a figure over nations and modifiers to the noun for people. Not here: which figures are read
so, and what the phrase says of the people (`groups.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from assets.extract.language.lexicon import UNTOLD, Lexicon
from assets.extract.language.text import Sentence, Text
from assets.extract.mentions.cues import Cues
from assets.extract.mentions.names import NameMention
from assets.extract.mentions.numbers import Number
from assets.extract.records import record

STOP = ("grammar.groups.stop", "modal.future", "modal.possible")  # words that are of no noun
ALONE = ("military", UNTOLD)  # kinds of people whom an adjective alone may name
MAX_MODIFIERS = 6  # words between a figure and its noun: "15 captured ethnic Armenian army soldiers"


@record
class CountContext:
    """What else the sentence of a figure has: nouns for people by token, and where a noun or a name begins."""

    text: Text
    sentence: Sentence
    numbers: list[Number]
    names: tuple[NameMention, ...]
    cues: Cues
    nouns: dict[int, tuple[int, str]]
    begins: frozenset[int]
    lexicon: Lexicon

    def person_noun(self, position: int) -> tuple[int, str] | None:
        """Length and category of the noun for people that stands at a token."""
        return self.nouns.get(position)

    def may_be_people(self, first: int) -> bool:
        """Whether a noun for people or the name of a party stands where a phrase from a token on may reach."""
        return not self.begins.isdisjoint(range(first, first + MAX_MODIFIERS + 1))


@dataclass(slots=True)
class CountPhrase:
    """A figure with the words after it, read up to, not including, `last`; `category` once its noun is found."""

    number: Number
    last: int
    nations: list[str] = field(default_factory=list)
    modifiers: list[str] = field(default_factory=list)
    category: str | None = None
    counts_exchanges: bool = False


def read_phrase(context: CountContext, number: Number) -> CountPhrase:
    """The figure with its words up to the noun for people, or up to where none can follow."""
    phrase = CountPhrase(number, number.last)
    while phrase.last < context.sentence.last and phrase.last - number.last <= MAX_MODIFIERS:
        if not (
            _take_nation(context, phrase)
            or _take_noun(context, phrase)
            or _take_adjective(context, phrase)
            or _take_modifier(context, phrase)
        ):
            break
        if phrase.counts_exchanges or phrase.category is not None:
            break
    return phrase


def _take_nation(context: CountContext, phrase: CountPhrase) -> bool:
    """`Armenian`, `Ukrainians`: the name of a party next in the phrase."""
    name = next((m for m in context.names if m.first == phrase.last), None)
    if name is None or name.name.kind != "party" or name.name.form not in {"adjective", "people", "name"}:
        return False
    phrase.nations.extend(name.name.codes)
    phrase.last = name.last
    named = context.person_noun(name.last - 1) if name.last - name.first > 1 else None  # `Chechen fighters`
    if named is not None:
        phrase.category = named[1]
    elif _ends_with_people(context, name) or (is_people(context, name) and context.person_noun(phrase.last) is None):
        phrase.category = UNTOLD
    return True


def _ends_with_people(context: CountContext, name: NameMention) -> bool:
    """`250 Bosnian Serbs`: the name of a group whose last word names a people."""
    if name.last - name.first == 1 or name.name.form != "name":
        return False
    found = context.lexicon.names.at(context.text.lowers, name.last - 1, name.last)
    return any(n.form == "people" for _, n in found)


def is_people(context: CountContext, name: NameMention) -> bool:
    """`Armenians`, or `an American` with nothing after it that the adjective could belong to."""
    if name.name.form == "people":
        return True
    last = context.sentence.last
    readings = {n.form for length, n in context.lexicon.names.at(context.text.lowers, name.first, last)}
    following = context.text.word(name.last) if name.last < last else ""
    dual = following == "-" and _adjective_at(context, name.last + 1) is not None  # `Russian-Israeli women`
    verb = any(form in {"past", "participle"} for form, _ in context.lexicon.verbs.get(following, ()))
    stop = any(context.lexicon.has(words, following) for words in STOP)
    alone = not following.isalpha() or verb or stop
    fighters = all(context.lexicon.party_kinds.get(code) == "actor" for code in name.name.codes)  # `six Taliban`
    return ("people" in readings or fighters) and alone and not dual


def _take_noun(context: CountContext, phrase: CountPhrase) -> bool:
    """`soldiers` ends the phrase; `captive` of "captive soldiers" or "captive Armenian soldiers" modifies it."""
    noun = context.person_noun(phrase.last)
    if noun is None:
        return False
    phrase.last += noun[0]
    if not _nation_and_noun_follow(context, phrase.last):
        if _is_exchange_noun(context, phrase.last):
            phrase.counts_exchanges = True
        elif context.person_noun(phrase.last) is None or _is_participle(context, phrase.last):
            phrase.category = noun[1]
            return True
    phrase.modifiers.append(noun[1])
    return True


def _take_adjective(context: CountContext, phrase: CountPhrase) -> bool:
    """`106 Russian military`, `46 wounded were let go`: an adjective with no noun behind it that it could belong to."""
    word = context.text.lowers[phrase.last]
    kind = next((k for k in ALONE if context.lexicon.has(f"grammar.groups.alone_{k}", word)), None)
    following = context.text.word(phrase.last + 1)
    if kind is None or (following.isalpha() and not _is_behind_noun(context, phrase.last + 1)):
        return False
    phrase.category, phrase.last = kind, phrase.last + 1
    return True


def _is_behind_noun(context: CountContext, position: int) -> bool:
    """Whether a word begins what stands behind a noun: an auxiliary, a preposition, a relative clause."""
    word = context.text.lowers[position]
    if context.lexicon.has("grammar.joints", word):  # `270 military and 120 civilians`
        return any(number.first == position + 1 for number in context.numbers)
    return context.lexicon.has("grammar.groups.stop", word)


def _is_participle(context: CountContext, position: int) -> bool:
    """`303 prisoners freed by Russia`: no noun, though "the freed" are people."""
    return context.lexicon.has("grammar.groups.participles", context.text.word(position))


def _take_modifier(context: CountContext, phrase: CountPhrase) -> bool:
    """`captured`, `of its own`, `Russian and Belarusian`: a word that may stand before the noun."""
    word = context.text.lowers[phrase.last]
    if word == "and" and phrase.nations and _adjective_at(context, phrase.last + 1) is not None:
        phrase.last += 1
        return True
    if context.lexicon.has("grammar.joints", word) and _joins_participles(context, phrase):
        phrase.last += 1
        return True
    if not _may_modify(word, context.lexicon):
        return False
    phrase.modifiers.append(word)
    phrase.last += 1
    return True


def _joins_participles(context: CountContext, phrase: CountPhrase) -> bool:
    """`100 convicted or suspected rebels`, `12 wounded and captured men`: two participles before one noun."""
    following = context.text.word(phrase.last + 1)
    return bool(phrase.modifiers) and phrase.modifiers[-1].endswith("ed") and following.endswith("ed")


def _adjective_at(context: CountContext, position: int) -> NameMention | None:
    return next((m for m in context.names if m.first == position and m.name.form == "adjective"), None)


def _nation_and_noun_follow(context: CountContext, position: int) -> bool:
    """`fifteen captive Armenian soldiers`, `19 dead Russians`: the noun so far is a modifier of the one to come."""
    name = next((m for m in context.names if m.first == position and m.name.kind == "party"), None)
    if name is None:
        return False
    return context.person_noun(name.last) is not None or is_people(context, name)


def _is_exchange_noun(context: CountContext, position: int) -> bool:
    """`two prisoner swaps`: the figure counts exchanges, not people; in `29 prisoners return` it counts them."""
    noun = context.lexicon.has("exchange_nouns.bare", context.text.word(position))
    return noun and not context.text.word(position - 1).endswith("s")


def _may_modify(word: str, lexicon: Lexicon) -> bool:
    if lexicon.has("grammar.groups.inside", word):
        return True
    return (
        word.isalpha()
        and not lexicon.has("grammar.groups.stop", word)
        and word not in lexicon.verbs
        and not lexicon.has("units", word)
    )
