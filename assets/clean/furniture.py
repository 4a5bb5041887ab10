"""Page furniture: which lines of a page are menus, notices, forms and lists of other articles, and not the report.

Belongs here: the scoring of single lines, menus, and repeated lines, and the order in which all rules are applied. Not
here: what stands under a heading (`sections.py`), the head and the foot of a page (`page_ends.py`), the words and
shapes that score (`seeds/reference/furniture.toml`), date stamps (`stamps.py`). A line that nothing speaks against
stays: a sentence lost costs more than a line of furniture kept.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from assets.clean.lines import LONG_LINE_WORDS, Line
from assets.clean.page_ends import mark_biography, mark_foot, mark_head
from assets.clean.reference import BEGINNING, Furniture, fold, furniture, lowered
from assets.clean.sections import mark_comments, mark_sections, opens_section

PARAGRAPH_WORDS: Final = 60  # of a longer paragraph so many times the points are asked for
SHAPE_CHARS: Final = 300  # menus and credits are short; long lines are judged by their words
MIN_DUPLICATE_WORDS: Final = 3  # shorter lines may stand twice for good reason
BARS = re.compile(r"\s*[|•·]\s*|\s{2,}")
TITLE_SUFFIX = re.compile(r"(?<!\s)\s+[|–—-]\s+")


def mark_furniture(lines: list[Line]) -> None:
    """Sets `removed` of the lines that are furniture: `cue`, `section` or `duplicate`."""
    data = furniture()
    cues = cues_in("\n".join(line.folded for line in lines), data)
    for line in lines:
        if _score(line, data, cues) >= _threshold(line, data):
            line.removed = "cue"
    _mark_menus(lines, data)
    mark_sections(lines, data)
    mark_comments(lines, data)
    _mark_duplicates(lines)
    mark_head(lines, data)
    mark_biography(lines, data)
    mark_foot(lines)


def cues_in(text: str, data: Furniture) -> dict[str, float]:
    """The cues that stand in a folded text; most are told by the beginnings of its words not to."""
    beginnings = {word[:BEGINNING] for word in text.split()}
    return {cue: points for cue, points in data.cues.items() if data.cue_beginnings[cue] <= beginnings and cue in text}


def _score(line: Line, data: Furniture, cues: dict[str, float]) -> float:
    score = sum(points for cue, points in cues.items() if cue in line.folded)
    if line.is_sentence:
        fits = line.n_words < LONG_LINE_WORDS and data.sentence_shape.fullmatch(line.text)
        return score + (data.sentence_threshold if fits else 0)
    if _is_link(line.folded, data) or line.n_words >= LONG_LINE_WORDS:
        return data.sentence_threshold
    if lowered(line.text).startswith(data.openings):
        score += data.line_threshold
    if len(line.text) <= SHAPE_CHARS and (data.shape.fullmatch(line.text) or _is_menu_bar(line.text, data)):
        score += data.sentence_threshold
    return score


def _threshold(line: Line, data: Furniture) -> float:
    """The points that make a line furniture: the more words it has, the more of them say nothing of what it is."""
    if not line.is_sentence:
        return data.line_threshold
    return data.sentence_threshold * max(1.0, line.n_words / PARAGRAPH_WORDS)


def _is_link(folded: str, data: Furniture) -> bool:
    """Whether the words are those of a button, a link or a heading of links, one or several in a row."""
    return (
        not folded
        or folded in data.whole
        or opens_section(folded, data)
        or all(word in data.whole for word in folded.split())
    )


def _is_menu_bar(text: str, data: Furniture) -> bool:
    links = [fold(piece) for piece in BARS.split(text)]
    if len(links) > 1 and all(_is_link(link, data) for link in links):
        return True
    pieces = text.split("|")
    longest = max(len(piece.strip()) for piece in pieces)
    return len(pieces) >= data.menu_pieces and longest <= data.menu_longest and "." not in text


def _mark_menus(lines: list[Line], data: Furniture) -> None:
    """Marks menus that are printed one link a line."""
    run: list[Line] = []
    is_above_text = True
    for line in [*lines, None]:
        if line and line.n_words <= data.run_longest and not line.has_stop:
            run.append(line)
            continue
        if _is_menu(run, data, is_above_text=is_above_text):
            for link in run:
                link.removed = link.removed or "section"
        run = []
        is_above_text = is_above_text and not (line and line.is_sentence and not line.removed)


def _is_menu(run: list[Line], data: Furniture, *, is_above_text: bool) -> bool:
    """Whether a run of short lines is a menu: a long one above the text, or one of which enough is known as links."""
    known = sum(link.removed is not None for link in run)
    if len(run) >= data.run_lines:
        return is_above_text or known >= data.run_known_share * len(run)
    return len(run) >= data.short_run_lines and known >= data.short_run_known_share * len(run)


def _mark_duplicates(lines: list[Line]) -> None:
    """Marks repeated lines: headlines with and without the site's name, captions with and without the credit.

    Of two lines of which one begins with the other, the longer stays, unless what it has more is the site's name.
    """
    kept = [line for line in lines if line.removed is None and line.n_words >= MIN_DUPLICATE_WORDS]
    seen: set[str] = set()
    for line in kept:
        if line.folded in seen:
            line.removed = "duplicate"
        seen.add(line.folded)
    for line in kept:
        parts = TITLE_SUFFIX.split(line.text)
        if not line.is_sentence and len(parts) > 1 and fold(parts[0]) in seen and fold(parts[0]) != line.folded:
            line.removed = "duplicate"
    _mark_beginnings([line for line in kept if line.removed is None])


def _mark_beginnings(kept: list[Line]) -> None:
    for line, following in pairwise(kept):
        rest = following.folded.removeprefix(line.folded)
        if len(rest) < len(following.folded) and not rest[:1].isalpha():
            line.removed = "duplicate"
