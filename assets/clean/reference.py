"""The data that cleaning goes by, read from `seeds/reference`: furniture, page dates, public suffixes, publishers.

Belongs here: reading those files into the form that the mechanisms use. Not here: the mechanisms (`furniture.py`,
`dates.py`, `publishers.py`).
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

REFERENCE: Final = Path(__file__).resolve().parents[2] / "seeds" / "reference"
APOSTROPHES: Final = "’‘`´"


def fold(line: str) -> str:
    """A line as the furniture data has it: lower case, straight apostrophes, single spaces, bare at both ends."""
    for sign in APOSTROPHES:
        line = line.replace(sign, "'")
    folded = " ".join(line.lower().split())
    start, end = 0, len(folded)
    while start < end and not folded[start].isalnum():
        start += 1
    while end > start and not folded[end - 1].isalnum():
        end -= 1
    return folded[start:end]


@dataclass(frozen=True)
class Furniture:
    """What tells page furniture; see `furniture.toml`."""

    line_threshold: float
    sentence_threshold: float
    menu_pieces: int
    menu_longest: int
    run_lines: int
    run_longest: int
    run_known_share: float
    whole: frozenset[str]
    sections: frozenset[str]
    section_openings: tuple[str, ...]
    openings: tuple[str, ...]
    cues: Mapping[str, float]
    shape: re.Pattern[str]
    comments: re.Pattern[str]


@dataclass(frozen=True)
class PageDates:
    """What tells the day of publication on a page; see `page_dates.toml`."""

    prefix: re.Pattern[str]
    months: Mapping[str, int]
    weekdays: frozenset[str]
    published: tuple[str, ...]
    updated: tuple[str, ...]
    stamp_words: frozenset[str]
    captions: frozenset[str]
    sentence_starts: frozenset[str]


@dataclass(frozen=True)
class PublicSuffixes:
    """Under which suffixes names are registered; see `public_suffixes.toml`."""

    second_level: frozenset[str]
    suffixes: frozenset[str]


@cache
def furniture(path: Path = REFERENCE / "furniture.toml") -> Furniture:
    """The furniture data."""
    data = _load(path)
    shapes = "|".join(f"(?:{pattern})" for pattern in data["shapes"].values())
    return Furniture(
        line_threshold=data["threshold"]["line"],
        sentence_threshold=data["threshold"]["sentence"],
        menu_pieces=data["menu_bar"]["pieces"],
        menu_longest=data["menu_bar"]["longest"],
        run_lines=data["menu_run"]["lines"],
        run_longest=data["menu_run"]["longest"],
        run_known_share=data["menu_run"]["known_share"],
        whole=frozenset(fold(line) for line in _flat(data["whole"])),
        sections=frozenset(fold(line) for line in _flat(data["sections"])),
        section_openings=tuple(sorted(_flat(data["section_openings"]))),
        openings=tuple(sorted(_flat(data["openings"]))),
        cues=data["cues"],
        shape=re.compile(shapes, re.IGNORECASE),
        comments=re.compile(data["comments"]["heading"], re.IGNORECASE),
    )


@cache
def page_dates(path: Path = REFERENCE / "page_dates.toml") -> PageDates:
    """The data on page dates."""
    data = _load(path)
    months = {
        name: number
        for names in data["months"].values()
        for number, line in enumerate(names, 1)
        for name in line.split()
    }
    cues = data["cues"]["published"] + data["cues"]["updated"]
    cue_words = [word for cue in cues for word in cue.split()]
    return PageDates(
        prefix=re.compile(data["prefix"]["pattern"]),
        months=months,
        weekdays=frozenset(_flat(data["weekdays"])),
        published=tuple(data["cues"]["published"]),
        updated=tuple(data["cues"]["updated"]),
        stamp_words=frozenset([*data["cues"]["hour"], *_flat(data["weekdays"]), *cue_words]),
        captions=frozenset(data["captions"]["words"]),
        sentence_starts=frozenset(data["sentences"]["words"]),
    )


@cache
def public_suffixes(path: Path = REFERENCE / "public_suffixes.toml") -> PublicSuffixes:
    """The data on registered domains."""
    data = _load(path)
    return PublicSuffixes(frozenset(data["second_level"]), frozenset(data["suffixes"] + data["platforms"]))


@cache
def publisher_names(path: Path = REFERENCE / "publishers.csv") -> Mapping[str, str]:
    """The names of publishers by registered domain; empty without the file."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["registered_domain"]: row["name"] for row in csv.DictReader(file)}


def _load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _flat(by_language: Mapping[str, Iterable[str]]) -> list[str]:
    return [line for lines in by_language.values() for line in lines]
