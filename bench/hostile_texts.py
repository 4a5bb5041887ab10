"""What reading costs on texts that are made to cost much: milliseconds for 50 and 100 kB, seconds for ten megabytes.

    python -m bench.hostile_texts [--slowest N]

Each text is one part repeated (`tests/unit/extract/hostile_texts.py`; `test_hostile.py` holds that twice the text is at
most 2.3 times the work). Printed are the slowest, with why a text of ten megabytes was, or was not, taken for relevant.
"""

from __future__ import annotations

import argparse
import gc
import time
from datetime import date
from pathlib import Path

from assets.extract.language.lexicon_files import load_lexicon
from assets.extract.reading import Reading, read_report
from tests.unit.extract.hostile_texts import GROWING

REFERENCE = Path(__file__).resolve().parents[1] / "seeds" / "reference"
PUBLISHED = date(2024, 5, 15)
SMALL, LARGE, DUMP = 50_000, 100_000, 10 * 2**20  # characters


def read_repeated(part: str, size: int) -> tuple[float, Reading]:
    """Seconds of processor time for a text of about so many characters, and what was read."""
    lexicon, text = load_lexicon(REFERENCE, "en"), part * (size // len(part))
    gc.collect()  # what the text before has left is not of this one's making
    start = time.process_time()
    reading = read_report(text, PUBLISHED, lexicon)
    return time.process_time() - start, reading


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--slowest", type=int, default=8)
    arguments = parser.parse_args()
    read_repeated("a ", SMALL)  # the lexicon is loaded before anything is measured
    rows = [(name, *(read_repeated(part, size) for size in (SMALL, LARGE, DUMP))) for name, part in GROWING.items()]
    print(f"{'':24}{'50 kB, ms':>12}{'100 kB, ms':>12}{'10 MB, s':>12}")
    for name, small, large, (dump, reading) in sorted(rows, key=lambda row: -row[2][0])[: arguments.slowest]:
        print(f"{name:24}{1000 * small[0]:12.0f}{1000 * large[0]:12.0f}{dump:12.2f}  {reading.reason}")


if __name__ == "__main__":
    main()
