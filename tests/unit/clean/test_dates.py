"""Forms of dates: every reading, and none that is not there."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.clean.dates import date_in_address, find_dates, parse_date

LATEST = date(2026, 11, 21)
DAY = date(2022, 3, 25)


@pytest.mark.parametrize(
    "line",
    [
        "2022-03-25",
        "2022/3/25",
        "2022.03.25",
        "2022年3月25日",
        "25.03.2022",
        "25/3/2022",
        "3/25/2022",
        "25-03-2022",
        "25/03/22",
        "March 25, 2022",
        "Mar. 25, 2022",
        "MARCH 25TH 2022",
        "March25, 2022",
        "25 March 2022",
        "25th Mar, 2022",
        "25 March, 2022",
        "AFP25-03-2022",
        "Published25 March 2022",
        "25. März 2022",
        "25 mars 2022",
        "25 de marzo de 2022",
        "25 de março de 2022",
        "25 marca 2022",
        "25 марта 2022 года",
        "25 березня 2022",
        "25 Mart 2022",
        "25 مارس 2022",
    ],
)
def test_reads_a_day(line):
    (printed,) = find_dates(line, LATEST)
    assert printed.readings == (DAY,)
    assert line[printed.start : printed.end] in line


@pytest.mark.parametrize(
    ("line", "readings"),
    [
        ("05/06/2022", [(date(2022, 6, 5), date(2022, 5, 6))]),
        ("05.05.2022", [(date(2022, 5, 5),)]),
        ("11/12/2026", [(date(2026, 11, 12),)]),  # the other reading would be after landing
        ("from 25.03.2022 to March 27, 2022", [(date(2022, 3, 25),), (date(2022, 3, 27),)]),
        ("05/06/99", [(date(1999, 6, 5), date(1999, 5, 6))]),
    ],
)
def test_keeps_every_reading(line, readings):
    assert [printed.readings for printed in find_dates(line, LATEST)] == readings


@pytest.mark.parametrize(
    "line",
    [
        "",
        "in 2022",
        "March 2022",
        "25 March",
        "Feb. 10 (AP)",
        "31.02.2022",
        "February 30, 2022",
        "25.13.2022",
        "1.2.3.4",
        "10.0.25.2022",
        "1899-12-30",
        "2027-01-01",
        "125/03/2022",
        "2022-03-256",
        "3 marching 2022",
        "+91-720-6444012",
    ],
)
def test_finds_no_day_where_there_is_none(line):
    assert find_dates(line, LATEST) == []


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2022-03-25", DAY),
        (" 2022-03-25T23:59:59Z ", DAY),
        ("2022-03-25T01:00:00+04:00", DAY),
        ("2022-03-25 10:11:12 UTC", DAY),
        ("20220325", DAY),
        ("Fri, 25 Mar 2022 08:14:00 GMT", DAY),
        ("25 Mar 2022 08:14:00 +0300", DAY),
        ("March 25, 2022", DAY),
        ("25/03/2022", DAY),
        ("05/06/2022", None),
        ("2022-03-25 or 2022-03-26", None),
        ("2022-03", None),
        ("2022", None),
        ("1648166400", None),
        ("yesterday", None),
        ("2022-02-30", None),
        ("2027-01-01", None),
        ("0001-01-01", None),
        ("", None),
        (None, None),
        (20220325, None),
        ("9" * 5_000, None),
    ],
)
def test_parses_a_field(value, day):
    assert parse_date(value, LATEST) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/news/2022/03/25/swap", DAY),
        ("https://a.example/news/2022/3/25/swap?x=2020/01/01", DAY),
        ("http://a.example/n3/2022/0325/c90000-9975754.html", DAY),
        ("https://a.example/2022/mar/25/swap", DAY),
        ("https://a.example/2022/03/25", DAY),
        ("https://a.example/20220325/swap.html", DAY),
        ("https://a.example/news/20220325_21/", DAY),
        ("https://a.example/stories/202203250190.html", DAY),
        ("https://a.example/stories/20220325081400.html", DAY),
        ("https://a.example/2022-03-25/news/1", DAY),
        ("https://a.example/swap-of-prisoners-2022-03-25-946853", DAY),
        ("https://a.example/la-2022-mar-25-swap", DAY),
        ("https://a.example/swap-mar-25-2022", DAY),
        ("https://a.example/la-2022-mar-24-la-swap-20220325-story.html", DAY),
        ("https://a.example/2022/03/25/ten-years-after-2012-05-01", DAY),
        ("https://a.example/from-2012-05-01-to-2022-03-25", None),
        ("https://a.example/2022/03/swap", None),
        ("https://a.example/feb-2022/swap", None),
        ("https://a.example/page/1?after=2022-03-25", None),
        ("https://a.example/id/2022032512345", None),
        ("https://a.example/id/120220325", None),
        ("https://a.example/id/20221325", None),
        ("https://a.example/2027/01/01/swap", None),
        ("http://[bad/2022/03/25/", None),
        ("", None),
        (None, None),
    ],
)
def test_reads_the_address(url, day):
    assert date_in_address(url, LATEST) == day


@given(st.dates(date(1900, 1, 1), LATEST))
def test_every_day_is_read_back(day):
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y"):
        assert [printed.readings for printed in find_dates(day.strftime(form), LATEST)] == [(day,)]
    (numeric,) = find_dates(day.strftime("%d/%m/%Y"), LATEST)
    assert day in numeric.readings


@given(st.text(alphabet="0123456789-/. MaryJune年月日thdeофев", max_size=200))
def test_reads_any_line(line):
    for printed in find_dates(line, LATEST):
        assert 0 <= printed.start < printed.end <= len(line)
        assert all(date(1900, 1, 1) <= day <= LATEST for day in printed.readings)
