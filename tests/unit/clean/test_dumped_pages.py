"""Pages with all their furniture: what is left of it, and what is lost of the report."""

from __future__ import annotations

import pytest

from tests.unit.clean.dumped_pages import judge, make_pages

PAGES = {page.name: page for page in make_pages()}
# Lines that are kept, since nothing but their place tells them from a subheading of the report.
KEPT = {"Jeanne Unetelle, journaliste au service international"}


@pytest.mark.parametrize("name", PAGES)
def test_furniture_goes_and_the_report_stays(name):
    outcome = judge(PAGES[name])
    assert outcome.lines_lost == []
    assert [line for line in outcome.lines_left if line.partition(": ")[2] not in KEPT] == []
    assert outcome.title_is_right
    assert outcome.day_is_right
    assert outcome.caption_is_right
    assert outcome.language_is_right
