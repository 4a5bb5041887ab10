"""Page furniture: which lines of a page are menus, notices, forms and lists of other articles, and not the report.

Belongs here: the scoring of lines. Not here: the words and shapes that score (`seeds/reference/furniture.toml`), date
stamps (`dates.py`). A line that nothing speaks against stays: a sentence lost costs more than a line of furniture kept.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import Final

from assets.clean.lines import LONG_LINE_WORDS, Line
from assets.clean.reference import Furniture, fold, furniture

SHAPE_CHARS: Final = 300  # menus and credits are short; long lines are judged by their words
MIN_DUPLICATE_WORDS: Final = 3  # shorter lines may stand twice for good reason
MIN_COMMENTED_SENTENCES: Final = 3  # a report is there before readers comment on it
LATE: Final = 0.5  # share of the running text after which a list of other articles may have sentences, too
BARS = re.compile(r"\s*[|•·]\s*|\s{2,}")
TITLE_SUFFIX = re.compile(r"(?<!\s)\s+[|–—-]\s+")


def mark_furniture(lines: list[Line]) -> None:
    """Sets `removed` of the lines that are furniture: `cue`, `section` or `duplicate`."""
    data = furniture()
    text = "\n".join(line.folded for line in lines)
    cues = {cue: points for cue, points in data.cues.items() if cue in text}
    for line in lines:
        if _score(line, data, cues) >= (data.sentence_threshold if line.is_sentence else data.line_threshold):
            line.removed = "cue"
    _mark_menus(lines, data)
    _mark_sections(lines, data)
    _mark_comments(lines, data)
    _mark_duplicates(lines)


def _score(line: Line, data: Furniture, cues: dict[str, float]) -> float:
    score = sum(points for cue, points in cues.items() if cue in line.folded)
    if line.is_sentence:
        return score
    if _is_link(line.folded, data) or line.n_words >= LONG_LINE_WORDS:
        return data.sentence_threshold
    if line.text.lower().startswith(data.openings):
        score += data.line_threshold
    if len(line.text) <= SHAPE_CHARS and (data.shape.fullmatch(line.text) or _is_menu_bar(line.text, data)):
        score += data.sentence_threshold
    return score


def _is_link(folded: str, data: Furniture) -> bool:
    """Whether the words are those of a button, a link or a heading of links, one or several in a row."""
    return (
        not folded
        or folded in data.whole
        or _opens_section(folded, data)
        or all(word in data.whole for word in folded.split())
    )


def _opens_section(folded: str, data: Furniture) -> bool:
    return folded in data.sections or folded.startswith(data.section_openings)


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
        known = sum(link.removed is not None for link in run)
        if len(run) >= data.run_lines and (is_above_text or known >= data.run_known_share * len(run)):
            for link in run:
                link.removed = link.removed or "section"
        run = []
        is_above_text = is_above_text and not (line and line.is_sentence and not line.removed)


def _mark_sections(lines: list[Line], data: Furniture) -> None:
    """Marks what stands under a heading that opens a list, as far as the list goes."""
    total = sum(len(line.text) for line in lines if line.is_sentence and not line.removed)
    headline = _headline_index(lines)
    before = listed = 0
    for index, line in enumerate(lines):
        if line.is_sentence and not line.removed:
            before += len(line.text)
        elif index >= listed and line.removed == "cue" and _opens_section(line.folded, data):
            if before:
                listed = _mark_list(lines, index + 1, late=before >= LATE * total)
            else:
                listed = _mark_block(lines, index + 1, headline)


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


def _mark_comments(lines: list[Line], data: Furniture) -> None:
    """Marks what readers wrote: all that follows a heading with their number."""
    n_sentences = 0
    for index, line in enumerate(lines):
        n_sentences += line.is_sentence and not line.removed
        if n_sentences >= MIN_COMMENTED_SENTENCES and not line.is_sentence and data.comments.fullmatch(line.text):
            for comment in lines[index:]:
                comment.removed = comment.removed or "section"
            return


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
