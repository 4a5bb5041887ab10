from datetime import date

import pytest

from assets.deduplicate.windows import ANY_TIME, EVER, window_of

ON = date(2024, 6, 1)


def days_around(window):
    """First and last likely day, earliest and latest possible one, as days from the publication."""
    ends = (window.first, window.last, window.earliest, window.latest)
    return tuple(None if abs(end) == EVER else end - ON.toordinal() for end in ends)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"status": "completed", "focus": True}, (-3, 0, None, 14)),
        ({"status": "completed", "focus": False}, (None, 0, None, 0)),
        ({"status": "agreed", "focus": True}, (-1, 30, -7, 90)),
        ({"status": "proposed", "focus": True}, (-1, 30, -7, 90)),
        ({"status": "agreed", "focus": False}, (-1, 30, None, 90)),
        ({"status": "cancelled", "focus": True}, (-30, 30, -90, 90)),
        ({"date": "2024-05-31"}, (-1, -1, -1, -1)),
        ({"date": "2024-05"}, (-31, -1, -31, -1)),
    ],
)
def test_window_from_date_or_publication(told, expected, claims, weights):
    (claim,) = claims({"report": "r", "on": str(ON), **told})
    assert days_around(window_of(claim, weights.days)) == expected


def test_without_any_date_it_can_have_been_any_time(claims, weights):
    (claim,) = claims({"report": "r"})
    assert window_of(claim, weights.days) == ANY_TIME


def test_day_that_a_report_is_about_stands_in_for_its_date_but_bounds_nothing(claims, weights):
    focus, background = claims({"report": "r"}, {"report": "r", "focus": False})
    window = window_of(focus, weights.days, ON)
    assert days_around(window) == (-3, 3, None, None)
    assert window_of(background, weights.days, ON) == ANY_TIME


def test_unknown_precision_is_no_date(claims, weights):
    (claim,) = claims({"report": "r", "date": None, "on": str(ON)})
    assert not window_of(claim, weights.days).stated
