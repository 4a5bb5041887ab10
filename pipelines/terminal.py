"""Showing things in a terminal: text that comes from reports is hostile by assumption, so it is made harmless first.

Belongs here: consoles, tables and records. Not here: what is shown (`summary.py`, `status.py`, `explain.py`, ...).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from numbers import Number

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from warehouse.harmless import visible_text

# Wide enough for any row: what is piped must not be folded for a screen that is not there.
PIPED_WIDTH = 100_000


def console(*, error: bool = False) -> Console:
    """A console on standard output, or on standard error."""
    stream = sys.stderr if error else sys.stdout
    width = None if stream.isatty() else PIPED_WIDTH
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False)


def safe_text(value: object) -> str:
    """The value in words, with nothing in it that could steer the terminal."""
    return visible_text(in_words(value))


def in_words(value: object) -> str:
    """A value as a person reads it: lists with commas, nothing for null."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(in_words(item) for item in value)
    return str(value)


def data_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None) -> Table:
    """A table of values; numbers stand on the right."""
    listed = [list(row) for row in rows]
    table = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", title_style="bold", pad_edge=False)
    for index, name in enumerate(columns):
        values = [row[index] for row in listed if row[index] is not None]
        is_number = bool(values) and all(isinstance(v, Number) and not isinstance(v, bool) for v in values)
        table.add_column(Text(safe_text(name)), justify="right" if is_number else "left", overflow="fold")
    for row in listed:
        table.add_row(*(Text(safe_text(value)) for value in row))
    return table


def fits(columns: Sequence[str], rows: Sequence[Sequence[object]], width: int) -> bool:
    """Whether the columns stand side by side in that width with at least half of their longest value, 20 at most."""
    least = [
        max([len(name), *(min(len(in_words(row[index])) // 2, 20) for row in rows)])
        for index, name in enumerate(columns)
    ]
    return sum(least) + 2 * len(columns) <= width


def print_records(out: Console, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """One block a row, one line a value: for rows that are too wide for the screen."""
    width = max(len(name) for name in columns)
    for number, row in enumerate(rows, start=1):
        out.print(Text(f"── {number} ──", style="dim"))
        for name, value in zip(columns, row, strict=True):
            out.print(Text.assemble((safe_text(name).rjust(width), "cyan"), "  ", safe_text(value)))
