"""The page itself: facts, words and parts put together into one HTML file that needs nothing else.

Belongs here: what the template is given, and the content policy. Everything that the template prints is escaped, and
no script or style runs but those whose hashes the policy names; both hold whatever a report says.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assets.publish.briefing import evidence, words
from assets.publish.briefing.facts import Bounds, Edition, Facts, Row, read_facts
from warehouse.harmless import visible_text

_FOLDER = Path(__file__).parent
_SCRIPTS = ("vendor/d3.js", "vendor/world.js", "state.js", "tables.js", "timeline.js", "totals.js",
            "map.js", "detail.js", "main.js")  # fmt: skip
_STYLES = ("page.css",)
_DAY_ZERO = date(1970, 1, 1)


def briefing_page(connection: duckdb.DuckDBPyConnection, edition: Edition, bounds: Bounds | None = None) -> str:
    """The briefing page of a published file: HTML, the same for the same file and edition.

    Args:
        connection: to the file, with every published table and view.
        edition: which publication it is.
        bounds: how much the page holds at most.
    """
    return render(read_facts(connection, edition, bounds or Bounds()))


def render(facts: Facts) -> str:
    """The page that tells the facts."""
    names = words.Names(facts.parties)
    script, style = _joined(_SCRIPTS), _joined(_STYLES)
    return (
        _templates()
        .get_template("page.html")
        .render(
            facts=facts,
            names=names,
            words=words,
            evidence=evidence,
            sides=_sides(facts, names),
            years=_years(facts),
            changes=_by_exchange(facts.tables["changes"]),
            policy=_policy(script, style),
            script=Markup(script),  # noqa: S704  (our own files)
            style=Markup(style),  # noqa: S704
            data=_inlined(_known(facts, names)),
        )
    )


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # What reports say may hold signs that turn a line around; they are shown, not obeyed.
        finalize=lambda value: visible_text(value) if type(value) is str else value,
    )
    environment.filters |= {"n": words.number, "when": words.when, "day": words.day}
    return environment


@cache
def _joined(names: tuple[str, ...]) -> str:
    """The files as one text, which ends no element that it is put into."""
    text = "\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in names)
    if "</script" in text.lower() or "</style" in text.lower() or "<!--" in text:
        raise ValueError(f"{', '.join(names)}: `</script`, `</style` and `<!--` cannot stand in a page")
    return text


def _policy(script: str, style: str) -> str:
    """Nothing is loaded, sent or framed; no script or style but ours runs, and no script turns text into markup."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_source_hash(script)}'",
            f"style-src '{_source_hash(style)}'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _source_hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _inlined(value: object) -> Markup:
    """JSON that can stand in a `script` element: nothing in it ends the element or begins another."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704  (no sign of markup is left in it)


def _known(facts: Facts, names: words.Names) -> dict[str, Any]:
    """What charts and filters know: the exchanges in short, and the words for their codes."""
    sides = {code for exchange in facts.exchanges for code in _codes(exchange)}
    return {
        "exchanges": [_in_short(exchange) for exchange in facts.exchanges],
        "total": facts.counts["exchanges"],
        "names": {code: visible_text(names.side(code)) for code in sorted(sides)},
        "categories": words.CATEGORIES,
        "statuses": words.STATUSES,
    }


def _sides(facts: Facts, names: words.Names) -> list[tuple[str, str]]:
    """Code and name of every party of an exchange, by name."""
    codes = {part for e in facts.exchanges for code in e["parties"] for part in re.split(r"[+/]", code)}
    return sorted(((code, names.side(code)) for code in codes), key=lambda side: (side[1].casefold(), side[0]))


def _years(facts: Facts) -> list[int]:
    """The years that exchanges are dated in, the latest first."""
    days = [e[name] for e in facts.exchanges for name in ("date_start", "date_end") if e[name]]
    return sorted({each.year for each in days}, reverse=True)


def _by_exchange(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["exchange_id"], []).append(row)
    return list(grouped.items())


def _codes(exchange: Row) -> set[str]:
    sides = {side for t in exchange["transfers"] for side in (t["released_by"], t["received_by"]) if side}
    return sides | {*exchange["parties"], *exchange["mediators"], *filter(None, [exchange["place_country"]])}


def _in_short(exchange: Row) -> dict[str, Any]:
    return {
        "id": exchange["exchange_id"],
        "when": words.when(exchange),
        "first": _days_since_1970(exchange["date_start"]),
        "last": _days_since_1970(exchange["date_end"]),
        "status": exchange["status"],
        "grade": exchange["grade"],
        "parties": exchange["parties"],
        "place": exchange["place_country"],
        "placed": bool(exchange["place_country"] or exchange["place_name"]),
        "mediators": exchange["mediators"],
        "changed": exchange["changed"],
        "full": exchange["in_full"],
        "transfers": [_transfer_in_short(transfer) for transfer in exchange["transfers"]],
    }


def _transfer_in_short(transfer: Mapping[str, Any]) -> list[Any]:
    """From, to, category, lowest, best, highest figure."""
    return [
        transfer["released_by"] or "?",
        transfer["received_by"] or "?",
        transfer["category"],
        transfer["count_low"],
        transfer["count_best"],
        transfer["count_high"],
    ]


def _days_since_1970(value: date | None) -> int | None:
    return None if value is None else (value - _DAY_ZERO).days
