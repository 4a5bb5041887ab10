"""How the page puts facts into words: dates, sides, figures, statuses, disputed attributes.

Belongs here: a value of the tables in, English out. Not here: which values are told (`facts.py`), markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

STATUSES = {"completed": "carried out", "agreed": "agreed", "proposed": "proposed", "cancelled": "called off"}
GRADES = {
    "both_sides": "told by both sides",
    "several_sources": "several sources",
    "single_source": "one source",
    "disputed": "sources differ",
}
CATEGORIES = {
    "military": "military",
    "civilian": "civilians",
    "remains": "dead",
    "detainee": "detainees",
    "mixed": "people of several kinds",
    "unspecified": "people",
}
BOUNDS = {"exact": "", "approx": "about ", "at_least": "at least ", "at_most": "at most "}
ATTRIBUTES = {
    "exchange": "the exchange",
    "status": "how far it got",
    "parties": "the sides",
    "date_start": "first possible day",
    "date_end": "last possible day",
    "date_precision": "how exactly the date is known",
    "place_country": "country",
    "place_name": "place",
    "mediators": "mediators",
    "grade": "how well it is attested",
}
RULES = {
    "carried_out": "of what was carried out",
    "only_figure": "the only figure",
    "exact_first": "exact before rough",
    "receiving_side": "the receiving side’s",
    "latest_report": "the latest report’s",
    "most_publishers": "most publishers",
    "trusted_source": "a trusted source",
    "most_attested": "most attested",
    "not_stated": "none is told",
}
_OF_DIRECTION = {"count": "how many", "category": "what kind of people"}
_OF_PERSON = {"released_by": "who released", "received_by": "who received", "person": "named:"}
NOT_NAMED = "a side not named"


def when(row: Mapping[str, Any]) -> str:
    """The day, days, month or year in which the hand-over was, as exactly as it is known."""
    first, last = row["date_start"], row["date_end"]
    if first is None or row["date_precision"] == "unknown":
        return "date not known"
    if row["date_precision"] == "year":
        return str(first.year)
    if row["date_precision"] == "month":
        return f"{first:%B %Y}"
    return day(first) if first == last or last is None else _days(first, last)


def day(value: date) -> str:
    """A day as people write it: 23 May 2025."""
    return f"{value.day} {value:%B %Y}"


def _days(first: date, last: date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def number(value: int | None) -> str:
    """A count with its thousands apart; an unknown one as a dash."""
    return "–" if value is None else f"{value:,}"


def band(low: int | None, best: int | None, high: int | None) -> str:
    """The range of the figures given, if it is one: `90–110`, `90 or more`."""
    if best is None or low == high:
        return ""
    return f"{number(low)} or more" if high is None else f"{number(low)}–{number(high)}"


def rule(name: str) -> str:
    """Why a value was chosen, by the name of the rule that chose it."""
    return RULES.get(name, name.replace("_", " "))


def bounded(count: int | None, bound: str) -> str:
    """The figure of a claim as it is meant: `about 300`."""
    return "no figure" if count is None else f"{BOUNDS[bound]}{count:,}"


class Names:
    """The names by which people know the parties."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def side(self, code: str | None) -> str:
        """A side of a transfer: `A+B` act as one, of `A/B` a report does not tell which."""
        if code is None:
            return NOT_NAMED
        either = [" and ".join(self._one(part) for part in half.split("+")) for half in code.split("/")]
        return " or ".join(either)

    def all(self, codes: list[str]) -> str:
        """Several parties: `Russia and Ukraine`, `A, B and C`."""
        names = [self.side(code) for code in codes]
        return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names) or "sides not named"

    def _one(self, code: str) -> str:
        return self._names.get(code, code)

    def attribute(self, name: str) -> str:
        """A fact that changed or is in dispute, such as `count RUS>UKR remains`."""
        head, _, rest = name.partition(" ")
        if head in _OF_DIRECTION and ">" in rest:
            return f"{_OF_DIRECTION[head]}, {self._direction(rest)}"
        if head in _OF_PERSON and rest:
            return f"{_OF_PERSON[head]} {rest}"
        return ATTRIBUTES.get(name, name.replace("_", " "))

    def value(self, attribute: str, value: str | None) -> str:
        """A value of such a fact, as a person reads it."""
        if value is None:
            return "nothing"
        head = attribute.partition(" ")[0]
        if head in {"status", "exchange"}:
            return STATUSES.get(value, value)
        if head == "grade":
            return GRADES.get(value, value)
        if head == "category":
            return " and ".join(CATEGORIES.get(part, part) for part in value.split(" and "))
        if head in {"parties", "mediators"}:
            return self.all(value.split(", "))
        if head in {"place_country", "released_by", "received_by"}:
            return self.side(value)
        if head == "person":
            return self._direction(value)
        return value

    def _direction(self, text: str) -> str:
        giver, _, rest = text.partition(">")
        taker, category = rest, ""
        for name, words in CATEGORIES.items():  # codes of armed groups may have spaces
            if rest.endswith(f" {name}"):
                taker, category = rest.removesuffix(f" {name}"), f" ({words})"
        return f"{self._told(giver)} to {self._told(taker)}{category}"

    def _told(self, code: str) -> str:
        return self.side(None if code == "?" else code)
