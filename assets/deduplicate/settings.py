"""The values that a person may set on an exchange: their names, and how they are written.

Belongs here: reading and checking `attribute = value`. Not here: putting it into an exchange (`fusion_decided.py`).
"""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from assets.versions import PROJECT
from warehouse.errors import InputError
from warehouse.tables import CATEGORIES, STATUSES

PARTIES_FILE = PROJECT / "seeds" / "reference" / "parties.toml"
LISTS = ("parties", "mediators")
ATTRIBUTES = ("status", "date", *LISTS, "place_country", "place_name")
COUNT = re.compile(r"count (?P<by>[^>\s]+)>(?P<to>[^>\s]+)(?: (?P<category>\w+))?")
LONGEST_DAYS = 31  # of an interval that is known to the day
DAY, MONTH, YEAR = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d"), re.compile(r"\d{4}")


def check_setting(attribute: str, value: str, place: str) -> None:
    """Nothing, if the attribute can be set to the value.

    Raises:
        InputError: it cannot; the message names `place` and what would do.
    """
    try:
        _check(attribute, value)
    except ValueError as error:
        raise InputError(f"{place}: cannot set {attribute!r} to {value!r}: {error}") from error


def _check(attribute: str, value: str) -> None:
    if match := COUNT.fullmatch(attribute):
        _check_count(match["category"], value)
        _check_codes((*match["by"].split("+"), *match["to"].split("+")))
    elif attribute not in ATTRIBUTES:
        raise ValueError(f"what can be set is {', '.join(ATTRIBUTES)} and `count RUS>UKR` with or without a category")
    elif attribute == "date":
        parse_date(value)
    elif attribute == "status" and value not in STATUSES:
        raise ValueError(f"a status is one of {', '.join(STATUSES)}")
    elif attribute == "parties" and not parse_list(value):
        raise ValueError("name the parties, parted by `;`")
    elif attribute in LISTS:
        _check_codes(parse_list(value), ". Several are parted by `;`")
    elif attribute == "place_country" and value:
        if not re.fullmatch(r"[A-Z]{3}", value):
            raise ValueError("a country is an ISO 3166 alpha-3 code, such as UKR; leave it empty for not known")
        _check_codes([value])


def _check_codes(names: Iterable[str], more: str = "") -> None:
    """Nothing, if parties, sides or a country are named by the codes that the tables have; `more` ends the message."""
    code_of = _code_of()
    for name in names:
        code = code_of.get(name.lower())
        if code != name:
            near = f"write {code}" if code else "the codes: swapledger sql 'SELECT party, name FROM parties'"
            raise ValueError(f"{name!r} is no code of a party; {near}{more}")


@cache
def _code_of() -> Mapping[str, str]:
    """The code of each party, by its names and itself in small letters; a name of several means the first."""
    declared = tomllib.loads(PARTIES_FILE.read_text(encoding="utf-8"))["party"]
    names = {name.lower(): p["code"] for p in reversed(declared) for name in (*p.get("names", ()), p["name"])}
    return names | {p["code"].lower(): p["code"] for p in declared}


def _check_count(category: str | None, value: str) -> None:
    if category and category not in CATEGORIES:
        raise ValueError(f"a category is one of {', '.join(CATEGORIES)}")
    if not re.fullmatch(r"\d{1,7}", value):
        raise ValueError("a count is a whole number of people")


def in_order(attribute: str) -> str:
    """`count RUS+DPR>UKR` as `count DPR+RUS>UKR`: sides that are together in the order in which transfers name them."""
    if not (match := COUNT.fullmatch(attribute)):
        return attribute
    by, to = ("+".join(sorted(match[side].split("+"))) for side in ("by", "to"))
    return f"count {by}>{to}" + (f" {match['category']}" if match["category"] else "")


def parse_list(value: str) -> tuple[str, ...]:
    """The names of a list parted by `;`, sorted."""
    return tuple(sorted({part.strip() for part in value.split(";")} - {""}))


def parse_date(value: str) -> tuple[date | None, date | None, str]:
    """First day, last day and precision of 2025-06-01, 2025-06-01..2025-06-03, 2025-06, 2025 or `unknown`.

    Raises:
        ValueError: it is none of them.
    """
    if value == "unknown":
        return None, None, "unknown"
    first, _, last = value.partition("..")
    if DAY.fullmatch(first) and (not last or DAY.fullmatch(last)):
        start, end = date.fromisoformat(first), date.fromisoformat(last or first)
        if start > end:
            raise ValueError("the first day is after the last one")
        if (end - start).days >= LONGEST_DAYS:
            raise ValueError(f"more than {LONGEST_DAYS} days are told by their month or year")
        return start, end, "day"
    if MONTH.fullmatch(value):
        start = date.fromisoformat(f"{value}-01")
        return start, start.replace(day=calendar.monthrange(start.year, start.month)[1]), "month"
    if YEAR.fullmatch(value):
        return date.fromisoformat(f"{value}-01-01"), date.fromisoformat(f"{value}-12-31"), "year"
    raise ValueError("a date is written 2025-06-01, 2025-06-01..2025-06-03, 2025-06, 2025 or unknown")
