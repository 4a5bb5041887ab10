"""The slowest regular expressions of the project on hostile text: none may take more than linear time.

    python bench/patterns.py [--size N]

Every compiled pattern of every module of `assets` is searched for throughout texts that are made to let patterns
backtrack: long runs of what patterns repeat, nearly matching ends, no line breaks. Printed are the slowest, with their
time for the size asked for and for twice the size; one that takes four times as long for twice as much is quadratic.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import assets  # noqa: E402

SLOWEST = 12
UNITS = (
    *"aA \t\n1.,-'\"_/:<>&([|é字я\u00a0", "\r\n", "1,", "1.", "1 ", "1/", "1-", "1:", "a ", "A ", "Aa ", "a.", "A.",
    "a-", "a'", "<a ", "<a>", "</", "&a", "http://a", "a@", "Updated: ", "May ", "Jan 1, ", "A. B ",
    "a, b and ", " | ", "> ",
)  # fmt: skip


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern of text that a module of `assets` holds, with where it stands."""
    seen = set()
    for module in pkgutil.walk_packages(assets.__path__, "assets."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for pattern in value if type(value) in {tuple, list} else (value,):
                if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str) and pattern not in seen:
                    seen.add(pattern)
                    yield f"{module.name}.{name}", pattern


def hostile_texts(size: int) -> Iterator[str]:
    """Texts of about so many characters: each unit repeated, by itself and with an end that spoils a match."""
    for unit in UNITS:
        run = unit * (size // len(unit))
        yield run
        yield run + "\x00"


def worst_seconds(pattern: re.Pattern[str], size: int) -> tuple[float, str]:
    """The longest time for which a text of that size keeps the pattern busy, and how the text begins."""
    worst = (0.0, "")
    for text in hostile_texts(size):
        start = time.process_time()
        for _ in pattern.finditer(text):
            pass
        worst = max(worst, (time.process_time() - start, text[:12]))
    return worst


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--size", type=int, default=100_000, help="characters of a text")
    size = parser.parse_args().size
    found = [(*worst_seconds(pattern, size // 4), name, pattern) for name, pattern in patterns()]
    found.sort(key=lambda entry: -entry[0])
    print(f"{len(found)} patterns, {len(UNITS) * 2} texts; the slowest, in milliseconds")
    print(f"{size // 2:>10}{size:>10}  characters")
    for _, _, name, pattern in found[:SLOWEST]:
        (half, _), (whole, text) = worst_seconds(pattern, size // 2), worst_seconds(pattern, size)
        print(f"{half * 1000:10.1f}{whole * 1000:10.1f}  {name} on {text!r} ...")


if __name__ == "__main__":
    main()
