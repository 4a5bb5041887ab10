"""Answering a query of a person: the answer, and if it is empty, which words the warehouse writes otherwise.

Belongs here: near values, such as the name of a party where its code stands. Not here: wrong names of tables and
columns, for which DuckDB tells the near ones itself; how an answer is written (`query.py`).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

from pipelines.query import Format, ask, write_answer
from pipelines.terminal import console, safe_text
from warehouse.tables import PUBLISHED

_LITERAL = re.compile(r"(?<!party\()'((?:[^']|'')*)'", re.IGNORECASE)

# Nearer than this, a word is more likely a slip than another word; "complete" and "completed" are at 0.94.
NEAR_ENOUGH = 0.75

ENUMERATED = sorted({value for table in PUBLISHED for column in table.columns for value in column.values})


def print_answer(warehouse: Path, sql: str, form: Format, output: Path | None = None) -> None:
    """Asks and writes the answer out; one without rows is followed by hints.

    Raises:
        InputError: the query is wrong, or the answer cannot be written.
    """
    answer = ask(warehouse, sql)
    write_answer(answer, form, output)
    if not answer.num_rows:
        for hint in hints_on_nothing(warehouse, sql):
            console(error=True).print(safe_text(f"Hint: {hint}"), style="yellow")


def hints_on_nothing(warehouse: Path, sql: str) -> list[str]:
    """What to write instead of the words of a query that the warehouse does not know; empty if all may be right."""
    literals = dict.fromkeys(found.replace("''", "'") for found in _LITERAL.findall(sql))
    return [hint for literal in literals for hint in _hints(warehouse, literal)]


def _hints(warehouse: Path, literal: str) -> Iterator[str]:
    if not literal or literal in ENUMERATED:
        return
    query = (
        "SELECT party FROM parties WHERE lower(?) = lower(name) OR lower(?) = lower(party) "
        "OR list_contains(list_transform(aliases, lambda alias: lower(alias)), lower(?)) ORDER BY party LIMIT 1"
    )
    codes = ask(warehouse, query, [literal] * 3)["party"].to_pylist()
    if codes and codes[0] != literal:
        yield f"{literal!r} is written {codes[0]!r} here; party('{literal}') finds that by itself"
    elif not codes and (near := difflib.get_close_matches(literal, ENUMERATED, n=1, cutoff=NEAR_ENOUGH)):
        yield f"{literal!r} is nowhere a value; did you mean {near[0]!r}?"
