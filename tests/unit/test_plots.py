import base64
import re
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from assets.plots import BLUE, MOST_BARS, RED, plot_bars, plot_by_date


def drawing(markdown):
    [image] = re.findall(r"!\[[^\]]*\]\(data:image/svg\+xml;base64,([^)]+)\)", markdown)
    return ET.fromstring(base64.b64decode(image))  # noqa: S314  (drawn by ourselves)


def bars(markdown):
    return [
        (bar.find("{*}title").text, float(bar.get("height")))
        for bar in drawing(markdown).iter("{http://www.w3.org/2000/svg}rect")
    ]


def test_days_without_anything_stand_as_well():
    found = bars(plot_by_date({date(2025, 5, 1): 2, date(2025, 5, 3): 4}, "reports"))
    assert [name for name, _ in found] == ["2025-05-01: 2", "2025-05-02: 0", "2025-05-03: 4"]
    assert found[0][1] * 2 == found[2][1]
    assert found[1][1] == 0


def test_long_time_is_counted_by_month_and_only_the_latest_are_drawn():
    found = bars(plot_by_date({date(1949, 2, 1): 900, date(2025, 5, 1): 1, date(2025, 5, 30): 2}, "exchanges"))
    assert len(found) == MOST_BARS
    assert found[-1][0] == "2025-05: 3"
    assert "at most 3\n" in plot_by_date({date(1949, 2, 1): 900, date(2025, 5, 1): 3}, "exchanges")


def test_nothing_counted_is_no_plot():
    assert plot_by_date({}, "reports") is None


def test_parts_are_stacked_and_words_are_escaped():
    found = bars(plot_bars([("<a>", {BLUE: 3, RED: 1}), ("b", {BLUE: 0})], "rules"))
    assert found[:2] == [("<a>: 3", 105.0), ("<a>: 1", 35.0)]


def test_many_days_take_one_image():
    counted = {date(2020, 1, 1) + timedelta(n): n for n in range(2000)}
    assert len(plot_by_date(counted, "reports")) < 40_000
