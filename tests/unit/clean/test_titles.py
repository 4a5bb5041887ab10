"""Headlines of reports that do not name them."""

from __future__ import annotations

import pytest

from assets.clean.furniture import mark_furniture
from assets.clean.lines import cut_lines
from assets.clean.titles import find_title

TITLE = "Ten prisoners home on each side"
LEAD = "The two governments handed over ten prisoners each on Friday, the ministry said."


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (TITLE, TITLE),
        (f"Europe\n\n{TITLE}", TITLE),
        (f"Skip to content\nMenu\n{TITLE}", TITLE),
        (f"Conflict in Europe\n\n{TITLE}", TITLE),
        (f"Men wait at the crossing (AP)\n\n{TITLE}", TITLE),
        (f"A file photo of the crossing\n\n{TITLE}", TITLE),
        (f"The crossing in the north on a winter morning\n{TITLE}\n\n{TITLE}", TITLE),
        (f"{TITLE}\nHosts speak of a good day for all", TITLE),
        ("Who came home?", "Who came home?"),
        ("Only in Texas", "Only in Texas"),
        ("KYIV", None),
        ("1,200 - 35 - 60", None),
        ("• Ten men were let go by the south", None),
        ("", None),
        ("x" * 300 + " y z", None),
    ],
)
def test_finds_the_headline(above, title):
    lines = cut_lines(f"{above}\n\n{LEAD}")
    mark_furniture(lines)
    assert find_title(lines) == title


def test_looks_above_the_text_only():
    lines = cut_lines(f"{LEAD}\n\n{TITLE}")
    mark_furniture(lines)
    assert find_title(lines) is None
