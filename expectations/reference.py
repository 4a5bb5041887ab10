"""What gates know of the world: parties, and words of the languages with a lexicon, as tables that rules can query.

Belongs here: reading `seeds/reference` into tables, in a way of its own: what extraction makes of the same files is
what the gates judge. Not here: rules.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

REFERENCE: Final = Path(__file__).parent.parent / "seeds" / "reference"
PARTIES_FILE: Final = REFERENCE / "parties.toml"
LEXICON: Final = REFERENCE / "lexicon"
UNKNOWN_LANGUAGE: Final = "und"

PARTIES: Final = pa.schema([("code", pa.string()), ("first_year", pa.int64()), ("last_year", pa.int64())])
TELLING_WORDS: Final = pa.schema(
    [("language", pa.string()), ("none", pa.string()), ("same_number", pa.list_(pa.string()))]
)
NATIONALS: Final = pa.schema([("word", pa.string()), ("code", pa.string())])
NUMBER_WORDS: Final = pa.schema(
    [("language", pa.string()), ("word", pa.string()), ("kind", pa.string()), ("number", pa.int64())]
)


@cache
def known_parties() -> pa.Table:
    """The parties of `seeds/reference/parties.toml`: one row a party, `code`, and years in which it exists, or null."""
    rows = [{"code": p["code"], "first_year": p.get("from"), "last_year": p.get("until")} for p in _parties()]
    return pa.Table.from_pylist(rows, schema=PARTIES)


@cache
def telling_words() -> pa.Table:
    """Words that tell of nobody (as a regular expression) and of as many again: one row a language with a lexicon."""
    rows = [_telling_words(language, lexicon) for language, lexicon in _lexicons()]
    return pa.Table.from_pylist(rows, schema=TELLING_WORDS)


@cache
def nationals() -> pa.Table:
    """Words for the people of a party, in small letters ("ukrainian", "ukrainians"): columns `word`, `code`."""
    named = [(word.lower(), p["code"]) for p in _parties() for word in {*p.get("adjectives", ()), *p.get("people", ())}]
    return pa.Table.from_pylist([{"word": word, "code": code} for word, code in sorted(named)], schema=NATIONALS)


@cache
def number_words() -> pa.Table:
    """Words that stand for a number: one row a language with a lexicon and word.

    `kind` is `month` (from 1), `weekday` (from Monday as 1), `unit` (one to ninety, dozen) or `scale` (hundred).
    """
    rows = [row for language, lexicon in _lexicons() for row in _number_words(language, lexicon)]
    return pa.Table.from_pylist(rows, schema=NUMBER_WORDS)


@cache
def _parties() -> list[dict[str, Any]]:
    parties: list[dict[str, Any]] = tomllib.loads(PARTIES_FILE.read_text(encoding="utf-8"))["party"]
    return parties


@cache
def _lexicons() -> list[tuple[str, dict[str, Any]]]:
    """The words that a report is read by, with its language; one whose language is not known is read by any of them."""
    read = [(path.stem, tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(LEXICON.glob("*.toml"))]
    return [*read, *((UNKNOWN_LANGUAGE, lexicon) for _, lexicon in read)]


def _number_words(language: str, lexicon: dict[str, Any]) -> Iterator[dict[str, object]]:
    dates, numbers = lexicon.get("dates", {}), lexicon.get("numbers", {})
    kinds = {
        "month": dates.get("months", {}),
        "weekday": {word: number + 1 for word, number in dates.get("weekdays", {}).items()},
        "unit": numbers.get("units", {}),
        "scale": numbers.get("scales", {}),
    }
    for kind, words in kinds.items():
        yield from ({"language": language, "word": w, "kind": kind, "number": n} for w, n in words.items())


def _telling_words(language: str, lexicon: dict[str, Any]) -> dict[str, object]:
    none = ["0", *lexicon.get("modal", {}).get("negation", ()), *lexicon.get("zero", {}).get("words", ())]
    equal = lexicon.get("reciprocity", {}).get("same_number", ())
    return {"language": language, "none": _any_of(none), "same_number": [word.lower() for word in equal]}


def _any_of(words: Iterable[str]) -> str:
    """An expression that finds any of the words, but not inside another; none at all finds nothing."""
    parts = "|".join(re.escape(word.lower()) for word in words)
    return rf"(^|[^\pL\d,.])({parts})([^\pL\d,.]|[,.]?$|[,.]\s)" if parts else r"[^\s\S]"
