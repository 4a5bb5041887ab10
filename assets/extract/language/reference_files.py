"""Reading a file of `seeds/reference`.

Belongs here: opening a file, what is wrong with it, its strings held once. Not here: what a file means
(`lexicon_files.py`, `party_files.py`).
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

from assets.extract.language.phrase_table import LexiconError


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file.

    Raises:
        LexiconError: the file is missing, or is no TOML.
    """
    try:
        with path.open("rb") as file:
            loaded: dict[str, Any] = interned(tomllib.load(file))
            return loaded
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"cannot read {path}: {error}") from error


def interned(value: Any) -> Any:
    """The same data with one object for equal strings, those of the rules too: a look-up then need not compare them."""
    if isinstance(value, str):
        return sys.intern(value)
    if isinstance(value, list):
        return [interned(item) for item in value]
    return {sys.intern(k): interned(v) for k, v in value.items()} if isinstance(value, dict) else value
