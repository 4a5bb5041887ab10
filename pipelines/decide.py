"""Writing down what a person decided: checked against what is published, then appended to the data folder's decisions.

Belongs here: the command's checks and the file. Not here: what a decision means (`assets/deduplicate/decisions.py`),
which the next run carries out.
"""

from __future__ import annotations

import csv
import getpass
import io
import os
import shlex
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa

from assets.deduplicate.decisions import ACTIONS, COLUMNS, Decision, Outcome, find_undone, make_decision, read_decisions
from assets.latest import read_decisions as read_files
from pipelines.query import ask
from pipelines.settings import Settings
from warehouse.data_folder import DECISIONS_NAME
from warehouse.errors import InputError
from warehouse.lock import data_held
from warehouse.snapshot import warehouse_path

USAGE = {
    "merge": "swapledger decide merge X… X…: two exchanges or claims are one exchange",
    "split": "swapledger decide split X… CLAIM…: these claims of the exchange are about another one",
    "not_same": "swapledger decide not-same X… X…: two exchanges or claims are not one exchange",
    "reject": "swapledger decide reject CLAIM: the claim is wrong, and no evidence for anything",
    "set": "swapledger decide set X… ATTRIBUTE VALUE: the exchange has this value, whatever the claims say",
    "undo": "swapledger decide undo D…: a decision is taken back",
}


def decide(settings: Settings, action: str, names: Sequence[str], by: str | None, why: str) -> Decision:
    """Appends a decision to `<data>/decisions.csv` and returns it; the next run obeys it.

    Args:
        settings: the data folder, and the clock.
        action: one of `ACTIONS`; `not-same` may be written with a hyphen.
        names: what it is about, as `USAGE` shows.
        by: who decides; the user of this machine, if not told.
        why: the reason.

    Raises:
        InputError: it cannot be carried out on what is published, or says what was decided already.
        DataInUseError: a run is going on.
    """
    files = [settings.seeds / DECISIONS_NAME, settings.data / DECISIONS_NAME]
    with data_held(settings.data):
        row = _row(settings, action.replace("-", "_"), names, by, why)
        decision = make_decision(row)
        made = [Outcome(known) for known in read_decisions(read_files(files))]
        find_undone(made)
        standing = [outcome.decision for outcome in made if outcome.state == "obeyed"]
        if decision.action == "undo" and decision.subject not in {known.decision_id for known in standing}:
            raise InputError(f"there is no decision {decision.subject} that stands. All: swapledger decisions")
        if same := next((known for known in standing if _says_the_same(known, decision)), None):
            raise InputError(f"that was decided already: {same.signed}")
        _append(files[-1], row)
        return read_decisions(read_files(files))[-1]


def _says_the_same(known: Decision, decision: Decision) -> bool:
    return all(getattr(known, name) == getattr(decision, name) for name in ("action", "subject", "object", "value"))


def _row(settings: Settings, action: str, names: Sequence[str], by: str | None, why: str) -> dict[str, str]:
    warehouse = warehouse_path(settings.data)
    subject, told, value = _parts(action, names)
    _check_present(warehouse, action, names, why)
    if action in {"merge", "not_same"}:
        if subject == told:
            raise InputError(f"{subject} is given twice; name two of them")
        value = f"{_claims(warehouse, subject)} | {_claims(warehouse, told)}"
    elif action == "split":
        value = _split(warehouse, subject, told)
    elif action == "reject":
        value = _claims(warehouse, _one_claim(warehouse, subject))
    elif action == "set":
        _claims(warehouse, subject)
    return {
        "decided_on": str(_today(settings)),
        "decided_by": (by or getpass.getuser()).strip(),
        "action": action,
        "subject": subject,
        "object": told,
        "value": value,
        "reason": why.strip(),
    }


def _today(settings: Settings) -> date:
    return (settings.now or datetime.now(UTC)).date()


def _parts(action: str, names: Sequence[str]) -> tuple[str, str, str]:
    """Subject, object and value out of the words given."""
    wanted = {"merge": 2, "not_same": 2, "reject": 1, "set": 3, "undo": 1}
    if action not in ACTIONS:
        raise InputError(f"there is no action {action!r}. {'; '.join(USAGE.values())}")
    if action == "split":
        if len(names) < 2:
            raise InputError(f"name the exchange and the claims to take out of it: {USAGE[action]}")
        return names[0], " ".join(names[1:]), ""
    if len(names) != wanted[action]:
        raise InputError(f"{action} takes {wanted[action]} words, not {len(names)}: {USAGE[action]}")
    return names[0], names[1] if len(names) > 1 else "", names[2] if len(names) > 2 else ""


def _claims(warehouse: Path, name: str) -> str:
    """The registered names of a claim, or of all claims of an exchange, parted by spaces."""
    rows = ask(
        warehouse,
        "SELECT registered_as FROM exchange_claims JOIN exchange_registry USING (claim_id, exchange_id) "
        "WHERE (claim_id = $1 OR exchange_id = $1) AND last_seen = (SELECT max(last_seen) FROM exchange_registry) "
        "ORDER BY 1",
        [name],
    )
    if rows.num_rows:
        return " ".join(rows["registered_as"].to_pylist())
    raise InputError(f"no exchange or claim that is published now has the id {name!r}. Look: swapledger explain")


def _check_present(warehouse: Path, action: str, names: Sequence[str], why: str) -> None:
    """Nothing, if all exchanges and claims named are there.

    Raises:
        InputError: one is gone; the message says where its claims are now, and the whole command with that instead.
    """
    referring = {"set": names[:1], "undo": ()}.get(action, names)
    now = {name: found for name in referring if (found := _moved_to(warehouse, name))}
    if not now:
        return
    told = "; ".join(f"what was {name} is {' or '.join(found)} now" for name, found in now.items())
    words = [now[name][0] if name in now else name for name in names]
    command = f"swapledger decide {action.replace('_', '-')} {shlex.join(words)} --why {shlex.quote(why)}"
    raise InputError(f"{told}. If that is what is meant: {command}")


def _moved_to(warehouse: Path, name: str) -> list[str]:
    """The exchanges that have what a name stood for, most of it first; empty if it is there itself, or never was."""
    present = "SELECT 1 FROM exchanges WHERE exchange_id = $1 UNION SELECT 1 FROM claims WHERE claim_id = $1"
    if ask(warehouse, present, [name]).num_rows:
        return []
    for sql in (_BY_CLAIMS, _BY_REPORTS):
        exchange_ids: list[str] = ask(warehouse, sql, [name])["exchange_id"].to_pylist()
        if exchange_ids:
            return exchange_ids
    return []


_BY_CLAIMS = """
SELECT exchange_id
FROM exchange_claims
WHERE claim_id IN (SELECT claim_id FROM exchange_registry WHERE exchange_id = $1 OR registered_as = $1)
GROUP BY exchange_id
ORDER BY count(*) DESC, exchange_id
"""
# Rules of extraction may read other claims out of the same reports.
_BY_REPORTS = """
SELECT exchange_id
FROM exchange_claims
WHERE split_part(claim_id, '#', 1) IN (
    SELECT split_part(registered_as, '#', 1) FROM exchange_registry WHERE exchange_id = $1
    UNION
    SELECT split_part($1, '#', 1)
)
GROUP BY exchange_id
ORDER BY count(*) DESC, exchange_id
"""


def _one_claim(warehouse: Path, name: str) -> str:
    if ask(warehouse, "SELECT 1 FROM claims WHERE claim_id = ?", [name]).num_rows:
        return name
    raise InputError(f"no claim has the id {name!r}: only a claim can be rejected. {USAGE['reject']}")


def _split(warehouse: Path, exchange_id: str, names: str) -> str:
    every = _claims(warehouse, exchange_id).split()
    claims = [_one_claim(warehouse, name) for name in names.split()]
    taken = [registered for name in claims for registered in _claims(warehouse, name).split()]
    if strange := sorted(set(taken) - set(every)):
        raise InputError(f"{', '.join(strange)} is not a claim of {exchange_id}, so it cannot be taken out of it")
    left = [registered for registered in every if registered not in taken]
    if not left:
        raise InputError(f"that takes all claims out of {exchange_id}; leave at least one")
    return f"{' '.join(sorted(taken))} | {' '.join(left)}"


def _append(path: Path, row: dict[str, str]) -> None:
    """Writes the file anew with one row more, under another name, and renames it: it is never half-written."""
    text = path.read_text(encoding="utf-8-sig") if path.is_file() else ",".join(COLUMNS) + "\n"
    header = next(csv.reader(io.StringIO(text)))
    line = io.StringIO()
    csv.DictWriter(line, header, lineterminator="\n", extrasaction="ignore").writerow(row)
    descriptor, name = tempfile.mkstemp(prefix=f".{DECISIONS_NAME}-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
            stream.write(text + ("" if text.endswith("\n") else "\n") + line.getvalue())
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def list_decisions(settings: Settings) -> list[dict[str, object]]:
    """The decisions as written, each with what the last publication made of it; one made since then waits."""
    files = [settings.seeds / DECISIONS_NAME, settings.data / DECISIONS_NAME]
    warehouse = warehouse_path(settings.data)
    published = (
        ask(warehouse, "SELECT decision_id, state, note, renewal FROM decisions")
        if warehouse.is_file()
        else pa.table({})
    )
    states = {
        row["decision_id"]: (row["state"], row["note"], row["renewal"] and f"renew it by {row['renewal']}")
        for row in published.to_pylist()
    }
    return [
        {
            "decision": known.decision_id,
            "on": known.decided_on,
            "by": known.decided_by,
            "what": " ".join(filter(None, [known.action, known.subject, known.object, _value(known)])),
            "why": known.reason,
            "state": ": ".join(filter(None, states.get(known.decision_id, ("waits for the next run",)))),
        }
        for known in read_decisions(read_files(files))
    ]


def _value(decision: Decision) -> str:
    return decision.value if decision.action == "set" else ""
