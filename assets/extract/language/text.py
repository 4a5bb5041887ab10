"""Tokens and sentences of a clean text, with the character spans from which every evidence is cut.

Belongs here: cutting text into tokens and sentences. Not here: what any word means (`lexicon.py`,
`mentions/mentions.py`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import add

from assets.extract.records import record

# One alternative a kind of token, the most frequent ones first; none of them can match the same text in two ways, so
# time is linear. The space after a token comes with it: the lengths alone then tell where each begins and ends.
TOKEN = re.compile(
    r"(?:"
    r"[A-Za-z]{2,}+[^\W\d_]*+"  # words, most of them of plain letters, which are told quickly
    r"|[^\w\s'’]"
    r"|\d++(?:[,.]\d++)*+"  # 1,200 and 2.5
    r"|(?:[A-Za-z]\.){2,}+"  # U.S., a.m.
    r"|['’](?:(?:s|t|re|ve|ll|d|m)\b)?+"  # possessives and contractions
    r"|[^\W\d_]++"
    r"|_)\s*+"
)
CLOSERS = frozenset("\"'”’)]»")
TERMINATORS = frozenset(".!?…")
MAX_SENTENCE_TOKENS = 400  # longer "sentences" are dumps without punctuation; they are cut so that time stays linear


@record
class Sentence:
    """Tokens `first` up to, not including, `last`; `block` counts the lines of the text, `heading` has no full stop.

    A `part` is what goes on after another hand-over in the same sentence.
    """

    first: int
    last: int
    block: int
    heading: bool
    part: bool = False


@dataclass(slots=True)
class Text:
    """A text with its tokens (parallel lists) and sentences."""

    text: str
    words: list[str] = field(default_factory=list)
    lowers: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    figures: frozenset[str] = frozenset()  # the tokens that begin with a digit
    capitals: list[int] = field(default_factory=list)  # which tokens begin with a capital

    def capitals_in(self, first: int, last: int) -> list[int]:
        """The tokens from `first` up to, not including, `last` that begin with a capital."""
        capitals = self.capitals
        return capitals[bisect_left(capitals, first) : bisect_left(capitals, last)]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Characters of the tokens `first` up to, not including, `last`."""
        return self.starts[first], self.ends[last - 1]

    def word(self, index: int) -> str:
        """The lower-case token at an index; empty before the first and after the last one."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def slice(self, first: int, last: int) -> str:
        """The text of the tokens `first` up to, not including, `last`."""
        start, end = self.span(first, last)
        return self.text[start:end]


def tokenize(phrase: str) -> list[str]:
    """The lower-case tokens of a phrase, cut as texts are."""
    return _folded([piece.rstrip() for piece in TOKEN.findall(phrase)])


def read_text(text: str, abbreviations: Collection[str], openers: Collection[str], most: int | None = None) -> Text:
    """Cuts a text into tokens and sentences; a line break always ends a sentence.

    Args:
        text: a clean text.
        abbreviations: lower-case words after which a point ends no sentence ("mr").
        openers: lower-case words that begin a sentence after an initialism with points ("the", "it").
        most: how many sentences are enough; no line is cut after that in which they are reached.
    """
    pieces: list[str] = TOKEN.findall(text)
    words = list(map(str.rstrip, pieces))
    *starts, _ = accumulate(map(len, pieces), initial=len(text) - len(text.lstrip()))
    result = Text(text, words, _folded(words), starts, list(map(add, starts, map(len, words))))
    distinct = set(words)
    result.figures = frozenset([word for word in distinct if word[0].isdigit()])
    capitalised = {word for word in distinct if word[0].isupper()}
    result.capitals = [index for index, word in enumerate(words) if word in capitalised]
    closing = {word for word in distinct if word[-1] in TERMINATORS}
    stops = [index for index, word in enumerate(words) if word in closing]
    first = 0
    for block, last in enumerate(_line_ends(text, result.starts)):
        line = stops[bisect_left(stops, first) : bisect_left(stops, last)]
        _cut_line(result, first, last, block, line, abbreviations, openers)
        if most is not None and len(result.sentences) >= most:
            break
        first = last
    return result


def _folded(words: list[str]) -> list[str]:
    """The words, which hold no spaces, in small letters with one kind of apostrophe."""
    return " ".join(words).lower().replace("’", "'").split(" ") if words else []


def _line_ends(text: str, starts: list[int]) -> Iterator[int]:
    """For each line that has tokens the one after it."""
    last, position = 0, text.find("\n")
    while position >= 0:
        after = bisect_left(starts, position, last)
        if after > last:
            yield after
        last, position = after, text.find("\n", position + 1)
    if last < len(starts):
        yield len(starts)


def _cut_line(
    result: Text,
    first: int,
    last: int,
    block: int,
    stops: Sequence[int],
    abbreviations: Collection[str],
    openers: Collection[str],
) -> None:
    """Adds the sentences of the line that has the tokens `first` up to, not including, `last`.

    `stops` are the tokens of the line that may end a sentence.
    """
    start = first
    for stop in (*stops, last):
        while stop - start > MAX_SENTENCE_TOKENS:
            start = _add_sentence(result, start, start + MAX_SENTENCE_TOKENS, last, block)
        if stop < last and (
            stop - start == MAX_SENTENCE_TOKENS or _is_boundary(result, stop, last, abbreviations, openers)
        ):
            start = _add_sentence(result, start, stop, last, block)
    if start < last:
        result.sentences.append(Sentence(start, last, block, heading=not _ends_sentence(result, last)))


def _add_sentence(result: Text, start: int, stop: int, last: int, block: int) -> int:
    """Adds the sentence that ends with the token `stop` and the quotes and brackets closed behind it."""
    end = stop + 1
    while end < last and result.words[end] in CLOSERS and _is_attached(result, end):
        end += 1
    result.sentences.append(Sentence(start, end, block, heading=False))
    return end


def _is_attached(result: Text, index: int) -> bool:
    return result.starts[index] == result.ends[index - 1]


def _ends_sentence(result: Text, last: int) -> bool:
    index = last - 1
    while index >= 0 and result.words[index] in CLOSERS:
        index -= 1
    return index >= 0 and result.words[index] in TERMINATORS


def _is_boundary(result: Text, index: int, last: int, abbreviations: Collection[str], openers: Collection[str]) -> bool:
    word = result.words[index]
    if word not in TERMINATORS:
        return _closes_initialism(result, index, last, openers)
    following = index + 1
    while following < last and result.words[following] in CLOSERS and _is_attached(result, following):
        following += 1  # what opens the next sentence is not attached: `... said. "We are home."`
    if following >= last:
        return True
    if result.starts[following] == result.ends[following - 1]:
        return False
    before = result.words[index - 1] if index else ""
    if word == "." and (result.lowers[index - 1] in abbreviations or (len(before) == 1 and before.isupper())):
        return False
    return not result.words[following][0].islower()


def _closes_initialism(result: Text, index: int, last: int, openers: Collection[str]) -> bool:
    """`... in the U.S. The swap ...`: the last point of an initialism ends the sentence before an article."""
    if not (result.words[index].endswith(".") and len(result.words[index]) > 1 and index + 1 < last):
        return False
    return result.words[index + 1].istitle() and result.lowers[index + 1] in openers
