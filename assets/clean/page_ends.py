"""The head and the foot of a page: what stands above its headline, between two prints of it, and below its text.

Belongs here: rules that go by where a line stands, once single lines and sections are marked. Not here: those
(`furniture.py`, `sections.py`).
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final

from assets.clean.captions import reads_like_caption
from assets.clean.dates import HAS_DATE
from assets.clean.lines import Line
from assets.clean.reference import Furniture, fold

MIN_HEADLINE_WORDS: Final = 4
MAX_LABEL_WORDS: Final = 3  # "The Middle East"; names of sections are no longer
MAX_BETWEEN_WORDS: Final = 6  # byline, section, number of shares, between two prints of a headline
STEM: Final = 5  # letters by which words of the headline are found in the text, whatever their endings
MIN_STEM: Final = 4
ARABIC_ARTICLE: Final = "ال"
MIN_SHARED: Final = 2  # words of a headline that its text repeats
LEAD_SENTENCES: Final = 4
MIN_FOOT: Final = 2  # lines known as furniture below the text, after which what is left is of their kind
MAX_BIOGRAPHIES: Final = 2
WORD = re.compile(r"\w+")
BYLINE = re.compile(
    r"(?:by|von|par|por|autor|автор|авторка|yazar|haber|الكاتب|بقلم)\b\s*:?\s+((?:[^\W\d_][\w'’.-]+\s?){2,4})",
    re.IGNORECASE,
)


def mark_head(lines: list[Line], data: Furniture) -> None:
    """Marks names of sections, alerts and buttons that stand above the text."""
    above = list(takewhile(lambda line: not line.is_sentence or line.removed, lines))
    headline = find_headline(lines, data)
    for index, line in enumerate(above):
        if line.removed or not _may_go(line) or line.block < 0:  # a block of its own: the title that the page declares
            continue
        is_above_headline = index < headline
        is_declared = headline >= 0 and lines[headline].block < 0
        if (
            line.folded in data.labels
            or (is_above_headline and line.n_words <= MAX_LABEL_WORDS)
            or ((is_above_headline or is_declared) and _is_alert(line, data))
        ):
            line.removed = "section"
    _mark_between_headlines(lines)


def find_headline(lines: list[Line], data: Furniture) -> int:
    """Where the headline is last printed above the text: the first line whose words the text repeats; -1 if none is."""
    above = list(takewhile(lambda line: not line.is_sentence or line.removed, lines))
    if all(line.n_words < MIN_HEADLINE_WORDS for line in above):
        return -1
    sentences = [line for line in lines if line.is_sentence and not line.removed][:LEAD_SENTENCES]
    told = set().union(*(_stems(line.folded) for line in sentences))
    for line in above:
        if (
            line.removed in {None, "duplicate"}
            and line.n_words >= MIN_HEADLINE_WORDS
            and not reads_like_caption(line)
            and not _is_alert(line, data)
            and len(_stems(line.folded) & told) >= MIN_SHARED
        ):
            return max(index for index, other in enumerate(above) if other.folded == line.folded)
    return -1


def _stems(folded: str) -> set[str]:
    words = (word.removeprefix(ARABIC_ARTICLE) for word in WORD.findall(folded))
    return {word[:STEM] for word in words if len(word) >= MIN_STEM}


def _is_alert(line: Line, data: Furniture) -> bool:
    word, colon, _ = line.text.partition(":")
    return bool(colon) and fold(word) in data.alerts


def _mark_between_headlines(lines: list[Line]) -> None:
    """Marks short lines between the prints of one headline: the names of sections, bylines and buttons."""
    first: dict[str, int] = {}
    for index, line in enumerate(lines):
        if line.is_sentence and not line.removed:
            continue  # a standfirst may stand between
        if line.removed == "duplicate" and not line.is_sentence and line.folded in first:
            for between in lines[first[line.folded] + 1 : index]:
                if between.n_words <= MAX_BETWEEN_WORDS and _may_go(between):
                    between.removed = between.removed or "section"
        elif line.n_words >= MIN_HEADLINE_WORDS and not line.removed:
            first.setdefault(line.folded, index)


def mark_biography(lines: list[Line], data: Furniture) -> None:
    """Marks what is told of the author in the last sentences."""
    names = {
        fold(match[1]) for line in lines if not line.is_sentence and (match := BYLINE.match(line.text))
    }  # also of bylines that are marked already
    last = [line for line in lines if line.is_sentence and not line.removed][1:]  # one sentence is the report itself
    for line in reversed(last[-MAX_BIOGRAPHIES:]):
        score = sum(points for cue, points in data.biography.items() if cue in line.folded)
        if any(line.folded.startswith(name) for name in names):
            score += data.by_line
        if score < data.sentence_threshold:
            return
        line.removed = "cue"


def mark_foot(lines: list[Line]) -> None:
    """Marks what is left among the furniture below the text; captions stay."""
    last = max((index for index, line in enumerate(lines) if line.is_sentence and not line.removed), default=len(lines))
    foot = lines[last + 1 :]
    known = [index for index, line in enumerate(foot) if line.removed in {"cue", "section"}]
    if len(known) >= MIN_FOOT:
        for line in foot[known[0] :]:
            if _may_go(line):
                line.removed = line.removed or "section"


def _may_go(line: Line) -> bool:
    """Whether a line may be furniture by its place alone: captions, dates and what is said are never."""
    return not (line.is_sentence or line.has_stop or HAS_DATE.search(line.text) or reads_like_caption(line))
