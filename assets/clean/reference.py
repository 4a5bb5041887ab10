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
CAPITAL: Final = r"[A-Z\u00c0-\u00de\u0400-\u042f][\w'’&-]*"
SITE_NAME: Final = rf"{CAPITAL}(?: (?:of|the|de|la|le|les|des|du|der|die|das|{CAPITAL})){{0,4}}"
BEGINNING: Final = 3  # letters by which words are looked up
APOSTROPHES: Final = "’‘`´"


def lowered(text: str) -> str:
    """The text in small letters; the dotted capital of Turkish becomes a plain small one."""
    return text.lower().replace("\u0307", "")


def fold(line: str) -> str:
    """A line as the furniture data has it: lower case, straight apostrophes, single spaces, bare at both ends."""
    for sign in APOSTROPHES:
        line = line.replace(sign, "'")
    folded = " ".join(lowered(line).split())
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
    short_run_lines: int
    short_run_known_share: float
    whole: frozenset[str]
    sections: frozenset[str]
    section_openings: tuple[str, ...]
    openings: tuple[str, ...]
    cues: Mapping[str, float]
    cue_beginnings: Mapping[str, frozenset[str]]
    shape: re.Pattern[str]
    sentence_shape: re.Pattern[str]
    comments: re.Pattern[str]
    comment_headings: frozenset[str]
    author_headings: frozenset[str]
    biography: Mapping[str, float]
    by_line: float
    labels: frozenset[str]
    alerts: tuple[str, ...]
    sites: tuple[re.Pattern[str], ...]
    mail: re.Pattern[str]
    mail_providers: frozenset[str]


@dataclass(frozen=True)
class PageDates:
    """What tells the day of publication on a page; see `page_dates.toml`.

    Attributes:
        months: number of the month by its folded name.
        weekdays: number of the weekday by its name, Monday is 0; names that languages give to different days are
            left out.
        linking: words between a cue and its date.
        day_first: languages, top-level domains and time zones of those who write the day before the month.
        month_first: top-level domains and time zones of those who write the month before the day.
    """

    prefix: re.Pattern[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    published: tuple[str, ...]
    updated: tuple[str, ...]
    linking: frozenset[str]
    stamp_words: frozenset[str]
    captions: frozenset[str]
    sentence_starts: frozenset[str]
    day_first: Mapping[str, frozenset[str]]
    month_first: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class PublicSuffixes:
    """Under which suffixes names are registered; see `public_suffixes.toml`."""

    second_level: frozenset[str]
    suffixes: frozenset[str]


@cache
def furniture(path: Path = REFERENCE / "furniture.toml") -> Furniture:
    """The furniture data."""
    data = _load(path)
    biography = dict(data["biography"])
    return Furniture(
        line_threshold=data["threshold"]["line"],
        sentence_threshold=data["threshold"]["sentence"],
        menu_pieces=data["menu_bar"]["pieces"],
        menu_longest=data["menu_bar"]["longest"],
        run_lines=data["menu_run"]["lines"],
        run_longest=data["menu_run"]["longest"],
        run_known_share=data["menu_run"]["known_share"],
        short_run_lines=data["menu_run"]["short_lines"],
        short_run_known_share=data["menu_run"]["short_known_share"],
        whole=frozenset(fold(line) for line in _flat(data["whole"])),
        sections=frozenset(fold(line) for line in _flat(data["sections"])),
        section_openings=tuple(sorted(_flat(data["section_openings"]))),
        openings=tuple(sorted(_flat(data["openings"]))),
        cues=data["cues"],
        cue_beginnings={cue: _beginnings(cue) for cue in data["cues"]},
        shape=_any_of(data["shapes"]),
        sentence_shape=_any_of(data["sentence_shapes"]),
        comments=re.compile(data["comments"].pop("heading"), re.IGNORECASE),
        comment_headings=frozenset(_flat(data["comments"])),
        author_headings=frozenset(_flat(data["authors"])),
        by_line=biography.pop("by_line"),
        biography=biography,
        labels=frozenset(_flat(data["labels"])),
        alerts=tuple(data["alerts"]["words"]),
        sites=tuple(re.compile(pattern.replace("{name}", SITE_NAME)) for pattern in data["sites"].values()),
        mail=re.compile(data["mail"]["address"]),
        mail_providers=frozenset(data["mail"]["providers"]),
    )


def _beginnings(cue: str) -> frozenset[str]:
    """How the words of a text begin in which a cue stands: those after its first one, which may end a longer word."""
    return frozenset(word[:BEGINNING] for word in cue.split()[1:] if len(word) >= BEGINNING)


def fold_month(name: str) -> str:
    """The name of a month in small letters, without the dots that tell Turkish letters apart."""
    return " ".join(lowered(name).replace("ı", "i").split())


@cache
def page_dates(path: Path = REFERENCE / "page_dates.toml") -> PageDates:
    """The data on page dates."""
    data = _load(path)
    months = {
        fold_month(name.replace("_", " ")): number
        for names in data["months"].values()
        for number, line in enumerate(names, 1)
        for name in line.split()
    }
    cues = data["cues"]
    cue_words = [word for cue in cues["published"] + cues["updated"] for word in cue.split()]
    weekdays = _weekdays(data["weekdays"])
    order = {name: frozenset(values) for name, values in data["order"].items()}
    return PageDates(
        prefix=re.compile(data["prefix"]["pattern"]),
        months=months,
        weekdays=weekdays,
        published=tuple(cues["published"]),
        updated=tuple(cues["updated"]),
        linking=frozenset(cues["linking"]),
        stamp_words=frozenset([*cues["hour"], *cues["linking"], *weekdays, *cue_words]),
        captions=frozenset(data["captions"]["words"]),
        sentence_starts=frozenset(data["sentences"]["words"]),
        day_first={name: order[f"day_first_{name}"] for name in ("languages", "countries", "zones")},
        month_first={name: order[f"month_first_{name}"] for name in ("countries", "zones")},
    )


def _weekdays(by_language: Mapping[str, Iterable[str]]) -> dict[str, int]:
    days: dict[str, set[int]] = {}
    for names in by_language.values():
        for number, line in enumerate(names):
            for name in line.split():
                days.setdefault(name, set()).add(number)
    return {name: numbers.pop() for name, numbers in days.items() if len(numbers) == 1}


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


def _any_of(patterns: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns.values()), re.IGNORECASE)


def _flat(by_language: Mapping[str, Iterable[str]]) -> list[str]:
    return [line for lines in by_language.values() for line in lines]
