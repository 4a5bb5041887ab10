"""Figures that count no people: years, ages, money, percentages, ordinals, parts of dates and scores.

Belongs here: telling such figures by the words and signs beside them. Not here: what the other figures count
(`groups.py`).
"""

from __future__ import annotations

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Sentence, Text
from assets.extract.mentions.numbers import Number

CURRENCIES = frozenset("$€£#")
RATIO_SIGNS = frozenset(":/-")
PAIR_REACH = 4  # tokens: "62-for-62"
RANGE_REACH = 3  # tokens: "to 45 years"
FIRST_YEAR, LAST_YEAR = 1900, 2100
AGE_REACH = 4  # tokens: "the oldest of them is 54"
OLDEST = 110  # "Ivan Petrov, 34, ...": a figure between commas up to this is an age
YOUNGEST = 13  # "a guard of 19"
PLURALS = ("s", "men", "people", "children")  # endings of nouns for more than one: "a company of guards of 20"


def is_measure(text: Text, sentence: Sentence, number: Number, lexicon: Lexicon) -> bool:
    """Whether the figure measures something: "$ 20", "12 years", "9:30", "in 2022", "May 5", "Petrov, 34, "."""
    before = text.words[number.first - 1] if number.first > sentence.first else ""
    after = text.lowers[number.last] if number.last < sentence.last else ""
    return (
        before in CURRENCIES
        or lexicon.has("grammar.groups.before_label", before.lower())
        or lexicon.has("grammar.groups.ages", before)
        or _is_age(text, number, lexicon)
        or _is_last_age(text, number, lexicon)
        or (lexicon.has("units", after) and not is_second_of_pair(text, sentence, number, lexicon))
        or (after == "to" and text.word(number.last + 1) == "one")  # `15 to one`
        or (lexicon.has("grammar.ranges", after) and _is_in_range(text, sentence, number, lexicon))
        or _is_in_ratio(text, sentence, number, lexicon)
        or (is_year(text, number) and lexicon.has("grammar.groups.before_year", before.lower()))
        or (before == "," and after in {",", ".", ")"} and number.value is not None and number.value < OLDEST)
    )


def _is_last_age(text: Text, number: Number, lexicon: Lexicon) -> bool:
    """`aged 2 to 17`."""
    ages = lexicon.has("grammar.groups.ages", text.word(number.first - 3))
    return ages and lexicon.has("grammar.ranges", text.word(number.first - 1))


def _is_age(text: Text, number: Number, lexicon: Lexicon) -> bool:
    """`a woman of 82`, `he is 28`, `the oldest of them 54`."""
    if number.value is None or number.value >= OLDEST:
        return False
    one = text.word(number.first - 1)
    if one == "of":
        return lexicon.has("grammar.groups.aged", text.word(number.first - 2)) or _is_age_of_one(text, number, lexicon)
    if lexicon.has("grammar.groups.aging", one):
        if lexicon.has("grammar.groups.who_ages", text.word(number.first - 2)):
            return True
    elif one != "them" and not lexicon.has("grammar.groups.oldest", one):
        return False
    return lexicon.has_any("grammar.groups.oldest", text.lowers[max(0, number.first - AGE_REACH) : number.first])


def _is_age_of_one(text: Text, number: Number, lexicon: Lexicon) -> bool:
    """`a venture capitalist of 59, went to live in Iran`: one person by a calling, and nothing that is counted."""
    at = number.first - 2
    noun = text.word(at)
    if number.value is None or number.value < YOUNGEST:
        return False
    if noun.endswith(PLURALS) or lexicon.has("grammar.groups.several", noun):
        return False
    called = lexicon.has("persons.captive_titles", noun) or any(
        True for _ in lexicon.people.at(text.lowers, at, at + 1)
    )
    return called and lexicon.has("grammar.groups.after_age", text.word(number.last))


def is_bound_of_age(text: Text, sentence: Sentence, number: Number, lexicon: Lexicon) -> bool:
    """Whether the figure tells how old people are: `under-25 prisoners`, `servicemen under 25 came home`.

    `under 25 prisoners` counts them.
    """
    index = number.first
    if text.words[index - 1 : index] == ["-"] and index - 2 >= sentence.first:
        return lexicon.has("grammar.groups.age_bounds", text.lowers[index - 2])
    if not lexicon.has("grammar.groups.age_bounds", text.lowers[index]):
        index -= 1
    if index <= sentence.first or not lexicon.has("grammar.groups.age_bounds", text.lowers[index]):
        return False
    people = any(True for _ in lexicon.people.at(text.lowers, index - 1, index))
    return people and lexicon.has("grammar.groups.after_bare_figure", text.word(number.last))


def is_second_of_pair(text: Text, sentence: Sentence, number: Number, lexicon: Lexicon) -> bool:
    """`a 62-for-62 swap`: the figure counts people, whatever stands behind it."""
    words = [w for w in text.lowers[max(sentence.first, number.first - PAIR_REACH) : number.first] if w != "-"]
    pair = len(words) > 1 and lexicon.has("grammar.exchanged_for", words[-1])
    return pair and words[-2] in text.lowers[number.first : number.last]


def _is_in_range(text: Text, sentence: Sentence, number: Number, lexicon: Lexicon) -> bool:
    """`15 to 45 years`, `between 12 and 30 years`: the first figure of a range whose second one measures."""
    after = text.lowers[number.last : min(sentence.last, number.last + RANGE_REACH)]
    if len(after) < RANGE_REACH or not lexicon.has("units", after[2]):
        return False
    return after[1][0].isdigit() or lexicon.has("numbers.units", after[1])


def _is_in_ratio(text: Text, sentence: Sentence, number: Number, lexicon: Lexicon) -> bool:
    """`9:30`, `2-1`, `a 10-year term`: a sign and another figure, or a unit of time, beside the figure."""
    before, after = number.first - 1, number.last
    if (
        before > sentence.first
        and text.words[before] in RATIO_SIGNS
        and text.end(before) == text.starts[number.first]
        and text.words[before - 1][0].isdigit()
    ):
        return True
    if after + 1 >= sentence.last or text.words[after] not in RATIO_SIGNS or text.starts[after + 1] != text.end(after):
        return False  # `45: 33 soldiers`
    return lexicon.has("grammar.groups.time_units", text.lowers[after + 1]) or text.words[after + 1][0].isdigit()


def is_year(text: Text, number: Number) -> bool:
    """Whether the figure is written as a year is: four digits without a comma."""
    return (
        number.value is not None and FIRST_YEAR <= number.value <= LAST_YEAR and text.words[number.last - 1].isdigit()
    )
