"""Opening: gzip within bounds."""

from __future__ import annotations

import gzip
import os
from contextlib import closing
from functools import partial

import pytest

from assets.ingest.streams import Limits, TooLargeError, bytes_opener, file_opener, recoded

# Without the time of packing: the packed bytes name tests.
gzipped = partial(gzip.compress, mtime=0)

PROSE = "\n".join(f"Prisoner {number} walked over the bridge at dawn." for number in range(200)).encode()


def read(data, limits=None):
    with closing(bytes_opener(data, limits or Limits())()) as stream:
        return stream.read()


@pytest.mark.parametrize(
    "data",
    [
        PROSE,
        gzipped(PROSE),
        gzipped(gzipped(PROSE)),
        gzipped(PROSE[:99]) + gzipped(PROSE[99:]),
    ],
    ids=["plain", "gzip", "gzip in gzip", "two members"],
)
def test_unpacks(data):
    assert read(data) == PROSE


@pytest.mark.parametrize(
    ("data", "limits", "bound"),
    [
        (gzipped(b" " * 30_000_000), Limits(), "200 times"),
        (gzipped(PROSE), Limits(unpacked_bytes=1_000), "1,000 bytes"),
        (gzipped(gzipped(gzipped(PROSE))), Limits(), "2 times"),
    ],
    ids=["bomb", "too long", "too deep"],
)
def test_stops_at_the_bounds(data, limits, bound):
    with pytest.raises(TooLargeError) as caught:
        read(data, limits)
    assert caught.value.bound == bound


def test_a_cut_archive_is_an_error_not_a_shorter_text():
    with pytest.raises(EOFError):
        read(gzipped(os.urandom(20_000))[:-2_000])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_does_not_wait_for_a_pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="not a regular file"):
        file_opener(tmp_path / "pipe", Limits())()


def test_recodes_to_utf8():
    text = '{"text": "обмен"}\n' * 5_000
    stream = recoded(bytes_opener(text.encode("utf-16"), Limits())(), "utf-16")
    assert stream.readline().decode() == '{"text": "обмен"}\n'
    assert stream.read().decode() == '{"text": "обмен"}\n' * 4_999
