"""Sources in object stores (`s3://...` and others), through fsspec and the library that it uses for the store.

Belongs here: finding and opening objects. Not here: files of this machine (`files.py`), what objects hold
(`contents.py`). Credentials and endpoints come from where that library looks for them, or from the source's `options`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import fsspec

from assets.ingest.documents import refusal
from assets.ingest.sources import Source
from assets.ingest.streams import Limits, Opener, unpack
from warehouse.refusals import Refusal

# Protocols of object stores that fsspec knows, and the package that reads them. Others (file, http, ssh, chained ones)
# would lead around the bounds that hold for files and pages.
STORES: Final = {
    "s3": "swapledger[s3]", "s3a": "swapledger[s3]", "gs": "gcsfs", "gcs": "gcsfs", "az": "adlfs", "abfs": "adlfs",
    "abfss": "adlfs", "adl": "adlfs", "oss": "ossfs", "oci": "ocifs", "hdfs": "pyarrow",
}  # fmt: skip
STATES: Final = ("ETag", "etag", "md5Hash", "content_md5", "LastModified", "updated", "last_modified", "mtime", "size")


@dataclass(frozen=True, slots=True)
class FoundObject:
    """An object to read: its name in the tables, what tells whether it has changed, and what opens it."""

    origin: str
    state: str
    opener: Opener

    @property
    def key(self) -> str:
        """The place that a visit is remembered by."""
        return self.origin


def find_objects(source: Source, limits: Limits) -> Iterator[FoundObject | Refusal]:
    """The objects of a source (one, all below a prefix, or those that match a glob), in sorted order.

    What cannot be listed is a refusal: no such bucket, no permission, no answer, no library for the store.
    """
    protocol = source.location.partition("://")[0]
    if protocol not in STORES or "::" in source.location:
        known = ", ".join(STORES)
        reason = f"Addresses that begin with {protocol}:// are not read. Known are http, https, {known}."
        yield refusal("bad_address", source.location, reason)
        return
    try:
        store, path = fsspec.core.url_to_fs(source.location, **source.options)
        store.invalidate_cache()  # the library keeps listings for the life of the process
        infos = _list(store, path)
    except ImportError as error:
        package = STORES[protocol]
        reason = f"What reads {protocol}:// is not installed ({error}). Install it: pip install '{package}'"
        yield refusal("not_installed", source.location, reason)
    except FileNotFoundError:
        yield _missing(source)
    except Exception as error:  # noqa: BLE001 -- each store's library has its own errors
        yield refusal("unreadable", source.location, _explained(error))
    else:
        if not infos:
            yield _missing(source)
        for name, info in sorted(infos.items()):
            yield FoundObject(f"{protocol}://{name}", _state(info), _opener(store, name, limits))


def _missing(source: Source) -> Refusal:
    reason = "There is no such object, and none below it. Check the spelling, the endpoint and the permissions."
    return refusal("missing_path", source.location, reason)


def _list(store: Any, path: str) -> dict[str, Mapping[str, Any]]:
    is_glob = any(sign in path for sign in "*?[")
    found = store.glob(path, detail=True) if is_glob else store.find(path, detail=True)
    return {name: info for name, info in found.items() if info.get("type") == "file" and not name.endswith("/")}


def _state(info: Mapping[str, Any]) -> str:
    return " ".join(f"{name}={info[name]}" for name in STATES if info.get(name) is not None)


def _opener(store: Any, name: str, limits: Limits) -> Opener:
    def opener() -> Any:
        try:
            return unpack(store.open(name, "rb"), limits)
        except OSError:
            raise
        except Exception as error:
            raise OSError(0, _explained(error)) from error

    return opener


def _explained(error: Exception) -> str:
    why = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return f"The object store does not give it: {why}. Check the address, the credentials and the endpoint."
