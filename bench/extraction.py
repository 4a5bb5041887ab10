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
import gc
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
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from assets.compiled import VARIABLE, build_folder  # noqa: E402
from assets.extract.language.lexicon_files import load_lexicon  # noqa: E402
from assets.extract.reading import read_report  # noqa: E402
from assets.garbage import collection_paused  # noqa: E402

MODELS = ("en_core_web_md", "en_core_web_sm")


def read_texts(folder: Path) -> list[tuple[str, date | None]]:
    """Text and publication day of every report of a folder of JSON reports."""
    reports = [json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))]
    return [(r["text"], date.fromisoformat(r["published"]) if r.get("published") else None) for r in reports]


def drop(results: Iterable[Any]) -> None:
    """Computes results and keeps none."""
    deque(results, maxlen=0)


def spacy_pipeline(models: tuple[str, ...]) -> tuple[str, str, Any] | None:
    """Name, name or folder as given, and pipeline of the first model that is installed or a folder; None without."""
    try:
        import spacy  # noqa: PLC0415 - optional
    except ImportError:
        return None
    for model in models:
        if spacy.util.is_package(model) or Path(model).is_dir():
            pipeline = spacy.load(model)
            return f"{pipeline.lang}_{pipeline.meta['name']}", model, pipeline
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


class Contestant:
    """A process that reads all reports whenever it is told to, and says how many seconds that took it.

    Each has a process of its own: whether modules are compiled is settled when they are imported.
    """

    def __init__(self, arguments: argparse.Namespace, *, compiled: bool = False, model: str | None = None) -> None:
        command = [sys.executable, __file__, str(arguments.folder), "--rounds", *(["--model", model] if model else [])]
        environment = os.environ | {VARIABLE: "1" if compiled else ""}
        self.process = subprocess.Popen(  # noqa: S603
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.seconds: list[float] = []

    def run(self) -> None:
        """One more round."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("again\n")
        self.process.stdin.flush()
        self.seconds.append(float(self.process.stdout.readline()))

    def end(self) -> None:
        """Ends the process."""
        self.process.communicate()


def run_rounds(read_all: Callable[[], Any]) -> None:
    """Reads all reports once for each line of the input and prints the seconds of processor time, after a first time.

    Python looks for no garbage meanwhile, as in a run of the pipeline.
    """
    read_all()
    with collection_paused():
        for _ in sys.stdin:
            start = time.process_time()
            read_all()
            print(time.process_time() - start, flush=True)
            gc.collect()


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "seeds" / "reports")
    parser.add_argument("--repeat", type=int, default=7, help="how many rounds")
    parser.add_argument("--model", help="name or folder of an installed spaCy model")
    parser.add_argument("--profile", action="store_true", help="print where the time goes instead")
    parser.add_argument("--rounds", action="store_true", help="be one of the processes that are measured")
    arguments = parser.parse_args()
    texts = read_texts(arguments.folder)
    if arguments.rounds and arguments.model:
        found = spacy_pipeline((arguments.model,))
        assert found is not None
        pipeline = found[2]
        run_rounds(lambda: drop(pipeline.pipe(text for text, _ in texts)))
        return
    lexicon = load_lexicon(ROOT / "seeds" / "reference", "en")
    read_all = lambda: drop(read_report(text, day, lexicon) for text, day in texts)  # noqa: E731
    if arguments.profile:
        print_profile(read_all)
    elif arguments.rounds:
        run_rounds(read_all)
    else:
        measure(arguments, len(texts), sum(len(text.split()) for text, _ in texts))


def measure(arguments: argparse.Namespace, reports: int, words: int) -> None:
    """Lets all read in turns, so that none has a better hour of the machine, and prints the medians."""
    contestants = {"swapledger": Contestant(arguments)}
    if build_folder().is_dir():
        contestants["swapledger, compiled"] = Contestant(arguments, compiled=True)
    ours = list(contestants)
    found = spacy_pipeline((arguments.model,) if arguments.model else MODELS)
    if found is not None:
        contestants[f"spaCy {found[0]}"] = Contestant(arguments, model=found[1])
    for _ in range(arguments.repeat):
        for contestant in contestants.values():
            contestant.run()
    print(f"{reports} reports, {words} words, one core, medians of {arguments.repeat} rounds")
    print(f"{'':28}{'reports/s':>12}{'words/s':>12}")
    for name, contestant in contestants.items():
        contestant.end()
        seconds = median(contestant.seconds)
        print(f"{name:28}{reports / seconds:12.0f}{words / seconds:12.0f}")
    if found is None:
        print("spaCy: not installed with a model, so nothing to compare with")
        return
    theirs = contestants[f"spaCy {found[0]}"].seconds
    for name in ours:
        ratios = sorted(b / a for a, b in zip(contestants[name].seconds, theirs, strict=True))
        print(f"ratio of {name} to spaCy: {median(ratios):.1f} (from {ratios[0]:.1f} to {ratios[-1]:.1f})")


if __name__ == "__main__":
    main()
