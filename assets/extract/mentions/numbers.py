"""Figures: how many a sentence counts, in digits or in words, and whether it means exactly, about or at least so many.

Belongs here: reading figures and the words that bound them. Not here: what a figure counts (`groups.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Sentence, Text
from assets.extract.mentions.date_phrases import DatePhrase
from assets.extract.mentions.names import NameMention
from assets.extract.records import record

MAX_COUNT = 100_000  # no single exchange on record is near it; larger figures are never people handed over
MAX_DIGITS = 9  # longer strings of digits are identifiers, not figures
CLOSE_NEGATION = 4  # tokens between "not" and "anybody": "did not set free anybody"
THOUSANDS = 3  # digits of a group
LONGEST_BOUND = 3  # tokens: "no fewer than"
WITH_MONTH = frozenset(("full", "day_month", "month"))  # kinds of date phrases
SAID_REACH = 4  # tokens: "nothing has been disclosed"
NEGATION_REACH = 8  # tokens between "not" and "a single": "has not for months got back a single one"


@record
class Number:
    """A figure: its value (None for "dozens"), how it is meant, and its tokens with the words that bound it."""

    first: int
    last: int
    value: int | None
    bound: str = "exact"


def find_numbers(text: Text, sentence: Sentence, begins: list[int], lexicon: Lexicon) -> Iterator[Number]:
    """The figures of one sentence, in order; `begins` are the tokens at which one may begin."""
    taken = sentence.first
    for index in begins:
        if index < taken:
            continue
        value, taken = _number_at(text, index, sentence.last, lexicon)
        if value is not None:
            first, bound = _bound_before(text, index, sentence.first, lexicon)
            yield Number(first, taken, value, bound)


def that_count(numbers: list[Number], phrases: list[DatePhrase], names: tuple[NameMention, ...]) -> list[Number]:
    """The figures that are no part of a date with a month, nor of a name."""
    dated = {i for phrase in phrases if phrase.kind in WITH_MONTH for i in range(phrase.first, phrase.last)}
    named = {i for name in names for i in range(name.first, name.last)}
    return [n for n in numbers if n.first not in named and dated.isdisjoint(range(n.first, n.last))]


def _number_at(text: Text, index: int, last: int, lexicon: Lexicon) -> tuple[int | None, int]:
    """The figure at a token and the token after it; `(None, after)` for a figure that counts no people."""
    word = text.lowers[index]
    if word[0].isdigit():
        return _digits_at(text, index, last, lexicon)
    if lexicon.has("numbers.units", word) or lexicon.has("grammar.numbers.irregular", word):
        irregular = _irregular_at(text, index, lexicon)
        return irregular if irregular is not None else _words_at(text, index, last, lexicon)
    is_scale = lexicon.has("numbers.scales", word) and len(word) > 1  # `5k`, and not `Ivan K.`
    return _words_at(text, index, last, lexicon) if is_scale else (None, index)


def _irregular_at(text: Text, index: int, lexicon: Lexicon) -> tuple[int | None, int] | None:
    """Figures with a rule of their own: `no`, `not a single`, `half a dozen`, `several dozen`; None at any other."""
    word, before, after = text.lowers[index], text.word(index - 1), text.word(index + 1)
    if _is_nobody(text, index, lexicon):
        return 0, index + 1
    if word == "no" and after == "one":
        return 0, index + 2
    if word == "one" and before in {"not", "even"} and "not" in text.lowers[max(0, index - 2) : index]:
        return 0, index + 1
    is_other = lexicon.has("grammar.numbers.comparatives", after) or lexicon.has("grammar.numbers.after_no", after)
    if word == "no" and is_other:
        return None, index  # `no fewer than 30`, `no names`
    if word == "no" or (lexicon.has("grammar.numbers.only_with_negation", word) and _is_negated(text, index, lexicon)):
        return 0, index + 1
    if word == "half" and text.lowers[index + 1 : index + 3] == ["a", "dozen"]:
        return 6, index + 3
    if word == "score" and after != "of":
        return None, index
    if word == "dozen" and lexicon.has("grammar.numbers.unclear_dozen", before):
        return None, index + 1
    article = lexicon.has("grammar.numbers.articles", word)
    if article and not (lexicon.has("numbers.scales", after) or lexicon.has("grammar.numbers.after_article", after)):
        return None, index
    return None


def _is_nobody(text: Text, index: int, lexicon: Lexicon) -> bool:
    """`nobody`, `none`, `zero`, and `nothing` that was given or got: not `nothing was said`, nor `nothing about it`."""
    word = text.lowers[index]
    if word != "nothing":
        return word == "zero" or lexicon.has("grammar.numbers.nobody", word)
    after = text.lowers[index + 1 : index + SAID_REACH]
    said = lexicon.has("grammar.numbers.before_nothing", text.word(index - 1))
    said = said or (lexicon.has_any("modal.be", after) and lexicon.has_any("grammar.numbers.before_nothing", after))
    return not said and not lexicon.has("grammar.numbers.after_nothing", text.word(index + 1))


def _is_negated(text: Text, index: int, lexicon: Lexicon) -> bool:
    """`has not got back a single one`; `did not say whether it gave anyone up` tells of nobody that is known."""
    reach = CLOSE_NEGATION if lexicon.has("grammar.numbers.anybody", text.lowers[index]) else NEGATION_REACH
    return lexicon.has_any("grammar.negation", text.lowers[max(0, index - reach) : index])


def _words_at(text: Text, index: int, last: int, lexicon: Lexicon) -> tuple[int | None, int]:
    """`twenty-five`, `three hundred and ten`: the value of a numeral in words."""
    units, scales = lexicon.data["numbers"]["units"], lexicon.data["numbers"]["scales"]
    total, current, position = 0, 0, index
    while position < last:
        word = text.lowers[position]
        if word in units and not (
            position > index and (word == "both" or lexicon.has("grammar.numbers.articles", word))
        ):
            current = current * units[word] if word == "dozen" and current else current + units[word]
        elif word in scales and (current or position == index):
            current = max(current, 1) * scales[word]
            if scales[word] >= 1000:
                total, current = total + current, 0
        elif position == index or not _joins_number(text, position, last, lexicon):
            break
        position += 1
    if position == index:
        return None, index
    if lexicon.has("numbers.too_large", text.word(position)):
        return None, position + 1
    return total + current, position


def _joins_number(text: Text, position: int, last: int, lexicon: Lexicon) -> bool:
    """`twenty-five`, `one hundred and ten`: a hyphen or `and` between two parts of one number."""
    if position + 1 >= last:
        return False
    units, scales = lexicon.data["numbers"]["units"], lexicon.data["numbers"]["scales"]
    before, following = text.lowers[position - 1], text.lowers[position + 1]
    if following not in units:
        return False
    if text.lowers[position] == "-":
        return before in units and units[before] >= 20 and units[following] < 10
    return (
        text.lowers[position] == "and" and before in scales and not lexicon.has("grammar.numbers.articles", following)
    )


def _digits_at(text: Text, index: int, last: int, lexicon: Lexicon) -> tuple[int | None, int]:
    digits = text.words[index].replace(",", "")
    after = index + 1
    if not digits.isdecimal() or len(digits) > MAX_DIGITS or not digits.isascii():
        return None, after
    if _is_model(text, index):
        return None, after
    value = int(digits)
    if after < last and _is_grouped(text, index, lexicon):
        value, after = value * 1000 + int(text.words[after]), after + 1
    attached = after < last and text.starts[after] == text.end(index)
    if attached and lexicon.has("grammar.ordinal_endings", text.lowers[after]):
        return None, after + 1
    scales = lexicon.data["numbers"]["scales"]
    if after < last and text.lowers[after] in scales:
        value *= scales[text.lowers[after]]
        after += 1
    if after < last and lexicon.has("numbers.too_large", text.lowers[after]):
        return None, after + 1
    return (value if value <= MAX_COUNT else None), after


def _is_grouped(text: Text, index: int, lexicon: Lexicon) -> bool:
    """`1 130 prisoners`: thousands set apart by a space; `on May 1 130 prisoners` has a day before them."""
    left, right = text.words[index], text.words[index + 1]
    whole = len(left) < len(right) == THOUSANDS and right.isdecimal() and left.isdecimal() and left[0] != "0"
    spaced = text.starts[index + 1] - text.end(index) == 1
    return whole and spaced and text.word(index - 1) not in lexicon.data["dates"]["months"]


def _is_model(text: Text, index: int) -> bool:
    """`U-2`, `Il-76`: a figure that is part of a name."""
    return (
        index > 1
        and text.words[index - 1] == "-"
        and text.end(index - 1) == text.starts[index]
        and text.end(index - 2) == text.starts[index - 1]
        and text.words[index - 2][0].isupper()
        and text.words[index - 2].isalpha()
    )


def _bound_before(text: Text, index: int, first: int, lexicon: Lexicon) -> tuple[int, str]:
    """Where the figure begins with the words that bound it, and the bound: `at least`, `about`, `up to`."""
    if index == first or not lexicon.has("bounds.last", text.lowers[index - 1]):
        return index, "exact"
    for length in range(LONGEST_BOUND, 0, -1):
        start = index - length
        if start < first:
            continue
        phrase = " ".join(text.lowers[start:index])
        if phrase == "over" and start > first and _takes_over(text.lowers[start - 1], lexicon):
            continue  # `handed over 12`: the particle of a verb
        bound = lexicon.bounds.get(phrase)
        if bound is not None:
            return start, bound
    return index, "exact"


def _takes_over(verb: str, lexicon: Lexicon) -> bool:
    return any(sense.particle == ("over",) for _, sense in lexicon.verbs.get(verb, ()))
