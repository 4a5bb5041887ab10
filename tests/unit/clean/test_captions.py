"""Captions, told from the sentences around them."""

import pytest

from assets.clean.captions import find_captions
from assets.clean.lines import cut_lines


@pytest.mark.parametrize(
    ("line", "is_caption"),
    [
        ("A senator at a hearing (File)", True),
        ("Freed soldiers wave from a bus, 24 May 2025. (Photo by A. Person/Agency)", True),
        ("File photo: buses near the border in March.", True),
        ("Soldiers after the swap | Handout", True),
        ("Архив: автобусы у границы", True),
        ("Ten men came home on Friday, officials said.", False),
        ("The ministry published a photo of the bus and a video of the men.", False),
        ("Officials (who asked not to be named) denied it.", False),
        ("The archive: a building that burnt down, whose files were lost in the war. " + "It rained. " * 30, False),
    ],
)
def test_tells_captions(line, is_caption):
    lines = cut_lines(f"Headline of the day\n\n{line}\n\nAnother line.")
    assert find_captions(lines, []) == ([line.strip()] if is_caption else [])


def test_takes_what_the_page_marks():
    lines = cut_lines("Headline\n\nBuses at the border.")
    assert find_captions(lines, ["Buses at the\nborder."]) == ["Buses at the border."]


def test_lists_them_as_every_list_is_written():
    lines = cut_lines("Swap (File)\n\nMen wave (Photo: Agency)\n\nBuses wait (File)\n\nMen wave (Photo: Agency)")
    assert find_captions(lines, []) == ["Buses wait (File)", "Men wave (Photo: Agency)", "Swap (File)"]
