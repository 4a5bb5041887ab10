"""Replaying what is in quarantine, after a fix: of a source, of a rule or a library, or by a person who accepts it.

Belongs here: which records are in quarantine, which batches have to be made anew, and what came of it. Not here: the
run itself (`runner.py`), refusing (`expectations`).
"""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rich.console import Console
from rich.text import Text

from assets.versions import stage_version
from expectations.gate import rules
from pipelines.runner import run_everything
from pipelines.settings import Settings
from pipelines.terminal import data_table, safe_text
from warehouse.acceptances import Acceptance, add_accepted
from warehouse.errors import InputError
from warehouse.ledger import Ledger, refused_before_landing
from warehouse.refusals import location_of
from warehouse.storage import Batch, BatchStore

# Later stages work on everything in each run, so there is nothing to replay.
REPLAYED_STAGES = ("clean", "extract")


@dataclass(frozen=True, order=True)
class Quarantined:
    """A record in quarantine: who refused it, why, and the batch that it is of (None: it never landed)."""

    stage: str
    rule: str
    record: str
    reason: str
    batch: str | None = None

    @property
    def name(self) -> tuple[str, str]:
        """What tells it from others: its rule and its record."""
        return self.rule, self.record


def find_quarantined(settings: Settings, records: Sequence[str], rule: str | None) -> list[Quarantined]:
    """The records in quarantine, or those of them that are named, or that the rule refuses.

    Raises:
        InputError: one that is named is not there.
    """
    every = sorted({*_refused_before_landing(settings), *_refused_in_batches(settings)})
    found = [q for q in every if (not records or q.record in records) and rule in {None, q.rule}]
    if missing := sorted(set(records) - {q.record for q in found}):
        raise InputError(f"{missing[0]} is not in quarantine; `swapledger status` shows what is")
    if rule and not found:
        raise InputError(f"the rule {rule} has nothing in quarantine; `swapledger status` shows what is there")
    return found


def accept_quarantined(settings: Settings, quarantined: Iterable[Quarantined], why: str) -> None:
    """Writes down that a person accepts the records although a gate refuses them.

    Raises:
        InputError: what refuses one of them is no gate, so it cannot be taken in as it is.
    """
    chosen = list(quarantined)
    refusing = {rule.id for stage in REPLAYED_STAGES for rule in rules(stage) if rule.severity == "quarantine"}
    if other := next((q for q in chosen if q.rule not in refusing), None):
        raise InputError(f"{other.record} cannot be accepted: {other.rule} could not read it ({other.reason})")
    who, on = getpass.getuser(), (settings.now or datetime.now(UTC)).date().isoformat()
    add_accepted(settings.accepted_file, (Acceptance(q.rule, q.record, who, on, why) for q in chosen))


def replay(settings: Settings, quarantined: Sequence[Quarantined]) -> str:
    """Runs every stage with these records put back to where they were refused; returns the run's id.

    Nothing else is read; a run that is killed in between is healed by the next one, for everything that landed is kept.
    """
    locations = sorted({location_of(q.record) for q in quarantined if q.batch is None})
    return run_everything(settings, locations, replayed=_batches(settings, quarantined))


def print_replayed(settings: Settings, quarantined: Sequence[Quarantined], out: Console) -> None:
    """Prints what came of the records."""
    still = {q.name: q for q in find_quarantined(settings, [], None)}
    rows = [
        (
            ("refused again" if q.name in still else "taken in"),
            q.rule,
            q.record,
            still[q.name].reason if q.name in still else "",
        )
        for q in quarantined
    ]
    out.print(data_table(("outcome", "rule", "record", "reason"), rows, title=f"{len(rows)} requeued"))
    out.print(Text(safe_text(f"{sum(q.name not in still for q in quarantined)} taken in, {len(still)} in quarantine")))


def _refused_before_landing(settings: Settings) -> Iterable[Quarantined]:
    for row in refused_before_landing(Ledger(settings.data).all_entries()):
        yield Quarantined(row["stage"], row["rule"], row["record"], row["reason"])


def _refused_in_batches(settings: Settings) -> Iterable[Quarantined]:
    store = BatchStore(settings.data)
    for stage in REPLAYED_STAGES:
        for batch in store.batches(stage, stage_version(stage)):
            for row in batch.read("quarantine").to_pylist():
                if row["stage"] == stage:
                    yield Quarantined(stage, row["rule"], row["record"], row["reason"], batch.name)


def _batches(settings: Settings, quarantined: Iterable[Quarantined]) -> list[Batch]:
    """The batches that the records were refused from, and those made from them, later stages first."""
    store = BatchStore(settings.data)
    named = {
        (stage, q.batch) for q in quarantined if q.batch for stage in REPLAYED_STAGES[REPLAYED_STAGES.index(q.stage) :]
    }
    found = (store.find(stage, stage_version(stage), name) for stage, name in sorted(named, reverse=True))
    return [batch for batch in found if batch]
