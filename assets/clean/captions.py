"""Which lines of a report are captions of photos: they tell of a picture, which may be of another day.

Belongs here: telling captions among the lines that are kept. Not here: the words that mark them
(`seeds/reference/page_dates.toml`). They stay in the text, since a caption may hold the only date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from assets.clean.lines import Line
from assets.clean.reference import page_dates

MAX_CREDIT_CHARS: Final = 60  # photographer and agency
MAX_WORDS: Final = 60  # agencies write captions of two sentences; a longer line is a paragraph that names a photo


def keep_captions(lines: Iterable[Line], declared: Iterable[str]) -> None:
    """Keeps the captions that the page itself marks, wherever on it they stand."""
    known = {" ".join(caption.split()) for caption in declared}
    for line in lines:
        if line.removed == "section" and line.text in known:
            line.removed = None


def find_captions(lines: Iterable[Line], declared: Iterable[str]) -> list[str]:
    """The captions among the lines that are kept, as they stand in the text: ascending, none twice.

    Args:
        lines: the lines of the report.
        declared: captions that the page itself marks as such.
    """
    known = {" ".join(caption.split()) for caption in declared}
    kept = (line for line in lines if line.removed is None)
    return sorted({line.text for line in kept if line.text in known or reads_like_caption(line)})


def reads_like_caption(line: Line) -> bool:
    """Whether a line has the credit of a photo."""
    return line.n_words <= MAX_WORDS and bool(_credit().search(line.text))


@cache
def _credit() -> re.Pattern[str]:
    """A credit: `(Photo by ...)`, `| Handout`, `. Photo: Agency` at the end of a line, or `File photo:` before it."""
    word = "|".join(sorted(map(re.escape, page_dates().captions), key=len, reverse=True))
    return re.compile(
        rf"[(\[][^()\[\]]*\b(?:{word})\b[^()\[\]]*[)\]]\W*$|^\W*(?:{word})(?:\s+(?:{word}))?\s*[:/|]"
        rf"|[|/©–—]\s*(?:{word})\b[^.|]*$"
        rf"|[.!?»”\"\d]\s+(?:{word})(?:\s?[:.]|\s+by\b)\s*[^.:]{{1,{MAX_CREDIT_CHARS}}}\.?$",
        re.IGNORECASE,
    )
