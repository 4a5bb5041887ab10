"""Prints how well the confidence of claims is calibrated on annotated reports: `python -m bench.calibration`.

`swapledger estimate` writes the weights as a proposal.
"""

from __future__ import annotations

from assets.estimates.confidence import Bin, confidence_file, estimate_confidence


def main() -> None:
    """Fits and prints."""
    fit = estimate_confidence()
    print(f"{fit.claims} claims of {fit.reports} reports, {fit.right:.2f} right")
    _print(fit.bins)
    print("of them the held out")
    _print(fit.held_out)
    print(confidence_file(fit))


def _print(bins: list[Bin]) -> None:
    print("confidence   claims   mean   right")
    for each in bins:
        print(f"{each.low:.1f} to {each.high:.1f} {each.claims:9} {each.confidence:8.2f} {each.right:7.2f}")


if __name__ == "__main__":
    main()
