"""Tokens and sentences of a clean text, with the character spans from which every evidence is cut.

Belongs here: cutting text into tokens and sentences. Not here: what any word means (`lexicon.py`,
`mentions/mentions.py`).
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any

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
CAPITAL, FIGURE, STOP = 1, 2, 4  # marks of a token that begins with a capital or a digit, or may end a sentence
MAX_KNOWN = 1 << 16  # pieces of texts whose tokens are kept: English newspapers rarely leave so many words
LONGEST_KNOWN = 40  # letters of a piece that is kept: longer ones are addresses and the like
MAX_SENTENCE_TOKENS = 200  # twice as many as any sentence of a report has; longer ones are dumps, cut for linear time

# A token that stands between two spaces: as printed, in small letters with one kind of apostrophe, its marks, and what
# phrases begin with it.
Single = tuple[str, str, int, Any]
# Anything else between two spaces: its tokens, these in small letters, where each begins in it, their marks, what
# phrases begin with each, and how many letters on the next piece begins.
Piece = tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...], tuple[int, ...], tuple[Any, ...], int]


class Vocabulary:
    """What is known of the words of a language before a text is cut, and what texts that were cut had between spaces.

    No token has a space in it, so what stands between two spaces is cut by itself, and most of it has been before.
    """

    def __init__(
        self,
        abbreviations: Collection[str] = (),
        openers: Collection[str] = (),
        phrases: Mapping[str, Any] | None = None,
    ) -> None:
        """Takes up the words that tell where sentences end, and what phrases begin with a word.

        Args:
            abbreviations: lower-case words after which a point ends no sentence ("mr").
            openers: lower-case words that begin a sentence after an initialism with points ("the", "it").
            phrases: by lower-case word what a text keeps for each token (`Text.phrases`).
        """
        self.abbreviations = abbreviations
        self.openers = openers
        self._phrases: Mapping[str, Any] = {} if phrases is None else phrases
        self.singles: dict[str, Single] = {}
        self.pieces: dict[str, Piece] = {}

    def cut(self, text: str) -> Piece:
        """The tokens of what stands between two spaces and is not known yet."""
        piece = _cut_piece(text, self._phrases)
        if len(text) <= LONGEST_KNOWN:
            if len(self.singles) + len(self.pieces) >= MAX_KNOWN:
                self.singles.clear()
                self.pieces.clear()
            words, lowers, _, marks, phrases, _ = piece
            if words == (text,):
                self.singles[text] = (words[0], lowers[0], marks[0], phrases[0])
            else:
                self.pieces[text] = piece
        return piece


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
    sentences: list[Sentence] = field(default_factory=list)
    capitals: list[int] = field(default_factory=list)  # which tokens begin with a capital
    figures: list[int] = field(default_factory=list)  # which tokens begin with a digit
    phrases: list[Any] = field(default_factory=list)  # what phrases begin with each token, for a `PhraseIndex`

    def capitals_in(self, first: int, last: int) -> list[int]:
        """The tokens from `first` up to, not including, `last` that begin with a capital."""
        capitals = self.capitals
        return capitals[bisect_left(capitals, first) : bisect_left(capitals, last)]

    def figures_in(self, first: int, last: int) -> list[int]:
        """The tokens from `first` up to, not including, `last` that begin with a digit."""
        figures = self.figures
        return figures[bisect_left(figures, first) : bisect_left(figures, last)]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Characters of the tokens `first` up to, not including, `last`."""
        return self.starts[first], self.end(last - 1)

    def end(self, index: int) -> int:
        """The character after a token."""
        return self.starts[index] + len(self.words[index])

    def word(self, index: int) -> str:
        """The lower-case token at an index; empty before the first and after the last one."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def slice(self, first: int, last: int) -> str:
        """The text of the tokens `first` up to, not including, `last`."""
        start, end = self.span(first, last)
        return self.text[start:end]


def tokenize(phrase: str) -> list[str]:
    """The lower-case tokens of a phrase, cut as texts are."""
    return list(_cut_piece(phrase, {})[1])


def read_text(text: str, vocabulary: Vocabulary, most: int | None = None) -> Text:
    """Cuts a text into tokens and sentences; a line break always ends a sentence.

    Args:
        text: a clean text.
        vocabulary: that of its language.
        most: how many sentences are enough; no line is cut after that in which they are reached.
    """
    result = Text(text)
    lines, stops = _add_tokens(result, vocabulary)
    for block, (first, last) in enumerate(pairwise(lines)):
        line = stops[bisect_left(stops, first) : bisect_left(stops, last)]
        _cut_line(result, first, last, block, line, vocabulary)
        if most is not None and len(result.sentences) >= most:
            break
    return result


def _add_tokens(result: Text, vocabulary: Vocabulary) -> tuple[list[int], list[int]]:
    """Adds the tokens of the text; at which its lines begin and the last ends, and which may end a sentence."""
    words, lowers, starts, phrases = result.words, result.lowers, result.starts, result.phrases
    lines = [0]
    marks: list[int] = []
    singles, pieces, at = vocabulary.singles, vocabulary.pieces, 0
    for line in result.text.split("\n"):
        for text in line.split(" "):
            single = singles.get(text)
            if single is not None:
                word, small, mark, begun_here = single
                words.append(word)
                lowers.append(small)
                marks.append(mark)
                phrases.append(begun_here)
                starts.append(at)
                at += len(text) + 1
                continue
            in_piece, in_small, begin, marked, begun, length = pieces.get(text) or vocabulary.cut(text)
            words += in_piece
            lowers += in_small
            marks += marked
            phrases += begun
            for start in begin:
                starts.append(at + start)
            at += length
        if len(words) > lines[-1]:
            lines.append(len(words))
    told = [(index, mark) for index, mark in enumerate(marks) if mark]
    result.capitals = [index for index, mark in told if mark & CAPITAL]
    result.figures = [index for index, mark in told if mark & FIGURE]
    return lines, [index for index, mark in told if mark & STOP]


def _cut_piece(text: str, phrases: Mapping[str, Any]) -> Piece:
    found: list[str] = TOKEN.findall(text)
    words = [sys.intern(token.rstrip()) for token in found]
    lowers = [sys.intern(word.lower().replace("’", "'")) for word in words]
    starts = list(accumulate(map(len, found), initial=len(text) - len(text.lstrip())))[: len(found)]
    return (
        tuple(words),
        tuple(lowers),
        tuple(starts),
        tuple(map(_mark, words)),
        tuple(map(phrases.get, lowers)),
        len(text) + 1,
    )


def _mark(word: str) -> int:
    start = CAPITAL if word[0].isupper() else FIGURE if word[0].isdigit() else 0
    return start + (STOP if word[-1] in TERMINATORS else 0)


def _cut_line(
    result: Text,
    first: int,
    last: int,
    block: int,
    stops: Sequence[int],
    vocabulary: Vocabulary,
) -> None:
    """Adds the sentences of the line that has the tokens `first` up to, not including, `last`.

    `stops` are the tokens of the line that may end a sentence.
    """
    start = first
    for stop in (*stops, last):
        while stop - start > MAX_SENTENCE_TOKENS:
            start = _add_sentence(result, start, start + MAX_SENTENCE_TOKENS, last, block)
        if stop < last and (stop - start == MAX_SENTENCE_TOKENS or _is_boundary(result, stop, last, vocabulary)):
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
    return result.starts[index] == result.end(index - 1)


def _ends_sentence(result: Text, last: int) -> bool:
    index = last - 1
    while index >= 0 and result.words[index] in CLOSERS:
        index -= 1
    return index >= 0 and result.words[index] in TERMINATORS


def _is_boundary(result: Text, index: int, last: int, vocabulary: Vocabulary) -> bool:
    word = result.words[index]
    if word not in TERMINATORS:
        return _closes_initialism(result, index, last, vocabulary.openers)
    following = index + 1
    while following < last and result.words[following] in CLOSERS and _is_attached(result, following):
        following += 1  # what opens the next sentence is not attached: `... said. "We are home."`
    if following >= last:
        return True
    if result.starts[following] == result.end(following - 1):
        return False
    before = result.words[index - 1] if index else ""
    if word == "." and (
        result.lowers[index - 1] in vocabulary.abbreviations or (len(before) == 1 and before.isupper())
    ):
        return False
    return not result.words[following][0].islower()


def _closes_initialism(result: Text, index: int, last: int, openers: Collection[str]) -> bool:
    """`... in the U.S. The swap ...`: the last point of an initialism ends the sentence before an article."""
    if not (result.words[index].endswith(".") and len(result.words[index]) > 1 and index + 1 < last):
        return False
    return result.words[index + 1].istitle() and result.lowers[index + 1] in openers
