"""Prints how right the present rules are on the annotated reports, and pins it.

    python -m tests.evaluation.reports [--errors N] [--pin]

Beside each F1 stands the interval in which it lies in 95 of 100 draws, with replacement, of as many reports: how much
it hangs on the choice of reports. `--pin` writes the score to `seeds/annotated/floors.json`: the floors that the gate
of `extract` holds from then on.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence

from assets.accuracy import ANEW, FLOORS, FROM_WEB, HELD_OUT, REPORTS, score_reports
from assets.extract.scoring import Score, combine

DRAWS = 500
SEED = 1


def interval(scores: Sequence[Score]) -> dict[str, tuple[float, float]]:
    """Where the F1 of each slot lies in 95 of 100 draws of as many reports."""
    dice = random.Random(SEED)
    draws = [combine(dice.choices(scores, k=len(scores))).tallies for _ in range(DRAWS)]
    outside = DRAWS // 40
    f1 = {slot: sorted(tallies[slot].f1 for tallies in draws) for slot in draws[0]}
    return {slot: (values[outside], values[-1 - outside]) for slot, values in f1.items()}


def _print(name: str, scores: Sequence[Score], errors: int = 0) -> None:
    result, intervals = combine(scores), interval(scores)
    print(f"{name:22}{'precision':>10}{'recall':>8}{'F1':>8}{'95 % interval':>16}{'annotated':>11}{'claimed':>9}")
    for slot, tally in result.tallies.items():
        low, high = intervals[slot]
        print(
            f"  {slot:20}{tally.precision:10.3f}{tally.recall:8.3f}{tally.f1:8.3f}"
            f"{low:10.3f}-{high:.3f}{tally.annotated:11}{tally.claimed:9}"
        )
    share = result.premature / result.unrealised if result.unrealised else 0.0
    print(f"  proposed or cancelled taken for completed: {result.premature} of {result.unrealised} ({share:.1%})")
    for line in result.errors[:errors]:
        print("-", line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print the first N errors of each set")
    parser.add_argument("--pin", action="store_true", help="write the score to floors.json")
    arguments = parser.parse_args()
    scores = {name: list(score_reports(name).values()) for name in REPORTS}
    for name, of_reports in scores.items():
        _print(name, of_reports, arguments.errors)
    _print(ANEW, list(score_reports(ANEW).values()), arguments.errors)
    # Without errors: who reads those of the held out has no measure of what is not known.
    held_out = score_reports(HELD_OUT)
    _print(HELD_OUT, list(held_out.values()))
    _print(f"{HELD_OUT}, made up", [score for name, score in held_out.items() if not name.startswith(FROM_WEB)])
    _print(f"{HELD_OUT}, from web", [score for name, score in held_out.items() if name.startswith(FROM_WEB)])
    if arguments.pin:
        figures = {name: combine(of_reports).figures() for name, of_reports in scores.items()}
        FLOORS.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
