"""Tokens and sentences of a clean text, with the character spans from which every evidence is cut.

Belongs here: cutting text into tokens and sentences. Not here: what any word means (`lexicon.py`, `mentions.py`).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

# One alternative a kind of token; none of them can match the same text in two ways, so time is linear.
TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S., a.m.
    r"|\d+(?:[,.]\d+)*"  # 1,200 and 2.5
    r"|['’](?:s|t|re|ve|ll|d|m)\b"  # possessives and contractions
    r"|[^\W\d_]+"
    r"|[^\w\s]"
    r"|_"
)
CLOSERS = frozenset("\"'”’)]»")
TERMINATORS = frozenset(".!?…")
MAX_SENTENCE_TOKENS = 400  # longer "sentences" are dumps without punctuation; they are cut so that time stays linear


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` up to, not including, `last`; `block` counts the lines of the text, `heading` has no full stop."""

    first: int
    last: int
    block: int
    heading: bool


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
    return _folded(TOKEN.findall(phrase))


def read_text(text: str, abbreviations: Collection[str], openers: Collection[str]) -> Text:
    """Cuts a text into tokens and sentences; a line break always ends a sentence.

    Args:
        text: a clean text.
        abbreviations: lower-case words after which a point ends no sentence ("mr").
        openers: lower-case words that begin a sentence after an initialism with points ("the", "it").
    """
    result = Text(text)
    block, position = 0, 0
    for line in text.split("\n"):
        if line.strip():
            _read_line(result, line, position, block, abbreviations, openers)
            block += 1
        position += len(line) + 1
    result.figures = frozenset(word for word in set(result.lowers) if word[0].isdigit())
    return result


def _folded(words: list[str]) -> list[str]:
    """The words in small letters, with one kind of apostrophe."""
    return [word.lower() if word.isascii() else word.lower().replace("’", "'") for word in words]


def _read_line(
    result: Text, line: str, offset: int, block: int, abbreviations: Collection[str], openers: Collection[str]
) -> None:
    first = len(result.words)
    spans = [match.span() for match in TOKEN.finditer(line)]
    words = [line[start:end] for start, end in spans]
    result.words += words
    result.lowers += _folded(words)
    result.starts += [offset + start for start, _ in spans]
    result.ends += [offset + end for _, end in spans]
    start, last = first, len(result.words)
    heading = not _ends_sentence(result, last)
    for index, word in enumerate(words, first):
        if word[-1] not in TERMINATORS and index - start < MAX_SENTENCE_TOKENS:
            continue
        if _is_boundary(result, index, last, abbreviations, openers) or index - start >= MAX_SENTENCE_TOKENS:
            end = index + 1
            while end < last and result.words[end] in CLOSERS and result.starts[end] == result.ends[end - 1]:
                end += 1
            if end > start:
                result.sentences.append(Sentence(start, end, block, heading=False))
            start = end
    if start < last:
        result.sentences.append(Sentence(start, last, block, heading=heading))


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
    while following < last and result.words[following] in CLOSERS:
        following += 1
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
