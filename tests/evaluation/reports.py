"""Prints how right the present rules are on the annotated reports, and pins it.

    python -m tests.evaluation.reports [--errors N] [--pin]

`--pin` writes the score to `seeds/annotated/floors.json`: the floors that the gate of `extract` holds from then on.
"""

from __future__ import annotations

import argparse
import json

from assets.accuracy import FLOORS, REPORTS, score_set
from assets.extract.scoring import Score


def _print(name: str, result: Score, errors: int) -> None:
    print(f"{name:12}{'precision':>10}{'recall':>8}{'F1':>8}{'annotated':>11}{'claimed':>9}")
    for slot, tally in result.tallies.items():
        print(
            f"  {slot:10}{tally.precision:10.3f}{tally.recall:8.3f}{tally.f1:8.3f}{tally.annotated:11}{tally.claimed:9}"
        )
    for line in result.errors[:errors]:
        print("-", line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print the first N errors of each set")
    parser.add_argument("--pin", action="store_true", help="write the score to floors.json")
    arguments = parser.parse_args()
    scores = {name: score_set(name) for name in REPORTS}
    for name, result in scores.items():
        _print(name, result, arguments.errors)
    if arguments.pin:
        figures = {name: result.figures() for name, result in scores.items()}
        FLOORS.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
