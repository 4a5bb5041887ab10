"""What stands under a heading that opens furniture: lists of other articles, comments of readers, authors.

Belongs here: how far such a section goes. Not here: which headings open one (`seeds/reference/furniture.toml`), and
lines that are furniture by themselves (`furniture.py`).
"""

from __future__ import annotations

from itertools import islice
from typing import Final

from assets.clean.lines import Line
from assets.clean.reference import Furniture

MIN_COMMENTED_SENTENCES: Final = 3  # a report is there before readers comment on it
LATE: Final = 0.5  # share of the running text after which a list of other articles may have sentences, too
MAX_BIOGRAPHY_WORDS: Final = 80  # of the paragraph about an author


def opens_section(folded: str, data: Furniture) -> bool:
    """Whether a line is a heading of other articles or links."""
    return (
        folded in data.sections
        or folded in data.comment_headings
        or folded in data.author_headings
        or folded.startswith(data.section_openings)
    )


def mark_sections(lines: list[Line], data: Furniture) -> None:
    """Marks what stands under a heading that opens a list, as far as the list goes."""
    total = sum(len(line.text) for line in lines if line.is_sentence and not line.removed)
    headline = _headline_index(lines)
    before = listed = 0
    for index, line in enumerate(lines):
        if line.is_sentence and not line.removed:
            before += len(line.text)
        elif index >= listed and line.removed == "cue" and opens_section(line.folded, data):
            if not before:
                listed = _mark_block(lines, index + 1, headline)
                continue
            late = before >= LATE * total
            if late and line.folded in data.author_headings:
                _mark_biography(lines, index + 1)
            listed = _mark_list(lines, index + 1, late=late)


def mark_comments(lines: list[Line], data: Furniture) -> None:
    """Marks what readers wrote: all that follows a heading with their number, or that of the form for a new one."""
    total = sum(len(line.text) for line in lines if line.is_sentence and not line.removed)
    n_sentences = before = 0
    for index, line in enumerate(lines):
        if line.is_sentence and not line.removed:
            n_sentences += 1
            before += len(line.text)
        is_counted = data.comments.fullmatch(line.text) and n_sentences >= MIN_COMMENTED_SENTENCES
        is_form = line.folded in data.comment_headings and before >= LATE * total
        if n_sentences and not line.is_sentence and (is_counted or is_form):
            for comment in lines[index:]:
                comment.removed = comment.removed or "section"
            return


def _headline_index(lines: list[Line]) -> int:
    """The last line before the running text that may be its headline; what stands there is never taken for a list."""
    headline = -1
    for index, line in enumerate(lines):
        if line.is_sentence and not line.removed:
            break
        if line.n_words >= 4 and not line.removed:  # no headline is shorter, most bylines are
            headline = index
    return headline


def _mark_block(lines: list[Line], start: int, headline: int) -> int:
    """Above the text: the rest of the heading's own block; returns where that ends."""
    for index in range(start, len(lines)):
        line = lines[index]
        if line.block != lines[start - 1].block or line.is_sentence or index == headline:
            return index
        line.removed = line.removed or "section"
    return len(lines)


def _mark_biography(lines: list[Line], start: int) -> None:
    """The paragraph under the heading of an author."""
    following = next(islice(lines, start, None), None)
    if following and following.n_words <= MAX_BIOGRAPHY_WORDS:
        following.removed = following.removed or "section"


def _mark_list(lines: list[Line], start: int, *, late: bool) -> int:
    """Below text: every line up to where running text resumes, which is returned; late sentences may be teasers."""
    for index in range(start, len(lines)):
        line = lines[index]
        if not line.removed and (_resumes(lines, index) if late else line.is_sentence or line.has_stop):
            return index
        line.removed = line.removed or "section"
    return len(lines)


def _resumes(lines: list[Line], index: int) -> bool:
    """Whether running text begins here: a paragraph, or a sentence with another one or the end after it."""
    if not lines[index].is_sentence:
        return False
    following = next((line for line in islice(lines, index + 1, None) if line.removed is None), None)
    return lines[index].is_paragraph or following is None or following.is_sentence
