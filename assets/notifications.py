"""Telling people that a run stopped or warned: one message a run, to a webhook or to whatever Apprise can reach.

Belongs here: Dagster's hooks, the message, sending it. A message that cannot be sent is logged and changes nothing. The
addresses hold secrets, so they are read from the environment when needed and are in no run's configuration.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import os
import urllib.request
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import dagster as dg

from warehouse.errors import SwapledgerError
from warehouse.harmless import visible_text
from warehouse.ledger import Ledger, StageEntry
from warehouse.outcomes import outcome_of, stops
from warehouse.tables import STAGES

LOG = logging.getLogger("swapledger.stages")

# Addresses parted by white space: http and https are posted to as they are, all others are Apprise's.
VARIABLE: Final = "SWAPLEDGER_NOTIFY"

SECONDS_TO_WAIT: Final = 10
TOLD: Final = frozenset({"crashed", "failed", "quarantined", "warned"})


@dg.failure_hook(name="notify_of_failure", required_resource_keys={"settings"})
def notify_of_failure(context: dg.HookContext) -> None:
    """Tells that a stage stopped the run; Dagster calls it for runs that its own processes execute."""
    tell_of_failure(context.resources.settings.data_folder, context.run_id, context.op_exception)


@dg.success_hook(name="notify_of_warnings", required_resource_keys={"settings"})
def notify_of_warnings(context: dg.HookContext) -> None:
    """Tells what the gates of a run warned of or quarantined, when the run has published."""
    if addresses := notified_addresses():
        entries = Ledger(context.resources.settings.data_folder).entries(context.run_id)
        if message := warnings_message(context.run_id, entries):
            send_everywhere(addresses, message)


def notified_addresses() -> list[str]:
    """The addresses to notify."""
    return os.environ.get(VARIABLE, "").split()


def tell_of_failure(data: Path, run_id: str, error: BaseException | None) -> None:
    """Tells that a run stopped, and why.

    Args:
        data: the data folder, whose ledger knows what the run's stages did.
        run_id: the run.
        error: what ended it; if a gate did, the ledger says it better.
    """
    if addresses := notified_addresses():
        entries = Ledger(data).entries(run_id)
        stopped = next((entry for entry in entries if entry.stopped), None)
        stage = stopped.stage if stopped else STAGES[min(len(entries), len(STAGES) - 1)]
        reasons = stopped.stopped if stopped else (f"{type(error).__name__}: {error}",)
        send_everywhere(addresses, failure_message(run_id, stage, reasons, entries))


def failure_message(run_id: str, stage: str, reasons: Iterable[str], entries: Iterable[StageEntry]) -> dict[str, Any]:
    """What is told of a run that stopped."""
    return _message("stopped", f"swapledger stopped at {stage}", run_id, list(reasons), _told(entries))


def warnings_message(run_id: str, entries: Iterable[StageEntry]) -> dict[str, Any] | None:
    """What is told of a run that published with warnings; None without any."""
    told = _told(entries)
    return _message("warned", f"swapledger published with {_counted(told)}", run_id, [], told) if told else None


def send_everywhere(addresses: Iterable[str], message: dict[str, Any]) -> None:
    """Sends the message to every address; one that cannot be reached keeps no other from being told."""
    for address in addresses:
        try:
            if urlsplit(address).scheme in {"http", "https"}:
                _post(address, message)
            else:
                _send_with_apprise(address, message)
        except (OSError, ValueError, SwapledgerError) as error:
            LOG.warning("could not notify %s: %s", _shown(address), error)


def _message(event: str, title: str, run_id: str, reasons: list[str], told: list[dict[str, Any]]) -> dict[str, Any]:
    """The message as JSON; `text` alone says it all, so chat programs that take webhooks can show it."""
    lines = [f"{outcome_of(r)} {r['rule']}: {r['observed']} (asked: {r['bound']})" for r in told if not stops(r)]
    text = "\n".join(visible_text(line) for line in [title, *reasons, *lines])
    shown = ("rule", "severity", "observed", "bound", "reason", "n_failing", "failing_keys", "batch")
    results = [{"outcome": outcome_of(r), **{name: r[name] for name in shown}} for r in told]
    return {"event": event, "title": title, "text": text, "run_id": run_id, "reasons": reasons, "results": results}


def _told(entries: Iterable[StageEntry]) -> list[dict[str, Any]]:
    return [result for entry in entries for result in entry.gate_results if outcome_of(result) in TOLD]


def _counted(told: list[dict[str, Any]]) -> str:
    return "1 warning" if len(told) == 1 else f"{len(told)} warnings"


def _post(address: str, message: dict[str, Any]) -> None:
    body = json.dumps(message, ensure_ascii=False).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})  # noqa: S310  (as set)
    with urllib.request.urlopen(request, timeout=SECONDS_TO_WAIT):  # noqa: S310  (http and https only)
        pass


def _send_with_apprise(address: str, message: dict[str, Any]) -> None:
    if importlib.util.find_spec("apprise") is None:
        raise SwapledgerError("Apprise is not installed: pip install 'swapledger[notify]'")
    import apprise  # noqa: PLC0415  (an extra, and slow)

    notifier = apprise.Apprise()
    if not notifier.add(address):
        raise SwapledgerError("Apprise does not know such an address")
    kind = apprise.NotifyType.FAILURE if message["event"] == "stopped" else apprise.NotifyType.WARNING
    if not notifier.notify(title=message["title"], body=message["text"], notify_type=kind):
        raise SwapledgerError("Apprise could not deliver the message")


def _shown(address: str) -> str:
    """The address without its secrets."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.hostname or ''}/..."
