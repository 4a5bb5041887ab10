"""Fits the confidence weights on annotated reports and prints how well they are calibrated.

    python bench/calibration.py [--write]

Read are the annotated reports of `seeds/annotated`. A claim is right when it is about an annotated event with the same
parties and status and every figure that it gives is in the annotation. Five-fold: each claim's probability comes from a
model that has not seen its report. `--write` replaces `seeds/reference/confidence.toml`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from assets.accuracy import ANNOTATED, REPORTS  # noqa: E402
from assets.extract.confidence import features  # noqa: E402
from assets.extract.events import Event, parties_of  # noqa: E402
from assets.extract.lexicon import load_lexicon  # noqa: E402
from assets.extract.reading import read_report  # noqa: E402

FOLDS = 5
RIDGE = 1.0  # weak pull to zero: there are about ten claims a feature
TARGET = ROOT / "seeds" / "reference" / "confidence.toml"


def is_right(event: Event, gold: dict[str, Any]) -> bool:
    """Whether some annotated event has the claim's parties, status and figures."""
    return any(_agrees(event, annotated) for annotated in gold["events"])


def _agrees(event: Event, annotated: dict[str, Any]) -> bool:
    if set(parties_of(event)) != set(annotated["parties"]) or event.status != annotated["status"]:
        return False
    known = {count for t in annotated["transfers"] for count in [t["count"], *(t.get("alt") or [])]}
    return all(t.count is None or t.count in known for t in event.transfers)


def claims() -> Iterator[tuple[str, dict[str, float], bool]]:
    """Report id, features and whether right, for every claim."""
    lexicon = load_lexicon(ROOT / "seeds" / "reference", "en")
    for name, folder in REPORTS.items():
        for path in sorted((ANNOTATED / name / "gold").glob("*.json")):
            report = json.loads((folder / path.name).read_text())
            gold = json.loads(path.read_text())
            published = date.fromisoformat(report["published"]) if report.get("published") else None
            for event in read_report(report["text"], published, lexicon).events:
                yield path.stem, features(event), is_right(event, gold)


def fit(inputs: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Weights of a ridge logistic regression by Newton steps."""
    weights = np.zeros(inputs.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-inputs @ weights))
        gradient = inputs.T @ (p - targets) + RIDGE * weights
        hessian = (inputs * (p * (1 - p))[:, None]).T @ inputs + RIDGE * np.eye(inputs.shape[1])
        weights -= np.linalg.solve(hessian, gradient)
    return weights


def main() -> None:
    """Fits, prints the table, and writes the weights if asked."""
    rows = list(claims())
    names = ["bias", *rows[0][1]]
    inputs = np.array([[1.0, *values.values()] for _, values, _ in rows])
    targets = np.array([float(right) for _, _, right in rows])
    reports = sorted({report for report, _, _ in rows})
    fold = np.array([reports.index(report) % FOLDS for report, _, _ in rows])
    predicted = np.zeros(len(rows))
    for k in range(FOLDS):
        weights = fit(inputs[fold != k], targets[fold != k])
        predicted[fold == k] = 1 / (1 + np.exp(-inputs[fold == k] @ weights))
    print(f"{len(rows)} claims of {len(reports)} reports, {targets.mean():.2f} right")
    print("confidence   claims   mean   right")
    for low, high in ((0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)):
        inside = (predicted >= low) & (predicted < high)
        if inside.any():
            means = f"{predicted[inside].mean():8.2f} {targets[inside].mean():7.2f}"
            print(f"{low:.1f} to {min(high, 1):.1f} {inside.sum():9} {means}")
    weights = fit(inputs, targets)
    lines = [f"{name} = {weight:.3f}" for name, weight in zip(names, weights, strict=True)]
    print("\n".join(lines))
    if "--write" in sys.argv:
        head = "# Weights of a claim's confidence, fitted by bench/calibration.py on annotated reports."
        TARGET.write_text("\n".join([head, "", "[weights]", *lines, ""]))


if __name__ == "__main__":
    main()
