"""Lines of a text: the form in which furniture and page dates look at it.

Belongs here: cutting a text into lines, joining those that were wrapped by width, and what is plain about one line.
Not here: whether a line belongs to the report (`furniture.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from assets.clean.reference import fold

TERMINALS: Final = frozenset(".!?…。！？؟।։")
CLOSERS: Final = "\"'”’»)]›"
MIN_SENTENCE_WORDS: Final = 6  # with a full stop; captions and headings are shorter or have none
LONG_LINE_WORDS: Final = 20  # without one: no menu entry or headline is as long, but a paragraph cut off is
CAPITALISED_SHARE: Final = 0.7  # of the words of a menu or a row of headlines; of running text less than a third
CHARS_PER_WORD: Final = 3  # of Chinese, Japanese and Thai, which put no spaces between words
UNSPACED_CHARS: Final = 20  # letters in a row, on average, that no script with spaces has
SENTENCE_END = re.compile(r"[.!?…。！？؟।։][\"'”’»)\]]*(?:\s|$)")
MIN_WRAPPED_LINES: Final = 3
WRAP_WIDTHS: Final = range(50, 101)  # widths at which mail and archives wrap
WRAP_SPREAD: Final = 20  # wrapped lines are as long as the next word allows


@dataclass(slots=True)
class Line:
    """One line that is not blank.

    Attributes:
        block: number of its block; blank lines part blocks.
        removed: why it does not belong to the report, None if it does.
    """

    text: str
    block: int
    folded: str
    n_words: int
    is_sentence: bool
    removed: str | None = None

    @property
    def has_stop(self) -> bool:
        """Whether it ends like a sentence, however short."""
        return self.text.rstrip(CLOSERS)[-1:] in TERMINALS

    @property
    def is_paragraph(self) -> bool:
        """Whether it is running text: two sentences at least, or one as long as two."""
        return self.is_sentence and (self.n_words >= 2 * LONG_LINE_WORDS or len(SENTENCE_END.findall(self.text)) > 1)


def cut_lines(text: str) -> list[Line]:
    """The lines of a mended text, blocks that were wrapped by width joined to one line each."""
    lines: list[Line] = []
    block: list[str] = []
    number = 0
    for text_line in [*text.split("\n"), ""]:
        if text_line:
            block.append(text_line)
        elif block:
            lines += [make_line(line, number) for line in _unwrapped(block)]
            block = []
            number += 1
    return lines


def make_line(text: str, block: int) -> Line:
    """A line, with what is plain about it."""
    n_words = text.count(" ") + 1
    if len(text) > UNSPACED_CHARS * n_words and not text.isascii():
        n_words = len(text) // CHARS_PER_WORD
    last = text.rstrip(CLOSERS)[-1:]
    is_sentence = last in TERMINALS if n_words < LONG_LINE_WORDS else last in TERMINALS or not _is_capitalised(text)
    is_sentence = is_sentence and n_words >= MIN_SENTENCE_WORDS
    return Line(text, block, fold(text), n_words, is_sentence)


def _is_capitalised(text: str) -> bool:
    words = text.split()
    return sum(word[0].isupper() for word in words) > CAPITALISED_SHARE * len(words)


def join_lines(lines: list[Line]) -> str:
    """The text of the lines that were not removed: a blank line between blocks, a line break within them."""
    parts: list[str] = []
    previous: int | None = None
    for line in lines:
        if line.removed is None:
            if previous is not None:
                parts.append("\n" if line.block == previous else "\n\n")
            parts.append(line.text)
            previous = line.block
    return "".join(parts)


def _unwrapped(block: list[str]) -> list[str]:
    widths = [len(line) for line in block[:-1]]
    if len(block) < MIN_WRAPPED_LINES or max(widths) not in WRAP_WIDTHS or max(widths) - min(widths) > WRAP_SPREAD:
        return block
    n_open = sum(line.rstrip(CLOSERS)[-1:] not in TERMINALS for line in block[:-1])
    continued = sum(line[0].islower() for line in block[1:])
    return [" ".join(block)] if 2 * n_open > len(widths) and continued else block
