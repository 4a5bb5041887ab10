"""Following a figure to its sentence: an exchange, or one claim, with everything that it rests on.

Belongs here: reading an exchange with its parts, and laying them out. The sentences come from the clean stage's
Parquet, where the reports' texts are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from pipelines.query import ask
from pipelines.terminal import data_table, in_words, safe_text
from warehouse.errors import InputError
from warehouse.snapshot import last_publication, warehouse_path
from warehouse.storage import BatchStore

Row = dict[str, Any]

# As much of the report around a figure as tells what it is about, if its sentence does not end before.
MOST_CONTEXT = 300
_END = (".", "!", "?", "\n")


def explain(data: Path, given: str, out: Console) -> None:
    """Prints the exchange or the claim of that id with all that it rests on.

    Raises:
        InputError: there is no such id; the message names those that come near.
    """
    warehouse = warehouse_path(data)
    if claims := _rows(warehouse, "SELECT * FROM claims WHERE claim_id = ?", given):
        _print_claims(data, claims, out)
    elif exchanges := _rows(warehouse, "SELECT * FROM exchanges WHERE exchange_id = ?", given):
        _print_exchange(warehouse, exchanges[0], out)
        of_exchange = (
            "SELECT claims.*, explanation FROM claims JOIN exchange_claims USING (claim_id) "
            "WHERE exchange_id = ? ORDER BY claim_id"
        )
        _print_claims(data, _rows(warehouse, of_exchange, given), out)
    elif redirects := _rows(warehouse, "SELECT * FROM exchange_redirects WHERE exchange_id = ?", given):
        _print_redirects(data, redirects, out)
    else:
        raise InputError(f"no exchange or claim has the id {given!r}. {_near_ids(warehouse, given)}")


def _print_redirects(data: Path, redirects: list[Row], out: Console) -> None:
    """Where an id went; of one that went whole into another, that one."""
    exchange_id, targets = redirects[0]["exchange_id"], [row["redirected_to"] for row in redirects]
    if targets == [None]:
        out.print(safe_text(f"{exchange_id} was withdrawn: none of its claims is made any more. What was known of it:"))
        past = "SELECT published_at, attribute, old_value, new_value FROM exchange_history WHERE exchange_id = ?"
        answer = ask(warehouse_path(data), past, [exchange_id])
        out.print(data_table(answer.column_names, [list(row.values()) for row in answer.to_pylist()]))
        return
    out.print(safe_text(f"{exchange_id} was {redirects[0]['kind']} into {', '.join(targets)}"))
    for target in targets:
        out.print()
        explain(data, target, out)


def sentence_around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands before the span in its sentence, the span, and what stands after it, each in one line."""
    before = text[max(0, start - MOST_CONTEXT) : start]
    after = "" if text[end - 1 : end] in _END else text[end : end + MOST_CONTEXT]
    begins = [before.rfind(mark) + len(mark) for mark in ("\n", ". ", "! ", "? ") if mark in before]
    stops = [after.find(mark) + 1 for mark in _END if mark in after]
    span = _one_line(text[start:end])
    return (
        _one_line(before[max(begins, default=0) :]),
        span,
        _one_line(after[: min(stops, default=len(after))]).rstrip(),
    )


def _one_line(text: str) -> str:
    return text.replace("\n", " ")


def _rows(warehouse: Path, sql: str, *parameters: object) -> list[Row]:
    rows: list[Row] = ask(warehouse, sql, list(parameters)).to_pylist()
    return rows


def _near_ids(warehouse: Path, given: str) -> str:
    near = _rows(
        warehouse,
        "SELECT id FROM (SELECT exchange_id AS id FROM exchanges UNION ALL SELECT claim_id FROM claims) "
        "ORDER BY jaro_winkler_similarity(id, ?) DESC, id LIMIT 3",
        given,
    )
    if not near:
        return "The warehouse has none yet."
    return f'Near ones: {", ".join(row["id"] for row in near)}. All: swapledger sql "SELECT exchange_id FROM exchanges"'


def _print_exchange(warehouse: Path, exchange: Row, out: Console) -> None:
    out.print(Text(safe_text(f"{exchange['exchange_id']}: {_between(exchange)}, {exchange['status']}"), style="bold"))
    facts = {
        "when": _date(exchange),
        "where": ", ".join(filter(None, [exchange["place_name"], exchange["place_country"]])),
        "mediators": in_words(exchange["mediators"]),
        "attested": f"{exchange['grade']}: {exchange['n_claims']} claims in {exchange['n_reports']} reports "
        f"of {exchange['n_publishers']} publishers",
        "reported": _period(exchange["first_reported_on"], exchange["last_reported_on"]),
        "deal": exchange["deal_id"] and f"{exchange['deal_role']} of {exchange['deal_id']}",
    }
    for name, value in facts.items():
        if value:
            out.print(Text(safe_text(f"  {name:<10} {value}")))
    for title, sql in _PARTS.items():
        answer = ask(warehouse, sql, [exchange["exchange_id"]])
        if answer.num_rows:
            rows = [list(row.values()) for row in answer.to_pylist()]
            out.print(data_table(answer.column_names, rows, title=title))


_PARTS: Mapping[str, str] = {
    "People": "SELECT released_by AS 'from', received_by AS 'to', category, count_low AS low, count_best AS best, "
    "count_high AS high, rule, n_claims AS claims FROM exchange_transfers WHERE exchange_id = ?",
    "Persons": "SELECT name, released_by AS 'from', received_by AS 'to', aliases, n_claims AS claims "
    "FROM exchange_persons WHERE exchange_id = ? ORDER BY name",
    "Disputed": "SELECT attribute, value, n_publishers AS publishers, chosen, rule, claim_ids AS claims "
    "FROM exchange_conflicts WHERE exchange_id = ?",
    "Steps": "SELECT status, reported_on AS reported, legal, claim_ids AS claims FROM exchange_transitions "
    "WHERE exchange_id = ? QUALIFY count(*) OVER () > 1 ORDER BY step_no",
    "The deal": "SELECT deal_role AS part, happened, who, told.status, exchange_id AS exchange FROM exchange_summary "
    "AS told JOIN exchanges AS placed USING (exchange_id) WHERE deal_id = (SELECT deal_id FROM exchanges WHERE "
    "exchange_id = ?) ORDER BY part DESC, placed.date_start, 5",
    "How the deal is known": "SELECT explanation AS sign FROM (SELECT unnest(string_split(explanation, '. ')) AS "
    "explanation FROM deals JOIN exchanges USING (deal_id) WHERE exchange_id = ?)",
    "Decided": "SELECT decision_id AS decision, decided_on AS 'on', decided_by AS by, concat_ws(' ', action, subject, "
    "object, CASE WHEN action = 'set' THEN value END) AS what, reason AS why, concat_ws(': ', state, note) AS state "
    "FROM decisions WHERE list_contains(exchange_ids, ?) ORDER BY decisions.rowid",
    "Also known as": "SELECT exchange_id AS id, kind FROM exchange_redirects WHERE redirected_to = ? ORDER BY 1",
}


def _print_claims(data: Path, claims: list[Row], out: Console) -> None:
    warehouse = warehouse_path(data)
    texts = _texts(data, {claim["report_id"] for claim in claims})
    for claim in claims:
        [report] = _rows(warehouse, "SELECT * FROM reports WHERE report_id = ?", claim["report_id"])
        out.print()
        out.print(Text(safe_text(f"{claim['claim_id']}: {_between(claim)}, {claim['status']}"), style="bold"))
        for line in _claim_lines(claim, report):
            out.print(Text(safe_text(f"  {line}")))
        for label, evidence in _figures(warehouse, claim):
            out.print(Text(safe_text(f"  {label}"), style="cyan"))
            out.print(_quoted(evidence, texts.get(claim["report_id"]), out))


def _claim_lines(claim: Row, report: Row) -> Iterator[str]:
    yield " · ".join(in_words(v) for v in (report["publisher"], report["published_on"], report["title"]) if v)
    yield report["url"] or report["origin"]
    if report["copy_of"]:
        yield f"a copy of {report['copy_of']}"
    told = f', told as "{claim["date_phrase"]}"' if claim["date_phrase"] else ""
    yield f"when: {_date(claim)}{told}; confidence {claim['confidence']:.2f}; made by {in_words(claim['rules'])}"
    joined = claim.get("explanation")
    if joined:
        yield f"here because: {joined}"


def _figures(warehouse: Path, claim: Row) -> Iterator[tuple[str, Row]]:
    yield "the exchange", claim
    transfers = "SELECT * FROM claim_transfers WHERE claim_id = ? ORDER BY transfer_no"
    for row in _rows(warehouse, transfers, claim["claim_id"]):
        count = "no figure" if row["count"] is None else f"{row['count']:,}"
        says = f", says {row['claimant']}" if row["claimant"] else ""
        yield f"{_direction(row)}: {count} {row['category']} ({row['bound']}){says}", row
    for row in _rows(warehouse, "SELECT * FROM claim_persons WHERE claim_id = ? ORDER BY name", claim["claim_id"]):
        yield f"{_direction(row)}: {row['name']}", row


def _quoted(evidence: Row, text: str | None, out: Console) -> Text:
    start, end = evidence["evidence_start"], evidence["evidence_end"]
    before, span, after = ("", evidence["evidence"], "") if text is None else sentence_around(text, start, end)
    opening, closing = ("", "") if out.is_terminal else ("⟦", "⟧")  # without a terminal there is no bold type
    return Text.assemble(
        "    ", safe_text(before), (f"{opening}{safe_text(span)}{closing}", "bold reverse"), safe_text(after)
    )


def _texts(data: Path, report_ids: Iterable[str]) -> dict[str, str]:
    publication = last_publication(data)
    if publication is None:
        return {}
    wanted = sorted(report_ids)
    texts: dict[str, str] = {}
    for batch in BatchStore(data).batches("clean", publication.manifest["versions"]["clean"]):
        found = batch.read("clean_reports", ["report_id", "text"], where=("report_id", "in", wanted))
        texts |= dict(zip(found["report_id"].to_pylist(), found["text"].to_pylist(), strict=True))
    return texts


def _between(row: Row) -> str:
    return " and ".join(row["parties"]) or "parties not known"


def _direction(row: Row) -> str:
    return f"{row['released_by'] or '?'} to {row['received_by'] or '?'}"


def _date(row: Row) -> str:
    return f"{_period(row['date_start'], row['date_end']) or 'not known'} ({row['date_precision']})"


def _period(first: object, last: object) -> str:
    return in_words(first) if first == last else f"{in_words(first)} to {in_words(last)}"
