"""The Dagster asset `landing`: documents as they came, one batch for each chunk of new ones."""

from collections.abc import Sequence

import dagster as dg

from assets.ingest.documents import landed_keys
from assets.ingest.fetch import Manners
from assets.ingest.read import read_sources
from assets.ingest.replay import replayed_sources
from assets.ingest.sources import TOLD, Source, load_sources, source_from_argument
from assets.stage import RunSettings, StageEvents, StageRun, stage_asset
from warehouse.errors import InputError
from warehouse.ledger import Ledger, refused_before_landing
from warehouse.refusals import Refusal, location_of
from warehouse.storage import batch_name
from warehouse.tables import LANDING
from warehouse.visits import Visits


class LandingConfig(dg.Config):
    """Where to read: `sources` are files, folders, globs or addresses, `names` those of declared sources.

    If neither is given, it is all that `sources.toml` declares, and what lies in the inbox. `fields`, `publisher`,
    `language` and `date_order` say of `sources` what a declaration would. `again` reads places on the web in full,
    whatever earlier visits found there. A run that replays what is in quarantine reads nothing but what it is given.
    """

    sources: list[str] = []
    fields: dict[str, str] = {}
    publisher: str | None = None
    language: str | None = None
    date_order: str | None = None
    names: list[str] = []
    again: bool = False
    replays: bool = False


def chosen_sources(config: LandingConfig, settings: RunSettings) -> list[Source]:
    """The sources that a run reads.

    Raises:
        InputError: no source of a given name is declared.
    """
    if config.replays:
        return replayed_sources(config.sources, _declared(settings) if settings.sources_file.is_file() else [])
    if config.sources:
        values = {name: getattr(config, name) for name in TOLD}
        told = {name: value for name, value in values.items() if value}
        return [source_from_argument(text, told) for text in config.sources]
    if not config.names:
        return _declared(settings)
    declared = {source.name: source for source in load_sources(settings.sources_file)}
    if unknown := sorted(set(config.names) - declared.keys()):
        raise InputError(
            f"no source is called {', '.join(unknown)}: {settings.sources_file} declares {', '.join(declared)}"
        )
    return [declared[name] for name in config.names]


def _declared(settings: RunSettings) -> list[Source]:
    """What a run reads that is told nothing else: the declared sources, and what lies in the inbox."""
    inbox = settings.inbox_folder
    has_files = inbox.is_dir() and any(path.is_file() for path in inbox.rglob("*"))
    return [*load_sources(settings.sources_file), *([Source("inbox", str(inbox))] if has_files else [])]


def nothing_read(sources: Sequence[Source], refusals: Sequence[Refusal]) -> str:
    """Says that the sources hold nothing that can be read, and why the first of them does not."""
    where = ", ".join(source.location for source in sources) or "the declared sources"
    why = f": {refusals[0].reason}" if refusals else ""
    more = f" ({len(refusals) - 1} more refused, see `swapledger status`)" if len(refusals) > 1 else ""
    return f"nothing to read in {where}{why}{more}"


def _find_none(place: str) -> None:
    """Forgets every visit."""


def manners(settings: RunSettings) -> Manners:
    """How pages are fetched, by the settings of the run."""
    return Manners(settings.allow_private, settings.contact, settings.fetch_delay)


@stage_asset("ingest", deps=[], kinds={"python", "parquet"})
def landing(context: dg.AssetExecutionContext, config: LandingConfig, settings: RunSettings) -> StageEvents:
    """Documents as they came."""
    stage = StageRun("ingest", context, settings)
    sources = chosen_sources(config, settings)
    requeued = set(config.sources) if config.replays else set()
    refused = {location_of(row["record"]) for row in refused_before_landing(Ledger(settings.data_folder).all_entries())}
    known = {
        key
        for batch in stage.batches()
        for row in batch.read("landing", ["document_id", "sha256", "format", "fields"]).to_pylist()
        for key in landed_keys(row)
    }
    visits = Visits(settings.data_folder)
    find_visit = _find_none if config.again else visits.find
    for chunk in read_sources(sources, known, stage.at, manners=manners(settings), find_visit=find_visit):
        stage.count(rows_in=chunk.found, rows_reused=chunk.known)
        documents = LANDING.rows(chunk.documents)
        if chunk.documents:  # else nothing is written, and nothing is to be judged
            given = {"found": chunk.found, "known": chunk.known, "refused": chunk.refused}
            stage.admit(batch_name(documents["document_id"].to_pylist()), {"landing": documents}, chunk.refusals, given)
            stage.progress("documents")
        else:
            stage.refuse(chunk.refusals)
        if not stage.is_stopped:  # else something is not kept that a visit would take for known
            visits.record(chunk.visits)
            requeued |= refused & chunk.places
    stage.requeued = requeued
    if not stage.rows_kept and not (config.replays and stage.batches()):
        stage.stop(nothing_read(sources, stage.refusals))
    yield from stage.finish()
