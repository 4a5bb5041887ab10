"""The headline of a report that does not name it: the first line above the text that looks like one.

Belongs here: looking for the headline among the lines. Not here: headlines that a field or a page gives (`parts.py`).
"""

from __future__ import annotations

import re
from typing import Final

from assets.clean.lines import CLOSERS, Line
from assets.clean.reference import page_dates

WORD = re.compile(r"\w+")
MIN_WORDS: Final = 3
USUAL_WORDS: Final = 5  # shorter ones may be the name of a section
MAX_WORDS: Final = 30
MAX_CHARS: Final = 250
MAX_LINES: Final = 12  # lines above the text, furniture left out


def find_title(lines: list[Line]) -> str | None:
    """The headline: the first line above the text that looks like one, a line that is printed twice before others."""
    candidates: list[Line] = []
    for line in [line for line in lines if line.removed is None][:MAX_LINES]:
        if _looks_like_title(line):
            candidates.append(line)
        elif line.is_sentence and line.has_stop:
            break
    repeated = {line.folded for line in lines if line.removed == "duplicate"}
    for is_likely in (lambda line: line.folded in repeated, lambda line: line.n_words >= USUAL_WORDS, bool):
        if best := next(filter(is_likely, candidates), None):
            return best.text
    return None


def _looks_like_title(line: Line) -> bool:
    if (
        not MIN_WORDS <= line.n_words <= MAX_WORDS
        or len(line.text) > MAX_CHARS
        or line.text.rstrip(CLOSERS)[-1:] in {".", ":", "։"}
    ):
        return False
    is_caption = line.text.endswith(")") or page_dates().captions & set(WORD.findall(line.folded))
    return not is_caption and line.text[0] not in "•-*" and any(map(str.isalpha, line.text))
