"""Lines: blocks, sentences, and text wrapped by width."""

from __future__ import annotations

import pytest

from assets.clean.lines import cut_lines, join_lines, make_line

WRAPPED = """The two sides exchanged ten prisoners each on Friday morning at
a checkpoint near the border, the ministry said, after talks that
had gone on for a month and that neither of the two had wanted to
speak about."""


@pytest.mark.parametrize(
    "text", ["One.", "One.\nTwo.", "One.\n\nTwo.\nThree.\n\nFour.", "• One of the men\n• Two of the men"]
)
def test_cutting_and_joining_keep_the_text(text):
    assert join_lines(cut_lines(text)) == text


def test_blank_lines_become_one():
    assert join_lines(cut_lines("\n\nOne.\n\n\n\nTwo.\n")) == "One.\n\nTwo."


def test_removed_lines_leave_no_gap():
    lines = cut_lines("One.\nTwo.\n\nThree.\n\nFour.")
    lines[1].removed = lines[2].removed = "cue"
    assert join_lines(lines) == "One.\n\nFour."


def test_joins_lines_that_were_wrapped_by_width():
    assert [line.text for line in cut_lines(f"Title\n\n{WRAPPED}")] == ["Title", WRAPPED.replace("\n", " ")]


@pytest.mark.parametrize(
    "block",
    [
        "Russia\nUkraine\nBelarus",
        "One sentence stands on a line of its own, as many pages have it.\n" * 3,
        "• The first man was held for a year and then let go there\n• The second man was held for two\n• The third",
    ],
)
def test_leaves_other_blocks_alone(block):
    assert len(cut_lines(block)) == 3


@pytest.mark.parametrize(
    ("text", "is_sentence"),
    [
        ("Ten men came home on Friday.", True),
        ("“Ten men came home on Friday,” he said.", True),
        ("Ten men came home on Friday (AP)", False),
        ("Ten men come home", False),
        ("No.", False),
        ("Вернулись ли домой десять пленных?", False),
        ("Вернулись ли домой все десять пленных?", True),
        ("俄罗斯和乌克兰周五在白俄罗斯边境交换了七十五名战俘，这是三个月来双方首次进行战俘交换活动。", True),
        ("the men who had been held there for more than a year were at last let go and driven to the", True),
        ("Home World Europe Asia Africa " * 4, False),
    ],
)  # fmt: skip
def test_tells_sentences(text, is_sentence):
    assert make_line(text, 0).is_sentence is is_sentence
