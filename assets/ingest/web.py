"""Sources on the web: pages, and feeds and sitemaps with the pages that they name, each read once until it changes.

Belongs here: which pages are to be fetched now, and what is remembered of them. Not here: the manners of fetching
(`fetch.py`), the form of feeds (`feeds.py`) and what a page holds (`contents.py`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from assets.addresses import page_key
from assets.ingest.ahead import THREADS
from assets.ingest.connection import FetchError
from assets.ingest.containers import Place
from assets.ingest.contents import UNREADABLE, head_of, read_contents
from assets.ingest.documents import Read, Unchanged, record_document, refusal
from assets.ingest.feeds import Entry, FeedError, read_entries
from assets.ingest.fetch import Fetcher, Manners, Page, Validators
from assets.ingest.formats import tell_format
from assets.ingest.once import read_to_remember, stored_refusals, told_again
from assets.ingest.sources import Source
from assets.ingest.streams import Limits, TooLargeError, bytes_opener
from warehouse.visits import Visit

RECHECK: Final = timedelta(hours=20)  # a daily run asks once a day, also when it starts a little earlier than yesterday
SETTLED: Final = timedelta(days=14)  # articles are corrected within days; older ones are asked for no more
ROBOTS_AGE: Final = timedelta(hours=24)  # RFC 9309, 2.4
MAX_SITEMAPS: Final = 200  # sitemaps that one sitemap may lead to
MIN_FEED_WORDS: Final = 100  # a feed that gives so much of a page that cannot be fetched gives the report itself

FindVisit = Callable[[str], Visit | None]


@dataclass
class _Opened:
    """What a source turned out to be: things to be told of it, and the pages that it names if it is a feed."""

    told: Iterator[Read]
    entries: list[Entry] = field(default_factory=list)


class WebReader:
    """Reads the sources of one run that are addresses."""

    def __init__(self, manners: Manners, find_visit: FindVisit, now: datetime, limits: Limits) -> None:
        self._find = find_visit
        self._now = now
        self._limits = limits
        self._fetcher = Fetcher(manners, self._remembered_robots)

    def plan(self, sources: Sequence[Source]) -> list[Callable[[], Iterator[Read]]]:
        """For each source, what is to be called to read it; a page that several name is read with the first of them."""
        with ThreadPoolExecutor(THREADS) as pool:
            opened = list(pool.map(self._open, sources))
        claimed: set[str] = set()
        plans: list[Callable[[], Iterator[Read]]] = []
        for source, one in zip(sources, opened, strict=True):
            own = [entry for entry in one.entries if not entry.url or page_key(entry.url) not in claimed]
            claimed |= {page_key(entry.url) for entry in own if entry.url}
            plans.append(partial(self._read, source, one.told, _each_once(own)))
        return plans

    def robots_visits(self) -> list[Visit]:
        """Visits to the robots.txt files that were read."""
        return [Visit(address, self._now, self._now, body=text) for address, text in self._fetcher.robots_read.items()]

    def _remembered_robots(self, address: str) -> str | None:
        visit = self._find(address)
        return visit.body if visit and self._now - visit.visited_at < ROBOTS_AGE else None

    def _open(self, source: Source) -> _Opened:
        """Looks what a source's address is."""
        visit = self._find(page_key(source.location))
        try:
            page = self._fetch(source.location, visit, self._limits.fetched_bytes)
            if page is None and visit and visit.body:
                return self._opened_feed(source, _stored_entries(visit), replace(visit, visited_at=self._now))
            opener = page and bytes_opener(page.data, self._limits)
            if page and opener and source.follow and tell_format(head_of(opener)).name in {"feed", "sitemap"}:
                with closing(opener()) as stream:
                    entries = read_entries(stream.read(), page.url)
                return self._opened_feed(
                    source, entries, self._visit(page, source.location, visit, body=_stored(entries))
                )
        except FetchError as error:
            return _Opened(self._told_failure(error, source.location, visit, None))
        except (FeedError, TooLargeError, *UNREADABLE) as error:
            reason = f"The feed cannot be read: {error}. Look at it in a browser."
            return _Opened(iter([(source.location, refusal("broken_feed", source.location, reason))]))
        return _Opened(self._told_page(page, Place(source.location, source, self._limits), visit))

    def _opened_feed(self, source: Source, entries: list[Entry], visit: Visit) -> _Opened:
        told: list[Read] = [(source.location, visit)]
        pages = self._with_nested(source, entries, told, {page_key(source.location)})
        wanted = [entry for entry in pages if not entry.url or source.wants(entry.url)]
        if not wanted:
            named = f"{len(pages):,} pages are named, and `match` wants none" if pages else "no page is named"
            told.append((source.location, refusal("empty", source.location, f"Nothing to read there: {named}.")))
        return _Opened(iter(told), wanted)

    def _with_nested(self, source: Source, entries: list[Entry], told: list[Read], seen: set[str]) -> list[Entry]:
        """The pages of a sitemap and of all that it leads to, those that changed last first; feeds keep their order."""
        pages = [entry for entry in entries if not entry.is_sitemap]
        for entry in sorted((entry for entry in entries if entry.is_sitemap), key=_last_changed, reverse=True):
            if entry.url and len(seen) <= MAX_SITEMAPS and page_key(entry.url) not in seen:
                seen.add(page_key(entry.url))
                nested = self._open_sitemap(replace(source, location=entry.url), entry)
                told += nested.told
                pages += self._with_nested(source, nested.entries, told, seen)
        is_sitemap = all(entry.title is None for entry in pages)
        return sorted(pages, key=_last_changed, reverse=True) if is_sitemap else pages

    def _open_sitemap(self, source: Source, entry: Entry) -> _Opened:
        visit = self._find(page_key(source.location))
        if visit and visit.body and visit.stamp and visit.stamp == entry.changed:
            return _Opened(iter(()), _stored_entries(visit))
        try:
            page = self._fetch(source.location, visit, self._limits.fetched_bytes)
            if page is None and visit:
                stored = replace(visit, visited_at=self._now, stamp=entry.changed)
                return _Opened(iter([(source.location, stored)]), _stored_entries(visit))
            if page is None:
                return _Opened(iter(()))
            with closing(bytes_opener(page.data, self._limits)()) as stream:
                entries = read_entries(stream.read(), page.url)
        except FetchError as error:
            return _Opened(self._told_failure(error, source.location, visit, None))
        except (FeedError, TooLargeError, *UNREADABLE) as error:
            reason = f"The sitemap cannot be read: {error}. Look at it in a browser."
            return _Opened(iter([(source.location, refusal("broken_feed", source.location, reason))]))
        now = self._visit(page, source.location, visit, body=_stored(entries), stamp=entry.changed)
        return _Opened(iter([(source.location, now)]), entries)

    def _read(self, source: Source, told: Iterator[Read], entries: list[Entry]) -> Iterator[Read]:
        yield from told
        fetched = left = 0
        for entry in entries:
            if not entry.url:
                yield source.location, record_document(entry.record(), f"{source.location} entry", 0, {})
                continue
            visit = self._find(page_key(entry.url))
            if visit and self._is_fresh(visit, entry):
                yield from told_again(entry.url, visit)
            elif fetched < source.max_pages:
                fetched += 1
                yield from self._read_entry(source, entry, visit)
            else:
                left += 1
        if left:
            reason = (
                f"{left:,} pages are left for the next runs, since one run fetches {source.max_pages:,} of a source. "
                "Run again, or declare more: max_pages = ..."
            )
            yield source.location, refusal("left_for_next_run", source.location, reason)

    def _read_entry(self, source: Source, entry: Entry, visit: Visit | None) -> Iterator[Read]:
        url = entry.url or ""
        try:
            page = self._fetch(url, visit, self._limits.document_bytes)
        except FetchError as error:
            yield from self._told_failure(error, url, visit, entry)
            return
        place = Place(url, source, self._limits, given=entry.given())
        yield from self._told_page(page, place, visit, entry.changed)

    def _is_fresh(self, visit: Visit, entry: Entry) -> bool:
        """Whether a page need not be asked for again."""
        if visit.stamp and entry.changed and not visit.refusals:
            return visit.stamp == entry.changed
        settled = visit.visited_at - visit.first_at > SETTLED and not visit.refusals
        return settled or self._now - visit.visited_at < RECHECK

    def _fetch(self, url: str, visit: Visit | None, max_bytes: int) -> Page | None:
        known = Validators(visit.etag, visit.last_modified) if visit else Validators()
        return self._fetcher.fetch(url, max_bytes=max_bytes, known=known)

    def _told_page(
        self, page: Page | None, place: Place, visit: Visit | None, stamp: str | None = None
    ) -> Iterator[Read]:
        """What a page holds, and the visit to it; None is a page that has not changed."""
        if page is None:
            if visit:
                yield from told_again(place.origin, visit)
                yield place.origin, replace(visit, visited_at=self._now, stamp=stamp or visit.stamp)
            return
        given = {**place.given, **({"charset": page.charset} if page.charset else {})}
        inner = replace(place, url=page.url, given=given)
        readings = read_contents(bytes_opener(page.data, self._limits), inner)
        yield from read_to_remember(readings, place.origin, self._visit(page, place.origin, visit, stamp=stamp))

    def _told_failure(self, error: FetchError, url: str, visit: Visit | None, entry: Entry | None) -> Iterator[Read]:
        """A refusal, unless the page had landed or the feed itself gives it; what cannot pass is not tried each run."""
        failure = refusal(error.rule, url, str(error))
        first_at = visit.first_at if visit else self._now
        if error.passes:
            yield url, failure
        elif visit and visit.n_documents:
            yield url, Unchanged(visit.n_documents)
            yield url, replace(visit, visited_at=self._now)
        elif entry and len((entry.text or "").split()) >= MIN_FEED_WORDS:
            yield url, record_document(entry.record(), url, 0, {})
            yield url, Visit(page_key(url), self._now, first_at, stamp=entry.changed, n_documents=1)
        else:
            yield url, failure
            if entry:
                yield url, Visit(page_key(url), self._now, first_at, refusals=stored_refusals([failure]))

    def _visit(self, page: Page, url: str, before: Visit | None, **told: Any) -> Visit:
        first_at = before.first_at if before else self._now
        etag, last_modified = page.validators.etag, page.validators.last_modified
        return Visit(page_key(url), self._now, first_at, etag=etag, last_modified=last_modified, **told)


def _each_once(entries: list[Entry]) -> list[Entry]:
    by_page = {page_key(entry.url) if entry.url else f"#{n}": entry for n, entry in reversed(list(enumerate(entries)))}
    return list(reversed(by_page.values()))


def _last_changed(entry: Entry) -> str:
    return entry.changed or entry.published or ""


def _stored(entries: list[Entry]) -> str:
    return json.dumps([entry.page() for entry in entries if entry.url], ensure_ascii=False)


def _stored_entries(visit: Visit) -> list[Entry]:
    return [Entry(**page) for page in json.loads(visit.body or "[]")]
