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

MAX_WORDS: Final = 60  # agencies write captions of two sentences; a longer line is a paragraph that names a photo


def find_captions(lines: Iterable[Line], declared: Iterable[str]) -> list[str]:
    """The captions among the lines that are kept, in their order, as they stand in the text.

    Args:
        lines: the lines of the report.
        declared: captions that the page itself marks as such.
    """
    known = {" ".join(caption.split()) for caption in declared}
    kept = (line for line in lines if line.removed is None)
    return [line.text for line in kept if line.text in known or _reads_like_caption(line)]


def _reads_like_caption(line: Line) -> bool:
    return line.n_words <= MAX_WORDS and bool(_credit().search(line.text))


@cache
def _credit() -> re.Pattern[str]:
    """A credit: `(Photo by ...)` or `| Handout` at the end of a line, `File photo:` at its beginning."""
    word = "|".join(sorted(map(re.escape, page_dates().captions), key=len, reverse=True))
    return re.compile(
        rf"[(\[][^()\[\]]*\b(?:{word})\b[^()\[\]]*[)\]]\W*$|^\W*(?:{word})(?:\s+(?:{word}))?\s*[:/|]"
        rf"|[|/©–—]\s*(?:{word})\b[^.|]*$",
        re.IGNORECASE,
    )
