"""Reports and words a second of extraction on one core, beside spaCy's English pipeline over the same texts.

    python bench/extraction.py [REPORTS_FOLDER] [--repeat N] [--model NAME] [--profile]

Ours is measured twice, as plain Python and compiled, where `make compiled` has made a build of these sources. spaCy is
optional: with the package and a model installed (`en_core_web_md`, else `en_core_web_sm`, or the name or folder of
`--model`), its speed stands beside ours and the ratios are printed. `--profile` prints instead what share of the time
each step takes, those that it calls included.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from assets.compiled import VARIABLE, build_folder  # noqa: E402
from assets.extract.language.lexicon_files import load_lexicon  # noqa: E402
from assets.extract.reading import read_report  # noqa: E402

MODELS = ("en_core_web_md", "en_core_web_sm")


def read_texts(folder: Path) -> list[tuple[str, date | None]]:
    """Text and publication day of every report of a folder of JSON reports."""
    reports = [json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))]
    return [(r["text"], date.fromisoformat(r["published"]) if r.get("published") else None) for r in reports]


def best_seconds(work: Callable[[], Any], repeat: int) -> float:
    """The quickest of several runs, in seconds of processor time."""
    times = []
    for _ in range(repeat):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def drop(results: Iterable[Any]) -> None:
    """Computes results and keeps none."""
    deque(results, maxlen=0)


def spacy_pipeline(models: tuple[str, ...]) -> tuple[str, Any] | None:
    """Name and pipeline of the first model that is installed or a folder; None without spaCy or a model."""
    try:
        import spacy  # noqa: PLC0415 - optional
    except ImportError:
        return None
    for model in models:
        if spacy.util.is_package(model) or Path(model).is_dir():
            pipeline = spacy.load(model)
            return f"{pipeline.lang}_{pipeline.meta['name']}", pipeline
    return None


def print_profile(read_all: Callable[[], Any], most: int = 24) -> None:
    """The functions of extraction in which most time passes, with how often a report calls them."""
    profile = cProfile.Profile()
    profile.runcall(read_all)
    stats = pstats.Stats(profile)
    total = max(entry[3] for entry in stats.stats.values())  # type: ignore[attr-defined]
    steps = [
        (entry[3] / total, Path(file).stem, name, entry[1])
        for (file, _, name), entry in stats.stats.items()  # type: ignore[attr-defined]
        if "extract" in Path(file).parts and name[0] != "<"
    ]
    for share, module, name, calls in sorted(steps, reverse=True)[:most]:
        print(f"{share:6.1%} {calls:8d} calls  {module}.{name}")


def seconds_apart(arguments: argparse.Namespace, *, compiled: bool) -> float:
    """Our quickest run in a process of its own: whether modules are compiled is settled when they are imported."""
    command = [sys.executable, __file__, str(arguments.folder), "--repeat", str(arguments.repeat), "--seconds"]
    environment = os.environ | {VARIABLE: "1" if compiled else ""}
    return float(subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout)  # noqa: S603


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "seeds" / "reports")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--model", help="name or folder of an installed spaCy model")
    parser.add_argument("--profile", action="store_true", help="print where the time goes instead")
    parser.add_argument("--seconds", action="store_true", help="print only the seconds that our quickest run takes")
    arguments = parser.parse_args()
    texts = read_texts(arguments.folder)
    words = sum(len(text.split()) for text, _ in texts)
    lexicon = load_lexicon(ROOT / "seeds" / "reference", "en")
    readings = lambda: (read_report(text, day, lexicon) for text, day in texts)  # noqa: E731
    if arguments.profile:
        print_profile(lambda: drop(readings()))
        return
    if arguments.seconds:
        print(best_seconds(lambda: drop(readings()), arguments.repeat))
        return
    print(f"{len(texts)} reports, {words} words, one core")
    print(f"{'':28}{'reports/s':>12}{'words/s':>12}")
    rows = {"swapledger": seconds_apart(arguments, compiled=False)}
    if build_folder().is_dir():
        rows["swapledger, compiled"] = seconds_apart(arguments, compiled=True)
    for name, seconds in rows.items():
        print(f"{name:28}{len(texts) / seconds:12.0f}{words / seconds:12.0f}")
    found = spacy_pipeline((arguments.model,) if arguments.model else MODELS)
    if found is None:
        print("spaCy: not installed with a model, so nothing to compare with")
        return
    model, pipeline = found
    theirs = best_seconds(lambda: drop(pipeline.pipe(text for text, _ in texts)), arguments.repeat)
    print(f"{'spaCy ' + model:28}{len(texts) / theirs:12.0f}{words / theirs:12.0f}")
    for name, seconds in rows.items():
        print(f"ratio of {name} to spaCy: {theirs / seconds:.1f}")


if __name__ == "__main__":
    main()
