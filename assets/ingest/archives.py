"""Archives of many files or pages, one member at a time: ZIP, WARC and WET.

Belongs here: going through the members, with bounds that no archive bomb passes, and with a word on those that hold no
report. Not here: what a member's bytes mean (`contents.py`). Nothing is written anywhere under a member's name.
"""

from __future__ import annotations

import io
import shutil
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, Final

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeadersParserException

from assets.ingest.connection import charset_of
from assets.ingest.containers import Place
from assets.ingest.documents import Read, Unchanged, refusal
from assets.ingest.streams import MIB, BoundedStream, Opener, TooLargeError, bytes_opener, unpack

OFFICE_MEMBERS: Final = frozenset({"[Content_Types].xml", "mimetype"})  # Word, Excel, PowerPoint; LibreOffice, EPUB
SPOOLED_BYTES: Final = 64 * MIB  # an archive in an archive is held in memory up to this size
TEXT_TYPES: Final = ("text/", "application/xhtml", "application/json", "application/xml", "application/pdf")
PAGE_RECORDS: Final = frozenset({"response", "resource", "conversion"})
MAX_TYPES_TOLD: Final = 5

ReadMember = Callable[[Opener, Place], Iterator[Read]]
"""Reads what an opened member holds."""


def read_zip(stream: BinaryIO, place: Place, read: ReadMember) -> Iterator[Read]:
    """What the members of a ZIP archive hold; a member's origin is `<archive>/<member>`."""
    with _seekable(stream) as file:
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError) as error:
            reason = f"The ZIP archive cannot be opened: {error}. Look whether it is whole."
            yield place.origin, refusal("unreadable", place.origin, reason)
            return
        with archive:
            members = [
                member for member in archive.infolist() if not member.is_dir() and not _is_hidden(member.filename)
            ]
            if problem := _check_members(archive, members, place):
                yield place.origin, problem
                return
            packed = file.seek(0, io.SEEK_END)
            whole = BoundedStream.budget(place.limits, lambda: packed)
            for member in sorted(members, key=lambda member: member.filename):
                yield from _read_member(archive, member, place, read, whole)


def _check_members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], place: Place) -> Any:
    names = archive.namelist()
    if names and names[0] in OFFICE_MEMBERS:
        return refusal("binary", place.origin, "It is an office document or e-book, which is not read. Give its text.")
    if len(members) > place.limits.members:
        reason = "The archive has too many members. Unpack it and give the folder."
        return refusal("too_large", place.origin, reason, f"{len(members):,} members", f"{place.limits.members:,}")
    if not members:
        return refusal("empty", place.origin, "The archive holds no files. Remove it.", "no members", "a member")
    return None


def _read_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: Place, read: ReadMember, whole: Callable[[int], None]
) -> Iterator[Read]:
    origin = f"{place.origin}/{member.filename}".encode("utf-8", "backslashreplace").decode()
    limits = replace(place.limits, depth=place.limits.depth - 1)
    inner = replace(place, origin=origin, limits=limits)

    def opener() -> BinaryIO:
        opened = BoundedStream(archive.open(member), limits, lambda: member.compress_size, whole)
        return unpack(opened, limits)

    try:
        if limits.depth < 0:
            raise TooLargeError("archives are packed in archives too often", "more levels", "fewer")
        yield from read(opener, inner)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:  # damaged, encrypted, packed unusually
        yield origin, refusal("unreadable", origin, f"The member cannot be unpacked: {error}. Give it unpacked.")


def _seekable(stream: BinaryIO) -> BinaryIO:
    if stream.seekable():
        return stream
    spooled = tempfile.SpooledTemporaryFile(max_size=SPOOLED_BYTES)  # noqa: SIM115 -- closed by who reads it
    shutil.copyfileobj(stream, spooled, MIB)
    spooled.seek(0)
    return spooled  # type: ignore[return-value]  # it has all that ZipFile needs


def _is_hidden(name: str) -> bool:
    """Whether a member is one that systems keep for themselves; ways up (`../a.txt`) hide nothing, and lead nowhere."""
    return any(part == "__MACOSX" or (part.startswith(".") and part.strip(".")) for part in name.split("/"))


@dataclass(slots=True)
class _Passed:
    """Records of a web archive that hold no page, counted by what they are."""

    kinds: Counter[str]

    def told(self, origin: str) -> Iterator[Read]:
        """One refusal for all of them."""
        if self.kinds:
            most = ", ".join(f"{kind} ({n:,})" for kind, n in sorted(self.kinds.items(), key=_often)[:MAX_TYPES_TOLD])
            reason = f"{self.kinds.total():,} records of the web archive hold no page that was read: {most}."
            yield origin, refusal("no_pages", origin, reason, f"{self.kinds.total():,} records", "pages and texts")


def _often(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]


def read_warc(stream: BinaryIO, place: Place, read: ReadMember) -> Iterator[Read]:
    """What the pages of a web archive (WARC) or of its texts (WET) hold; `member` is the number of the record.

    Images, scripts, errors and the like are told in one refusal for the archive; a revisit record says that a page had
    not changed, so it is known.
    """
    passed = _Passed(Counter())
    number = n_pages = 0
    try:
        for number, record in enumerate(ArchiveIterator(stream), 1):
            if record.rec_type == "revisit":
                n_pages += 1
                yield place.origin, Unchanged(1)
                continue
            page = _read_page(record, replace(place, member=number - 1)) if record.rec_type in PAGE_RECORDS else None
            if isinstance(page, str):
                passed.kinds[page] += 1
            elif isinstance(page, TooLargeError):
                n_pages += 1
                where = f"{place.origin} record {number}"
                reason = f"{page}. Nothing of it was read."
                yield place.origin, refusal("too_large", where, reason, page.observed, page.bound)
            elif page:
                n_pages += 1
                yield from read(bytes_opener(page.data, page.place.limits), page.place)
    except (ArchiveLoadFailed, StatusAndHeadersParserException, OSError, ValueError) as error:
        where = f"{place.origin} from record {number} on"
        why = str(error).strip() or "its header is no header"
        reason = f"The web archive cannot be read further: {why}. What stands before was read."
        n_pages += 1
        yield place.origin, refusal("unreadable", where, reason)
    if not n_pages and not passed.kinds:
        yield (
            place.origin,
            refusal("no_pages", place.origin, "The web archive holds no page. Look whether it is whole."),
        )
    yield from passed.told(place.origin)


@dataclass(frozen=True, slots=True)
class _Page:
    """The bytes of an archived page, and where they come from."""

    data: bytes
    place: Place


def _read_page(record: ArcWarcRecord, place: Place) -> _Page | TooLargeError | str:
    """The page that a record holds, or what it holds instead."""
    bound = place.limits.document_bytes
    headers = record.rec_headers
    given = {"captured": headers.get_header("WARC-Date") or ""}
    kind = headers.get_header("Content-Type") or ""
    if record.http_headers:
        status = record.http_headers.get_statuscode()
        if status != "200":
            return f"status {status or 'unknown'}"
        kind = record.http_headers.get_header("Content-Type") or ""
        given["charset"] = charset_of(kind) or ""
    media = kind.partition(";")[0].strip().lower()
    if media and not media.startswith(TEXT_TYPES):
        return media
    data = record.content_stream().read(bound + 1)
    if len(data) > bound:
        return TooLargeError("The page is larger than any report", f"over {bound:,} bytes", f"{bound:,} bytes")
    if record.raw_stream.limit > 0:
        raise OSError("it ends in the middle of a record")
    told = {name: value for name, value in given.items() if value}
    url = (headers.get_header("WARC-Target-URI") or "").strip("<> ") or None
    return _Page(data, replace(place, url=url, given={**place.given, **told}))
