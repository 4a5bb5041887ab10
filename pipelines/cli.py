"""The command line.

Belongs here: commands, their options and help, exit codes. Not here: what the commands do, which is imported when it
is needed, for Dagster alone takes half a second.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from pipelines.settings import load_settings
from pipelines.terminal import console, data_table, safe_text
from warehouse.errors import DataInUseError, InputError, InterruptedRunError, NoWarehouseError, SwapledgerError
from warehouse.ledger import Ledger, StageEntry

EXIT_STOPPED = 1
EXIT_INPUT = 2
EXIT_IN_USE = 3
EXIT_NO_WAREHOUSE = 4
EXIT_INTERRUPTED = 130

EXIT_CODES = {
    InputError: EXIT_INPUT,
    DataInUseError: EXIT_IN_USE,
    NoWarehouseError: EXIT_NO_WAREHOUSE,
    InterruptedRunError: EXIT_INTERRUPTED,
}

HELP = """A warehouse of prisoner-exchange facts, filled from news reports.

`swapledger run` reads the sources, computes what is new, and publishes data/warehouse.duckdb if every gate agrees.
`swapledger requeue` replays what is in quarantine, after a fix.
`swapledger sql`, `explain`, `status` and `schema` look at what is published, also while a run goes on.

Exit codes: 0 all is well; 1 a gate or a fault stopped the run, and what was published before stays; 2 what was given
cannot be used; 3 another run works on the same data folder; 4 nothing is published yet.
"""

app = typer.Typer(
    help=HELP, no_args_is_help=True, rich_markup_mode="markdown", pretty_exceptions_enable=False, add_completion=False
)

Data = Annotated[
    Path | None,
    typer.Option(help="Folder that holds everything (default: data, or SWAPLEDGER_DATA).", show_default=False),
]
Now = Annotated[
    str | None,
    typer.Option(
        help="Freeze the clock at this instant (ISO 8601): equal runs then give equal tables.", show_default=False
    ),
]


Field = Annotated[
    list[str] | None,
    typer.Option(
        metavar="PART=NAME",
        help="Where exports keep a part of a report (url, title, published, text, publisher), such as "
        "`text=story`; may be given several times.",
        show_default=False,
    ),
]
Publisher = Annotated[str | None, typer.Option(help="Who publishes all of it.", show_default=False)]
Language = Annotated[
    str | None, typer.Option(metavar="CODE", help="The language of all of it, such as `en`.", show_default=False)
]
Order = Annotated[
    str | None, typer.Option(help="How it writes 05/06/2025: day_first or month_first.", show_default=False)
]


class Job(StrEnum):
    """What a run does."""

    EVERYTHING = "everything"
    RE_EXTRACT_ALL = "re_extract_all"
    REPUBLISH = "republish"


class ExportFormat(StrEnum):
    """How an export is written."""

    CSV = "csv"
    PARQUET = "parquet"
    JSONL = "jsonl"
    XLSX = "xlsx"


class AnswerFormat(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


@app.command()
def run(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files, folders, globs or addresses of reports; if none is given, the sources of seeds/sources.toml.",
            show_default=False,
        ),
    ] = None,
    data: Data = None,
    field: Field = None,
    publisher: Publisher = None,
    language: Language = None,
    date_order: Order = None,
    source: Annotated[
        list[str] | None,
        typer.Option(help="Read only this declared source; may be given several times.", show_default=False),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Read sources on the web in full, whatever earlier visits found there.")
    ] = False,
    job: Annotated[
        Job, typer.Option(help="What to run; the other jobs compute again what is there, and read no source.")
    ] = Job.EVERYTHING,
    now: Now = None,
    allow_fewer: Annotated[
        bool | None,
        typer.Option(
            "--allow-fewer", help="Publish even if most exchanges of the last publication vanish.", show_default=False
        ),
    ] = None,
) -> None:
    """Read the sources, compute what is new, publish if every gate agrees."""
    from assets.ingest.sources import source_from_argument
    from pipelines.progress import progress_shown
    from pipelines.runner import run_everything
    from pipelines.summary import print_summary

    settings = load_settings(data=data, now=now, allow_fewer=allow_fewer)
    told = _told(sources, field, publisher=publisher, language=language, date_order=date_order)
    if (sources and source) or ((sources or source or again) and job is not Job.EVERYTHING):
        raise InputError("give files or addresses, or --source, or --job: each says by itself what is worked on")
    for text in sources or []:
        source_from_argument(text, told)
    with progress_shown():
        run_id = run_everything(settings, sources or [], told=told, names=source or [], again=again, job_name=job.value)
    entries = Ledger(settings.data).entries(run_id)
    if nothing_read := next((entry for entry in entries if entry.stopped and entry.is_without_input), None):
        _fail("; ".join(nothing_read.stopped), EXIT_INPUT)
    print_summary(settings.data, entries, console())
    _fail_if_stopped(entries)


def _told(sources: list[str] | None, field: list[str] | None, **others: str | None) -> dict[str, Any]:
    """What the options tell of the sources that are given, as a declaration would."""
    pairs = [text.partition("=") for text in field or []]
    if wrong := next((part for part, _, name in pairs if not name), None):
        raise InputError(f"--field {wrong} names no field: write it as --field text=story")
    told = {"fields": {part: name for part, _, name in pairs}, **others}
    told = {name: value for name, value in told.items() if value}
    if told and not sources:
        raise InputError("--field, --publisher, --language and --date-order tell of files or addresses: give them, too")
    return told


@app.command()
def requeue(
    records: Annotated[
        list[str] | None,
        typer.Argument(
            help="Records as `quarantine` names them (a file, an address, a claim's id); all, if none is given.",
            show_default=False,
        ),
    ] = None,
    rule: Annotated[str | None, typer.Option(help="Only what this rule refused.", show_default=False)] = None,
    accept: Annotated[
        str | None,
        typer.Option(
            metavar="WHY", help="Take the records in although a gate refuses them, for this reason.", show_default=False
        ),
    ] = None,
    data: Data = None,
    now: Now = None,
) -> None:
    """Replay what is in quarantine, after a source or a rule was mended, or accept it as it is.

    What never landed is read again from where it was; what was refused later is made anew from what landed.
    What is accepted is written to `accepted.csv` in the data folder, which every later run obeys.
    """
    from pipelines.progress import progress_shown
    from pipelines.requeue import accept_quarantined, find_quarantined, print_replayed, replay
    from pipelines.summary import print_summary

    settings = load_settings(data=data, now=now)
    quarantined = find_quarantined(settings, records or [], rule)
    if not quarantined:
        console().print("Nothing is in quarantine.")
        return
    if accept is not None:
        if not records and rule is None:
            raise InputError("say which records to accept, or of which --rule")
        accept_quarantined(settings, quarantined, accept)
    with progress_shown():
        run_id = replay(settings, quarantined)
    entries = Ledger(settings.data).entries(run_id)
    print_summary(settings.data, entries, console())
    print_replayed(settings, quarantined, console())
    _fail_if_stopped(entries)


@app.command()
def sql(
    query: Annotated[
        str | None,
        typer.Argument(
            help='One SQL query, such as "FROM exchanges LIMIT 5"; without one, from standard input or interactively.',
            show_default=False,
        ),
    ] = None,
    data: Data = None,
    form: Annotated[
        AnswerFormat, typer.Option("--format", "-f", help="How the answer is written.")
    ] = AnswerFormat.TABLE,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write the answer to.", show_default=False)
    ] = None,
) -> None:
    """Ask the published warehouse, read-only, in DuckDB's SQL."""
    from pipelines.answer import print_answer
    from warehouse.snapshot import warehouse_path

    folder = load_settings(data=data).data
    if query is None and sys.stdin.isatty():
        from pipelines.shell import Shell

        Shell(folder).run()
    elif asked := query or sys.stdin.read().strip():
        print_answer(warehouse_path(folder), asked, form.value, output)
    else:
        raise InputError('there is no query: give one, such as "FROM exchanges LIMIT 5", or pipe it in')


@app.command()
def explain(
    given: Annotated[str, typer.Argument(metavar="EXCHANGE_ID|CLAIM_ID", help="An id out of `exchanges` or `claims`.")],
    other: Annotated[
        str | None,
        typer.Argument(metavar="[OTHER_ID]", help="Another one, to be compared with it.", show_default=False),
    ] = None,
    data: Data = None,
) -> None:
    """Show an exchange or a claim with every figure's sentence, source and rule; or why two are or are not one."""
    if other:
        from pipelines.explain_pair import explain_pair

        explain_pair(load_settings(data=data).data, given, other, console())
        return
    from pipelines import explain as explaining

    explaining.explain(load_settings(data=data).data, given, console())


@app.command()
def decide(
    action: Annotated[str, typer.Argument(help="merge, split, not-same, reject, set or undo.")],
    names: Annotated[list[str], typer.Argument(metavar="ID...", help="What it is about; see below.")],
    why: Annotated[str, typer.Option(help="The reason, for those who come after you.")],
    by: Annotated[str | None, typer.Option(help="Who decides (default: your user name).", show_default=False)] = None,
    data: Data = None,
) -> None:
    """Decide what rules cannot; the next run obeys, and every one after it.

    merge X1 X2 (one exchange); split X1 CLAIM... (these claims are about another one); not-same X1 X2; reject CLAIM
    (no evidence); set X1 ATTRIBUTE VALUE (status, date, parties, mediators, place_country, place_name, or
    "count RUS>UKR military"); undo DECISION. Claims may stand for exchanges. It is written to decisions.csv in the
    data folder.
    """
    from pipelines import decide as deciding

    made = deciding.decide(load_settings(data=data), action, names, by, why)
    out = console()
    out.print(safe_text(f"{made.decision_id}: {made.action} {made.subject} {made.object}".rstrip()))
    out.print(f"The next run obeys. To take it back: swapledger decide undo {made.decision_id} --why ...")


@app.command()
def decisions(data: Data = None) -> None:
    """Show what people decided, and what became of it."""
    from pipelines.decide import list_decisions

    rows = list_decisions(load_settings(data=data))
    if rows:
        console().print(data_table(list(rows[0]), [tuple(row.values()) for row in rows]))
    else:
        console().print("Nothing was decided yet: swapledger decide --help")


@app.command()
def status(data: Data = None) -> None:
    """Show what is published, the latest runs, their gates, and what was quarantined."""
    from pipelines.status import print_status

    print_status(load_settings(data=data).data, console())


@app.command()
def sources(
    given: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCES]...", help="What `run` would be given; the declared sources if none.", show_default=False
        ),
    ] = None,
    field: Field = None,
) -> None:
    """Show what sources hold and under which names fields are taken, without landing anything."""
    from assets.ingest.sources import load_sources, source_from_argument
    from pipelines.sources import print_sources

    told = _told(given, field)
    declared = [source_from_argument(text, told) for text in given or []]
    print_sources(declared or load_sources(load_settings().seeds / "sources.toml"), console())


@app.command()
def schema(
    table: Annotated[
        str | None, typer.Argument(help="A table or view; all of them if none is given.", show_default=False)
    ] = None,
    data: Data = None,
) -> None:
    """Show what every table and column means."""
    from pipelines.schema import print_schema

    print_schema(load_settings(data=data).data, table, console())


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="A new folder for the files.")],
    form: Annotated[ExportFormat, typer.Option("--format", "-f", help="How the files are written.")] = ExportFormat.CSV,
    table: Annotated[
        list[str] | None,
        typer.Option("--table", "-t", help="Only this table or view; may be given several times.", show_default=False),
    ] = None,
    data: Data = None,
) -> None:
    """Export tables and views, with a data package descriptor, licence and citation."""
    from pipelines import export as exporting
    from warehouse.licence import licence_of

    settings = load_settings(data=data)
    licence = licence_of(settings.licence, settings.licence_url)
    files = exporting.export(settings.data, folder, form.value, table or (), licence=licence)
    size = sum(file.stat().st_size for file in files) / 1e6
    console().print(safe_text(f"{folder}: {len(files)} files, {size:.1f} MB"))


@app.command()
def diff(
    before: Annotated[str | None, typer.Argument(metavar="A", help="A publication.", show_default=False)] = None,
    after: Annotated[str, typer.Argument(metavar="B", help="A later one.")] = "last",
    form: Annotated[
        AnswerFormat, typer.Option("--format", "-f", help="How the changes are written.")
    ] = AnswerFormat.TABLE,
    data: Data = None,
) -> None:
    """Show what changed between two publications: by number, name, `previous`, `last` or file."""
    from pipelines.diff import names_of_two, print_difference

    folder = load_settings(data=data).data
    print_difference(folder, before or names_of_two(folder)[0], after, form.value)


@app.command()
def estimate(
    data: Data = None,
    now: Now = None,
) -> None:
    """Propose match and confidence weights anew from annotated reports and decisions; nothing is changed."""
    from pipelines.estimate import propose_weights

    settings = load_settings(data=data, now=now)
    proposal = propose_weights(settings.data, settings.now or datetime.now(UTC).replace(tzinfo=None))
    if proposal.moved:
        columns = ("level", "pairs of one exchange", "pairs of two", "present bits", "estimated")
        console().print(data_table(columns, proposal.moved))
    console().print(safe_text(proposal.in_one_line()))


@app.command()
def prune(
    data: Data = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be removed.")] = False,
) -> None:
    """Remove what no run uses any more: outputs of former rules, snapshots beyond those that are kept."""
    from pipelines import prune as pruning
    from warehouse.lock import data_held

    settings = load_settings(data=data)
    with data_held(settings.data, wait=settings.wait):
        pruning.prune(settings, console(), is_rehearsal=dry_run)


@app.command()
def ui(
    data: Data = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on this machine.")] = 3000,
) -> None:
    """Open Dagster's UI on this machine: lineage, runs, gates, schedules."""
    from pipelines.ui import serve_ui

    serve_ui(load_settings(data=data), port)


def main() -> None:
    """Runs the command line; a mistake of the user ends in one line and an exit code, not in a traceback."""
    try:
        app()
    except SwapledgerError as error:
        _fail(str(error), EXIT_CODES.get(type(error), EXIT_STOPPED))
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _fail(f"{where}{error.strerror or error}. Check the path, its permissions and the disk.", EXIT_STOPPED)


def _fail_if_stopped(entries: Sequence[StageEntry]) -> None:
    if stopped := next((entry for entry in entries if entry.stopped), None):
        _fail("; ".join(stopped.stopped), EXIT_STOPPED)


def _fail(message: str, code: int) -> None:
    console(error=True).print(safe_text(f"swapledger: {message}".replace("\n", " ")), style="red")
    sys.exit(code)
