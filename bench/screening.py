"""How fast the screen goes through a Parquet archive of other news, beside a bare scan of the same column by DuckDB.

    python bench/screening.py [--reports N] [--repeat N]

The archive is made for the run: reports of 400 words without a word of the screen, one in a hundred a sample report.
Both read the file from the page cache with all cores, taking turns; the scan only adds up the lengths of the texts.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import duckdb  # noqa: E402
import pyarrow as pa  # noqa: E402
import pyarrow.compute as pc  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402

from assets.extract.language.lexicon_files import load_lexicon  # noqa: E402
from assets.extract.screen import Screen  # noqa: E402

WORDS_A_REPORT = 400
RELEVANT_ONE_IN = 100
ROW_GROUP = 5_000
BATCH = 1_000
SCHEMA = pa.schema([("report_id", pa.string()), ("text", pa.string())])


def write_archive(path: Path, n_reports: int, screen: Screen) -> int:
    """Writes an archive of reports; returns how many bytes of text are in it."""
    samples = [json.loads(p.read_text())["text"] for p in sorted((ROOT / "seeds" / "reports").glob("*.json"))]
    words = sorted({word for text in samples for word in text.split()})
    other = [
        word for word, held in zip(words, screen.mask(pa.chunked_array([words])).to_pylist(), strict=True) if not held
    ]
    size = 0
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        for first in range(0, n_reports, ROW_GROUP):
            texts = list(_texts(range(first, min(first + ROW_GROUP, n_reports)), samples, other))
            size += sum(len(text.encode()) for text in texts)
            writer.write_table(
                pa.table({"report_id": [str(first + i) for i in range(len(texts))], "text": texts}, SCHEMA)
            )
    return size


def _texts(numbers: range, samples: list[str], other: list[str]) -> Iterator[str]:
    for number in numbers:
        if number % RELEVANT_ONE_IN == 0:
            yield samples[number // RELEVANT_ONE_IN % len(samples)]
        else:
            # A word of the screen must not come about over two words.
            yield " | ".join(random.Random(number).choices(other, k=WORDS_A_REPORT))


def screen_archive(path: Path, screen: Screen) -> int:
    """How many reports of an archive have a word of the screen, with a thread a core."""
    metadata = pq.read_metadata(path)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        groups = range(metadata.num_row_groups)
        return sum(pool.map(partial(_screen_row_group, path, metadata, screen), groups))


def _screen_row_group(path: Path, metadata: pq.FileMetaData, screen: Screen, group: int) -> int:
    with pq.ParquetFile(path, metadata=metadata, memory_map=True) as file:
        # So few at a time that they are still in the cache of the core when they are searched.
        batches = file.iter_batches(BATCH, row_groups=[group], columns=["text"], use_threads=False)
        return sum(pc.sum(screen.mask(pa.chunked_array([batch["text"]]))).as_py() or 0 for batch in batches)


def median_seconds(works: list[Callable[[], object]], repeat: int) -> list[float]:
    """The median of several runs of each work, in seconds of wall time; they take turns: what else runs slows all."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(repeat):
        for work, seconds in zip(works, times, strict=True):
            start = time.perf_counter()
            work()
            seconds.append(time.perf_counter() - start)
    return [statistics.median(seconds) for seconds in times]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=9)
    arguments = parser.parse_args()
    screen = Screen(load_lexicon(ROOT / "seeds" / "reference", "en"))
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        path = Path(folder) / "archive.parquet"
        size = write_archive(path, arguments.reports, screen)
        scan = f"SELECT sum(strlen(text)) FROM '{path}'"
        kept = screen_archive(path, screen)
        works = [lambda: screen_archive(path, screen), lambda: connection.execute(scan).fetchall()]
        ours, theirs = median_seconds(works, arguments.repeat)
    print(f"{arguments.reports} reports, {size / 1e6:.0f} MB of text; {kept} have a word of the screen")
    print(f"{'':24}{'reports/s':>12}{'MB/s':>8}")
    for name, seconds in (("swapledger screen", ours), ("DuckDB scan", theirs)):
        print(f"{name:24}{arguments.reports / seconds:12.0f}{size / seconds / 1e6:8.0f}")
    print(f"ratio {theirs / ours:.2f}")


if __name__ == "__main__":
    main()
