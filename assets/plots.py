"""Small plots for Dagster's UI: a bar a period, as an image within Markdown.

Belongs here: drawing. Not here: what is counted (`stage.py`). An image cannot run anything and fetches nothing, and
every word in it is ours or a date.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from html import escape

# Colours that keep apart in light and dark, also without red and green (Okabe and Ito, 2008).
BLUE, ORANGE, RED, GREY = "#0072B2", "#E69F00", "#D55E00", "#999999"

WIDTH, HEIGHT, BELOW = 640, 140, 18

# More bars than this are thinner than can be seen: then months are counted instead of days, the latest of them.
MOST_BARS = 120

Bar = tuple[str, Mapping[str, int]]  # what stands below it, and how high each colour's part is


def plot_by_date(counted: Mapping[date, int], unit: str) -> str | None:
    """Markdown with a bar for each day, or for each of the latest months; None if nothing was counted."""
    if not counted:
        return None
    is_short = (max(counted) - min(counted)).days < MOST_BARS
    period, periods, length = ("day", _days, len("2025-05-01")) if is_short else ("month", _months, len("2025-05"))
    bars = dict.fromkeys(periods(min(counted), max(counted)), 0)
    for day, n in counted.items():
        bars[day.isoformat()[:length]] += n
    latest = list(bars.items())[-MOST_BARS:]
    return plot_bars([(name, {BLUE: n}) for name, n in latest], f"{unit} by {period}")


def plot_bars(bars: Sequence[Bar], title: str) -> str:
    """Markdown with stacked bars, the first and the last named, the highest with its figure."""
    highest = max((sum(parts.values()) for _, parts in bars), default=0)
    step = WIDTH / max(len(bars), 1)
    drawn = [
        shape
        for place, (name, parts) in enumerate(bars)
        for shape in _bar(place * step, max(step - 1, 0.5), name, parts, HEIGHT / max(highest, 1))
    ]
    ends = [(0, "start", bars[0][0]), (WIDTH, "end", bars[-1][0])] if bars else []
    words = [
        f'<text x="{x}" y="{HEIGHT + 14}" text-anchor="{anchor}">{escape(text)}</text>' for x, anchor, text in ends
    ]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT + BELOW}" '
        f'font-family="sans-serif" font-size="11" fill="{GREY}">{"".join([*drawn, *words])}</svg>'
    )
    image = base64.b64encode(svg.encode()).decode()
    return f"{title}, at most {highest:,}\n\n![{title}](data:image/svg+xml;base64,{image})"


def _bar(x: float, width: float, name: str, parts: Mapping[str, int], scale: float) -> list[str]:
    shapes, top = [], float(HEIGHT)
    for colour, n in parts.items():
        top -= n * scale
        shapes.append(
            f'<rect x="{x:.1f}" y="{top:.1f}" width="{width:.1f}" height="{n * scale:.1f}" fill="{colour}">'
            f"<title>{escape(name)}: {n:,}</title></rect>"
        )
    return shapes


def _days(first: date, last: date) -> list[str]:
    return [(first + timedelta(n)).isoformat() for n in range((last - first).days + 1)]


def _months(first: date, last: date) -> list[str]:
    numbers = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in numbers]
